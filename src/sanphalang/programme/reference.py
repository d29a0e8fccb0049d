"""Loads what the programme's own document promises: seven indicators, four work plans and their activities.

They are a beginning: from then on they are data of the national team. What is there already is never written over.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files

from django.db import transaction

from sanphalang.programme.models import Activity, Indicator, Milestone, Programme, WorkPlan
from sanphalang.programme.rules import order_of

SOURCE = "ข้อเสนอโครงการสานพลังประชารัฐจังหวัด พ.ศ. 2559"


def load() -> int:
    """Add what is missing while the national team has not begun; return how many rows were added."""
    with transaction.atomic():
        if not Programme.objects.exists():
            Programme.objects.create(name_th="โครงการสานพลังประชารัฐจังหวัด", name_en="Pracharat provincial programme")
        return _indicators() + _plans() + _activities()


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files("sanphalang.programme").joinpath("reference", name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _indicators() -> int:
    known = set(Indicator.objects.values_list("code", flat=True))
    missing = [
        Indicator(
            **{name: row[name] for name in ("code", "name_th", "name_en", "unit_th", "unit_en", "counts")},
            baseline=_number(row["baseline"]),
            target=_number(row["target"]),
            order=order,
            source=SOURCE,
        )
        for order, row in enumerate(_rows("indicators.csv"), 1)
        if row["code"] not in known
    ]
    Indicator.objects.bulk_create(missing)
    return len(missing)


def _plans() -> int:
    known = set(WorkPlan.objects.values_list("number", flat=True))
    missing = [
        WorkPlan(number=int(row["number"]), name_th=row["name_th"], name_en=row["name_en"])
        for row in _rows("work_plans.csv")
        if int(row["number"]) not in known
    ]
    WorkPlan.objects.bulk_create(missing)
    return len(missing)


def _activities() -> int:
    known = set(Activity.objects.values_list("number", flat=True))
    plans = {plan.number: plan for plan in WorkPlan.objects.all()}
    added = 0
    for row in _rows("activities.csv"):
        if row["number"] in known:
            continue
        activity = Activity.objects.create(
            plan=plans[int(row["plan"])],
            **{name: row[name] for name in ("number", "name_th", "name_en")},
            order=order_of(row["number"]),
            first_month=_number(row["first_month"]),
            last_month=_number(row["last_month"]),
        )
        months = map(int, row["milestone_months"].split())
        Milestone.objects.bulk_create(Milestone(activity=activity, month=month) for month in months)
        added += 1
    return added


def _number(text: str) -> int | None:
    return int(text) if text else None
