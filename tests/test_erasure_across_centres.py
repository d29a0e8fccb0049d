"""An erasure empties inside the territory of who erases; what another centre keeps is that centre's to decide."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest
from django.core.management import call_command
from django.test import Client

from sanphalang.access.policy import Refused
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer, sign_in
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.committees.models import Order
from sanphalang.committees.tests.factories import (
    PDF,
    make_committee,
    make_meeting,
    make_order,
    make_resolution,
)
from sanphalang.files import originals
from sanphalang.files.models import KeptFile
from sanphalang.files.storage import keep_file
from sanphalang.intake.actions import decide_rows
from sanphalang.intake.models import ImportBatch, RememberedColumns
from sanphalang.intake.tests.lists import HEADER as GROUPS
from sanphalang.intake.tests.lists import brought_in, checked
from sanphalang.intake.tests.people_lists import HEADER, SOMSRI_ID, person
from sanphalang.ledger.models import Entry
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_organisation
from sanphalang.people.models import Person
from sanphalang.privacy import requests
from sanphalang.privacy.erasing import replay
from sanphalang.privacy.models import Consent, Erasure, Notice, Request
from sanphalang.privacy.rules import Ground, Kind, State
from sanphalang.privacy.texts import LEAVE, REMOVE, UndecidedError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference_data", "a_home")]

NAME, TELEPHONE = "นางสมศรี สมมติ", "0000123456"
THEIR_TOWN = ("ในเมือง", "เมืองบุรีรัมย์", "บุรีรัมย์")


def _manager(centre: str = "30") -> Viewer:
    return make_viewer(Role.DATA_MANAGER, centre)


class Neighbour:
    """What centre 31 keeps of somebody real: a list of people, the record, a contact, a list of groups."""

    def __init__(self) -> None:
        row = person(1, NAME, place=THEIR_TOWN, card=SOMSRI_ID, โทรศัพท์=TELEPHONE)
        self.people = brought_in(checked([row], header=HEADER, kind="people", centre="31", source="ที่มาของ 31"))
        self.person = Person.objects.get()
        group = ("กลุ่มของบุรีรัมย์", *THEIR_TOWN, TELEPHONE, "12", "ผ้า", NAME)
        header = (*GROUPS, "ผู้ประสานงาน")
        self.groups = brought_in(checked([group], header=header, centre="31", source="กลุ่มของ 31"))
        self.organisation = Organisation.objects.get()
        self.before = self.kept()

    def kept(self) -> tuple[object, ...]:
        """Return all that may not change while somebody else erases."""
        contact = Organisation.objects.values_list("contact_name", "telephone", "revision").get(pk=self.organisation.pk)
        said = [
            originals.read_some(kind, batch.pk, range(10)) for batch in (self.people, self.groups)
            for kind in originals.Kind
        ]  # fmt: skip
        files = KeptFile.objects.filter(pk__in=[self.people.file_id, self.groups.file_id], removed_at=None).count()
        lists = list(ImportBatch.objects.filter(centre__code="31").order_by("pk").values_list("layout", "file_name"))
        rows = [list(b.rows.order_by("number").values_list("identity", "record")) for b in (self.people, self.groups)]
        return contact, said, files, lists, rows, Person.objects.filter(pk=self.person.pk).exists()


def _made_up(name: str = NAME) -> Person:
    """Have somebody of centre 30 bring in a row that copies what is known of a person of centre 31."""
    row = person(1, name, card=SOMSRI_ID, โทรศัพท์=TELEPHONE)
    viewer = _manager()
    made = checked([row], header=HEADER, viewer=viewer, kind="people", centre="30", source="แต่งขึ้น", name="แต่ง.csv")
    waiting = list(made.rows.filter(outcome="doubtful").values_list("number", flat=True))
    if waiting:
        decide_rows(viewer, made.pk, rows=waiting, decision="different")
    brought_in(made, viewer)
    return Person.objects.get(place__range=(30_000_000, 30_999_999))


def _erased_by_30(made_up: Person) -> Request:
    asked = requests.open_for(_manager(), made_up.pk, kind=Kind.ERASURE, asked="")
    requests.erase_person(_manager(), asked.pk)
    return asked


def test_somebody_made_up_and_erased_takes_nothing_from_another_centre(a_home: Path) -> None:
    theirs, made_up = Neighbour(), _made_up()
    RememberedColumns.objects.create(source=theirs.people.source, kind="people", centre="31", columns={NAME: "name"})
    _erased_by_30(made_up)
    assert theirs.kept() == theirs.before
    assert RememberedColumns.objects.get(centre="31").columns == {NAME: "name"}
    assert not Person.objects.filter(pk=made_up.pk).exists()
    assert not ImportBatch.objects.get(centre__code="30").rows.exclude(identity="").exists()
    assert replay(OPERATOR.actor) == 0  # the real person of centre 31 stays
    assert theirs.kept() == theirs.before
    assert orjson.loads((a_home / "erasures.jsonl").read_bytes())["reach"] == [[30_000_000, 30_999_999]]


def test_the_other_centre_finds_a_task_and_decides_with_what_it_knows() -> None:
    theirs, made_up = Neighbour(), _made_up()
    _erased_by_30(made_up)
    task = Request.objects.get(state=State.OPEN)
    contact, row = f"organisation:{theirs.organisation.pk}:contact", f"row:{theirs.people.pk}:2"
    cells = f"row:{theirs.groups.pk}:2"
    assert {each["key"] for each in task.found} == {contact, row, cells}
    assert (task.asked, task.person, task.number) == ("", None, made_up.pk)  # nobody there learns a name
    assert not requests.queue(_manager(), waiting=True).exists()
    assert requests.one(_manager("31"), task.pk).waits_again
    with pytest.raises(requests.NoSuchRequestError):
        requests.erase_person(_manager(), task.pk, decided={})
    with pytest.raises(UndecidedError):
        requests.erase_person(_manager("31"), task.pk, decided={contact: REMOVE})
    requests.erase_person(_manager("31"), task.pk, decided={contact: REMOVE, row: LEAVE, cells: REMOVE})
    theirs.organisation.refresh_from_db()
    assert (theirs.organisation.contact_name, theirs.organisation.telephone) == ("", "")
    said = originals.read_some(originals.Kind.CELLS, theirs.groups.pk, [2])[2]
    assert NAME not in str(said)
    assert TELEPHONE not in str(said)
    assert "กลุ่มของบุรีรัมย์" in str(said)
    assert KeptFile.objects.get(pk=theirs.groups.file_id).removed_at is not None
    assert theirs.people.rows.exclude(identity="").exists()
    task.refresh_from_db()
    assert (task.state, task.found) == (State.SERVED, [])


def test_the_page_of_the_one_who_erases_tells_nothing_of_what_others_keep() -> None:
    client = Client()
    sign_in(client, make_account(Role.DATA_MANAGER, "30"))
    made_up = _made_up()
    asked = requests.open_own(made_up, Kind.ERASURE, actor=f"person:{made_up.pk}")

    def page() -> str:
        text = client.get(f"/requests/{asked.pk}/erase/?lang=en").content.decode()
        return text[text.index("<main") : text.index("</main")].split("csrfmiddlewaretoken")[1][100:]

    before = page()
    assert "theirs to decide" in before
    make_organisation("กลุ่มลับของคนอื่น", place="310101", contact_name=NAME)
    make_organisation("กลุ่มลับอีกกลุ่ม", place="310101", contact_name="ใครก็ได้", telephone="0000-123-456")
    committee = make_committee("คณะของ 31", place="31")
    make_resolution(make_meeting(committee), f"มอบ {NAME} ติดตาม")
    make_account(Role.MEMBER, "31", name="สมศรี สมมติ")
    make_organisation("กลุ่มไม่ทราบพื้นที่", place="", contact_name=NAME)
    assert page() == before
    requests.erase_person(_manager(), asked.pk)
    told = str(list(Entry.objects.filter(place__range=(30_000_000, 30_999_999)).values_list("changes", flat=True)))
    assert "organisation:" not in told
    tasks = list(Request.objects.filter(state=State.OPEN).order_by("place"))
    assert [task.place for task in tasks] in ([31_000_000, None], [None, 31_000_000])
    with_name = next(task for task in tasks if task.place)
    assert "สมมติ" in with_name.asked  # a resolution cannot be judged without it


def test_files_that_another_centre_handed_in_too_are_not_removed() -> None:
    theirs = Neighbour()
    mine = checked(
        [person(1, NAME, place=THEIR_TOWN, card=SOMSRI_ID, โทรศัพท์=TELEPHONE)], header=HEADER, kind="people",
        centre="30", source="คัดลอก",
    )  # fmt: skip
    assert mine.file_id == theirs.people.file_id
    order = make_order(make_committee("คณะของ 31", place="31"), file=keep_file([PDF]), file_type="pdf")
    made_up = _made_up()
    Consent.objects.create(
        person=made_up, notice=Notice.objects.filter(purpose__asks_consent=True)[0], given=True, channel="paper",
        actor="x", scan=keep_file([PDF]), scan_type="pdf",
    )  # fmt: skip
    _erased_by_30(made_up)
    assert theirs.kept() == theirs.before
    assert not mine.rows.exclude(identity="").exists()
    assert Order.objects.get(pk=order.pk).file == KeptFile.objects.get(removed_at=None, size=len(PDF))
    keys = {each["key"] for task in Request.objects.filter(state=State.OPEN) for each in task.found}
    assert f"file:{theirs.people.pk}" in keys


def test_of_a_national_list_the_own_rows_are_emptied_and_the_file_waits() -> None:
    row = person(1, NAME, card=SOMSRI_ID, โทรศัพท์=TELEPHONE)
    there = person(2, NAME, place=THEIR_TOWN, card=SOMSRI_ID, โทรศัพท์=TELEPHONE)
    nation = checked([row, there], header=HEADER, kind="people", source="ทั้งประเทศ", name="ประเทศ.csv")
    _erased_by_30(_made_up())
    assert KeptFile.objects.get(pk=nation.file_id).removed_at is None
    assert dict(nation.rows.values_list("number", "identity"))[2] == ""
    tasks = {task.place: {each["key"] for each in task.found} for task in Request.objects.filter(state=State.OPEN)}
    assert f"file:{nation.pk}" in tasks[None]


def test_who_is_only_alike_elsewhere_waits_for_a_decision_after_a_restore() -> None:
    made_up = _made_up()
    kept = {name: getattr(made_up, name) for name in ("citizen_id_digest", "identity", "name_key", "name_sort")}
    real = Person.objects.create(given_name="สมศรี", surname="สมมติ", place=31_010_100, **kept)
    here = Person.objects.create(given_name="สมศรี", surname="สมมติ", place=30_010_100, **kept)
    asked = requests.open_for(_manager(), made_up.pk, kind=Kind.ERASURE, asked="")
    requests.erase_person(_manager(), asked.pk)
    assert replay(OPERATOR.actor) == 1
    assert not Person.objects.filter(pk=here.pk).exists()  # where the erasure reached
    waiting = Request.objects.get(person=real)
    assert (waiting.kind, waiting.state) == (Kind.ERASURE, State.OPEN)
    requests.refuse(_manager("31"), waiting.pk, ground=Ground.NOT_THE_PERSON, answer="คนละคน")
    assert replay(OPERATOR.actor) == 0
    assert Request.objects.filter(person=real).count() == 1
    assert Person.objects.filter(pk=real.pk).exists()


def test_of_an_old_erasure_without_a_territory_the_record_alone_is_erased_again() -> None:
    made_up = _made_up()
    kept = {name: getattr(made_up, name) for name in ("citizen_id_digest", "identity", "name_key", "name_sort")}
    real = Person.objects.create(given_name="สมศรี", surname="สมมติ", place=31_010_100, **kept)
    _erased_by_30(made_up)
    Erasure.objects.update(reach=[])
    call_command("replay-erasures")
    assert Person.objects.filter(pk=real.pk).exists()
    assert Request.objects.filter(person=real, state=State.OPEN).exists()


def test_who_noted_the_request_does_not_erase_and_a_password_alone_does_not() -> None:
    made_up = _made_up()
    by_password = viewer_of(make_account(Role.DATA_MANAGER, "30"))
    one, other = _manager(), _manager()
    asked = requests.open_for(one, made_up.pk, kind=Kind.ERASURE, asked="")
    for viewer in (by_password, one, _manager("31"), *map(make_viewer, (Role.NATIONAL_ADMINISTRATOR,))):
        with pytest.raises((Refused, requests.NoSuchRequestError)):
            requests.erase_person(viewer, asked.pk)
    assert requests.one(one, asked.pk).needs_another
    requests.open_own(made_up, Kind.ERASURE, actor=f"person:{made_up.pk}")  # now on the own page: one is enough
    assert not requests.one(one, asked.pk).needs_another
    Request.objects.update(opened_by=one.actor)
    requests.erase_person(other, asked.pk)
    assert not Person.objects.filter(pk=made_up.pk).exists()


def test_the_pages_say_why_and_what_to_do() -> None:
    client, account = Client(), make_account(Role.DATA_MANAGER, "30")
    made_up = _made_up()
    asked = requests.open_for(viewer_of(account, has_second_factor=True), made_up.pk, kind=Kind.ERASURE, asked="")
    sign_in(client, account)
    assert "A second pair of eyes" in client.get(f"/requests/{asked.pk}/?lang=en").content.decode()
    assert client.get(f"/requests/{asked.pk}/erase/").status_code == 403
    alone = Client()
    alone.force_login(make_account(Role.DATA_MANAGER, "30"))
    assert alone.post(f"/requests/{asked.pk}/erase/").status_code in {302, 403}
    assert Person.objects.filter(pk=made_up.pk).exists()
    make_organisation("กลุ่มของบุรีรัมย์", place="310101", contact_name=NAME, telephone="0000-123-456")
    requests.erase_person(_manager(), asked.pk)
    there = Client()
    sign_in(there, make_account(Role.DATA_MANAGER, "31"))
    task = Request.objects.get(state=State.OPEN)
    assert "Another centre erased a person" in there.get(f"/requests/{task.pk}/?lang=en").content.decode()
    page = there.get(f"/requests/{task.pk}/erase/?lang=en").content.decode()
    assert "กลุ่มของบุรีรัมย์" in page
    assert "Empty the contact" in page
    assert "สมศรี" not in page
