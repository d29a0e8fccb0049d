"""Who may write what of a committee, what is kept of it, and what cannot be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sanphalang.access.policy import Refused
from sanphalang.access.roles import Role
from sanphalang.access.viewer import OPERATOR, PUBLIC, Viewer
from sanphalang.access.writing import CannotBeError, ChangedMeanwhileError, NoSuchRecordError
from sanphalang.committees import actions, meeting_actions, member_actions
from sanphalang.committees.models import Committee, FollowUp, Meeting, Membership, Order, Post, Resolution
from sanphalang.committees.tests.factories import (
    days_ago,
    make_committee,
    make_meeting,
    make_member,
    make_order,
    make_resolution,
    make_someone,
)
from sanphalang.ledger.models import Entry
from sanphalang.organisations.models import LocalAuthority
from sanphalang.organisations.tests.factories import make_organisation, make_viewer
from sanphalang.people.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]

NEW = {"name": "คณะกรรมการสานพลัง", "kind": "committee", "place": 30_000_000, "place_level": "province"}
SEAT = {"position": "adviser", "sector": "media", "core_organisation": "", "starts_on": date(2026, 1, 1)}


def _viewer(who: str) -> Viewer:
    if who in {"public", "operator"}:
        return {"public": PUBLIC, "operator": OPERATOR}[who]
    role, _at, centre = who.partition("@")
    return make_viewer(Role(role), centre=centre)


class _Cast:
    """A committee of Nakhon Ratchasima with one of everything."""

    def __init__(self) -> None:
        self.committee = make_committee(place="30")
        self.order = make_order(self.committee, signed=False)
        self.signed = make_order(self.committee, number="13/2569")
        self.person = make_someone(place="3001")
        self.member = make_member(self.committee, self.person)
        self.meeting = make_meeting(self.committee, "เรื่องแจ้งให้ทราบ")
        self.resolution = make_resolution(self.meeting)
        self.organisation = make_organisation(place="3001")
        self.post = Post.objects.create(
            person=self.person, organisation=self.organisation, position="ประธาน", starts_on=date(2020, 1, 1)
        )


Act = Callable[[Viewer, _Cast], Any]
ACTS: dict[str, Act] = {
    "create": lambda viewer, cast: actions.create_committee(viewer, values=NEW),
    "edit": lambda viewer, cast: actions.edit_committee(
        viewer, cast.committee.pk, expected_revision=1, values={"criteria": "ครบทุกภาคี"}
    ),
    "end": lambda viewer, cast: actions.end_committee(viewer, cast.committee.pk),
    "add_order": lambda viewer, cast: actions.add_order(viewer, cast.committee.pk, values={"number": "1"}),
    "edit_order": lambda viewer, cast: actions.edit_order(
        viewer, cast.order.pk, expected_revision=1, values={"number": "2"}
    ),
    "sign_order": lambda viewer, cast: actions.sign_order(viewer, cast.order.pk),
    "redraft_order": lambda viewer, cast: actions.redraft_order(viewer, cast.signed.pk),
    "add_member": lambda viewer, cast: member_actions.add_member(
        viewer, cast.committee.pk, values={**SEAT, "person_id": cast.person.pk}
    ),
    "edit_member": lambda viewer, cast: member_actions.edit_member(
        viewer, cast.member.pk, expected_revision=1, values={"position": "chair"}
    ),
    "end_term": lambda viewer, cast: member_actions.end_term(viewer, cast.member.pk, ends_on=days_ago(1)),
    "remove_member": lambda viewer, cast: member_actions.remove_member(viewer, cast.member.pk),
    "publish_member": lambda viewer, cast: member_actions.publish_member(viewer, cast.member.pk),
    "add_meeting": lambda viewer, cast: meeting_actions.add_meeting(
        viewer, cast.committee.pk, values={"held_on": date(2026, 5, 1)}, agenda=["หนึ่ง", "สอง"]
    ),
    "edit_meeting": lambda viewer, cast: meeting_actions.edit_meeting(
        viewer, cast.meeting.pk, expected_revision=1, values={"where": "ศาลากลาง"}, agenda=["หนึ่ง"]
    ),
    "add_resolution": lambda viewer, cast: meeting_actions.add_resolution(
        viewer, cast.meeting.pk, values={"text": "ให้ทำแผน"}
    ),
    "edit_resolution": lambda viewer, cast: meeting_actions.edit_resolution(
        viewer, cast.resolution.pk, expected_revision=1, values={"text": "ให้ทำแผนใหม่"}
    ),
    "follow_up": lambda viewer, cast: meeting_actions.follow_up(
        viewer, cast.resolution.pk, on=date(2026, 6, 1), note="เริ่มแล้ว", state="doing"
    ),
    "add_post": lambda viewer, cast: member_actions.add_post(
        viewer,
        values={
            "person_id": cast.person.pk,
            "organisation_id": cast.organisation.pk,
            "position": "เลขานุการ",
            "starts_on": date(2021, 1, 1),
        },
    ),
    "edit_post": lambda viewer, cast: member_actions.edit_post(
        viewer, cast.post.pk, expected_revision=1, values={"position": "รองประธาน"}
    ),
    "end_post": lambda viewer, cast: member_actions.end_post(viewer, cast.post.pk, ends_on=date(2024, 1, 1)),
    "remove_post": lambda viewer, cast: member_actions.remove_post(viewer, cast.post.pk),
}

WHO_KEEPS_COMMITTEES_OF_KORAT = [
    ("data_manager@30", True),
    ("coordinator@30", True),
    ("national_administrator", True),
    ("operator", True),
    ("member@30", False),
    ("provincial_office@30", False),
    ("data_manager@31", False),
    ("national_analyst", False),
    ("public", False),
]


@pytest.mark.parametrize(("who", "allowed"), WHO_KEEPS_COMMITTEES_OF_KORAT)
@pytest.mark.parametrize("act", list(ACTS))
def test_who_may_write(act: str, who: str, allowed: bool) -> None:
    cast, viewer = _Cast(), _viewer(who)
    before = Entry.objects.count()
    if allowed:
        ACTS[act](viewer, cast)
        assert Entry.objects.count() == before + 1
        entry = Entry.objects.latest("id")
        assert (entry.actor, entry.verb) == (viewer.actor, f"committees.{act}")
    else:
        held = _everything()
        with pytest.raises(Refused):
            ACTS[act](viewer, cast)
        assert Entry.objects.count() == before
        assert _everything() == held


def _everything() -> list[Any]:
    models = (Committee, Order, Membership, Meeting, Resolution, FollowUp, Post)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_moving_a_committee_needs_both_places() -> None:
    there, manager = make_committee(place="30"), make_viewer(Role.DATA_MANAGER, centre="30")
    with pytest.raises(Refused, match="บุรีรัมย์"):
        actions.edit_committee(manager, there.pk, expected_revision=1, values={"place": 31_000_000})
    there.refresh_from_db()
    assert there.place == 30_000_000


@pytest.mark.parametrize("act", ["add_member", "add_post", "add_resolution"])
def test_a_person_of_another_area_is_no_person_to_choose(act: str) -> None:
    cast, manager = _Cast(), make_viewer(Role.DATA_MANAGER, centre="30")
    cast.person = make_someone(place="3101")
    carried_out = {"text": "ให้ทำ", "person_id": cast.person.pk}
    acts: dict[str, Act] = {
        **ACTS,
        "add_resolution": lambda viewer, cast: meeting_actions.add_resolution(
            viewer, cast.meeting.pk, values=carried_out
        ),
    }
    with pytest.raises(Refused, match="not among the people of your area"):
        acts[act](manager, cast)


def test_two_terms_of_one_person_in_one_position_do_not_overlap() -> None:
    there, somebody = make_committee(), make_someone()
    make_member(there, somebody, position="chair", starts_on=date(2020, 1, 1), ends_on=date(2023, 12, 31))
    seat = {**SEAT, "position": "chair", "person_id": somebody.pk}
    with pytest.raises(CannotBeError, match="holds this position already"):
        member_actions.add_member(OPERATOR, there.pk, values={**seat, "starts_on": date(2023, 12, 31)})
    member_actions.add_member(OPERATOR, there.pk, values={**seat, "starts_on": date(2024, 1, 1)})
    member_actions.add_member(OPERATOR, there.pk, values={**seat, "position": "member", "starts_on": date(2022, 1, 1)})
    assert there.memberships.count() == 3


def test_a_term_that_is_made_longer_does_not_reach_into_the_next() -> None:
    there, somebody = make_committee(), make_someone()
    first = make_member(there, somebody, starts_on=date(2020, 1, 1), ends_on=date(2021, 1, 1))
    make_member(there, somebody, starts_on=date(2022, 1, 1))
    with pytest.raises(CannotBeError):
        member_actions.edit_member(OPERATOR, first.pk, expected_revision=1, values={"ends_on": None})
    first.refresh_from_db()
    assert (first.ends_on, first.revision) == (date(2021, 1, 1), 1)


def test_a_term_may_end_early_but_not_before_it_began() -> None:
    there = make_member(make_committee(), starts_on=date(2026, 1, 1), ends_on=date(2027, 12, 31))
    with pytest.raises(CannotBeError, match="before the first"):
        member_actions.end_term(OPERATOR, there.pk, ends_on=date(2025, 12, 31))
    member_actions.end_term(OPERATOR, there.pk, ends_on=date(2026, 6, 30))
    there.refresh_from_db()
    assert there.ends_on == date(2026, 6, 30)


def test_a_post_is_held_in_an_organisation_or_a_local_authority_once_at_a_time() -> None:
    authority = LocalAuthority.objects.create(
        code="5300101", name="อบต.ทดลอง", name_key="อบตทดลอง", kind="sao", place=30_010_100, place_level="subdistrict"
    )
    values: dict[str, Any] = {
        "person_id": make_someone().pk,
        "local_authority_id": authority.pk,
        "position": "นายก",
        "starts_on": date(2020, 1, 1),
    }
    post = member_actions.add_post(OPERATOR, values={**values, "ends_on": date(2024, 1, 1)})
    with pytest.raises(CannotBeError):
        member_actions.add_post(OPERATOR, values={**values, "starts_on": date(2023, 1, 1)})
    member_actions.add_post(OPERATOR, values={**values, "starts_on": date(2024, 1, 2)})
    with pytest.raises(CannotBeError):
        member_actions.end_post(OPERATOR, post, ends_on=date(2025, 1, 1))


@pytest.mark.parametrize("missing", [{"number": ""}, {"issued_on": None}])
def test_an_order_is_signed_with_a_number_and_a_date(missing: dict[str, Any]) -> None:
    there = make_order(make_committee(), signed=False, **missing)
    with pytest.raises(CannotBeError, match="number and a date"):
        actions.sign_order(OPERATOR, there.pk)
    there.refresh_from_db()
    assert there.state == "draft"


def test_the_file_of_a_draft_is_not_published_and_a_new_file_is_not_published_by_the_old_one() -> None:
    from sanphalang.files.models import KeptFile

    old, new = (KeptFile.objects.create(sha256=letter * 64, size=1) for letter in "ab")
    there = make_order(make_committee(), signed=False, file=old, file_type="pdf")
    with pytest.raises(CannotBeError, match="signed order"):
        actions.publish_order_file(OPERATOR, there.pk)
    actions.sign_order(OPERATOR, there.pk)
    actions.publish_order_file(OPERATOR, there.pk)
    actions.edit_order(OPERATOR, there.pk, expected_revision=None, values={"file_id": new.pk})
    there.refresh_from_db()
    assert (there.file_id, there.file_published) == (new.pk, False)


def test_another_person_in_a_seat_is_not_published_by_the_one_before() -> None:
    there = make_member(make_committee(), published=True)
    member_actions.edit_member(OPERATOR, there.pk, expected_revision=1, values={"person_id": make_someone().pk})
    there.refresh_from_db()
    assert there.published is False


@pytest.mark.parametrize("act", ["edit", "edit_order", "edit_member", "edit_meeting", "edit_resolution", "edit_post"])
def test_second_of_two_editors_is_told_and_nothing_is_overwritten(act: str) -> None:
    cast = _Cast()
    for held in (cast.committee, cast.order, cast.member, cast.meeting, cast.resolution, cast.post):
        type(held).objects.filter(pk=held.pk).update(revision=2)
    before = _everything()
    with pytest.raises(ChangedMeanwhileError):
        ACTS[act](OPERATOR, cast)
    assert _everything() == before


def test_the_agenda_alone_counts_as_a_change() -> None:
    there = make_meeting(make_committee(), "หนึ่ง", "สอง")
    make_resolution(there, agenda_item=there.agenda.get(number=2))
    meeting_actions.edit_meeting(OPERATOR, there.pk, expected_revision=1, values={}, agenda=["หนึ่ง", "สองใหม่", "สาม"])
    there.refresh_from_db()
    assert there.revision == 2
    assert list(there.agenda.values_list("number", "title")) == [(1, "หนึ่ง"), (2, "สองใหม่"), (3, "สาม")]
    assert Resolution.objects.get().agenda_item.title == "สองใหม่"  # type: ignore[union-attr]
    with pytest.raises(ChangedMeanwhileError):
        meeting_actions.edit_meeting(OPERATOR, there.pk, expected_revision=1, values={}, agenda=[])


def test_a_change_that_changes_nothing_leaves_no_trace() -> None:
    cast = _Cast()
    before = Entry.objects.count()
    actions.edit_committee(OPERATOR, cast.committee.pk, expected_revision=1, values={"name": cast.committee.name})
    member_actions.edit_member(OPERATOR, cast.member.pk, expected_revision=1, values={"position": "member"})
    meeting_actions.edit_meeting(OPERATOR, cast.meeting.pk, expected_revision=1, values={}, agenda=["เรื่องแจ้งให้ทราบ"])
    assert Entry.objects.count() == before


def test_the_ledger_names_nobody_and_no_telephone() -> None:
    cast = _Cast()
    for name, act in ACTS.items():
        if name not in {"edit_member", "edit_post"}:
            act(OPERATOR, _Cast())
    ACTS["edit_member"](OPERATOR, cast)
    book = "\n".join(str(entry.changes) for entry in Entry.objects.all())
    for person in Person.objects.all():
        assert person.given_name not in book
    assert "0000-" not in book


def test_an_erased_person_leaves_an_empty_seat() -> None:
    cast = _Cast()
    cast.person.delete()
    cast.member.refresh_from_db()
    assert cast.member.person_id is None
    assert not Post.objects.exists()


def test_what_there_is_not() -> None:
    cast = _Cast()
    elsewhere = make_order(make_committee())
    acts: tuple[Callable[[], Any], ...] = (
        lambda: actions.end_committee(OPERATOR, 10**9),
        lambda: actions.sign_order(OPERATOR, 10**9),
        lambda: member_actions.end_term(OPERATOR, 10**9, ends_on=days_ago(0)),
        lambda: member_actions.end_post(OPERATOR, 10**9, ends_on=days_ago(0)),
        lambda: meeting_actions.follow_up(OPERATOR, 10**9, on=days_ago(0), note="", state="done"),
        lambda: member_actions.edit_member(
            OPERATOR, cast.member.pk, expected_revision=1, values={"order_id": elsewhere.pk}
        ),
    )
    for act in acts:
        with pytest.raises(NoSuchRecordError):
            act()
