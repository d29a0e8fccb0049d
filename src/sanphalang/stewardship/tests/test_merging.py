"""Two records become one, and two again: who may, what the ledger keeps, where the absorbed one is left out."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_viewer
from sanphalang.access.viewer import OPERATOR, PUBLIC, Viewer
from sanphalang.access.writing import NoSuchRecordError
from sanphalang.intake.tests.lists import BAKERS, WEAVERS, brought_in, checked, withdrawn
from sanphalang.ledger.models import Entry
from sanphalang.organisations import counts, lookups, narrowing
from sanphalang.organisations.actions import edit_organisation, publish_contact
from sanphalang.organisations.bodies import search_bodies
from sanphalang.organisations.models import Claim, Organisation
from sanphalang.organisations.queries import organisation, visible
from sanphalang.organisations.tests.factories import make_account, make_organisation
from sanphalang.people.models import Person, PersonSkill
from sanphalang.people.narrowing import Wanted, count
from sanphalang.people.seen import search_persons
from sanphalang.people.tests.factories import make_person, with_private_details
from sanphalang.places.rules import NATION
from sanphalang.stewardship.actions import AlreadyUndoneError, ChangedMeanwhileError, merge_records, undo_merge
from sanphalang.stewardship.models import Merge
from sanphalang.stewardship.rules import Side
from sanphalang.stewardship.undoing import undoing

pytestmark = pytest.mark.django_db


def _merge(keep: Any, absorb: Any, *, viewer: Viewer = OPERATOR, choices: dict[str, Side] | None = None) -> Merge:
    register = "organisations" if isinstance(keep, Organisation) else "people"
    now = {each.pk: type(each).with_merged.get(pk=each.pk).revision for each in (keep, absorb)}
    merge = merge_records(viewer, register, keep=keep.pk, absorb=absorb.pk, seen=now, choices=choices)
    return Merge.objects.get(pk=merge)


def _undo(merge: Merge, root: Any, *, viewer: Viewer = OPERATOR) -> None:
    undo_merge(viewer, merge.pk, seen={root.pk: type(root).with_merged.get(pk=root.pk).revision})


def test_gaps_are_filled_activities_joined_and_choices_kept() -> None:
    kept = make_organisation("กลุ่มทอผ้า", place="300101", activity="ทอผ้า", members=5)
    other = make_organisation("กลุ่มทอผ้าไทย", place="30010101", activity="ทอผ้า\nจักสาน", members=9, address="บ้านใต้")
    merge = _merge(kept, other, choices={"name": Side.OTHER})
    kept.refresh_from_db()
    assert (kept.name, kept.members, kept.address, kept.activity) == ("กลุ่มทอผ้าไทย", 5, "บ้านใต้", "ทอผ้า\nจักสาน")
    assert kept.place == 30010100
    assert kept.name_key == other.name_key
    _undo(merge, kept)
    kept.refresh_from_db()
    assert (kept.name, kept.address, kept.activity, kept.before_merge) == ("กลุ่มทอผ้า", "", "ทอผ้า", "")


def test_the_absorbed_is_in_no_list_count_or_choice() -> None:
    kept, other = make_organisation("กลุ่มทอผ้า", place="300101"), make_organisation("กลุ่มทอผ้าสอง", place="300101")
    _merge(kept, other)
    rows = visible(PUBLIC)
    assert list(rows) == [kept]
    assert narrowing.count(rows, narrowing.Wanted()) == narrowing.count(rows, narrowing.Wanted(name="ทอผ้า")) == 1
    assert sum(each.total for each in counts.count_standing_by_districts(PUBLIC).values()) == 1
    assert [body.id for body in search_bodies("ทอผ้า", ["organisation"])] == [kept.pk]
    assert lookups.with_ids([other.pk]) == lookups.with_identities([other.identity]) == []
    assert [row[0] for row in lookups.compared(("id",), NATION)] == [kept.pk]
    assert organisation(PUBLIC, other.pk) is None


def test_of_people_too_with_skills_of_both() -> None:
    kept, other = make_person("สมชาย", place="300101"), make_person("สมชาย", place="300101")
    PersonSkill.objects.create(person=kept, skill_id="data")
    PersonSkill.objects.bulk_create(PersonSkill(person=other, skill_id=code) for code in ("data", "youth"))
    _merge(kept, other)
    assert set(PersonSkill.objects.filter(person=kept).values_list("skill", flat=True)) == {"data", "youth"}
    assert (
        count(OPERATOR, Wanted()) == count(OPERATOR, Wanted(skill="data")) == count(OPERATOR, Wanted(name="สมชาย")) == 1
    )
    assert [person.id for person in search_persons(OPERATOR, "สมชาย")] == [kept.pk]


def test_one_entry_tells_of_it_and_holds_no_private_value() -> None:
    kept, other = make_person("สมชาย", place="30"), with_private_details("สมชาย", place="30")
    merge = _merge(kept, other)
    entry = Entry.objects.get(verb="people.merge")
    assert (entry.subject_id, entry.place, entry.changes["merged"]) == (str(kept.pk), 30000000, ["", other.pk])
    assert other.telephone not in str(entry.changes)
    assert other.telephone not in str(Merge.objects.values())
    _undo(merge, kept)
    assert Entry.objects.exclude(verb="people.merge").get().verb == "people.undo_merge"


def test_an_old_address_leads_to_the_record_that_stands(client: Client) -> None:
    first, second, third = (make_organisation(f"กลุ่ม {n}", place="30") for n in range(3))
    _merge(second, first)
    _merge(third, second)
    assert client.get(f"/organisations/{first.pk}/").headers["Location"] == f"/organisations/{third.pk}/"
    kept, other = make_person("สมชาย", place="30"), make_person("สมชาย", place="30")
    _merge(kept, other)
    client.force_login(make_account(Role.DATA_MANAGER, centre="31"))
    assert client.get(f"/people/{other.pk}/").status_code == 404
    client.force_login(make_account(Role.DATA_MANAGER, centre="30"))
    assert client.get(f"/people/{other.pk}/").headers["Location"] == f"/people/{kept.pk}/"


def test_the_neighbour_and_who_may_edit_only_one_of_both_are_refused() -> None:
    here, there = make_organisation(place="300101"), make_organisation(place="310101")
    for centre in ("30", "31"):
        with pytest.raises(Refused):
            _merge(here, there, viewer=make_viewer(Role.DATA_MANAGER, centre))
    merge = _merge(here, there)
    with pytest.raises(Refused):
        _undo(merge, here, viewer=make_viewer(Role.DATA_MANAGER, "30"))
    someone, somebody = make_person(place="300101"), make_person(place="300101")
    with pytest.raises(NoSuchRecordError):
        _merge(someone, somebody, viewer=make_viewer(Role.DATA_MANAGER, "31"))
    with pytest.raises(Refused):
        _merge(someone, somebody, viewer=make_viewer(Role.MEMBER, "30"))
    _undo(_merge(someone, somebody, viewer=make_viewer(Role.DATA_MANAGER, "30")), someone)


def test_what_changed_since_it_was_shown_is_not_merged() -> None:
    kept, other, third = (make_organisation(place="30") for _n in range(3))
    with pytest.raises(ChangedMeanwhileError):
        merge_records(OPERATOR, "organisations", keep=kept.pk, absorb=other.pk, seen={kept.pk: 1, other.pk: 2})
    merge = _merge(kept, other)
    for keep, absorb in ((third, other), (other, third)):
        with pytest.raises(ChangedMeanwhileError):
            _merge(keep, absorb)
    with pytest.raises(ChangedMeanwhileError):
        undo_merge(OPERATOR, merge.pk, seen={kept.pk: 1})
    _undo(merge, kept)
    with pytest.raises(AlreadyUndoneError):
        _undo(merge, kept)
    with pytest.raises(NoSuchRecordError):
        _merge(kept, kept)


def test_nobody_chooses_among_private_values_unseen() -> None:
    kept, other = (make_organisation(place="30", telephone=f"0000-111-11{n}") for n in range(2))
    nation = make_viewer(Role.NATIONAL_ADMINISTRATOR)
    with pytest.raises(Refused):
        _merge(kept, other, viewer=nation, choices={"telephone": Side.OTHER})
    _merge(kept, other, viewer=nation)


def test_a_contact_that_one_kept_to_itself_is_not_published_by_a_merge() -> None:
    kept = make_organisation(place="30", contact_published=True)
    other = make_organisation(place="30", telephone="0000-111-111")
    merge = _merge(kept, other)
    kept.refresh_from_db()
    assert (kept.telephone, kept.contact_published) == ("0000-111-111", False)
    publish_contact(OPERATOR, kept.pk)
    _undo(merge, kept)
    kept.refresh_from_db()
    assert (kept.telephone, kept.contact_published) == ("", True)


def test_what_was_written_since_stays_also_where_it_was_written_back() -> None:
    kept, other = make_organisation(place="30"), make_organisation(place="30", address="ก", members=3)
    merge = _merge(kept, other)
    for address in ("ข", "ก"):
        kept.refresh_from_db()
        values = {"address": address}
        edit_organisation(OPERATOR, kept.pk, expected_revision=kept.revision, values=values)
    _undo(merge, kept)
    kept.refresh_from_db()
    other.refresh_from_db()
    assert (kept.address, kept.members, other.address, other.members) == ("ก", None, "ก", 3)


def test_a_list_cannot_be_withdrawn_from_a_merged_record_and_can_when_it_stands_alone_again() -> None:
    batch = checked([BAKERS, WEAVERS], centre="30")
    brought_in(batch)
    kept, other = Organisation.objects.order_by("pk")
    merge = _merge(kept, other)
    assert set(Claim.objects.values_list("organisation", flat=True)) == {kept.pk}
    _undo(merge, kept)
    assert set(Claim.objects.values_list("organisation", flat=True)) == {kept.pk, other.pk}
    _merge(kept, other)
    withdrawn(batch)
    assert Organisation.with_merged.count() == 2
    _undo(Merge.objects.get(undone_at=None), kept)


def test_withdrawn_after_an_undo_both_are_gone() -> None:
    batch = checked([BAKERS, WEAVERS], centre="30")
    brought_in(batch)
    kept, other = Organisation.objects.order_by("pk")
    _undo(_merge(kept, other), kept)
    withdrawn(batch)
    assert not Organisation.with_merged.exists()
    assert not Person.with_merged.exists()


def test_what_somebody_undoes_meanwhile_is_known_as_undone() -> None:
    kept, other = make_organisation("ก", place="300101"), make_organisation("ข", place="300101")
    merge = _merge(kept, other)
    seen_before = Merge.objects.get(pk=merge.pk)
    _undo(merge, kept)
    with pytest.raises(AlreadyUndoneError):
        undoing(OPERATOR, seen_before)
