"""What an item is tied to: who reads which name, hostile files, and that nothing of a draft comes out."""

from __future__ import annotations

import io
import zipfile
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image

from sanphalang.access.viewer import OPERATOR
from sanphalang.files.models import KeptFile
from sanphalang.files.storage import path_of
from sanphalang.knowledge import life, tie_actions
from sanphalang.knowledge.models import Attachment, Naming, Participant, Partner, Picture, TiedGoal, Version, Video
from sanphalang.knowledge.rules import NotALink, State, film_host, read_link
from sanphalang.knowledge.tests.factories import make_item
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.people.tests.factories import make_person

pytestmark = pytest.mark.django_db

PAGE = b"<html><body><script>alert(1)</script></body></html>"


def _picture(kind: str = "JPEG", **options: Any) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (1200, 800), "green").save(written, kind, **options)
    return written.getvalue()


def _office(*names: str) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return written.getvalue()


def _add_picture(client: Client, item: int, content: bytes, **fields: str) -> Any:
    values = {"alt": "ชาวบ้านขุดบ่อ", "caption": "บ่อแรก", "agreed": "on"} | fields
    return client.post(
        f"/knowledge/{item}/steps/pictures/", {"picture": SimpleUploadedFile("a.jpg", content), **values}
    )


def _add_file(client: Client, item: int, content: bytes, name: str = "a.pdf") -> Any:
    return client.post(
        f"/knowledge/{item}/steps/files/add/", {"file": SimpleUploadedFile(name, content), "title": "คู่มือ"}
    )


def test_a_picture_is_written_anew_and_comes_out_as_nothing_but_a_picture(coordinator: Client) -> None:
    item = make_item(state=State.DRAFT).item_id
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (14.0, 58.0, 12.5)
    assert _add_picture(coordinator, item, _picture(exif=exif, comment=PAGE) + PAGE).status_code == 302
    picture = Picture.objects.get()
    for kept in (picture.file, picture.small):
        stored = path_of(kept).read_bytes()
        assert b"alert(1)" not in stored
        assert not Image.open(io.BytesIO(stored)).getexif()
    assert Client().get(f"/knowledge/{item}/pictures/{picture.pk}/").status_code == 404
    life.publish(OPERATOR, item)
    answer = Client().get(f"/knowledge/{item}/pictures/{picture.pk}/small/")
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.getvalue()
    page = Client().get(f"/knowledge/{item}/").content.decode()
    assert f'content="http://testserver/knowledge/{item}/pictures/{picture.pk}/"' in page
    assert 'alt="ชาวบ้านขุดบ่อ"' in page
    life.withdraw(OPERATOR, item, because="ทดลอง")
    assert Client().get(f"/knowledge/{item}/pictures/{picture.pk}/").status_code == 404


@pytest.mark.parametrize(
    "content",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        PAGE,
        b"GIF89a/*" + PAGE + b"*/",
        b"\xff\xd8\xff" + PAGE,
        PAGE + _picture(),
        b"\xff\xd8\xff" + b"\0" * 15_000_001,
        b"",
    ],
    ids=["svg", "html", "gif polyglot", "html as jpeg", "html before jpeg", "too large", "empty"],
)
def test_what_is_no_picture_is_refused_and_what_was_typed_stays(coordinator: Client, content: bytes) -> None:
    item = make_item(state=State.DRAFT).item_id
    answer = _add_picture(coordinator, item, content)
    assert answer.status_code == 200
    assert "ชาวบ้านขุดบ่อ" in answer.content.decode()
    assert not KeptFile.objects.exists()


def test_a_picture_asks_whether_those_on_it_agreed(coordinator: Client) -> None:
    item = make_item(state=State.DRAFT).item_id
    assert "agreed" in _add_picture(coordinator, item, _picture(), agreed="").context["form"].errors


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"%PDF-1.7\n" + PAGE, "a.html", "pdf"),
        (_office("word/document.xml"), "a.exe", "docx"),
        (_office("xl/workbook.xml"), "a.xlsx", "xlsx"),
        (_office("ppt/presentation.xml"), "a.pptx", "pptx"),
        (_office("xl/workbook.xml", "xl/vbaProject.bin"), "a.xlsx", ""),
        (_office("word/document.xml", "xl/workbook.xml"), "a.docx", ""),
        (PAGE, "a.pdf", ""),
        (b"<svg onload=alert(1)>", "a.docx", ""),
        (b"MZ\x90\x00", "a.pdf", ""),
        (_picture(), "a.pdf", ""),
        (b"PK\x03\x04" + PAGE, "a.docx", ""),
    ],
)
def test_a_document_is_known_by_what_it_holds(coordinator: Client, content: bytes, name: str, kind: str) -> None:
    item = make_item(state=State.DRAFT).item_id
    _add_file(coordinator, item, content, name)
    assert [each.file_type for each in Attachment.objects.all()] == ([kind] if kind else [])


def test_a_document_is_only_ever_taken_home(coordinator: Client) -> None:
    item = make_item(state=State.DRAFT).item_id
    _add_file(coordinator, item, b"%PDF-1.7\n" + PAGE)
    number = Attachment.objects.get().pk
    assert Client().get(f"/knowledge/{item}/files/{number}/").status_code == 404
    life.publish(OPERATOR, item)
    answer = Client().get(f"/knowledge/{item}/files/{number}/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        "http://youtube.com/watch?v=1",
        "javascript:alert(1)",
        "https://user:secret@example.org/",
        "https://127.0.0.1/admin",
        "https://localhost/",
        "//youtube.com/1",
        "https://exa mple.org",
        "https://youtube.com/\n<script>",
        "https://elsewhere.example\\.youtube.com/",
        "https://[elsewhere]/",
        "https://a.example:99999/",
        "https://a.example:x/",
        "https://youtube.com/\u202e4pm.exe",
    ],
)
def test_a_link_that_is_not_safe_is_refused(text: str) -> None:
    with pytest.raises(NotALink):
        read_link(text)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.youtube.com/watch?v=1", "YouTube"),
        ("https://youtu.be/1", "YouTube"),
        ("https://fake-youtube.com/1", "fake-youtube.com"),
        ("https://m.facebook.com/x", "Facebook"),
    ],
)
def test_the_host_of_a_film_is_said(url: str, host: str) -> None:
    assert film_host(url) == host


def test_no_page_asks_another_host_for_anything(client: Client) -> None:
    version = make_item(
        parts={"situation": "![รูป](https://elsewhere.example/a.png)\n<img src='https://elsewhere.example'>"}
    )
    Video.objects.create(version=version, url="https://youtu.be/1", title="ภาพยนตร์")
    page = client.get(f"/knowledge/{version.item_id}/").content.decode()
    assert "<iframe" not in page
    assert 'src="http' not in page.replace('src="http://testserver', "")
    assert 'href="https://youtu.be/1" rel="noopener noreferrer nofollow"' in page


@pytest.mark.usefixtures("kept_figures")  # the rest of the page is the same for everybody
def test_a_name_is_read_only_where_the_person_agreed(coordinator: Client, client: Client) -> None:
    item = make_item(place="3001", state=State.DRAFT).item_id
    person = make_person("นกกระจาบ", place="300101")
    address = f"/knowledge/{item}"
    added = coordinator.post(f"{address}/steps/partners/people/", {"person": "นกกระจาบ", "role": "ประธานกลุ่มน้ำ"})
    assert added.status_code == 302
    life.publish(OPERATOR, item)
    page = client.get(f"{address}/").content.decode()
    assert "ประธานกลุ่มน้ำ" in page
    assert "นกกระจาบ" not in page
    assert "นกกระจาบ" in coordinator.get(f"{address}/").content.decode()

    life.begin_revision(OPERATOR, item)
    tomorrow = timezone.localdate() + timedelta(days=1)
    naming = f"{address}/steps/partners/names/{person.pk}/"
    assert coordinator.post(naming, {"basis": "by_word", "agreed_on": tomorrow.strftime("%d/%m/%Y")}).status_code == 200
    assert coordinator.post(naming, {"basis": "by_word", "agreed_on": "1/1/2569"}).status_code == 302
    assert "นกกระจาบ" in client.get(f"{address}/").content.decode()

    coordinator.post(f"{address}/names/{person.pk}/hide/")
    assert "นกกระจาบ" not in client.get(f"{address}/").content.decode()


def test_who_only_writes_shows_no_name_in_what_is_published(manager: Client, coordinator: Client) -> None:
    version, person = make_item(place="3001"), make_person("นกกระจาบ", place="300101")
    Participant.objects.create(version=version, person=person, role="ประธาน")
    life.begin_revision(OPERATOR, version.item_id)
    naming = f"/knowledge/{version.item_id}/steps/partners/names/{person.pk}/"
    agreed = {"basis": "by_word", "agreed_on": "1/1/2569"}
    assert manager.post(naming, agreed).status_code == 200
    assert not Naming.objects.exists()
    assert coordinator.post(naming, agreed).status_code == 302
    assert Naming.objects.get().person == person


def test_the_person_takes_the_own_name_back() -> None:
    version, person = make_item(), make_person("นกกระจาบ", place="300101")
    Participant.objects.create(version=version, person=person, role="ประธาน")
    tie_actions.name_person(OPERATOR, version.item_id, person.pk, basis="in_writing", agreed_on=date(2026, 1, 1))
    assert tie_actions.take_back_own_name(f"person:{person.pk}", version.item_id, person.pk)
    assert not tie_actions.take_back_own_name(f"person:{person.pk}", version.item_id, person.pk)
    assert not Naming.objects.exists()


def test_an_erased_person_leaves_the_role(client: Client) -> None:
    version, person = make_item(), make_person("นกกระจาบ", place="300101")
    Participant.objects.create(version=version, person=person, role="ประธานกลุ่มน้ำ")
    Naming.objects.create(item=version.item, person=person, basis="by_word", agreed_on=date(2026, 1, 1))
    person.delete()
    page = client.get(f"/knowledge/{version.item_id}/").content.decode()
    assert "ประธานกลุ่มน้ำ" in page
    assert not Naming.objects.exists()


def test_goals_issues_places_and_partners_are_found_and_copied(coordinator: Client, client: Client) -> None:
    item = make_item("เรื่องน้ำ", place="3001", state=State.DRAFT).item_id
    organisation = make_organisation("กลุ่มน้ำบ้านเรา", place="300101")
    sent = {"goals": ["6", "6.b", "13.1"], "place_1": "3101"}
    assert coordinator.post(f"/knowledge/{item}/steps/ties/", sent).status_code == 302
    coordinator.post(f"/knowledge/{item}/steps/partners/organisations/", {"organisation": "กลุ่มน้ำบ้านเรา", "did": "ขุด"})
    life.publish(OPERATOR, item)
    for query, fits in (
        ({"goal": "6"}, True),
        ({"goal": "1"}, False),
        ({"place": "31"}, True),
        ({"place": "32"}, False),
    ):
        assert ("เรื่องน้ำ" in client.get("/knowledge/", query).content.decode()) is fits, query
    page = client.get(f"/knowledge/{item}/").content.decode()
    assert f"/organisations/{organisation.pk}/" in page
    life.begin_revision(OPERATOR, item)
    draft = Version.objects.get(item=item, state=State.DRAFT)
    assert list(TiedGoal.objects.filter(version=draft).values_list("code", flat=True)) == ["6", "6.b", "13.1"]
    assert draft.partners.get().did == "ขุด"
    assert draft.also_places.get().place == 31_010_000


def test_panels_show_what_is_published_and_a_person_s_to_who_may_see_the_person(coordinator: Client) -> None:
    version, draft = make_item("เรื่องในแผง", place="300101"), make_item("ร่างในแผง", place="300101", state=State.DRAFT)
    organisation, person = make_organisation("กลุ่มในแผง", place="300101"), make_person("นกกระจาบ", place="300101")
    for each in (version, draft):
        Partner.objects.create(version=each, organisation=organisation)
        Participant.objects.create(version=each, person=person, role="ประธาน")
        TiedGoal.objects.create(version=each, code="6", goal=6)
    for address in (f"/organisations/{organisation.pk}/", "/places/30/", "/sdg/6/"):
        page = Client().get(address).content.decode()
        assert "เรื่องในแผง" in page, address
        assert "ร่างในแผง" not in page, address
    assert "เรื่องในแผง" in coordinator.get(f"/people/{person.pk}/").content.decode()
