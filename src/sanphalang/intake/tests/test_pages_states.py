"""What the pages say in each state: empty, refused, waiting, standing still, columns, review, done, withdrawn."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from sanphalang.access.models import Centre
from sanphalang.access.roles import Role
from sanphalang.access.viewer import Viewer
from sanphalang.files import originals
from sanphalang.files.storage import keep_file, path_of
from sanphalang.intake import views_files
from sanphalang.intake.actions import start_import
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.stages import read_and_check
from sanphalang.intake.tests.lists import BAKERS, TABLE, WEAVERS, brought_in, checked, withdrawn
from sanphalang.intake.tests.pages import let_go, signed_in, words
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_organisation

pytestmark = pytest.mark.django_db
NAMELESS = ("-", *WEAVERS[1:6], "")


@pytest.fixture
def viewer(client: Client) -> Viewer:
    return signed_in(client)


def _said(client: Client, batch: ImportBatch, page: str = "") -> str:
    return words(client.get(f"/imports/{batch.pk}/{page}"))


@pytest.mark.usefixtures("viewer")
def test_an_empty_list_says_how_to_begin(client: Client) -> None:
    assert "Your imports will stand here" in words(client.get("/imports/"))


@pytest.mark.usefixtures("viewer")
def test_the_list_says_where_each_import_stands(client: Client) -> None:
    checked(TABLE, centre="30")
    said = words(client.get("/imports/"))
    assert "รายชื่อ.csv พัฒนาชุมชน" in said
    assert "Waits for review" in said


@pytest.mark.usefixtures("viewer")
def test_the_form_offers_earlier_sources_and_the_only_centre(client: Client) -> None:
    checked(TABLE, centre="30")
    page = client.get("/imports/new/").content.decode()
    assert '<option value="พัฒนาชุมชน">' in page
    centre = page[page.index('<select name="centre"') :]
    assert centre[: centre.index("</select>")].count("<option value=") == 1
    assert "nothing is saved to the registry yet" in page


def test_a_national_account_chooses_the_centre_and_what_the_list_names(client: Client) -> None:
    signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    page = client.get("/imports/new/").content.decode()
    assert "The whole country" in page
    assert "Villages and communities" in page


def test_a_refused_file_says_why_and_what_to_do(client: Client, viewer: Viewer) -> None:
    batch = _started(viewer, b"")
    read_and_check(batch)
    said = _said(client, batch)
    assert "This file is empty. Please check that the right file was chosen." in said
    assert "Choose another file" in said


def test_while_it_works_the_page_says_how_far_and_asks_again(client: Client, viewer: Viewer) -> None:
    batch = _started(viewer, b"a,b\n")
    batch.stage, batch.done, batch.total = ImportBatch.Stage.CHECKING, 2_000, 8_000
    batch.report = {"began": (timezone.now() - timedelta(seconds=60)).isoformat()}
    batch.save()
    page = client.get(f"/imports/{batch.pk}/")
    assert "2,000 of 8,000" in words(page)
    assert "about 3 minutes left" in words(page)
    assert 'hx-trigger="every 1s"' in page.content.decode()
    part = client.get(f"/imports/{batch.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith('<div id="progress"')


def test_what_waited_is_told_to_look_when_the_work_is_done(client: Client) -> None:
    signed_in(client)
    batch = checked(TABLE, centre="30")
    answer = client.get(f"/imports/{batch.pk}/", headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"


@pytest.mark.parametrize(("silent", "expected"), [(10, False), (600, True)])
def test_work_that_stands_still_can_be_taken_up(client: Client, viewer: Viewer, silent: int, expected: bool) -> None:
    batch = _started(viewer, b"a,b\n")
    ImportBatch.objects.filter(pk=batch.pk).update(beat=timezone.now() - timedelta(seconds=silent))
    assert ("Carry on" in _said(client, batch)) is expected


def test_a_list_without_names_asks_for_its_columns(client: Client, viewer: Viewer) -> None:
    batch = _started(viewer, b"a,b\n1,2\n3,4\n")
    read_and_check(batch)
    assert client.get(f"/imports/{batch.pk}/").headers["Location"].endswith("/columns/")
    said = _said(client, batch, "columns/")
    assert "Which column names the organisation?" in said
    assert "1 3" in said


def test_a_review_counts_every_row_once(client: Client, viewer: Viewer) -> None:
    brought_in(checked([BAKERS], centre="30", source="another"))
    rows = [WEAVERS, WEAVERS, BAKERS, NAMELESS, ("กลุ่มจักสาน", "ไม่มีตำบลนี้", "", "", "", "", "")]
    said = _said(client, checked(rows, viewer=viewer, centre="30"))
    assert "Nothing has been saved to the registry yet." in said
    assert "Ready 1 new 1 Same 2 known already 1 · twice in the file 1" in said
    assert "Cannot be used 1 no name 1" in said
    assert "Bring in the 1 row that is ready" in said
    assert "The organisation is named in the column “ชื่อกลุ่ม”. What stands in “ผลิตภัณฑ์” becomes its activity" in said


def test_a_list_that_brings_no_news_says_so(client: Client, viewer: Viewer) -> None:
    first = brought_in(checked(TABLE, centre="30"))
    said = _said(client, checked(TABLE, viewer=viewer, centre="30"))
    assert "The registry already says all that this list says" in said
    assert "The same file was brought in before: " + first.file_name in said
    assert "Bring in the" not in said


@pytest.mark.usefixtures("viewer")
def test_a_list_without_rows_says_so(client: Client) -> None:
    assert "No row of data was found" in _said(client, checked([], centre="30"))


def test_a_possible_match_stands_beside_the_known_record(client: Client, viewer: Viewer) -> None:
    known = make_organisation("กลุ่มทอผ้าไหมบ้านหนองบัวใหญ่", place="300101", telephone="0000-999-999")
    row = ("กลุ่มทอผ้าไหมบ้านหนองบัวใหญ่ๆ", *WEAVERS[1:])
    batch = checked([("กลุ่มทอผ้าไหมบ้านหนองบัวไหญ่", *row[1:])], viewer=viewer, centre="30")
    said = _said(client, batch)
    assert "1 row to decide: the same organisation?" in said
    assert known.name in said
    assert "Telephone 0000-999-999" in said
    assert "The names differ by a letter or two. · The place is the same." in said


def test_what_was_found_is_shown_with_an_example(client: Client, viewer: Viewer) -> None:
    row = ("กลุ่มจักสานบ้านโนน", *WEAVERS[1:4], "878947901", "ประมาณ 30", "")
    said = _said(client, checked([row], viewer=viewer, centre="30"))
    assert "The telephone had lost its leading zero. Telephone 1 878947901 → 087-894-7901 Mended Leave blank" in said
    assert "The number is given roughly. Members 1 ประมาณ 30 → 30 Waits for an answer Use all Leave blank" in said


def test_rows_are_narrowed_and_say_why(client: Client, viewer: Viewer) -> None:
    batch = checked([*TABLE, NAMELESS], viewer=viewer, centre="30")
    assert "3 rows" in _said(client, batch, "rows/")
    said = _said(client, batch, "rows/?outcome=rejected")
    assert "1 row" in said
    assert "Cannot be used No name stands in this row." in said
    for query in ("outcome=double", "outcome=nonsense", "finding=year_two_digits"):
        assert "No row fits" in _said(client, batch, f"rows/?{query}")


def test_a_row_shows_its_cells_and_what_was_read(client: Client, viewer: Viewer) -> None:
    batch = checked([("กลุ่มจักสาน", *WEAVERS[1:4], "878947901", "", "")], viewer=viewer, centre="30")
    said = _said(client, batch, "rows/2/")
    assert "โทรศัพท์ Telephone 878947901 087-894-7901 The telephone had lost its leading zero." in said
    assert client.get(f"/imports/{batch.pk}/rows/99/").status_code == 404


def test_done_says_what_was_made_and_leads_to_it(client: Client, viewer: Viewer) -> None:
    batch = brought_in(checked([*TABLE, ("กลุ่มจักสาน", "ไม่มีตำบลนี้", "", "", "", "", "")], viewer=viewer, centre="30"))
    page = client.get(f"/imports/{batch.pk}/")
    assert "2 new records were made." in words(page)
    assert "1 row waits for a decision." in words(page)
    assert 'href="/organisations/?place=30"' in page.content.decode()
    assert 'href="/places/3001/"' in page.content.decode()
    record = Organisation.objects.get(name=WEAVERS[0])
    assert f'href="/organisations/{record.pk}/"' in client.get(f"/imports/{batch.pk}/rows/").content.decode()


def test_withdrawn_lists_what_could_not_be_restored(client: Client, viewer: Viewer) -> None:
    batch = brought_in(checked(TABLE, viewer=viewer, centre="30"))
    asked = _said(client, batch, "withdraw/")
    assert "2 new records are removed." in asked
    Organisation.objects.filter(name=WEAVERS[0]).update(members=99, revision=2)
    withdrawn(batch)
    said = _said(client, batch)
    assert "1 new record was removed. 1 record could not be restored." in said
    assert f"{WEAVERS[0]} 2 Someone changed it after this list was brought in." in said


def test_every_record_that_stays_is_named(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sanphalang.intake.views._KEPT_A_PAGE", 1)
    viewer = signed_in(client)
    batch = brought_in(checked(TABLE, viewer=viewer, centre="30"))
    Organisation.objects.update(members=99, revision=2)
    withdrawn(batch)
    pages = [_said(client, batch, f"?page={number}") for number in (1, 2)]
    assert [[name in page for name in (WEAVERS[0], BAKERS[0])] for page in pages] == [[True, False], [False, True]]
    assert "2 records could not be restored." in pages[0]


def _started(viewer: Viewer, content: bytes) -> ImportBatch:
    centre = Centre.objects.get(code="30")
    kept = keep_file([content])
    return start_import(viewer, kind="organisations", file=kept, file_name="list.csv", source="", centre=centre)


def test_lists_of_codes_ask_nothing_that_a_code_answers(client: Client) -> None:
    viewer = signed_in(client, Role.NATIONAL_ADMINISTRATOR)
    content = "รหัสหมู่บ้าน,ชื่อหมู่บ้าน\n30210599,บ้านทดลอง\n12,บ้านผิดรหัส\n".encode()
    batch = start_import(viewer, kind="villages", file=keep_file([content]), file_name="villages.csv")
    read_and_check(batch)
    said = _said(client, batch)
    assert "Ready 1 new 1" in said
    assert "To decide 1 code or place to be checked 1" in said
    assert "The village's code does not have eight digits." in said
    assert "Places that are not sure" not in said
    assert "Bring in as it is" not in _said(client, batch, "rows/3/")
    answer = client.post(f"/imports/{batch.pk}/decide/", {"one": "3:as_is"}, follow=True)
    assert "the official code decides" in words(answer)
    assert "See the places" in _said(client, brought_in(batch, viewer))


@pytest.mark.parametrize("workbook", ["annotated.xlsx", "to-fix.xlsx"])
def test_a_workbook_waits_its_turn_and_says_so(client: Client, viewer: Viewer, workbook: str) -> None:
    """Four people take long lists home at once: the pages of all others must still be answered."""
    batch = checked([BAKERS, NAMELESS], viewer=viewer, centre="30")
    with views_files._MAKING:
        answer = client.get(f"/imports/{batch.pk}/{workbook}")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
    assert "Another workbook is being made" in words(answer)
    assert f'href="/imports/{batch.pk}/{workbook}"' in answer.content.decode()
    made = client.get(f"/imports/{batch.pk}/{workbook}")
    assert made.status_code == 200
    let_go(made)
    assert not views_files._MAKING.locked()


def test_a_workbook_that_cannot_be_made_keeps_nobody_waiting(client: Client, viewer: Viewer) -> None:
    batch = checked(TABLE, viewer=viewer, centre="30")
    path_of(batch.file).write_bytes(b"")
    assert client.get(f"/imports/{batch.pk}/annotated.xlsx").status_code == 302
    assert not views_files._MAKING.locked()


@pytest.mark.usefixtures("viewer")
def test_a_column_left_out_for_another_is_told_on_the_page(client: Client) -> None:
    header = ("ชื่อกลุ่ม", "ตำบล", "อำเภอ", "จังหวัด", "วันที่จดทะเบียน", "ปีที่ก่อตั้ง", "หมายเหตุ", "หมายเหตุ")
    rows = [(*WEAVERS[:4], "1/5/2566", "2550", "ก", "ข"), (*BAKERS[:4], "2/5/2566", "2549", "ค", "ง")]
    batch = checked(rows, header=header, centre="30")
    assert [values["founded_year"] for _row, values in originals.read(originals.Kind.VALUES, batch.pk)] == [2007, 2006]
    told = (
        "The column “วันที่จดทะเบียน (E)” was left out: “ปีที่ก่อตั้ง (F)” says the same and was taken. "
        "Please change the columns if it should be the other."
    )
    assert told in _said(client, batch)
    assert _said(client, batch).count("was left out") == 1
    assert "says the same as that of a column that was taken instead" in _said(client, batch, "columns/")


def test_rows_of_other_centres_are_no_decision_that_waits(client: Client, viewer: Viewer) -> None:
    batch = brought_in(checked([*TABLE, ("กลุ่มจักสาน", "", "", "บุรีรัมย์", "", "", "")], viewer=viewer, centre="30"))
    said = words(client.get(f"/imports/{batch.pk}/"))
    assert "1 row lies outside the territory" in said
    assert "waits for a decision" not in said
    assert "To decide 0 none" in said
    assert "Outside the territory 1 for the centres of their places" in said
    assert " 3 0 " in words(client.get("/imports/"))  # rows, and those to decide


def test_rows_of_other_centres_are_found_apart(client: Client, viewer: Viewer) -> None:
    rows = [*TABLE, ("กลุ่มจักสาน", "", "", "บุรีรัมย์", "", "", ""), ("กลุ่มขนมบ้านสวน", "ไม่มีตำบล", "", "", "", "", "")]
    batch = checked(rows, viewer=viewer, centre="30")
    said = {which: _said(client, batch, f"rows/?outcome={which}") for which in ("doubtful", "outside_territory")}
    assert [("กลุ่มจักสาน" in page, "กลุ่มขนมบ้านสวน" in page) for page in said.values()] == [(False, True), (True, False)]
    assert "To decide 1 place not sure 1" in _said(client, batch)
