"""Who finds what: the territory, private telephones, and what waits to be computed anew."""

from __future__ import annotations

import pytest

from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import give, make_account
from sanphalang.access.viewer import OPERATOR, PUBLIC, Viewer
from sanphalang.ledger.models import Entry, Mark
from sanphalang.ledger.projections import drain
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.tests.factories import make_viewer
from sanphalang.people.models import Person
from sanphalang.places.rules import PlaceCode
from sanphalang.search import index
from sanphalang.search.finding import search
from sanphalang.search.looks import LOOK, note_look
from sanphalang.search.tests.indexing import ids, indexed_organisation, indexed_person, touch

pytestmark = pytest.mark.django_db

NAME = "ประไพพักตร์"
TELEPHONE = "0000-456-789"


@pytest.fixture(autouse=True, params=[1, 3_000], ids=["common", "rare"])
def words_of_both_sorts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have everything asked as if its words were common, and as if they were rare."""
    monkeypatch.setattr(index, "_RARE", request.param)


def _of_centre(role: Role, centre: str = "30") -> Viewer:
    return make_viewer(role, centre=centre)


@pytest.mark.parametrize("asked", [NAME, "ประไพพักต", f"นาง{NAME} สมมติวงศ์", "ประไพพัพักตร์ สมมติวงศ์"])
def test_a_person_is_found_in_the_own_territory_only(asked: str) -> None:
    here, there = indexed_person(NAME, place="300101"), indexed_person(NAME, place="310101")
    nowhere = indexed_person(NAME)
    assert search(PUBLIC, asked, kinds=("person",)).total == 0
    assert ids(search(_of_centre(Role.MEMBER), asked), "person") == [here.pk]
    assert ids(search(_of_centre(Role.DATA_MANAGER, "31"), asked), "person") == [there.pk]
    assert set(ids(search(make_viewer(Role.NATIONAL_ANALYST), asked), "person")) == {here.pk, there.pk, nowhere.pk}
    assert search(_of_centre(Role.MEMBER), asked, kinds=("person",)).total == 1


@pytest.mark.parametrize("asked", [TELEPHONE, "0000456789", "6789", "๖๗๘๙", "456-789"])
def test_a_private_telephone_finds_for_who_may_see_it(asked: str) -> None:
    person = indexed_person("มาลี", place="300101", telephone=TELEPHONE)
    group = indexed_organisation("กลุ่มลับ", place="300101", telephone=TELEPHONE)
    keeper = _of_centre(Role.DATA_MANAGER)
    assert ids(search(keeper, asked), "person") == [person.pk]
    assert ids(search(keeper, asked), "organisation") == [group.pk]
    for viewer in (PUBLIC, _of_centre(Role.MEMBER), _of_centre(Role.DATA_MANAGER, "31"), _of_centre(Role.INSPECTOR)):
        assert [each.count for each in search(viewer, asked, kinds=("person", "organisation")).kinds] == [0, 0]
    assert search(make_viewer(Role.NATIONAL_ADMINISTRATOR), asked, kinds=("person", "organisation")).total == 0


def test_a_published_telephone_finds_for_everybody() -> None:
    group = indexed_organisation("กลุ่มเปิดเผย", place="300101", telephone=TELEPHONE, contact_published=True)
    assert ids(search(PUBLIC, TELEPHONE), "organisation") == [group.pk]
    Organisation.objects.filter(pk=group.pk).update(contact_published=False)
    touch("organisation", group.pk)
    assert search(PUBLIC, TELEPHONE).total == 0
    drain()
    assert search(PUBLIC, TELEPHONE).total == 0
    assert search(OPERATOR, TELEPHONE).total == 1


def test_whoever_sees_several_places_finds_what_is_in_each_of_them() -> None:
    people = {place: indexed_person(NAME, place=place).pk for place in ("300101", "310101", "500101", "100101")}
    groups = {place: indexed_organisation(NAME, place=place).pk for place in people}
    account = make_account(Role.DATA_MANAGER, "30")
    give(account, Role.DATA_MANAGER, "50")
    keeper = viewer_of(account, has_second_factor=True)
    assert set(ids(search(keeper, NAME), "person")) == {people["300101"], people["500101"]}
    assert set(ids(search(keeper, NAME), "organisation")) == set(groups.values())
    inside = (PlaceCode.parse("50").interval,)
    assert ids(search(keeper, NAME, inside=inside), "person") == [people["500101"]]
    assert ids(search(keeper, NAME, inside=inside), "organisation") == [groups["500101"]]
    touch("person", people["500101"])
    assert [each.count for each in search(keeper, NAME, kinds=("person", "organisation")).kinds] == [1, 4]
    assert [each.count for each in search(keeper, NAME, kinds=("person",), inside=inside).kinds] == [0]


def test_who_finds_by_a_private_telephone_is_in_the_ledger() -> None:
    person = indexed_person("มาลี", place="300101", telephone=TELEPHONE)
    keeper = _of_centre(Role.DATA_MANAGER)
    note_look(keeper, search(keeper, "มาลี").best)
    assert not Entry.objects.filter(verb=LOOK).exists()
    note_look(keeper, search(keeper, TELEPHONE).best)
    entry = Entry.objects.get(verb=LOOK)
    assert (entry.actor, entry.changes["people"]) == (keeper.actor, ["", str(person.pk)])
    assert TELEPHONE not in str(entry.changes)


def test_who_moves_away_is_gone_before_anything_is_computed() -> None:
    person = indexed_person(NAME, place="300101")
    member, neighbour = _of_centre(Role.MEMBER), _of_centre(Role.MEMBER, "31")
    Person.objects.filter(pk=person.pk).update(place=31_010_100)
    touch("person", person.pk)
    assert search(member, NAME).total == search(neighbour, NAME).total == 0
    drain()
    assert (search(member, NAME).total, ids(search(neighbour, NAME), "person")) == (0, [person.pk])


def test_who_is_erased_is_gone_and_leaves_no_document() -> None:
    person = indexed_person(NAME, place="300101", telephone=TELEPHONE)
    Person.objects.filter(pk=person.pk).delete()
    touch("person", person.pk)
    assert search(OPERATOR, NAME).total == 0
    drain()
    assert search(OPERATOR, NAME).total == 0
    assert search(OPERATOR, TELEPHONE).total == 0
    assert not Mark.objects.exists()


def test_an_edit_is_found_by_its_new_name_alone() -> None:
    group = indexed_organisation("กลุ่มเก่าแก่โบราณ", place="300101")
    Organisation.objects.filter(pk=group.pk).update(name="กลุ่มแปรรูปสับปะรด", identity="แปรรูปสับปะรด")
    touch("organisation", group.pk)
    drain()
    assert ids(search(PUBLIC, "สับปะรด"), "organisation") == [group.pk]
    assert ids(search(PUBLIC, "โบราณ"), "organisation") == []
