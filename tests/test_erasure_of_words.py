"""Words that people wrote of somebody: once mended and the person erased, no table and no page tells them any more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer, sign_in
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.committees import actions, meeting_actions, member_actions
from sanphalang.committees.models import AgendaItem, Committee, FollowUp, Order, Post, Resolution
from sanphalang.knowledge import actions as knowledge
from sanphalang.knowledge import file_actions, life, tie_actions
from sanphalang.knowledge.actions import FigureSaid
from sanphalang.knowledge.models import Version
from sanphalang.knowledge.rules import PARTS, WITH_FIGURES, Form
from sanphalang.ledger.actions import record
from sanphalang.ledger.models import Entry
from sanphalang.organisations.actions import create_organisation, edit_organisation
from sanphalang.organisations.models import Organisation
from sanphalang.people.actions import create_person
from sanphalang.people.models import Person
from sanphalang.privacy import requests
from sanphalang.privacy.models import Request
from sanphalang.privacy.rules import Kind
from sanphalang.privacy.texts import LEAVE, UndecidedError, texts_about

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data", "a_home")]

GIVEN, SURNAME, TELEPHONE = "ทองก้อนเฉพาะ", "ไม่ควรเห็น", "0000555666"
HER = f"นาง{GIVEN} {SURNAME} โทร {TELEPHONE}"
PLACE: dict[str, Any] = {"place": 30_210_500, "place_level": "subdistrict"}
MENDED = "ผู้รับผิดชอบ"


@dataclass(frozen=True)
class _Written:
    """What was written, by number."""

    person: int
    committee: int
    order: int
    meeting: int
    resolution: int
    post: int
    organisation: int
    item: int

    @property
    def addresses(self) -> list[str]:
        """Every page that shows, edits or prints any of it."""
        committee, organisation = f"/committees/{self.committee}/", f"/organisations/{self.organisation}/"
        of_committee = ("", "edit/", "print/", f"orders/{self.order}/", f"orders/{self.order}/edit/")
        of_meeting = ("", "edit/", "print/", "resolutions/1/edit/", "resolutions/1/follow-up/")
        return [
            *("/committees/", "/organisations/", "/organisations/export.csv", "/log/"),
            *(f"{committee}{page}" for page in of_committee),
            *(f"{committee}meetings/1/{page}" for page in of_meeting),
            *(f"/committees/posts/{self.post}/", organisation, f"{organisation}edit/"),
            *(f"/knowledge/{self.item}/{page}" for page in ("", "desk/", "preview/", "versions/1/", "versions/2/")),
            *(f"/knowledge/{self.item}/steps/{step}/" for step in ("basics", "why", "partners", "pictures", "files")),
        ]


def _write(officer: Viewer) -> _Written:
    """Write of her wherever words may be written of committees, posts and organisations, through the actions alone."""
    her = create_person(officer, values={"given_name": GIVEN, "surname": SURNAME, "telephone": TELEPHONE, **PLACE})
    other = create_person(officer, values={"given_name": "ดำ", "surname": "ตัวอย่าง", **PLACE})
    organisation = create_organisation(
        officer,
        values={"kind_id": "occupation_group", **PLACE, **_words("name", "address", "activity", "website")}
        | {"registration_no": TELEPHONE, "village_no": TELEPHONE},
    )
    values = {"kind": "committee", **PLACE, **_words("name", "criteria")}
    committee = actions.create_committee(officer, values=values)
    values = {"issued_on": date(2026, 1, 2), "state": "signed", "number": GIVEN, **_words("issued_by")}
    order = actions.add_order(officer, committee, values=values)
    seat = {"person_id": her, "position": "chair", "sector": "citizens", "starts_on": date(2026, 1, 3)}
    member = member_actions.add_member(officer, committee, values=seat)
    member_actions.publish_member(officer, member)
    meeting = meeting_actions.add_meeting(
        officer, committee, values={"held_on": date(2026, 2, 1), **_words("where")}, agenda=["เรื่องแจ้ง", HER]
    )
    values = {"person_id": her, "organisation_id": organisation, **_words("text")}
    resolution = meeting_actions.add_resolution(officer, meeting.id, values=values)
    meeting_actions.follow_up(officer, resolution.id, on=date(2026, 3, 1), note=HER, state="doing")
    values = {"person_id": other, "organisation_id": organisation, "starts_on": date(2026, 1, 1), **_words("position")}
    post = member_actions.add_post(officer, values=values)
    item = _write_knowledge(officer, her, organisation)
    return _Written(her, committee, order, meeting.id, resolution.id, post, organisation, item)


def _write_knowledge(officer: Viewer, her: int, organisation: int) -> int:
    """Write of her in a version that is published, in the draft after it, and in what was not saved."""
    values = {"kind": "other", **PLACE, **_words("title", "summary")}
    item = knowledge.create_item(officer, values=values)
    for part in PARTS[Form.CASE]:
        figures = [FigureSaid(HER)] if part == WITH_FIGURES else None
        knowledge.edit_part(officer, item, part, expected_revision=None, text=HER, figures=figures)
    tie_actions.add_partner(officer, item, organisation, did=HER)
    tie_actions.add_participant(officer, item, her, role=HER)
    file_actions.add_video(officer, item, url="https://example.org/1", title=HER)
    life.publish(OPERATOR, item, changed=HER)
    life.begin_revision(officer, item)
    knowledge.keep_unsaved(officer, item, "why", HER)
    return item


def _words(*columns: str) -> dict[str, Any]:
    return dict.fromkeys(columns, HER)


def _mend(officer: Viewer, there: _Written) -> None:
    """Mend every text as the officer does, through the ordinary edits."""
    mended = dict.fromkeys(("name", "address", "activity", "website"), MENDED) | {
        "registration_no": "",
        "village_no": "3",
    }
    edit_organisation(officer, there.organisation, expected_revision=1, values=mended)
    values = {"name": MENDED, "criteria": ""}
    actions.edit_committee(officer, there.committee, expected_revision=1, values=values)
    values = {"number": "12/2569", "issued_by": MENDED}
    actions.edit_order(officer, there.order, expected_revision=1, values=values)
    values = {"where": "ศาลากลาง"}
    meeting_actions.edit_meeting(officer, there.meeting, expected_revision=1, values=values, agenda=["เรื่องแจ้ง", MENDED])
    notes = dict.fromkeys(FollowUp.objects.values_list("pk", flat=True), MENDED)
    revision = Resolution.objects.get().revision
    meeting_actions.edit_resolution(
        officer, there.resolution, expected_revision=revision, values={"text": MENDED}, notes=notes
    )
    member_actions.edit_post(officer, there.post, expected_revision=1, values={"position": "เลขานุการ"})
    _mend_knowledge(officer, there)


def _mend_knowledge(officer: Viewer, there: _Written) -> None:
    """Mend the draft and publish it; what can no longer be written on is emptied with the erasure."""
    item = there.item
    knowledge.edit_basics(officer, item, expected_revision=None, values={"title": MENDED, "summary": MENDED})
    for part in PARTS[Form.CASE]:
        figures: list[FigureSaid] | None = [] if part == WITH_FIGURES else None
        knowledge.edit_part(officer, item, part, expected_revision=None, text=MENDED, figures=figures)
    draft = Version.objects.get(item=item, number=2)
    tie_actions.remove_partner(officer, item, draft.partners.get().pk)
    tie_actions.remove_participant(officer, item, draft.participants.get().pk)
    file_actions.remove_video(officer, item, draft.videos.get().pk)
    life.publish(OPERATOR, item)
    life.remove_version(OPERATOR, item, 1)


def _erase(officer: Viewer, there: _Written, *, decided: Mapping[str, str]) -> None:
    person = Person.objects.get(pk=there.person)
    asked = Request.objects.filter(person=person).first() or requests.open_own(person, Kind.ERASURE, actor="x")
    requests.erase_person(officer, asked.pk, decided=decided)


def _tables() -> str:
    """Return every value of every table."""
    rows: list[str] = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 (our own names)
            rows += (f"{table}: {_readable(row)}" for row in cursor.fetchall())
    return "\n".join(rows)


def _readable(row: tuple[Any, ...]) -> str:
    cells = (bytes(cell) if isinstance(cell, memoryview) else cell for cell in row)
    return str([cell.decode(errors="ignore") if isinstance(cell, bytes) else cell for cell in cells])


def _pages(client: Client, there: _Written) -> str:
    """Return every page as somebody gets it, in both languages of the page."""
    texts = []
    for address in there.addresses:
        response = client.get(address, {"lang": "en"})
        assert response.status_code in {200, 302, 403, 404}, address
        body = b"".join(response) if response.streaming else response.content
        texts.append(f"{address}: {body.decode()}")
    return "\n".join(texts)


def _found(text: str) -> list[str]:
    """Return the lines that tell of her, as letters or as JSON without Thai letters."""
    marks = (GIVEN, SURNAME, TELEPHONE, "0000-555-666")
    escaped = [mark.encode("ascii", "backslashreplace").decode() for mark in marks]
    return [line for line in text.splitlines() if any(mark in line for mark in (*marks, *escaped))]


def _of_the_centre() -> Client:
    client = Client()
    sign_in(client, make_account(Role.DATA_MANAGER, centre="30"))
    return client


@pytest.mark.parametrize("mended_first", [True, False])
def test_words_that_were_mended_are_in_no_table_and_on_no_page(mended_first: bool) -> None:
    officer = make_viewer(Role.DATA_MANAGER, "30")
    there = _write(officer)
    clients = (Client(), _of_the_centre())
    assert all(_found(_pages(client, there)) for client in clients)
    if mended_first:
        with pytest.raises(UndecidedError):
            _erase(officer, there, decided={})
        _mend(officer, there)
        _erase(officer, there, decided={})
    else:
        _erase(officer, there, decided={each.key: LEAVE for each in texts_about(there.person)})
        _mend(officer, there)
    assert not Person.objects.filter(pk=there.person).exists()
    assert _found(_tables()) == []
    for client in clients:
        pages = _pages(client, there)
        assert _found(pages) == []
        assert MENDED in pages
        assert "Resolution: changed; the value is kept out of the history" in pages
        assert "private:" not in pages


def test_what_was_mended_is_what_stands_there_now() -> None:
    officer = make_viewer(Role.DATA_MANAGER, "30")
    there = _write(officer)
    _mend(officer, there)
    organisation, committee, order = Organisation.objects.get(), Committee.objects.get(), Order.objects.get()
    assert (organisation.name, organisation.activity, organisation.village_no) == (MENDED, MENDED, "3")
    assert (committee.name, committee.criteria, order.issued_by, order.number) == (MENDED, "", MENDED, "12/2569")
    assert list(AgendaItem.objects.values_list("title", flat=True)) == ["เรื่องแจ้ง", MENDED]
    assert (Resolution.objects.get().text, FollowUp.objects.get().note) == (MENDED, MENDED)
    assert Post.objects.get().position == "เลขานุการ"


def test_the_ledger_tells_that_words_changed_and_whether_to_the_same() -> None:
    officer = make_viewer(Role.DATA_MANAGER, "30")
    there = _write(officer)
    _mend(officer, there)
    made, edited = Entry.objects.filter(subject_kind="organisation").order_by("pk")
    assert made.changes["name"][1] == edited.changes["name"][0]
    assert edited.changes["name"][0] != edited.changes["name"][1]
    assert edited.changes["name"][1] == edited.changes["activity"][1]
    assert made.changes["kind_id"] == ["", "occupation_group"]
    followed = Entry.objects.get(verb="committees.follow_up").changes
    assert (followed["on"], followed["state"]) == (["", "2026-03-01"], ["open", "doing"])
    assert Entry.objects.get(verb="committees.add_member").changes["position"] == ["", "chair"]


def test_words_that_an_older_version_wrote_into_the_ledger_are_on_no_page() -> None:
    officer = make_viewer(Role.DATA_MANAGER, "30")
    there = _write(officer)
    _mend(officer, there)
    _erase(officer, there, decided={})
    columns = ("name", "criteria", "number", "issued_by", "where", "agenda", "text", "note", "address", "activity")
    changes = {column: [HER, HER] for column in (*columns, "website", "registration_no", "village_no")}
    subjects = [
        ("committees.edit", "committee", there.committee),
        ("organisations.edit", "organisation", there.organisation),
    ]
    with transaction.atomic():
        record(
            "", "committees.edit_order", ("committee_order", str(there.order)), place=PLACE["place"], changes=changes
        )
        for verb, kind, number in subjects:
            record("", verb, (kind, str(number)), place=PLACE["place"], changes=changes)
    for client in (Client(), _of_the_centre()):
        assert _found(_pages(client, there)) == []
