"""Whoever ties something to a record while it is merged ties it to the record that stands, or is told to look again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from threading import Thread
from typing import Any

import pytest
from django.db import connection, connections

from sanphalang.access.policy import Refused
from sanphalang.access.viewer import OPERATOR
from sanphalang.committees import member_actions
from sanphalang.committees.models import Membership
from sanphalang.committees.tests.factories import make_committee, make_member
from sanphalang.people import own_record, seen
from sanphalang.people.actions import ChangedMeanwhileError
from sanphalang.people.models import Person
from sanphalang.people.tests.factories import make_person
from sanphalang.privacy import consents, requests
from sanphalang.privacy.models import Consent, Request
from sanphalang.privacy.rules import Kind
from sanphalang.stewardship import actions, links
from sanphalang.stewardship.actions import merge_records
from sanphalang.stewardship.models import Merge
from sanphalang.stewardship.tests.test_order import Crossing

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("reference_data")]
_SEAT = {"position": "member", "starts_on": date(2023, 1, 1)}


class Told:
    """Notes that somebody was told, which is right: nothing was written then."""

    def __init__(self) -> None:
        self.told = False

    def __call__(self, write: Callable[[], object]) -> Callable[[], object]:
        def writing() -> None:
            try:
                write()
            except Refused:
                self.told = True

        return writing


def _merging(keep: int, absorb: int) -> Callable[[], object]:
    revisions = dict(Person.objects.values_list("pk", "revision"))
    return lambda: merge_records(OPERATOR, "people", keep=keep, absorb=absorb, seen=revisions)


def _stands(person: int) -> int:
    merge = Merge.objects.filter(undone_at=None, absorbed=person).first()
    return merge.kept if merge else person


def _seated_while_merged(monkeypatch: pytest.MonkeyPatch) -> tuple[bool, int]:
    """Return whether who seats the absorbed person is told, and how many seats nobody's page shows."""
    kept, absorbed = make_person("ก").pk, make_person("ข").pk
    committee, told, crossing = make_committee(), Told(), Crossing(monkeypatch)
    crossing.stop(0, actions, "move_links")
    crossing.stop(1, member_actions, "hold_seen")
    values: dict[str, Any] = {**_SEAT, "person_id": absorbed}
    seat = told(lambda: member_actions.add_member(OPERATOR, committee.pk, values=values))
    assert crossing.run(_merging(kept, absorbed), seat) == 0
    seats = Membership.objects.values_list("person", flat=True)
    return told.told, sum(_stands(person or 0) != person for person in seats)


def test_a_seat_that_a_merge_crosses(monkeypatch: pytest.MonkeyPatch) -> None:
    told, lost = _seated_while_merged(monkeypatch)
    assert lost == 0
    assert told or Membership.objects.count() == 1


def test_a_seat_is_lost_where_the_person_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the same crossing without holding."""
    if connection.vendor != "postgresql":
        pytest.skip("On SQLite one writes after the other.")
    monkeypatch.setattr(member_actions, "hold_seen", seen.require_seen)
    assert _seated_while_merged(monkeypatch) == (False, 1)


def test_a_withdrawal_that_a_merge_crosses(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, absorbed = make_person("ก"), make_person("ข")
    consents.give_consent(absorbed, "sharing", actor="x", channel="link")
    told, crossing = Told(), Crossing(monkeypatch)
    crossing.stop(0, actions, "move_links")
    crossing.stop(1, consents, "holding")
    withdraw = told(lambda: consents.withdraw_consent(absorbed, "sharing", actor="x", channel="link"))
    assert crossing.run(_merging(kept.pk, absorbed.pk), withdraw) == 0
    noted = Consent.objects.filter(given=False).values_list("person", flat=True)
    assert told.told or list(noted) == [_stands(absorbed.pk)]


def test_a_request_that_a_merge_crosses(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, absorbed = make_person("ก"), make_person("ข")
    told, crossing = Told(), Crossing(monkeypatch)
    crossing.stop(0, actions, "move_links")
    crossing.stop(1, requests, "holding")
    ask = told(lambda: requests.open_own(absorbed, Kind.ERASURE, actor=own_record.actor_of(absorbed.pk)))
    assert crossing.run(_merging(kept.pk, absorbed.pk), ask) == 0
    asked = list(Request.objects.values_list("person", flat=True))
    assert asked == [_stands(absorbed.pk)] or (told.told and not asked)


def _given_away_while_merged(monkeypatch: pytest.MonkeyPatch) -> bool:
    """Give a seat to somebody else when a merge has read it and not moved it yet; return whether it stays theirs."""
    kept, absorbed, other = (make_person(name).pk for name in "กขค")
    seat = make_member(make_committee(), Person.objects.get(pk=absorbed))
    move = links._moved
    editing: list[Thread] = []

    def edit() -> None:
        member_actions.edit_member(OPERATOR, seat.pk, expected_revision=seat.revision, values={"person_id": other})
        connections.close_all()

    def moved(*args: Any) -> Any:
        if not editing:
            editing.append(Thread(target=edit))
            editing[0].start()
            editing[0].join(timeout=1.5)
        return move(*args)

    monkeypatch.setattr(links, "_moved", moved)
    _merging(kept, absorbed)()
    editing[0].join()
    seat.refresh_from_db()
    return seat.person_id == other


def test_a_seat_that_is_given_to_somebody_else_while_the_person_is_merged_stays_theirs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert _given_away_while_merged(monkeypatch)


def test_a_seat_comes_back_where_its_row_is_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """The negative control: the same without holding the row."""
    if connection.vendor != "postgresql":
        pytest.skip("On SQLite one writes after the other.")
    monkeypatch.setattr(links, "_numbers", lambda rows: list(rows.order_by("pk").values_list("pk", flat=True)))
    assert not _given_away_while_merged(monkeypatch)


def test_nobody_erases_the_record_with_which_the_one_that_was_read_is_merged_meanwhile() -> None:
    kept, read = make_person("ก"), make_person("ข")
    asked = requests.open_own(read, Kind.ERASURE, actor=own_record.actor_of(read.pk))
    question = requests.seen_of(asked.pk)
    _merging(kept.pk, read.pk)()
    with pytest.raises(ChangedMeanwhileError):
        requests.erase_person(OPERATOR, asked.pk, decided={}, seen=question)
    assert Person.objects.filter(pk=kept.pk).exists()
    requests.erase_person(OPERATOR, asked.pk, decided={}, seen=requests.seen_of(asked.pk))
    assert not Person.objects.filter(pk=kept.pk).exists()
