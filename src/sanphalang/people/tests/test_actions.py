"""Writing people: who may, what is recorded, and two people at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sanphalang.access.policy import Refused
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer
from sanphalang.access.viewer import OPERATOR, PUBLIC, Viewer
from sanphalang.ledger.models import Entry
from sanphalang.people import actions
from sanphalang.people.actions import ChangedMeanwhileError, NoSuchPersonError
from sanphalang.people.models import Person, PersonSkill, Training
from sanphalang.people.rules import PersonRole, roles_text
from sanphalang.people.tests.factories import EMAIL, TELEPHONE, make_person

pytestmark = pytest.mark.django_db

KORAT, NEXT_DOOR = 30210500, 31010100
ROLES = roles_text({PersonRole.LEADER})


@pytest.fixture
def manager() -> Viewer:
    """The data manager of Nakhon Ratchasima."""
    return make_viewer(Role.DATA_MANAGER, "30")


def _values(**others: Any) -> dict[str, Any]:
    return {"given_name": "สมหญิง", "surname": "สมมติวงศ์", "place": KORAT, "place_level": "subdistrict"} | others


def test_somebody_new_is_kept_with_what_is_worked_out_of_the_name(manager: Viewer) -> None:
    made = actions.create_person(manager, values=_values(roles=ROLES), skills=["health", "data", "unheard-of"])
    there = Person.objects.get(pk=made)
    assert there.role_set == {PersonRole.LEADER}
    assert there.name_key
    assert there.identity == there.name_key
    assert set(PersonSkill.objects.filter(person=made).values_list("skill", flat=True)) == {"health", "data"}
    entry = Entry.objects.get(verb="people.create")
    assert entry.changes["roles"] == ["", ROLES]
    assert entry.changes["skills"] == ["", "data health"]


def test_the_ledger_holds_no_name_and_no_private_value(manager: Viewer) -> None:
    made = actions.create_person(manager, values=_values(telephone=TELEPHONE, email=EMAIL, nickname="หญิง"))
    actions.edit_person(manager, made, expected_revision=1, values={"surname": "จำลองสกุล", "telephone": "0000-999-999"})
    actions.add_training(manager, made, name="อบรมกระบวนกร", year=2020)
    told = str(list(Entry.objects.values_list("changes", flat=True)))
    for value in ("สมหญิง", "สมมติวงศ์", "จำลองสกุล", "หญิง", TELEPHONE, "0000-999-999", EMAIL, "กระบวนกร"):
        assert value not in told


@pytest.mark.parametrize("place", [NEXT_DOOR, None])
def test_a_centre_writes_in_its_own_territory_only(manager: Viewer, place: int | None) -> None:
    with pytest.raises(Refused):
        actions.create_person(manager, values=_values(place=place, place_level="" if place is None else "subdistrict"))
    assert not Person.objects.exists()
    assert not Entry.objects.exists()


def test_who_may_not_know_of_a_person_cannot_tell_that_there_is_one() -> None:
    there = make_person(place="310101")
    with pytest.raises(NoSuchPersonError):
        actions.confirm_person(make_viewer(Role.DATA_MANAGER, "30"), there.pk, today=date(2026, 11, 21))
    with pytest.raises(NoSuchPersonError):
        actions.confirm_person(PUBLIC, there.pk, today=date(2026, 11, 21))


@pytest.mark.parametrize(
    ("role", "centre"),
    [
        (Role.MEMBER, "30"),
        (Role.PROVINCIAL_OFFICE, "30"),
        (Role.INSPECTOR, "30"),
        (Role.NATIONAL_ANALYST, ""),
        (Role.NATIONAL_ADMINISTRATOR, ""),
    ],
)
def test_who_only_sees_changes_nothing(role: Role, centre: str) -> None:
    there, viewer = make_person(place="302105"), make_viewer(role, centre)
    for act in (
        lambda: actions.edit_person(viewer, there.pk, expected_revision=1, values={"nickname": "ใหม่"}),
        lambda: actions.confirm_person(viewer, there.pk, today=date(2026, 11, 21)),
        lambda: actions.mark_deceased(viewer, there.pk),
        lambda: actions.add_role(viewer, there.pk, role=PersonRole.SAGE),
        lambda: actions.set_skills(viewer, there.pk, skills=["data"]),
        lambda: actions.add_training(viewer, there.pk, name="อบรม"),
    ):
        with pytest.raises(Refused):
            act()
    there.refresh_from_db()
    assert there.revision == 1
    assert not Entry.objects.exists()


def test_nobody_is_moved_into_a_territory_that_is_not_ones_own(manager: Viewer) -> None:
    there = make_person(place="302105")
    with pytest.raises(Refused):
        actions.edit_person(
            manager, there.pk, expected_revision=1, values={"place": NEXT_DOOR, "place_level": "subdistrict"}
        )
    there.refresh_from_db()
    assert there.place == KORAT


def test_the_second_of_two_editors_overwrites_nothing(manager: Viewer) -> None:
    there = make_person(place="302105")
    actions.edit_person(manager, there.pk, expected_revision=1, values={"nickname": "หนึ่ง"})
    with pytest.raises(ChangedMeanwhileError):
        actions.edit_person(OPERATOR, there.pk, expected_revision=1, values={"nickname": "สอง"})
    there.refresh_from_db()
    assert (there.nickname, there.revision) == ("หนึ่ง", 2)


def test_a_change_that_changes_nothing_leaves_no_trace(manager: Viewer) -> None:
    there = make_person(place="302105", nickname="เดิม")
    actions.edit_person(manager, there.pk, expected_revision=1, values={"nickname": "เดิม"}, skills=[])
    there.refresh_from_db()
    assert there.revision == 1
    assert not Entry.objects.exists()


def test_private_details_are_written_only_by_who_may_see_them() -> None:
    without_factor = viewer_of(make_account(Role.DATA_MANAGER, "30"))
    there = make_person(place="302105", telephone=TELEPHONE)
    actions.edit_person(without_factor, there.pk, expected_revision=1, values={"nickname": "ใหม่"})
    with pytest.raises(Refused):
        actions.edit_person(without_factor, there.pk, expected_revision=2, values={"telephone": "0000-000-000"})
    with pytest.raises(Refused):
        actions.create_person(without_factor, values=_values(telephone=TELEPHONE))
    there.refresh_from_db()
    assert there.telephone == TELEPHONE


def test_roles_and_skills_are_given_and_taken_one_by_one(manager: Viewer) -> None:
    there = make_person(place="302105", roles={PersonRole.VOLUNTEER})
    actions.add_role(manager, there.pk, role=PersonRole.FACILITATOR)
    actions.add_role(manager, there.pk, role=PersonRole.FACILITATOR)
    actions.remove_role(manager, there.pk, role=PersonRole.VOLUNTEER)
    actions.set_skills(manager, there.pk, skills=["data", "health"])
    actions.set_skills(manager, there.pk, skills=["health"])
    there.refresh_from_db()
    assert there.role_set == {PersonRole.FACILITATOR}
    assert list(there.skills.values_list("code", flat=True)) == ["health"]
    assert there.revision == 5
    verbs = ["people.add_role", "people.remove_role", "people.set_skills", "people.set_skills"]
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == verbs


def test_trainings_come_and_go(manager: Viewer) -> None:
    there, other = make_person(place="302105"), make_person(place="302105")
    training = actions.add_training(manager, there.pk, name="อบรมวิทยากรกระบวนการ", organiser="ศปจ.", year=2021)
    actions.remove_training(manager, other.pk, training_id=training)  # not this person's: nothing happens
    assert Training.objects.count() == 1
    actions.remove_training(manager, there.pk, training_id=training)
    assert not Training.objects.exists()
    verbs = ["people.add_training", "people.remove_training"]
    assert list(Entry.objects.order_by("pk").values_list("verb", flat=True)) == verbs


def test_states_and_confirming(manager: Viewer) -> None:
    there = make_person(place="302105", status="active")
    actions.mark_inactive(manager, there.pk)
    actions.mark_active(manager, there.pk)
    actions.mark_deceased(manager, there.pk)
    actions.confirm_person(manager, there.pk, today=date(2026, 11, 21))
    there.refresh_from_db()
    assert (there.status, there.confirmed_on, there.revision) == ("deceased", date(2026, 11, 21), 5)


def test_a_value_that_no_person_has_is_a_mistake_of_the_program(manager: Viewer) -> None:
    with pytest.raises(TypeError):
        actions.create_person(manager, values=_values(revision=7))
