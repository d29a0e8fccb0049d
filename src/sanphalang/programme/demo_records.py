"""What the demo adds to the programme: when it began, figures, a past, progress of activities; and taking it away."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import NamedTuple

from sanphalang.access.queries import centres
from sanphalang.access.viewer import OPERATOR, Viewer
from sanphalang.ledger.queries import subjects_touched
from sanphalang.programme import actions
from sanphalang.programme import activity_actions as actions_of_activities
from sanphalang.programme.counting import BY_HAND, ByCentre, Figure, rule_of
from sanphalang.programme.models import Activity, Indicator, LogEntry, Milestone, Programme, Reading
from sanphalang.programme.rules import ACTIVITY, INDICATOR, PROGRAMME, first_day_of
from sanphalang.programme.sampling import forget_samples, take_samples, territories, write_sample

MONTHS_GONE = 11
"""So many months of the programme lie behind the demo's today."""

_SOURCE = "รายงานประจำเดือนของศูนย์ (ตัวอย่าง)"
_GROWN_A_MONTH = 0.035


class _Grown(NamedTuple):
    """How many of something there were in the nation so many months ago, and in some centres by now."""

    in_the_nation: int
    at_centres: int


_BY_HAND = {"KPI2": _Grown(3, 5)}


class _Course(NamedTuple):
    number: str
    owner: str
    budget: int
    progress: int
    notes: tuple[str, ...]
    last_month: int | None = None
    done_milestones: tuple[int, ...] = ()


_CENTRAL, _SOCIETY = "สถาบันชุมชนท้องถิ่นพัฒนา", "สำนักงานประสานการพัฒนาสังคมสุขภาวะ"
_COURSES = (
    _Course("1.1", _SOCIETY, 1_200_000, 70, ("จัดอบรมรุ่นที่ 1 มีผู้ผ่าน 41 คน", "จัดอบรมรุ่นที่ 2 มีผู้ผ่าน 20 คน"), None, (2, 9)),
    _Course("1.2", "ศปจ. และ ศปก. 82 แห่ง", 2_400_000, 45, ("เปิดเพจของศูนย์ครบ 60 แห่ง",)),
    _Course("2.1", _CENTRAL, 3_000_000, 90, ("ทดลองใช้ใน 5 จังหวัด", "เปิดใช้ทั่วประเทศ"), 10),
    _Course("2.2", _CENTRAL, 400_000, 60, ("จัดทำคู่มือฉบับทดลอง",)),
    _Course("2.4", _CENTRAL, 800_000, 50, ("ประชุมครั้งที่ 1 มีผู้เข้าร่วม 78 คน",), None, (3,)),
    _Course("3.1", "ศปจ. และ ศปก. 82 แห่ง", 1_800_000, 55, ("ตรวจสอบแล้ว 23 จังหวัด", "ตรวจสอบแล้ว 41 จังหวัด"), 16),
    _Course("3.3", "ศปจ. และ ศปก. 82 แห่ง", 900_000, 30, ("รวบรวมจากเวทีถอดบทเรียน 4 ภาค",), 15),
)
"""Invented: units and sums are no facts of the programme."""


def make(viewer: Viewer, *, today: date) -> None:
    """Begin the programme some months ago, with figures entered by hand and a past of every indicator."""
    begun = first_day_of(today.replace(day=1), 1 - MONTHS_GONE)
    actions.edit_programme(viewer, expected_revision=None, values={"first_month": begun})
    days = [first_day_of(begun, month) - timedelta(days=1) for month in range(2, MONTHS_GONE + 1)]
    for code, grown in _BY_HAND.items():
        _enter(viewer, code, grown, days)
    for indicator in Indicator.objects.filter(is_closed=False):
        _past(indicator, days, today)
    take_samples(today)
    for course in _COURSES:
        _carry_out(viewer, course, begun, today)


def _carry_out(viewer: Viewer, course: _Course, begun: date, today: date) -> None:
    """Give an activity its unit, its budget and perhaps an end, and note how far it came."""
    values = {"owner": course.owner, "budget": course.budget, "last_month": course.last_month}
    actions_of_activities.edit_activity(viewer, course.number, expected_revision=None, values=values)
    for month in course.done_milestones:
        day = first_day_of(begun, month) + timedelta(days=18)
        actions_of_activities.set_milestone(viewer, course.number, month, done_on=day)
    steps = len(course.notes)
    for step, text in enumerate(course.notes, 1):
        noted = {
            "day": today - timedelta(days=75 * (steps - step) + 5),
            "progress": course.progress * step // steps,
            "spent": course.budget * course.progress * step // steps // 110,
            "text": text,
        }
        actions_of_activities.note_progress(viewer, course.number, values=noted, is_demo=True)


def _enter(viewer: Viewer, code: str, grown: _Grown, days: list[date]) -> None:
    if not Indicator.objects.filter(code=code, counts=BY_HAND).exists():
        return
    for month, day in enumerate(days[1::3], 1):
        values = {"value": grown.in_the_nation * month * (month + 1), "day": day, "centre": None, "source": _SOURCE}
        actions.enter_reading(viewer, code, values=values, is_demo=True)
    for number, centre in enumerate(centres()[: grown.at_centres * 8 : 8]):
        values = {"value": 1 + number % 3, "day": days[-1 - number % 4], "centre": centre, "source": _SOURCE}
        actions.enter_reading(viewer, code, values=values, is_demo=True)


def _past(indicator: Indicator, days: list[date], today: date) -> None:
    """Write samples of the past: what is still known of it, else the figures of today, smaller month by month."""
    rule, places = rule_of(indicator), territories()
    if rule is None:
        return
    remembers = indicator.counts in (BY_HAND, "organisations")
    now = rule.counted(indicator, places, None)
    for day in days:
        months = (today.year - day.year) * 12 + today.month - day.month
        figures = rule.counted(indicator, places, day) if remembers else _smaller(now, months)
        write_sample(indicator, day, figures)


def _smaller(now: ByCentre, months: int) -> ByCentre:
    share = max(0.0, 1 - _GROWN_A_MONTH * months)
    return {
        number: Figure(
            None if each.value is None else int(each.value * share),
            None if each.verified is None else int(each.verified * share),
            each.is_few,
        )
        for number, each in now.items()
    }


def edited_by_others(own_actors: Collection[str]) -> int:
    """Return how much of the programme anybody but these actors and the operator changed."""
    own = {*own_actors, OPERATOR.actor}
    made = {
        PROGRAMME: ["1"],
        INDICATOR: list(Indicator.objects.values_list("code", flat=True)),
        ACTIVITY: list(Activity.objects.values_list("number", flat=True)),
    }
    return sum(subjects_touched(kind, numbers, but_by=own) for kind, numbers in made.items())


def remove() -> None:
    """Take away what the demo and its accounts added. The caller holds the transaction and records it."""
    forget_samples()
    Reading.objects.all().delete()
    LogEntry.objects.all().delete()
    Indicator.objects.filter(is_demo=True).delete()
    Activity.objects.filter(is_demo=True).delete()
    Activity.objects.update(progress=None, spent=None, budget=None, owner="", last_month=None)
    Milestone.objects.update(done_on=None)
    Programme.objects.update(first_month=None)
