"""Sheets of places: what they say, on paper and in Word, and what a reader copies out of them."""

from __future__ import annotations

import re
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.utils import timezone
from docx import Document
from pypdf import PdfReader

from sanphalang.access.queries import centre_with_code
from sanphalang.access.roles import Role
from sanphalang.access.viewer import PUBLIC
from sanphalang.organisations.tests.factories import make_account, make_organisation, make_viewer
from sanphalang.places.models import Place
from sanphalang.places.queries import exact_place
from sanphalang.reports import cells, print_runs
from sanphalang.reports.models import PrintRun
from sanphalang.reports.profile import profile_of
from sanphalang.reports.sheets import sheet_file
from sanphalang.web import file_turns, paper

pytestmark = pytest.mark.django_db

MU_SI, WANG_KATHA = "302105", "302104"
"""Two subdistricts of ปากช่อง."""


def _place(code: str) -> Place:
    found = exact_place(code)
    assert found is not None
    return found


@pytest.fixture
def a_district() -> None:
    """Three subdistricts with organisations; in one of them none is a savings group."""
    today = timezone.localdate()
    for code, kinds in {MU_SI: ("farmers_group",) * 3, WANG_KATHA: ("savings_group",) * 2}.items():
        for kind in kinds:
            make_organisation(place=code, kind=kind, confirmed_on=today if kind == "savings_group" else None)
    for place in exact_places_of("3021"):
        if place.code != MU_SI:
            make_organisation("กลุ่มออมทรัพย์น้ำใจ", place=place.code, kind="savings_group")
    cells.rebuild()


def exact_places_of(code: str) -> list[Place]:
    """Return the subdistricts of a district."""
    return list(Place.objects.filter(parent=_place(code), level="subdistrict"))


@pytest.mark.usefixtures("a_district")
def test_what_is_said_follows_from_the_figures_alone() -> None:
    one, other = profile_of(PUBLIC, _place(MU_SI)), profile_of(PUBLIC, _place(WANG_KATHA))
    lacks = [[each.words for each in profile.missing] for profile in (one, other)]
    assert any("กลุ่มออมทรัพย์" in words for words in lacks[0])
    assert not any("กลุ่มออมทรัพย์" in words for words in lacks[1])
    assert "มี 3 องค์กร ที่ยังไม่เคยมีผู้ยืนยัน" in lacks[0]
    assert set(one.said[:2]).isdisjoint(other.said[:2])
    assert one.neighbours is not None
    assert other.neighbours is not None
    assert (one.neighbours.rank, other.neighbours.rank) == (1, 1)  # three each
    assert sum(each.figures.organisations for each in one.neighbours.all) == 6 + len(one.neighbours.all) - 2


@pytest.mark.usefixtures("a_district")
def test_a_sheet_has_two_pages_and_says_what_the_page_says() -> None:
    made = sheet_file(PUBLIC, _place(MU_SI), file_format="pdf", thai_digits=False, site="https://example.org")
    pages = PdfReader(BytesIO(made)).pages
    assert len(pages) == 2
    text = "\n".join(page.extract_text() for page in pages)
    assert "หมูสี" in text
    assert "data-name" not in text
    assert "<span" not in text
    assert "มี 3 องค์กร" in text
    assert "https://example.org/places/302105/" in text


@pytest.mark.usefixtures("a_district")
def test_what_is_copied_out_of_a_sheet_is_what_stands_there() -> None:
    """The shape that า shares with ำ is named right, and each ำ says what it is; น้ำ keeps its tone before it.

    So do letters whose marks are moved, which readers that put shapes in order by where they begin would copy as น้ี.
    """
    made = sheet_file(PUBLIC, _place(WANG_KATHA), file_format="pdf", thai_digits=False, site="https://example.org")
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
    assert "ปากช่อง" in text
    assert "\u0e33" not in text  # this reader does not obey what the page says besides
    contents: list[Any] = [page["/Contents"].get_object() for page in PdfReader(BytesIO(made)).pages]
    raw = b"\n".join(each.get_data() for each in contents)
    stands_for = re.findall(rb"/ActualText\s*<([0-9a-fA-F]+)>", raw)
    words = {bytes.fromhex(code.decode()).decode("utf-16") for code in stands_for}
    assert {"ำ", "้ำ", "นี้"} <= words


@pytest.mark.usefixtures("a_district")
def test_thai_numerals_on_request_but_not_in_what_is_typed() -> None:
    place = _place(MU_SI)
    made = sheet_file(PUBLIC, place, file_format="pdf", thai_digits=True, site="https://example.org")
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
    assert set(re.findall(r"[0-9]+", text.replace("https://example.org/places/302105/", ""))) == set()
    document = Document(
        BytesIO(sheet_file(PUBLIC, place, file_format="docx", thai_digits=True, site="https://example.org"))
    )
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "๓ องค์กร" in words
    assert words.count("302105") == 1


def test_a_place_with_nothing_has_its_sheet_too(client: Client) -> None:
    answer = client.get("/places/10010101/sheet.pdf")
    assert answer.status_code == 404
    for name, kind in (("sheet.pdf", b"%PDF"), ("sheet.docx", b"PK")):
        assert client.get(f"/places/100101/{name}").content.startswith(kind)


@pytest.mark.usefixtures("a_district")
def test_the_head_of_the_word_document_is_wide_in_every_program() -> None:
    """Word asks the cells for their width, others the columns, and made both halves equal."""
    made = sheet_file(PUBLIC, _place(MU_SI), file_format="docx", thai_digits=False, site="https://example.org")
    head = next(table for table in Document(BytesIO(made)).tables if len(table.columns) == 2)
    left, right = (column.width for column in head.columns)
    assert left is not None
    assert right is not None
    assert left > 2 * right


def test_without_pango_the_page_says_what_to_install(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise paper.NoPangoError

    monkeypatch.setattr(paper, "_tools", missing)
    answer = client.get("/places/302104/sheet.pdf")
    assert answer.status_code == 503
    assert "apt install libpango" in answer.content.decode()
    assert client.get("/places/302104/sheet.docx").status_code == 200


def test_many_who_print_do_not_stop_the_site(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_turns, "_room", BoundedSemaphore(1))
    assert client.get("/places/300101/sheet.docx").status_code == 200
    with file_turns._room:
        answer = client.get("/places/300102/sheet.docx")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]
    assert client.get("/places/300102/sheet.docx").status_code == 200


def test_one_who_prints_leaves_room_for_others(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(file_turns._shares, "9.9.9.9", file_turns.OF_ONE)
    assert client.get("/places/300103/sheet.docx", REMOTE_ADDR="9.9.9.9").status_code == 503
    assert client.get("/places/300103/sheet.docx", REMOTE_ADDR="1.1.1.1").status_code == 200
    client.force_login(make_account(Role.MEMBER, centre="30"))
    assert client.get("/places/300104/sheet.docx").status_code == 200


def test_the_command_writes_both(tmp_path: Path) -> None:
    for name, kind in (("a.pdf", b"%PDF"), ("a.docx", b"PK")):
        call_command("profile", "302105", "-o", str(tmp_path / name))
        assert (tmp_path / name).read_bytes().startswith(kind)
    with pytest.raises(CommandError):
        call_command("profile", "302105", "-o", str(tmp_path / "a.xls"))
    with pytest.raises(CommandError):
        call_command("profile", "9999", "-o", str(tmp_path / "a.pdf"))


@pytest.mark.usefixtures("a_home")
def test_a_print_run_that_was_killed_goes_on_where_it_stood(monkeypatch: pytest.MonkeyPatch) -> None:
    viewer, centre = make_viewer(Role.COORDINATOR, centre="10-1"), centre_with_code("10-1")
    made: list[str] = []

    def killed_at_the_third(viewer: object, place: Place, **_: object) -> bytes:
        if len(made) == 3:
            raise KeyboardInterrupt
        made.append(place.code)
        return b"%PDF " + place.code.encode()

    def quick(viewer: object, place: Place, **_: object) -> bytes:
        made.append(place.code)
        return b"%PDF"

    monkeypatch.setattr(print_runs, "sheet_file", killed_at_the_third)
    run = print_runs.ask_for_sheets(viewer, centre, level="district", thai_digits=False, site="https://example.org")
    assert print_runs.ask_for_sheets(viewer, centre, level="district", thai_digits=False, site="x").pk == run.pk
    with pytest.raises(KeyboardInterrupt):
        print_runs.print_sheets(run.pk)
    first = list(made)
    made.clear()
    monkeypatch.setattr(print_runs, "sheet_file", quick)
    print_runs.print_sheets(run.pk)
    run.refresh_from_db()
    assert (run.stage, run.done) == (PrintRun.Stage.DONE, run.total)
    assert set(first).isdisjoint(made)
    with zipfile.ZipFile(print_runs.archive_of(run.pk)) as archive:
        assert sorted(archive.namelist()) == sorted(f"{code}.pdf" for code in [*first, *made])
    PrintRun.objects.filter(pk=run.pk).update(ends_at=timezone.now())
    assert print_runs.remove_old_prints() == 1
    assert not print_runs.archive_of(run.pk).exists()


def _a_run() -> PrintRun:
    viewer, centre = make_viewer(Role.COORDINATOR, centre="10-1"), centre_with_code("10-1")
    return print_runs.ask_for_sheets(viewer, centre, level="district", thai_digits=False, site="https://example.org")


def _left_of(run: PrintRun) -> list[str]:
    return [path.name for path in print_runs.archive_of(run.pk).parent.rglob("*")]


@pytest.mark.usefixtures("a_home")
def test_a_print_run_that_breaks_says_so_and_keeps_nothing(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(viewer: object, place: Place, **_: object) -> bytes:
        raise OSError("the disk is full")

    monkeypatch.setattr(print_runs, "sheet_file", broken)
    run = _a_run()
    with pytest.raises(OSError, match="the disk is full"):
        print_runs.print_sheets(run.pk)
    run.refresh_from_db()
    assert (run.stage, _left_of(run)) == (PrintRun.Stage.FAILED, [])
    client.force_login(make_account(Role.COORDINATOR, centre="10-1"))
    assert "พิมพ์ใหม่" in client.get(f"/centres/10-1/sheets/{run.pk}/").content.decode()
    assert _a_run().pk != run.pk


@pytest.mark.usefixtures("a_home")
@pytest.mark.parametrize("moment", ["sheet_file", "_pack"])
def test_a_print_run_that_is_stopped_leaves_nothing_behind(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    run = _a_run()
    monkeypatch.setattr(print_runs, "sheet_file", lambda *_args, **_kwargs: b"%PDF")
    works = getattr(print_runs, moment)

    def stopping(*args: Any, **kwargs: Any) -> Any:
        print_runs.stop_run(make_viewer(Role.COORDINATOR, centre="10-1"), run.centre, run.pk)
        return works(*args, **kwargs)

    monkeypatch.setattr(print_runs, moment, stopping)
    print_runs.print_sheets(run.pk)
    run.refresh_from_db()
    assert (run.stage, _left_of(run)) == (PrintRun.Stage.STOPPED, [])


@pytest.mark.usefixtures("a_home")
def test_a_second_worker_neither_breaks_nor_empties_what_the_first_has_packed(monkeypatch: pytest.MonkeyPatch) -> None:
    run = _a_run()
    monkeypatch.setattr(print_runs, "sheet_file", lambda *_args, **_kwargs: b"%PDF")
    pack = print_runs._pack

    def after_the_other(late: PrintRun) -> None:
        monkeypatch.setattr(print_runs, "_pack", pack)
        print_runs.print_sheets(run.pk)
        pack(late)

    monkeypatch.setattr(print_runs, "_pack", after_the_other)
    print_runs.print_sheets(run.pk)
    run.refresh_from_db()
    with zipfile.ZipFile(print_runs.archive_of(run.pk)) as archive:
        assert (run.stage, len(archive.namelist())) == (PrintRun.Stage.DONE, run.total)


@pytest.mark.usefixtures("a_home")
def test_a_centre_prints_its_own_sheets(client: Client) -> None:
    client.force_login(make_account(Role.DATA_MANAGER, centre="30"))
    assert 'href="/centres/30/sheets/"' in client.get("/centres/30/").content.decode()
    assert 'href="/centres/31/sheets/"' not in client.get("/centres/31/").content.decode()
    begun = client.post("/centres/30/sheets/", {"level": "district"})
    page = client.get(begun["Location"]).content.decode()
    run = PrintRun.objects.get()
    assert run.total == 32
    assert f'hx-get="/centres/30/sheets/{run.pk}/"' in page
    assert "ยังไม่เริ่มพิมพ์" not in page
    PrintRun.objects.update(asked_at=timezone.now() - timedelta(minutes=1))
    assert "ยังไม่เริ่มพิมพ์" in client.get(begun["Location"]).content.decode()
    client.post(f"/centres/30/sheets/{run.pk}/stop/")
    print_runs.print_sheets(run.pk)
    assert "หยุดแล้ว" in client.get("/centres/30/sheets/").content.decode()
    assert client.get(f"/centres/31/sheets/{run.pk}/").status_code == 403
    assert client.get("/centres/31/sheets/").status_code == 403


def test_names_of_places_are_kept_on_one_line() -> None:
    html = '<body data-name="พระนคร"><p>จังหวัดพระนครศรีอยุธยา &amp; พระนคร</p></body>'
    assert paper.unbroken(html, ["พระนคร", "พระนครศรีอยุธยา"]) == (
        '<body data-name="พระนคร"><p>จังหวัด<span class="unbroken">พระนครศรีอยุธยา</span> &amp; '
        '<span class="unbroken">พระนคร</span></p></body>'
    )


def test_words_of_a_drawing_get_no_elements_of_a_page() -> None:
    html = "<body><svg><text>พระนคร</text></svg><p>พระนคร</p></body>"
    assert paper.unbroken(html, ["พระนคร"]).count('class="unbroken"') == 1
    assert "<text>พระนคร</text>" in paper.unbroken(html, ["พระนคร"])
