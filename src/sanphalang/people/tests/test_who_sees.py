"""Who sees whom: the same person, asked for by everybody who may look."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from sanphalang.access.policy import Refused
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_account, make_viewer
from sanphalang.access.viewer import OPERATOR, PUBLIC, OpenStaffSession, Viewer
from sanphalang.ledger.models import Entry
from sanphalang.people import actions
from sanphalang.people.actions import NoSuchPersonError
from sanphalang.people.models import Person
from sanphalang.people.queries import person, private_values, values_shown, visible
from sanphalang.people.rules import PRIVATE_FIELDS
from sanphalang.people.tests.factories import CITIZEN_ID, TELEPHONE, make_person, with_private_details

pytestmark = pytest.mark.django_db

KORAT, NEIGHBOUR, BANGKOK = "302105", "310101", "100101"


def viewers() -> dict[str, Viewer]:
    return {
        "public": PUBLIC,
        "account without a role": make_viewer(),
        "neighbour": make_viewer(Role.DATA_MANAGER, "31"),
        "zone of Bangkok": make_viewer(Role.DATA_MANAGER, "10-1"),
        "member": make_viewer(Role.MEMBER, "30"),
        "provincial office": make_viewer(Role.PROVINCIAL_OFFICE, "30"),
        "inspector": make_viewer(Role.INSPECTOR, "30"),
        "data manager": make_viewer(Role.DATA_MANAGER, "30"),
        "data manager with a password alone": viewer_of(make_account(Role.DATA_MANAGER, "30")),
        "coordinator": make_viewer(Role.COORDINATOR, "30"),
        "analyst": make_viewer(Role.NATIONAL_ANALYST),
        "administrator": make_viewer(Role.NATIONAL_ADMINISTRATOR),
        "administrator in a session": _in_a_session(make_viewer(Role.NATIONAL_ADMINISTRATOR)),
        "officer": make_viewer(Role.DATA_PROTECTION_OFFICER),
        "officer in a session": _in_a_session(make_viewer(Role.DATA_PROTECTION_OFFICER)),
        "analyst in a session": _in_a_session(make_viewer(Role.NATIONAL_ANALYST)),
        "operator": OPERATOR,
    }


def _in_a_session(viewer: Viewer) -> Viewer:
    return replace(viewer, staff_session=OpenStaffSession(1, "a reason", timezone.now() + timedelta(minutes=30)))


NOBODY_SEES = {"public", "account without a role", "neighbour", "zone of Bangkok"}
SEE_PRIVATE = {"data manager", "coordinator", "administrator in a session", "officer in a session", "operator"}
EDIT = {"data manager", "data manager with a password alone", "coordinator", "operator"}


def test_who_sees_somebody_of_nakhon_ratchasima() -> None:
    there = with_private_details("สมหญิง", place=KORAT)
    for who, viewer in viewers().items():
        shown = person(viewer, there.pk)
        assert (shown is None) == (who in NOBODY_SEES), who
        assert visible(viewer).filter(pk=there.pk).exists() == (who not in NOBODY_SEES), who
        if shown is not None:
            assert shown.may_see_private == (who in SEE_PRIVATE), who
            assert bool(shown.private_known) == (who in SEE_PRIVATE), who
            assert shown.is_private_hidden == (who not in SEE_PRIVATE), who
            assert shown.may_edit == (who in EDIT), who


def test_who_is_shown_private_details_and_that_each_look_is_recorded() -> None:
    there = with_private_details("สมหญิง", place=KORAT)
    for who, viewer in viewers().items():
        before = Entry.objects.filter(verb="people.see_private").count()
        if who in SEE_PRIVATE:
            assert actions.see_private(viewer, there.pk)["telephone"] == TELEPHONE, who
            entry = Entry.objects.filter(verb="people.see_private").order_by("-pk")[0]
            assert (entry.actor, entry.subject_id, entry.place) == (viewer.actor, str(there.pk), there.place), who
        else:
            with pytest.raises(NoSuchPersonError if who in NOBODY_SEES else Refused):
                actions.see_private(viewer, there.pk)
            with pytest.raises(PermissionError):
                private_values(viewer, there.pk)
            assert Entry.objects.filter(verb="people.see_private").count() == before, who


def test_many_rows_hide_what_one_row_hides() -> None:
    there = with_private_details("สมหญิง", place=KORAT)
    for who, viewer in viewers().items():
        rows = list(values_shown(viewer, [there.pk], ("given_name", *PRIVATE_FIELDS)))
        assert len(rows) == (who not in NOBODY_SEES), who
        if rows:
            assert (rows[0]["telephone"] == TELEPHONE) == (who in SEE_PRIVATE), who
            assert any(rows[0][name] for name in PRIVATE_FIELDS) == (who in SEE_PRIVATE), who


def test_somebody_without_a_place_is_for_the_nation_only() -> None:
    nowhere = make_person("ไร้ที่")
    sees = {who for who, viewer in viewers().items() if person(viewer, nowhere.pk)}
    assert sees == {who for who in viewers() if who.split()[0] in {"analyst", "administrator", "officer", "operator"}}


def test_a_person_who_moves_is_seen_where_they_are_now() -> None:
    there = make_person("ย้ายบ้าน", place=KORAT)
    own, next_door = make_viewer(Role.DATA_MANAGER, "30"), make_viewer(Role.DATA_MANAGER, "31")
    assert person(own, there.pk)
    Person.objects.filter(pk=there.pk).update(place=31010100)
    assert person(own, there.pk) is None
    assert person(next_door, there.pk)


def test_the_look_says_which_fields_were_shown_and_never_their_values() -> None:
    there = with_private_details("สมหญิง", place=KORAT)
    actions.see_private(make_viewer(Role.DATA_MANAGER, "30"), there.pk)
    told = str(Entry.objects.get(verb="people.see_private").changes)
    assert "telephone" in told
    assert TELEPHONE not in told
    assert CITIZEN_ID[-4:] not in told


def test_a_look_at_nothing_leaves_no_trace() -> None:
    there = make_person("ไม่มีอะไร", place=KORAT)
    actions.see_private(make_viewer(Role.DATA_MANAGER, "30"), there.pk)
    assert not Entry.objects.exists()
