"""Small made-up lists for tests, and the steps that a person takes with them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from django.db import connection

from sanphalang.access.models import Centre
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.files.storage import keep_file
from sanphalang.intake.actions import begin_bringing_in, begin_withdrawing, start_import
from sanphalang.intake.bringing import bring_in_batch, withdraw_batch
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.stages import read_and_check

HEADER = ("ชื่อกลุ่ม", "ตำบล", "อำเภอ", "จังหวัด", "โทรศัพท์", "จำนวนสมาชิก", "ผลิตภัณฑ์")
WEAVERS = ("กลุ่มทอผ้าไหมบ้านหนองบัว", "ในเมือง", "เมืองนครราชสีมา", "นครราชสีมา", "0000123456", "35", "ผ้าไหม")
BAKERS = ("กลุ่มขนมไทยบ้านโนนสูง", "โนนสูง", "โนนสูง", "นครราชสีมา", "0000234567", "12", "ขนมไทย")
SAVERS = ("กลุ่มออมทรัพย์บ้านดอนแก้ว", "ปักธงชัย เหนือ", "ปักธงชัย", "นครราชสีมา", "", "80", "")
TABLE = (WEAVERS, BAKERS)


def csv_file(rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER) -> bytes:
    """Return a CSV file of these rows."""
    text = io.StringIO()
    csv.writer(text).writerows([header, *rows])
    return text.getvalue().encode()


def checked(
    rows: Sequence[Sequence[str]],
    *,
    header: Sequence[str] = HEADER,
    viewer: Viewer = OPERATOR,
    centre: str = "",
    source: str = "พัฒนาชุมชน",
    name: str = "รายชื่อ.csv",
    kind: str = "organisations",
) -> ImportBatch:
    """Upload a list and check it."""
    found = Centre.objects.get(code=centre) if centre else None
    kept = keep_file([csv_file(rows, header)])
    batch = start_import(viewer, kind=kind, file=kept, file_name=name, source=source, centre=found)
    read_and_check(batch)
    return batch


def brought_in(batch: ImportBatch, viewer: Viewer = OPERATOR) -> ImportBatch:
    """Bring the ready rows in."""
    begin_bringing_in(viewer, batch.pk)
    bring_in_batch(viewer, batch.pk)
    batch.refresh_from_db()
    return batch


def withdrawn(batch: ImportBatch, viewer: Viewer = OPERATOR) -> ImportBatch:
    """Take the list back."""
    begin_withdrawing(viewer, batch.pk)
    withdraw_batch(viewer, batch.pk)
    batch.refresh_from_db()
    return batch


def outcomes(batch: ImportBatch) -> dict[int, str]:
    """Return the outcome of each row."""
    return dict(batch.rows.order_by("number").values_list("number", "outcome"))


def whole_database() -> str:
    """Return every row of every table as text, and what SQLite's search tables hold."""
    with connection.cursor() as cursor:
        texts = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 (a table of our own)
            texts += [str(row) for row in cursor.fetchall()]
    return "\n".join(texts)
