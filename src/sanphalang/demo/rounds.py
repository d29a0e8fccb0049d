"""A round of verification at Nakhon Ratchasima that has run for some days: shared, partly checked, partly waiting."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.utils import timezone

from sanphalang.access.queries import centre_with_code, viewer_with_email
from sanphalang.access.viewer import Viewer
from sanphalang.demo.contacts import email
from sanphalang.demo.country import NAKHON_RATCHASIMA
from sanphalang.thai.months import THAI_LONG
from sanphalang.thai.years import BUDDHIST_AHEAD
from sanphalang.verification.answer_forms import AnswerForm
from sanphalang.verification.assigning import Part, assign
from sanphalang.verification.demo_records import begun_on, tasks_by_part, tasks_of
from sanphalang.verification.round_rules import Outcome, Policy
from sanphalang.verification.rounds import Wish
from sanphalang.verification.sending import send_answer
from sanphalang.verification.starting import start_round
from sanphalang.verification.taking import take_records

_BEGAN, _LASTS, _CHECKED_DAILY = 12, 45, 4  # days ago; days from now; records of each checker
_GIVEN, _SEED = 60, 30  # about as many records each; what the outcomes are drawn from


class _Said(NamedTuple):
    outcome: Outcome
    fields: dict[str, Any]
    note: str = ""


# What is found on a walk, most often first; a change waits for approval, by the policy of the round.
_FOUND = (
    *(_Said(Outcome.CONFIRMED, {}) for _time in range(14)),
    _Said(Outcome.NOT_FOUND, {}, "ไปมาสองครั้ง บ้านปิด เพื่อนบ้านไม่รู้จัก"),
    _Said(Outcome.CORRECTED, {"members": 27}, "สมาชิกเพิ่มขึ้นหลังเปิดรับใหม่ต้นปี"),
    _Said(Outcome.CORRECTED, {"members": 12, "village": "3"}),
    _Said(Outcome.CLOSED, {}, "เลิกกลุ่มตั้งแต่ปีก่อน"),
    _Said(Outcome.MOVED, {"where": "ย้ายไปอยู่หลังตลาดสดเทศบาล"}),
)


def make_round(today: date) -> None:
    """Make it, as the demo's coordinator of the centre; the checkers are two volunteers and the data manager."""
    centre = centre_with_code(NAKHON_RATCHASIMA)
    coordinator = viewer_with_email(email("coordinator30"))
    checkers = [viewer_with_email(email(name)) for name in ("member30", "volunteer30", "manager30")]
    if centre is None or coordinator is None:
        return
    found = start_round(
        coordinator,
        centre=centre,
        name=f"รอบตรวจสอบ {THAI_LONG[today.month - 1]} {today.year + BUDDHIST_AHEAD}",
        until=today + timedelta(days=_LASTS),
        rule=Policy.CONFIRM,
        wish=Wish(unconfirmed_since=today - timedelta(days=365)),
        is_demo=True,
    )
    take_records(found.pk)
    begun_on(found, today - timedelta(days=_BEGAN))
    here = [checker for checker in checkers if checker is not None]
    _share(coordinator, found.pk, here)
    for number, checker in enumerate(here):
        _walk(checker, found.pk, today, random.Random(f"{_SEED}-{number}"))  # noqa: S311 (invented)


def _share(coordinator: Viewer, round_id: int, checkers: Sequence[Viewer]) -> None:
    """Give each checker neighbouring subdistricts until there is enough; the rest waits to be shared."""
    given: dict[Part, int | None] = {}
    parts = iter(tasks_by_part(round_id).items())
    for checker in checkers:
        records = 0
        while records < _GIVEN and (following := next(parts, None)):
            part, count = following
            given[Part.of(part)] = checker.user_id
            records += count
    if given:
        assign(coordinator, round_id, given)


def _walk(checker: Viewer, round_id: int, today: date, draw: random.Random) -> None:
    """Check some records on each of the days that have gone."""
    days = [today - timedelta(days=ago) for ago in range(_BEGAN, 0, -1) for _time in range(_CHECKED_DAILY)]
    for day, (task, revision) in zip(days[: _GIVEN // 2], tasks_of(round_id, checker.user_id), strict=False):
        found = draw.choice(_FOUND)
        moment = timezone.make_aware(datetime.combine(day, time(10, draw.randrange(60))))
        form = AnswerForm(
            {
                "instance": str(UUID(int=draw.getrandbits(128), version=4)),
                "task": task,
                "revision": revision,
                "outcome": found.outcome.value,
                "fields": json.dumps(found.fields),
                "note": found.note,
                "answered_at": moment.isoformat(),
            },
            {},
        )
        if form.is_valid():
            send_answer(checker, task, form.sent())
