"""An erased person is nowhere any more: database, index, files, log of the database, backup; nor after a restore."""

from __future__ import annotations

import zipfile
from pathlib import Path

import orjson
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_viewer
from sanphalang.access.viewer import OPERATOR
from sanphalang.committees.models import Membership, Post, ReplacedPaper, Resolution
from sanphalang.committees.tests.factories import (
    PDF,
    make_committee,
    make_meeting,
    make_member,
    make_order,
    make_resolution,
)
from sanphalang.files import originals
from sanphalang.files.models import KeptFile
from sanphalang.files.sources import source_named
from sanphalang.files.storage import keep_file, path_of
from sanphalang.intake.actions import check_again
from sanphalang.intake.annotated import annotated_workbook
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.reading.reports import FileRefused
from sanphalang.intake.tests.lists import BAKERS, WEAVERS, brought_in, checked
from sanphalang.intake.tests.lists import HEADER as GROUPS
from sanphalang.intake.tests.people_lists import DAM, HEADER, SOMSRI, SOMSRI_ID, TABLE
from sanphalang.ledger.models import Entry
from sanphalang.operations.archive.backup import write_backup
from sanphalang.operations.archive.restore import restore_backup
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.people.actions import add_training
from sanphalang.people.models import Person, PersonClaim
from sanphalang.people.tests.factories import make_person, with_private_details
from sanphalang.privacy import consents, requests
from sanphalang.privacy.erasing import erase, replay
from sanphalang.privacy.links import make_link
from sanphalang.privacy.models import Erasure, Request
from sanphalang.privacy.rules import Ground, Kind, State
from sanphalang.privacy.tests.namesakes import lists_with_the_name_alone
from sanphalang.privacy.texts import LEAVE, REMOVE, UndecidedError, texts_about

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data", "a_home")]

PRIVATE = ("สมศรี", "0000123456", "0000-123-456", "99/1 ม.3", SOMSRI_ID, "อบรมเฉพาะตัว", "นางแม่ เฉพาะตัว")
"""What tells of her; ``สมศรี`` also stands in no reference data."""


def _quietly(_text: str) -> None:
    pass


def _country() -> tuple[Person, ImportBatch]:
    """Bring in a list of two people; of one, know everything else too."""
    batch = checked(TABLE, header=HEADER, kind="people", centre="30", source="ที่มาทดลอง")
    brought_in(batch)
    person = Person.objects.get(given_name="สมศรี")
    manager = make_viewer(Role.DATA_MANAGER, "30")
    add_training(manager, person.pk, name="อบรมเฉพาะตัว")
    make_member(make_committee("คณะกรรมการทดลอง", place="30"), person)
    make_link(manager, person.pk)
    consents.give_consent(
        person,
        "photographs",
        actor="x",
        channel="link",
        guardian_name="นางแม่ เฉพาะตัว",
        guardian_relation="แม่",
    )
    requests.open_own(person, Kind.CORRECTION, actor="x", asked="เบอร์ 0000123456 ไม่ใช่ของสมศรี")
    _as_contact_of_groups(person)
    return person, batch


def _as_contact_of_groups(person: Person) -> None:
    """Have her be the contact of a group that a list brought in, and of one in which she holds a post."""
    row = (*BAKERS[:4], "0000 123456", *BAKERS[5:], "นางสมศรี  สมมติ")
    brought_in(
        checked(
            [row, (*WEAVERS[:4], "0000234567", *WEAVERS[5:], "นายอื่น ตัวอย่าง")],
            header=(*GROUPS, "ผู้ประสานงาน"),
            centre="30",
        )
    )
    assert Organisation.objects.filter(contact_name__contains="สมศรี").count() == 1
    body = make_organisation("กลุ่มออมทรัพย์ทดลอง", place="302105", contact_name="สมศรี สมมติ", telephone="0000-777-777")
    Post.objects.create(person=person, organisation=body, position="เหรัญญิก", starts_on=timezone.localdate())


def _dump() -> str:
    """Return every value of every table of the platform, and of the tables beside them."""
    rows = []
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for table in tables:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 (our own names)
            rows += [str([bytes(v) if isinstance(v, memoryview) else v for v in row]) for row in cursor.fetchall()]
    assert len(tables) >= len(apps.get_models())
    return "\n".join(rows)


def _home(home: Path) -> bytes:
    """Return every byte of the home, and of the database where it is a file."""
    content = [path.read_bytes() for path in home.rglob("*") if path.is_file() and path.suffix != ".zip"]
    if connection.vendor == "sqlite":
        database = Path(connection.settings_dict["NAME"])
        content += [path.read_bytes() for path in database.parent.glob(f"{database.name}*")]
    return b"\n".join(content)


def _archive(path: Path) -> bytes:
    with zipfile.ZipFile(path) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())


def _found(text: str | bytes) -> list[str]:
    content = text.encode() if isinstance(text, str) else text
    return [value for value in PRIVATE if value.encode() in content or _escaped(value) in content]


def _escaped(value: str) -> bytes:
    """As JSON without Thai letters."""
    return value.encode("ascii", "backslashreplace")


def test_an_erased_person_is_nowhere_and_an_older_backup_does_not_bring_her_back(a_home: Path) -> None:
    person, batch = _country()
    older, newer = a_home / "older.zip", a_home / "newer.zip"
    write_backup(older, _quietly)
    assert {"สมศรี", "0000123456", "99/1 ม.3", "อบรมเฉพาะตัว"} <= set(_found(_dump()))
    erase(OPERATOR, person.pk)
    assert _found(_dump()) == []
    assert _found(_home(a_home)) == []
    write_backup(newer, _quietly)
    assert _found(_archive(newer)) == []
    assert not path_of(KeptFile.objects.get(pk=batch.file_id)).exists()

    call_command("flush", verbosity=0, interactive=False)
    (a_home / "files").rename(a_home.parent / f"{a_home.name}-gone")
    restore_backup(older, _quietly)
    assert Person.objects.filter(given_name="ดำ").exists()
    assert _found(_dump()) == []
    assert _found(_home(a_home)) == []
    assert Entry.objects.filter(verb="privacy.replay_erasure").exists()


def test_what_others_said_and_the_seat_in_the_committee_stay(a_home: Path) -> None:
    person, batch = _country()
    erase(OPERATOR, person.pk)
    assert "ตัวอย่าง" in _dump()
    assert Person.objects.filter(given_name="ดำ").exists()
    assert Membership.objects.get().person is None
    assert batch.rows.count() == len(TABLE)
    assert DAM != SOMSRI


def test_the_number_stays_and_the_list_tells_nothing_of_who_it_was(a_home: Path) -> None:
    person, _batch = _country()
    asked = requests.open_own(person, Kind.ERASURE, actor="x")
    requests.erase_person(OPERATOR, asked.pk)
    asked.refresh_from_db()
    assert (asked.state, asked.person, asked.number) == (State.SERVED, None, person.pk)
    assert not Request.objects.exclude(asked="").exists()
    line = orjson.loads((a_home / "erasures.jsonl").read_bytes())
    assert line["number"] == person.pk == Erasure.objects.get().number
    assert _found((a_home / "erasures.jsonl").read_bytes()) == []
    assert _found(_dump()) == []
    assert _found(_home(a_home)) == []
    entry = Entry.objects.get(verb="privacy.erase_person")
    assert entry.changes["consents"] == ["", 1]
    assert requests.shown(OPERATOR, [asked])[0].name == ""


def test_a_list_that_waits_is_emptied_of_her_too_and_says_that_its_file_is_gone(a_home: Path) -> None:
    person, _batch = _country()
    waiting = checked([(*SOMSRI[:8], "ซอยใหม่ ลับเฉพาะ", *SOMSRI[9:]), DAM], header=HEADER, kind="people", centre="30")
    assert sum(waiting.counts.values()) == len(TABLE)
    erase(OPERATOR, person.pk)
    waiting.refresh_from_db()
    assert _found(_dump()) == []
    assert sum(waiting.counts.values()) == len(TABLE)
    assert waiting.counts["rejected"] == 1
    with pytest.raises(Refused):
        check_again(OPERATOR, waiting.pk)
    waiting.refresh_from_db()
    assert waiting.rows.count() == len(TABLE)
    brought_in(waiting)
    assert not Person.objects.filter(given_name="สมศรี").exists()
    with pytest.raises(FileRefused):
        annotated_workbook(waiting)
    assert not Person.objects.filter(given_name="สมศรี").exists()


def test_somebody_of_the_demo_is_erased_like_everybody(a_home: Path) -> None:
    person = with_private_details("สมศรี", place="302105")
    PersonClaim.objects.create(
        person=person, source=source_named("ตัวอย่าง"), batch=-1, row=1, created=True, revision=1, set_fields=["*"]
    )
    erase(OPERATOR, person.pk)
    assert _found(_dump()) == []


def test_who_comes_back_later_of_their_own_will_stays(a_home: Path) -> None:
    person, _batch = _country()
    erase(OPERATOR, person.pk)
    again = Person.objects.create(
        given_name="สมศรี",
        surname="สมมติ",
        name_key=person.name_key,
        name_sort=person.name_sort,
        identity=person.identity,
        citizen_id_digest=person.citizen_id_digest,
    )
    assert replay(OPERATOR.actor) == 0
    assert Person.objects.filter(pk=again.pk).exists()


def test_the_list_of_a_lost_home_is_replayed_too(a_home: Path) -> None:
    person, _batch = _country()
    write_backup(a_home / "older.zip", _quietly)
    erase(OPERATOR, person.pk)
    saved = a_home / "list-of-the-old-home"
    (a_home / "erasures.jsonl").rename(saved)
    call_command("flush", verbosity=0, interactive=False)
    (a_home / "files").rename(a_home.parent / f"{a_home.name}-gone2")
    restore_backup(a_home / "older.zip", _quietly)
    assert Person.objects.filter(given_name="สมศรี").exists()
    call_command("replay-erasures", lists=[saved])
    assert not Person.objects.filter(given_name="สมศรี").exists()
    saved.unlink()
    assert Centre.objects.exists()


def test_a_contact_that_only_may_be_hers_and_the_other_cells_of_a_row_stay(a_home: Path) -> None:
    person, _batch = _country()
    namesake = make_organisation("กลุ่มของคนชื่อเดียวกัน", place="400101", contact_name="สมศรี สมมติ")
    bakers = Organisation.objects.get(telephone="0000-123-456")
    assert {f"organisation:{namesake.pk}:contact"} <= {each.key for each in texts_about(person.pk)}
    erase(OPERATOR, person.pk)
    for organisation, name in ((namesake, "สมศรี สมมติ"), (bakers, "")):
        organisation.refresh_from_db()
        assert organisation.contact_name == name
    assert Organisation.objects.filter(contact_name="นายอื่น ตัวอย่าง").exists()
    assert "ขนมไทย" in _dump()  # what the row said of the group
    assert Entry.objects.filter(verb="organisations.forget_contact").count() == 2


def test_what_a_list_without_a_heading_and_its_name_tell_is_gone(a_home: Path) -> None:
    person, batch = _country()
    columns = [{**batch.layout["columns"][0], "header": "นาง สมศรี สมมติ", "key": "นางสมศรีสมมติ"}]
    titles = ["ทะเบียนของ นางสมศรี สมมติ โทร 0000-123-456"]
    ImportBatch.objects.filter(pk=batch.pk).update(
        layout=batch.layout | {"columns": columns, "titles": titles, "sheet_name": "สมศรี สมมติ"},
        file_name="สมศรี_สมมติ.csv",
    )
    erase(OPERATOR, person.pk)
    assert _found(_dump()) == []
    batch.refresh_from_db()
    assert (batch.file_name, batch.layout["titles"], batch.layout["sheet_name"]) == ("–", ["–"], "–")


def test_rows_under_a_former_name_are_hers_by_the_citizen_id_and_a_row_of_which_only_the_name_is_left(
    a_home: Path,
) -> None:
    person, _batch = _country()
    former = ("1", "นางสมศรี นามสกุลเดิม", *SOMSRI[2:3], "0000999999", *SOMSRI[4:])
    waiting = checked([former, DAM], header=HEADER, kind="people", centre="30")
    bare = checked([SOMSRI, DAM], header=HEADER, kind="people", centre="30", name="อีกรายชื่อ.csv")
    originals.forget(originals.Kind.VALUES, bare.pk)
    originals.forget(originals.Kind.CELLS, bare.pk)
    erase(OPERATOR, person.pk)
    assert _found(_dump()) == []
    assert "นามสกุลเดิม" not in _dump()
    assert waiting.rows.exclude(identity="").count() == bare.rows.exclude(identity="").count() == 1


def test_what_a_restore_brings_back_and_somebody_has_to_read_waits_in_the_queue(a_home: Path) -> None:
    person, _batch = _country()
    people, _groups = lists_with_the_name_alone()
    make_person("สมศรี", "สมมติ", place="400101")
    committee = Membership.objects.get().committee
    order = make_order(committee, file=keep_file([PDF]), file_type="pdf")
    meeting = make_meeting(committee, "เรื่องเพื่อทราบ")
    resolution = make_resolution(meeting, "มอบ สมศรี สมมติ ติดตาม")
    write_backup(a_home / "older.zip", _quietly)
    asked = requests.open_own(person, Kind.ERASURE, actor="x")
    waiting = {each.key: REMOVE if each.is_paper or each.is_row else LEAVE for each in texts_about(person.pk)}
    paper, text = f"paper:order:{order.pk}", f"resolution:{resolution.pk}:text"
    assert {paper, text} < set(waiting)
    requests.erase_person(OPERATOR, asked.pk, decided=waiting)
    call_command("flush", verbosity=0, interactive=False)
    (a_home / "files").rename(a_home.parent / f"{a_home.name}-gone3")
    restore_backup(a_home / "older.zip", _quietly)

    again = Request.objects.get(kind=Kind.ERASURE, state=State.OPEN)
    assert not Person.objects.filter(pk=person.pk).exists()
    assert (again.number, again.person, again.place) == (person.pk, None, person.place)
    assert {each["key"] for each in again.found} == set(waiting)
    assert "สมศรี" not in str(again.found)
    shown = requests.one(OPERATOR, again.pk)
    assert (shown.waits_again, shown.asked) == (True, "นางสมศรี สมมติ")
    with pytest.raises(Refused):
        requests.mark_served(OPERATOR, again.pk)
    with pytest.raises(Refused):
        requests.refuse(OPERATOR, again.pk, ground=Ground.CLAIMS, answer="")
    with pytest.raises(UndecidedError):
        requests.erase_person(OPERATOR, again.pk, decided={paper: REMOVE})
    requests.erase_person(OPERATOR, again.pk, decided=waiting)
    again.refresh_from_db()
    assert (again.state, again.asked, again.found) == (State.SERVED, "", [])
    order.refresh_from_db()
    assert order.file is None
    assert not list(originals.telling(["สมศรี"]))
    assert people.rows.exclude(identity="").count() == 1
    told = Entry.objects.get(verb="privacy.serve_request", subject_id=str(again.pk)).changes["left"][1]
    assert told == [text]
    assert replay(OPERATOR.actor) == 0


def test_texts_and_papers_are_decided_about_before_anybody_is_erased(a_home: Path) -> None:
    person, _batch = _country()
    committee = Membership.objects.get().committee
    order = make_order(committee, file=keep_file([PDF]), file_type="pdf")
    meeting = make_meeting(committee, "เรื่องเพื่อทราบ", minutes=keep_file([PDF + b"2"]), minutes_type="pdf")
    hers = make_resolution(meeting, "มอบผู้ใหญ่สมศรีติดตาม")
    elsewhere = make_meeting(make_committee("คณะอื่น", place="40"))
    other = make_resolution(elsewhere, "โทรหา นางสมศรี สมมติ ๐๐๐๐-๑๒๓๔๕๖")
    make_resolution(elsewhere, "มอบคุณสมศรีคนอื่น")
    asked = requests.open_own(person, Kind.ERASURE, actor="x")
    paper, minutes = f"paper:order:{order.pk}", f"paper:meeting:{meeting.pk}"
    decided = {f"resolution:{hers.pk}:text": LEAVE, f"resolution:{other.pk}:text": LEAVE, paper: REMOVE, minutes: LEAVE}
    assert {each.key for each in texts_about(person.pk)} == set(decided)
    for key in decided:
        with pytest.raises(UndecidedError):
            requests.erase_person(OPERATOR, asked.pk, decided={**decided, key: ""})
    assert Person.objects.filter(pk=person.pk).exists()
    assert not asked.__class__.objects.filter(pk=asked.pk, state=State.SERVED).exists()
    Resolution.objects.filter(pk=hers.pk).update(text="มอบประธานติดตาม")  # mended: no longer asked about
    old = keep_file([PDF + b"old"])
    ReplacedPaper.objects.create(committee=committee, file=old)
    replaced = f"paper:replaced:{ReplacedPaper.objects.get().pk}"
    with pytest.raises(UndecidedError):
        requests.erase_person(OPERATOR, asked.pk, decided=decided)
    requests.erase_person(OPERATOR, asked.pk, decided={**decided, replaced: REMOVE})
    assert not path_of(old).exists()
    assert not ReplacedPaper.objects.exists()
    order.refresh_from_db()
    meeting.refresh_from_db()
    assert (order.file, meeting.minutes is None) == (None, False)
    assert not path_of(KeptFile.objects.get(size=len(PDF))).exists()
    left = Entry.objects.get(verb="privacy.erase_person").changes["left"][1]
    assert set(left) == {f"resolution:{other.pk}:text", minutes}
