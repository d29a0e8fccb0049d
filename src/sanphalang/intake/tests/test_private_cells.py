"""The contacts in a list are seen by the centre that it is for and by who uploaded it: on pages and in workbooks."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook

from sanphalang.access.policy import Refused
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.intake import actions
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.tests.lists import HEADER, WEAVERS, brought_in, checked, outcomes
from sanphalang.intake.tests.pages import let_go, signed_in, worked
from sanphalang.organisations.tests.factories import make_account, make_organisation, make_viewer

pytestmark = pytest.mark.django_db

OF_THE_RECORD, TELEPHONE, CORRECTED, EMAIL, PERSON, SECRET = (
    "0000-555-555",
    "0000-123-456",
    "0000-777-777",
    "somsri@private.example",
    "สมศรี ลับเฉพาะ",
    "ลับเฉพาะ ไม่มีหัวเรื่องที่รู้จัก",
)
MARKS = (OF_THE_RECORD, TELEPHONE, "0000123456", "0000-12345", EMAIL, PERSON, SECRET)
COLUMNS = (*HEADER, "ผู้ประสานงาน", "อีเมล", "หมายเหตุ", "ข้อความอื่น")
LIST = (
    (*WEAVERS, PERSON, EMAIL, SECRET, SECRET),
    ("กลุ่มขนมไทยบ้านโนนสูง", "ไม่มีตำบล", "", "", "0000-12345", "12", "ขนม", PERSON, EMAIL, SECRET, SECRET),
    ("กลุ่มจักสานบ้านหนองแวงงาม", "", "", "นครราชสีมา", TELEPHONE, "12", "จักสาน", PERSON, EMAIL, SECRET, SECRET),
)
ADDRESSES = (
    "/imports/",
    "/imports/{pk}/",
    "/imports/{pk}/columns/",
    "/imports/{pk}/rows/",
    "/imports/{pk}/rows/2/",
    "/imports/{pk}/rows/3/",
    "/imports/{pk}/rows/4/",
    "/imports/{pk}/withdraw/",
    "/imports/{pk}/annotated.xlsx",
    "/imports/{pk}/to-fix.xlsx",
)


def _list(viewer: Viewer = OPERATOR, *, centre: str = "30") -> ImportBatch:
    make_organisation("กลุ่มจักสานบ้านหนองแวงงาม", place="3021", telephone=OF_THE_RECORD)
    batch = checked(LIST, header=COLUMNS, viewer=viewer, centre=centre)
    assert outcomes(batch)[4] == "doubtful"
    return batch


def _everything_shown(client: Client, batch: ImportBatch) -> str:
    """Return the text of every page and workbook that a viewer gets, workbooks read back."""
    texts = []
    for address in ADDRESSES:
        response = client.get(address.format(pk=batch.pk))
        body = b"".join(response) if response.streaming else response.content
        if response.status_code == 200 and "xlsx" in address:
            texts.append(str(CalamineWorkbook.from_filelike(BytesIO(body)).get_sheet_by_index(0).to_python()))
        else:
            texts.append(body.decode())
        let_go(response)
    return "\n".join(texts)


@pytest.mark.parametrize("is_done", [False, True])
@pytest.mark.parametrize(
    ("role", "centre", "sees"),
    [
        (Role.DATA_MANAGER, "30", True),
        (Role.COORDINATOR, "30", True),
        (Role.DATA_MANAGER, "31", False),
        (Role.NATIONAL_ANALYST, "", False),
        (Role.NATIONAL_ADMINISTRATOR, "", False),
    ],
)
def test_who_sees_the_contacts_of_a_centre_s_list(
    client: Client, role: Role, centre: str, sees: bool, is_done: bool
) -> None:
    batch = brought_in(_list()) if is_done else _list()
    signed_in(client, role, centre=centre)
    shown = _everything_shown(client, batch)
    assert [mark in shown for mark in (TELEPHONE, EMAIL, PERSON, SECRET)] == [sees] * 4
    if not sees:
        assert not [mark for mark in MARKS if mark in shown]
    assert ("Kept by the centre" in shown) is (role == Role.NATIONAL_ADMINISTRATOR)


def test_a_national_account_sees_what_it_uploaded_and_no_other_s(client: Client) -> None:
    uploader = signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    batch = _list(uploader, centre="")
    assert all(mark in _everything_shown(client, batch) for mark in (TELEPHONE, EMAIL, PERSON, SECRET))
    client.force_login(make_account(Role.NATIONAL_ADMINISTRATOR))
    assert not [mark for mark in MARKS if mark in _everything_shown(client, batch)]


def test_who_uploaded_a_list_for_a_centre_does_not_see_what_the_centre_wrote_since(client: Client) -> None:
    uploader = signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    batch = _list(uploader)
    actions.correct_cells(make_viewer(Role.DATA_MANAGER, centre="30"), batch.pk, row=4, values={"telephone": CORRECTED})
    shown = _everything_shown(client, worked(batch))
    assert EMAIL in shown
    assert CORRECTED not in shown


def test_a_hidden_column_cannot_be_given_a_public_meaning(client: Client) -> None:
    batch = _list()
    viewer = signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    columns = batch.layout["columns"]
    fields = {f"column-{column['index']}": column["field"] or "" for column in columns}
    telephone, activity = (next(c for c in columns if c["field"] == name) for name in ("telephone", "activity"))
    swapped = {f"column-{telephone['index']}": "activity", f"column-{activity['index']}": ""}
    client.post(f"/imports/{batch.pk}/columns/", fields | swapped)
    assert TELEPHONE not in _everything_shown(client, worked(batch))
    with pytest.raises(Refused, match="centre"):
        actions.settle_columns(viewer, batch.pk, chosen={telephone["key"]: "activity"})


def test_a_hidden_cell_is_not_in_the_form_of_its_row(client: Client) -> None:
    batch = _list()
    signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    form = client.get(f"/imports/{batch.pk}/rows/2/").context["form"]
    assert {"name", "activity"} <= set(form.fields)
    assert not {"telephone", "email", "contact_name"} & set(form.fields)
    client.post(f"/imports/{batch.pk}/rows/2/", {"name": "กลุ่มทอผ้าไหม", "telephone": "1"})
    worked(batch)
    assert "0000-123-456" in _row_as_seen_by_its_centre(client, batch)


def _row_as_seen_by_its_centre(client: Client, batch: ImportBatch) -> str:
    account = make_account(Role.DATA_MANAGER, centre="30")
    assert viewer_of(account).grants
    client.force_login(account)
    return client.get(f"/imports/{batch.pk}/rows/2/").content.decode()
