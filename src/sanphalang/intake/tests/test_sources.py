"""A source's name is public, so it is what a person says, never the name of a file."""

from __future__ import annotations

import io
import json
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from sanphalang.access.models import Centre
from sanphalang.files.models import Source
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.tests.lists import TABLE, brought_in, checked, csv_file
from sanphalang.intake.tests.pages import signed_in, upload, words
from sanphalang.organisations.models import Organisation

pytestmark = pytest.mark.django_db

PERSON = "รายชื่อของ สมศรี ลับเฉพาะ 0000123456.csv"


def _import(file: Path, **options: Any) -> dict[str, Any]:
    said = io.StringIO()
    call_command("import", "organisations", str(file), apply=True, json=True, stdout=said, **options)
    result: dict[str, Any] = json.loads(said.getvalue().splitlines()[-1])
    return result


def _file(tmp_path: Path, name: str = PERSON) -> Path:
    file = tmp_path / name
    file.write_bytes(csv_file(TABLE))
    return file


@pytest.mark.parametrize("source", ["", "   "])
def test_the_page_asks_where_a_list_comes_from(client: Client, source: str) -> None:
    signed_in(client)
    said = words(upload(client, source=source, centre=str(Centre.objects.get(code="30").pk)))
    assert "Please say which agency or survey the list comes from." in said
    assert not ImportBatch.objects.exists()


def test_the_page_suggests_earlier_sources(client: Client) -> None:
    viewer = signed_in(client)
    checked(TABLE, viewer=viewer, centre="30", source="เกษตรจังหวัด")
    assert '<option value="เกษตรจังหวัด">' in client.get("/imports/new/").content.decode()


@pytest.mark.parametrize(
    ("centre", "name"),
    [
        ("30", "รายชื่อที่นำเข้าโดยศูนย์ประสานภาคีการพัฒนาจังหวัดนครราชสีมา (ศปจ.)"),
        ("", "รายชื่อที่นำเข้าโดยทีมส่วนกลาง"),
    ],
)
def test_a_command_without_a_source_tells_nobody_the_name_of_the_file(
    client: Client, tmp_path: Path, centre: str, name: str
) -> None:
    _import(_file(tmp_path), **({"centre": centre} if centre else {}))
    assert Source.objects.get().name == name
    page = client.get(f"/organisations/{Organisation.objects.earliest('pk').pk}/").content.decode()
    assert name in page
    assert not [part for part in ("สมศรี", "ลับเฉพาะ", "0000123456") if part in page]


def test_a_second_import_without_a_source_is_of_the_same_source(tmp_path: Path) -> None:
    _import(_file(tmp_path))
    Organisation.objects.update(name="ชื่อที่แก้ด้วยมือ", identity="ชื่อที่แก้ด้วยมือ")
    again = _import(_file(tmp_path, "another name.csv"))
    assert (again["created"], again["unchanged"]) == (0, len(TABLE))
    assert Source.objects.count() == 1


def test_findings_are_counted_by_kind(tmp_path: Path) -> None:
    lost = ("กลุ่มเลขหาย", "หมูสี", "ปากช่อง", "นครราชสีมา", "878947901", "เยอะมาก", "")
    file = tmp_path / "list.csv"
    file.write_bytes(csv_file([lost]))
    result = _import(file)
    batch = brought_in(ImportBatch.objects.get())
    assert result["findings_by_field"] == {name: found["rows"] for name, found in batch.found.items()}
    assert (
        result["findings_by_field"]["telephone.telephone_lost_zero"] == result["findings"]["telephone_lost_zero"] == 1
    )
    assert not [kind for kind in result["findings"] if "." in kind]
    assert sum(result["findings"].values()) == sum(result["findings_by_field"].values())


def test_one_kind_found_in_two_fields_is_one_count() -> None:
    command = import_module("sanphalang.intake.management.commands.import")
    assert command.by_kind({"founded.blank": 2, "name.blank": 3, "name.long": 1}) == {"blank": 5, "long": 1}
