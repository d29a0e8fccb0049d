"""An item on paper: everybody's words, the pictures in it, nothing fetched, nothing of a draft."""

from __future__ import annotations

import io
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from PIL import Image
from pypdf import PdfReader

from sanphalang.files.storage import keep_file
from sanphalang.knowledge.models import ComparisonRow, Figure, Participant, Partner, Picture
from sanphalang.knowledge.rules import State
from sanphalang.knowledge.tests.factories import make_item
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.people.tests.factories import make_person
from sanphalang.web import paper

pytestmark = pytest.mark.django_db


def _jpeg() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (320, 200), "#17505f").save(content, "JPEG")
    return content.getvalue()


def _words(client: Client, item_id: int, **query: str) -> str:
    answer = client.get(f"/knowledge/{item_id}/case.pdf", query)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/pdf")
    return "".join("".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages).split())


def test_a_case_is_printed_with_its_parts_figures_and_pictures_and_roles_without_names(client: Client) -> None:
    version = make_item("ธนาคารน้ำใต้ดิน", parts={"result": "มีน้ำพอ <script>alert(1)</script>"}, year=2018)
    Figure.objects.create(version=version, number=1, what="บ่อ", before="0", after="12", unit="บ่อ")
    person = make_person("สมศรี", "ลับเฉพาะ", place="3001")
    Participant.objects.create(version=version, person=person, role="ประธานกลุ่มน้ำ")
    kept = keep_file([_jpeg()])
    Picture.objects.create(version=version, number=1, file=kept, small=kept, width=320, height=200, alt="บ่อ")
    answer = client.get(f"/knowledge/{version.item_id}/case.pdf")
    reader = PdfReader(BytesIO(answer.content))
    words = _words(client, version.item_id)
    for expected in ("ธนาคาร", "2561", "12", "ประธานกลุ่ม", "alert(1)"):
        assert expected in words, expected
    assert "สมศรี" not in words
    assert (320, 200) in [each.image.size for page in reader.pages for each in page.images if each.image]


def test_figures_may_be_written_in_thai_digits(client: Client) -> None:
    version = make_item("ธนาคารน้ำใต้ดิน", year=2018)
    assert "๒๕๖๑" in _words(client, version.item_id, digits="thai")


def test_a_factor_that_was_emptied_is_nothing_and_who_joined_has_the_day(client: Client) -> None:
    version = make_item("เปรียบเทียบ", form="comparison", parts={"compared": "สองตำบล"})
    ComparisonRow.objects.create(version=version, number=0, case_1="ตำบลหนึ่ง")
    ComparisonRow.objects.create(version=version, number=1, case_1="กำนัน")
    group = make_organisation("กลุ่มไม่เผา", place="3001")
    Partner.objects.create(version=version, organisation=group, joined_on=date(2018, 2, 14))
    words = _words(client, version.item_id)
    assert "value=" not in words
    assert "14ก.พ.2561" in words


def test_a_comparison_names_the_pages_of_its_cases_by_their_addresses(client: Client) -> None:
    case, study = make_item("ตำบลหนึ่ง"), make_item("เปรียบเทียบ", form="comparison", parts={"compared": "สองตำบล"})
    ComparisonRow.objects.create(version=study, number=0, case_1=f"/knowledge/{case.item_id}/", case_2="ตำบลสอง")
    ComparisonRow.objects.create(version=study, number=1, factor="ใครนำ", case_1="กำนัน", case_2="กลุ่มแม่บ้าน")
    words = _words(client, study.item_id, lang="en", digits="thai")
    assert f"http://testserver/knowledge/{case.item_id}/" in words
    assert "Read" not in words


def test_a_text_too_long_for_paper_ends_with_where_the_rest_stands(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sanphalang.knowledge.paper.MOST_ROOM", 100)
    version = make_item(parts={"situation": "1. aa\n" * 3_000, "result": "unreached"})
    words = _words(client, version.item_id, lang="en")
    assert "Therestisonthepage:" in words
    assert words.count("aa") == 49
    assert "unreached" not in words
    assert f"http://testserver/knowledge/{version.item_id}/" in words


@pytest.mark.parametrize("state", [State.DRAFT, State.REVIEW, State.WITHDRAWN])
def test_what_is_not_published_is_not_printed(client: Client, state: State) -> None:
    assert client.get(f"/knowledge/{make_item(state=state).item_id}/case.pdf").status_code == 404


def test_where_no_pdf_can_be_made_the_page_says_how_to_print(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise paper.NoPangoError

    monkeypatch.setattr(paper, "_tools", missing)
    answer = client.get(f"/knowledge/{make_item().item_id}/case.pdf")
    assert answer.status_code == 503
    assert "เบราว์เซอร์" in answer.content.decode()
    assert "Word" not in answer.content.decode()
