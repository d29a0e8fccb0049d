"""Grants, invitations, moves of places, closed accounts and passing days in any order: nobody reaches more than given.

A dictionary beside the platform remembers what was given to whom until when, and says by itself what must follow: it
reads neither ``roles.py`` nor ``policy.py``. Some 200 steps by default; ``SANPHALANG_LONG=1`` takes 5,000.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar
from unittest import mock

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from sanphalang.access.actions import close_account, reopen_account
from sanphalang.access.centres import move_place
from sanphalang.access.grants import change_end, end_grant, give_grant
from sanphalang.access.invitations import accept_with_account, digest_of, invite, withdraw_invitation
from sanphalang.access.models import Centre, Grant, User
from sanphalang.access.policy import Refused, intervals, may, may_anywhere
from sanphalang.access.queries import viewer_of
from sanphalang.access.roles import Act, Role
from sanphalang.access.viewer import PUBLIC, Viewer

STEPS = 5_000 if os.environ.get("SANPHALANG_LONG") == "1" else 200
STEPS_OF_A_RUN = 50

Draw = Callable[[st.SearchStrategy[Any]], Any]

# ---- the oracle: written by hand, in words, from docs/access.md ----

_KEEPER = (
    "organisations.edit organisations.see_contact organisations.edit_committees people.see people.see_private "
    "people.edit people.export people.serve_requests intake.import ledger.read"
)
ACTS = {
    "member": "people.see",
    "data_manager": _KEEPER,
    "coordinator": f"{_KEEPER} access.give_grants",
    "provincial_office": "people.see",
    "inspector": "people.see",
    "national_analyst": "people.see ledger.read",
    "national_administrator": "organisations.edit organisations.edit_committees people.see intake.import ledger.read "
    "access.give_grants access.manage_accounts access.staff_session",
    "data_protection_officer": "people.see ledger.read access.staff_session",
}
NATIONAL = {"national_analyst", "national_administrator", "data_protection_officer"}
GIVEN_BY_COORDINATORS = {"member", "data_manager", "coordinator", "provincial_office"}
HARD = {  # only with a second factor
    "people.see_private",
    "people.export",
    "access.give_grants",
    "access.manage_accounts",
    "access.staff_session",
}

CENTRES = ("10-1", "10-2", "30", "31", "")
DISTRICTS = ("1001", "1002", "1004", "1007")  # of the zones 10-1 and 10-2 at first
MOVING = (*DISTRICTS, "30", "3001")  # a district of a province cannot move alone
PROBES = ("100101", "100201", "100401", "100701", "300101", "30", "310101", "31", "10", "500101", None)
NAMES = ("admin", "root", "ann", "bob", "chai", "dao")
WRITTEN = ("people.see", "people.edit", "people.see_private", "people.export", "ledger.read", "access.give_grants",
           "access.manage_accounts", "access.staff_session", "organisations.see_contact")  # fmt: skip


WHO = st.sampled_from(NAMES)
DOERS = st.sampled_from(("admin", "root", "admin", "ann", "bob", "bob", "chai"))
ROLES_AT = st.sampled_from(
    [(role, at) for role in sorted(ACTS) for at in ("30", "10-1") if role not in NATIONAL]
    + [(role, "") for role in sorted(NATIONAL)]
    + [("coordinator", "10-2"), ("member", "31"), ("coordinator", ""), ("national_analyst", "30")]
)
DAYS = st.sampled_from((None, 1, 10, 30))
KINDS = ("give",) * 4 + ("end", "change", "send", "send", "accept", "accept", "accept", "withdraw") + (
    "move", "move", "close", "close", "reopen", "reopen", "wait")  # fmt: skip


class World(RuleBasedStateMachine):
    """The platform and the dictionary, side by side."""

    taken: ClassVar[int] = 0
    refused: ClassVar[int] = 0
    compared: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 11, 1, 3, 0, tzinfo=UTC)
        self.clock = mock.patch.object(timezone, "now", side_effect=lambda: self.now)
        self.clock.start()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()
        self.users = {name: User.objects.create_user(f"{name}@example.org", name=name) for name in NAMES}
        self.numbers = {user.pk: name for name, user in self.users.items()}
        self.centres = {code: Centre.objects.get(code=code) if code else None for code in CENTRES}
        self.open = set(NAMES)
        self.held: dict[tuple[str, str, str], datetime | None] = {}
        self.ever: set[tuple[str, str, str]] = set()
        self.looked_after = {
            place.code: centre.code
            for centre in Centre.objects.prefetch_related("territory")
            for place in centre.territory.all()
        }
        self.invited: dict[str, tuple[int, str, str, str, datetime | None, datetime]] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)
        self.clock.stop()

    # ---- what the dictionary says ----

    def in_force(self, who: str, role: str, at: str) -> bool:
        key = (who, role, at)
        return key in self.held and (self.held[key] is None or self.now < self.held[key])  # type: ignore[operator]

    def all_in_force(self) -> list[tuple[str, str, str]]:
        return [key for key in sorted(self.held) if self.in_force(*key)]

    def roles_of(self, who: str) -> list[tuple[str, str]]:
        return [(role, at) for (name, role, at) in self.held if name == who and self.in_force(name, role, at)]

    def allowed(self, who: str, act: str, place: str | None) -> bool:
        return any(
            act in ACTS[role].split()
            and (at == "" or (place is not None and any(self._inside(place, code) for code in self._territory(at))))
            for role, at in self.roles_of(who)
        )

    def _territory(self, at: str) -> list[str]:
        return [code for code, centre in self.looked_after.items() if centre == at]

    @staticmethod
    def _inside(place: str, code: str) -> bool:
        return place.startswith(code)

    def is_administrator(self, who: str) -> bool:
        return ("national_administrator", "") in self.roles_of(who)

    def gives(self, who: str, role: str, at: str) -> bool:
        if (role in NATIONAL) != (at == ""):
            return False
        if self.is_administrator(who):
            return True
        # Over all of the territory: here, no centre's territory lies inside another's.
        return role in GIVEN_BY_COORDINATORS and ("coordinator", at) in self.roles_of(who) and bool(self._territory(at))

    def gives_until(self, who: str, at: str, until: datetime | None) -> bool:
        if self.is_administrator(who):
            return True
        limit = self.held[who, "coordinator", at]
        return limit is None or (until is not None and until <= limit)

    def is_last_administrator(self, who: str) -> bool:
        endless = [n for n in self.open if self.held.get((n, "national_administrator", ""), self.now) is None]
        return not [name for name in endless if name != who]

    def looks_after(self, by: str, who: str) -> bool:
        if by == who:
            return False
        if self.is_administrator(by):
            return True
        if held := self.roles_of(who):
            return all(
                self.gives(by, role, at) and self.gives_until(by, at, self.held[who, role, at]) for role, at in held
            )
        former = [(role, at) for name, role, at in self.ever if name == who]
        return bool(former) and all(self.gives(by, role, at) for role, at in former)

    # ---- doing something on both sides ----

    def viewer(self, who: str) -> Viewer:
        """As the next request would see the account."""
        account = User.objects.get(pk=self.users[who].pk)
        return viewer_of(account, has_second_factor=True) if account.is_active else PUBLIC

    def both(self, expected: bool, act: Callable[[], Any]) -> Any:
        """Do it; the platform must do it exactly when the dictionary says so."""
        type(self).taken += 1
        try:
            with transaction.atomic():
                result = act()
        except Refused:
            type(self).refused += 1
            assert not expected, "refused, though it is allowed"
            return None
        assert expected, "done, though it is not allowed"
        return result

    def grant(self, who: str, role: str, at: str) -> Grant:
        return Grant.objects.get(user=self.users[who], role=role, centre=self.centres[at])

    @initialize()
    def begin(self) -> None:
        first = {
            ("admin", "national_administrator", ""): None,
            ("root", "national_administrator", ""): None,
            ("ann", "coordinator", "30"): None,
            ("bob", "coordinator", "10-1"): self.now + timedelta(days=25),
            ("chai", "data_manager", "10-1"): None,
            ("dao", "inspector", "10-2"): None,
        }
        for (name, role, at), ends_at in first.items():
            Grant.objects.create(
                user=self.users[name], role=role, centre=self.centres[at], starts_at=self.now, ends_at=ends_at
            )
            self.held[name, role, at] = ends_at
            self.ever.add((name, role, at))

    # One rule for all: with several, each run would leave some of them out, and short runs would meet few of them.
    @rule(data=st.data(), kind=st.sampled_from(KINDS))
    def something_happens(self, data: st.DataObject, kind: str) -> None:
        getattr(self, kind)(data.draw)

    def give(self, draw: Draw) -> None:
        by, to, (role, at), days = draw(DOERS), draw(WHO), draw(ROLES_AT), draw(DAYS)
        until = None if days is None else self.now + timedelta(days=days)
        expected = (
            by in self.open
            and to in self.open
            and by != to
            and self.gives(by, role, at)
            and self.gives_until(by, at, until)
            and not self.in_force(to, role, at)
        )
        done = self.both(
            expected,
            lambda: give_grant(
                self.viewer(by), user_id=self.users[to].pk, role=Role(role), centre=self.centres[at], ends_at=until
            ),
        )
        if done:
            self.held[to, role, at] = until
            self.ever.add((to, role, at))

    def end(self, draw: Draw) -> None:
        by, (who, role, at) = draw(DOERS), draw(st.sampled_from(self.all_in_force()))
        expected = by in self.open and self.gives(by, role, at)
        expected &= role != "national_administrator" or not self.is_last_administrator(who)
        if self.both(expected, lambda: end_grant(self.viewer(by), self.grant(who, role, at).pk)):
            del self.held[who, role, at]

    def change(self, draw: Draw) -> None:
        by, days, (who, role, at) = draw(DOERS), draw(DAYS), draw(st.sampled_from(self.all_in_force()))
        until = None if days is None else self.now + timedelta(days=days)
        expected = by in self.open and by != who and self.gives(by, role, at) and self.gives_until(by, at, until)
        if role == "national_administrator" and until is not None:
            expected &= not self.is_last_administrator(who)
        if self.both(expected, lambda: change_end(self.viewer(by), self.grant(who, role, at).pk, until)):
            self.held[who, role, at] = until

    def send(self, draw: Draw) -> None:
        by, (role, at), days = draw(DOERS), draw(ROLES_AT), draw(DAYS)
        until = None if days is None else self.now + timedelta(days=days)
        expected = by in self.open and self.gives(by, role, at) and self.gives_until(by, at, until)
        made = self.both(
            expected,
            lambda: invite(
                self.viewer(by),
                role=Role(role),
                centre=self.centres[at],
                name=f"guest {self.taken}",
                role_ends_at=until,
            ),
        )
        if made:
            self.invited[made.token] = (made.invitation.pk, by, role, at, until, self.now + timedelta(days=14))

    def accept(self, draw: Draw) -> None:
        who = draw(WHO)
        if not self.invited:
            return
        token = draw(st.sampled_from(sorted(self.invited, key=lambda token: self.invited[token][0])))
        _number, by, role, at, until, expires = self.invited[token]
        expected = (
            who in self.open
            and by in self.open
            and by != who
            and self.now < expires
            and (until is None or until > self.now)
            and self.gives(by, role, at)
            and self.gives_until(by, at, until)
            and not self.in_force(who, role, at)
        )
        if self.both(expected, lambda: accept_with_account(self.viewer(who), digest_of(token))):
            self.held[who, role, at] = until
            self.ever.add((who, role, at))
            del self.invited[token]

    def withdraw(self, draw: Draw) -> None:
        by = draw(DOERS)
        if not self.invited:
            return
        token = draw(st.sampled_from(sorted(self.invited, key=lambda token: self.invited[token][0])))
        number, _by, role, at, _until, _expires = self.invited[token]
        expected = by in self.open and self.gives(by, role, at)
        if self.both(expected, lambda: withdraw_invitation(self.viewer(by), number)):
            del self.invited[token]

    def move(self, draw: Draw) -> None:
        by, code, to = draw(DOERS), draw(st.sampled_from(MOVING)), draw(st.sampled_from(CENTRES[:4]))
        expected = by in self.open and self.is_administrator(by)
        expected &= code in self.looked_after and self.looked_after[code] != to

        def moving() -> bool:
            move_place(self.viewer(by), padded=int(code.ljust(8, "0")), to=to)
            return True

        if self.both(expected, moving):
            self.looked_after[code] = to

    def close(self, draw: Draw) -> None:
        by, who = draw(DOERS), draw(WHO)
        expected = by in self.open and self.looks_after(by, who) and who in self.open
        expected &= not self.is_administrator(who) or not self.is_last_administrator(who)
        if self.both(expected, lambda: close_account(self.viewer(by), email=f"{who}@example.org")):
            self.open.discard(who)
            for key in [key for key in self.held if key[0] == who]:
                del self.held[key]

    def reopen(self, draw: Draw) -> None:
        by, who = draw(DOERS), draw(WHO)
        expected = by in self.open and self.looks_after(by, who) and who not in self.open
        if self.both(expected, lambda: reopen_account(self.viewer(by), email=f"{who}@example.org")):
            self.open.add(who)

    def wait(self, draw: Draw) -> None:
        type(self).taken += 1
        self.now += timedelta(days=draw(st.sampled_from((1, 5, 20))))

    @invariant()
    def nobody_reaches_more_or_less(self) -> None:
        for who in NAMES:
            viewer = self.viewer(who)
            with_password_only = viewer_of(self.users[who]) if who in self.open else PUBLIC
            for act in WRITTEN:
                self._compare(who, viewer, act)
                if act in HARD:
                    assert not may_anywhere(with_password_only, Act(act)), f"{who} {act} without a second factor"

    def _compare(self, who: str, viewer: Viewer, act: str) -> None:
        reach = intervals(viewer, Act(act))
        for place in PROBES:
            padded = None if place is None else int(place.ljust(8, "0"))
            expected = self.allowed(who, act, place)
            type(self).compared += 1
            assert may(viewer, Act(act), padded) is expected, f"{who} {act} at {place}: {not expected}"
            if padded is not None:
                assert any(low <= padded <= high for low, high in reach) is expected


@pytest.mark.django_db
def test_nobody_ever_reaches_more_than_they_hold() -> None:
    World.taken = World.refused = World.compared = 0
    while World.taken < STEPS:
        run_state_machine_as_test(
            World,
            settings=settings(
                max_examples=max(1, (STEPS - World.taken) // STEPS_OF_A_RUN + 1),
                stateful_step_count=STEPS_OF_A_RUN,
                deadline=None,
                database=None,
                phases=(Phase.generate,),
                suppress_health_check=list(HealthCheck),
            ),
        )
    print(f"{World.taken} steps, {World.refused} refused, {World.compared} answers compared, 0 leaks")  # noqa: T201
