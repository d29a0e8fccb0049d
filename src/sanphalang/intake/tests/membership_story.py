"""What happens to one local authority: lists that tell of it, in and out, and people who write beside them.

Years are of the Buddhist Era, as in the lists. A row is written ``2557–2560 left 2563 camp 12``, any part of it; nobody
knows how many people were in ``camp ?``. The camp was in 2562.
"""

from __future__ import annotations

import re
from datetime import timedelta

from django.utils import timezone

from sanphalang.access.viewer import OPERATOR
from sanphalang.intake.actions import begin_bringing_in, check_again, decide_rows
from sanphalang.intake.bringing import bring_in_batch
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.rows_of_a_person import forget_list
from sanphalang.intake.stages import read_and_check
from sanphalang.intake.tests.lists import checked, withdrawn
from sanphalang.intake.tests.membership_lists import HEADER, PHO, changed, number_of
from sanphalang.organisations import network
from sanphalang.organisations.models import NetworkMembership, NetworkTraining

CODE = "6300101"
AHEAD = 543
_ROW = re.compile(r"(?P<joined>25\d\d(?:–25\d\d)?)?(?: ?left (?P<left>25\d\d))?(?: ?camp (?P<camp>\d+|\?))?")


class Story:
    """Does what is written, and says what is then stored."""

    def __init__(self) -> None:
        self.lists: dict[str, ImportBatch] = {}
        self._authority = number_of(CODE)

    def __str__(self) -> str:
        members = NetworkMembership.objects.values_list("joined_from", "joined_year", "left_year")
        camps = NetworkTraining.objects.values_list("people", flat=True)
        parts = [_shown(*row) for row in members] + [f"camp {'?' if people is None else people}" for people in camps]
        return " ".join(parts) or "nothing"

    def does(self, step: str) -> None:
        """Do a step: ``joins 2557``, ``A says 2557; camp 12``, ``A withdrawn``."""
        who, _space, rest = step.partition(" ")
        if who in ("joins", "leaves", "trains", "untrains"):
            self._writes(who, rest)
        elif rest == "checked again":
            self.checks(who)
        elif rest == "decided":
            self.decides(who)
        elif rest == "in again":
            self.brings_in(who)
        elif rest == "forgotten":
            forget_list(self.lists[who], timezone.now() + timedelta(days=1))
        elif rest == "withdrawn":
            self.lists[who] = withdrawn(self.lists[who])
        else:
            self.hands_in(who, rest.removeprefix("says ").split("; "))
            self.decides(who)
            self.brings_in(who)

    def _writes(self, act: str, what: str) -> None:
        if act == "joins":
            *since, year = (int(each) - AHEAD for each in what.split("–"))
            network.join_network(OPERATOR, self._authority, year=year, year_from=since[0] if since else None)
        elif act == "leaves":
            network.leave_network(OPERATOR, self._authority, year=int(what) - AHEAD)
        elif act == "trains":
            people = None if what == "?" else int(what)
            network.note_training(OPERATOR, self._authority, kind="camp", year=2562 - AHEAD, people=people)
        else:
            network.remove_note(OPERATOR, self._authority, training=NetworkTraining.objects.get().pk)

    def hands_in(self, name: str, rows: list[str]) -> None:
        """Have a list checked."""
        self.lists[name] = checked([_cells(row) for row in rows], header=HEADER, kind="memberships", source=name)

    def checks(self, name: str) -> None:
        """Check a list once more."""
        read_and_check(check_again(OPERATOR, self.lists[name].pk))
        self.lists[name].refresh_from_db()

    def decides(self, name: str) -> None:
        """Take the list's word wherever it contradicts what is stored."""
        waiting = self.lists[name].rows.filter(outcome="doubtful", why=["membership_otherwise"])
        rows = set(waiting.values_list("number", flat=True))
        if rows:
            decide_rows(OPERATOR, self.lists[name].pk, rows=rows, decision="same")
            self.lists[name].refresh_from_db()

    def brings_in(self, name: str) -> None:
        """Bring in what is ready and not in yet."""
        begin_bringing_in(OPERATOR, self.lists[name].pk)
        bring_in_batch(OPERATOR, self.lists[name].pk)
        self.lists[name].refresh_from_db()


def parts_of(row: str) -> tuple[str, str, str]:
    """Return what a row says of when the authority joined, when it left, and of the camp; "" where it says nothing."""
    found = _ROW.fullmatch(row)
    assert found, row
    return found["joined"] or "", found["left"] or "", found["camp"] or ""


def _cells(row: str) -> tuple[str, ...]:
    joined, left, camp = parts_of(row)
    people = "" if camp == "?" else camp
    return changed(PHO, c4=joined, c5=left, c6="ค่ายผู้นำ" if camp else "", c7="2562" if camp else "", c8=people)


def _shown(since: int | None, year: int, left: int | None) -> str:
    span = f"{since + AHEAD}–" if since else ""
    return f"{span}{year + AHEAD}" + (f" left {left + AHEAD}" if left else "")
