"""The network report as files, over HTTP and by the command: the same figures in each."""

from __future__ import annotations

from io import BytesIO
from threading import BoundedSemaphore

import pytest
from django.test import Client
from docx import Document
from openpyxl import load_workbook
from pypdf import PdfReader

from sanphalang.reports.tests.networks import join_two_authorities
from sanphalang.web import file_turns, paper

pytestmark = pytest.mark.django_db

NETWORK = "/reports/network"


@pytest.fixture
def two_authorities() -> None:
    join_two_authorities()


@pytest.mark.usefixtures("two_authorities")
def test_each_file_holds_the_figures_of_the_page(client: Client) -> None:
    asked = "?area=region:northeast&year=2020"
    pdf = client.get(f"{NETWORK}.pdf{asked}")
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)
    assert pdf["Content-Type"] == "application/pdf"
    assert "50.00" in text
    assert "/reports/network/?area=region%3Anortheast&year=2020" in text
    word = Document(BytesIO(client.get(f"{NETWORK}.docx{asked}").content))
    first = next(table for table in word.tables if len(table.columns) == 8)
    assert [cell.text for cell in first.rows[-1].cells][1:4] == ["2", "1", "50.00"]
    book = load_workbook(BytesIO(client.get(f"{NETWORK}.xlsx{asked}").content), read_only=True)
    assert book.sheetnames[:4] == ["provinces", "joined", "trained", "centres"]
    assert [row[0].value for row in book["centres"].iter_rows(min_row=3)] == ["2560"]
    csv = client.get(f"{NETWORK}.csv{asked}").content.decode()
    assert '2,1,"50.00",7,1,"–",0' in csv


def test_a_report_of_nothing_is_a_report_too(client: Client) -> None:
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK"), ("csv", b"\xef\xbb\xbf")):
        assert client.get(f"{NETWORK}.{kind}?area=50").content.startswith(begins)
    assert client.get(f"{NETWORK}.exe").status_code == 404
    assert client.get(f"{NETWORK}.pdf?area=region:nowhere").status_code == 404


def test_without_pango_and_with_many_who_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise paper.NoPangoError

    monkeypatch.setattr(paper, "_tools", missing)
    answer = client.get(f"{NETWORK}.pdf?area=50&year=2020")
    assert answer.status_code == 503
    assert 'href="/reports/network.docx?area=50&amp;year=2020"' in answer.content.decode()
    assert "network.pdf" not in client.get(f"{NETWORK}/?area=50").content.decode()
    monkeypatch.setattr(file_turns, "_room", BoundedSemaphore(1))
    with file_turns._room:
        assert client.get(f"{NETWORK}.docx?area=51").status_code == 503


@pytest.mark.usefixtures("two_authorities")
def test_the_map_colours_the_provinces_of_the_area(client: Client) -> None:
    page = client.get(f"{NETWORK}/?area=region:northeast&year=2020").content.decode()
    assert page.count("<title>นครราชสีมา: 100</title>") == 1
    assert 'href="/reports/network/?area=31&amp;year=2020"' in page
    assert 'class="map"' not in client.get(f"{NETWORK}/?area=30").content.decode()
    assert 'class="map"' in client.get(f"{NETWORK}/").content.decode()
