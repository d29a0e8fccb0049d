"""The records of a round: as a list, and as a table to take home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.access.queries import names_of_actors
from sanphalang.access.viewer import Viewer
from sanphalang.organisations.queries import kind_names
from sanphalang.organisations.to_verify import carried
from sanphalang.places.queries import lines
from sanphalang.verification.assigning import Part
from sanphalang.verification.board import SUBDISTRICT
from sanphalang.verification.models import VerificationRound, VerificationTask
from sanphalang.verification.round_words import OUTCOMES, TASK_STATES, TASK_TONES
from sanphalang.verification.walking import village_name
from sanphalang.web.days import day_shown
from sanphalang.web.exports import Value

_CHUNK = 1_000


def narrowed(found: VerificationRound, wanted: Mapping[str, str]) -> QuerySet[VerificationTask]:
    """Return the tasks of a round that fit what is wanted, in the order of places, villages and names."""
    tasks = VerificationTask.objects.filter(round=found).order_by("pk")
    if wanted.get("state"):
        tasks = tasks.filter(state=wanted["state"])
    if wanted.get("outcome"):
        tasks = tasks.filter(outcome=wanted["outcome"])
    if wanted.get("person"):
        tasks = tasks.filter(assignee=None if wanted["person"] == "none" else int(wanted["person"]))
    if wanted.get("part"):
        tasks = tasks.filter(Part.parse(wanted["part"]).tasks)
    return tasks


def parts_of(found: VerificationRound) -> dict[str, str]:
    """Return the subdistricts of a round, as forms write them, with their names."""
    parts = VerificationTask.objects.filter(round=found).annotate(part=SUBDISTRICT)
    codes = list(parts.values_list("part", flat=True).distinct().order_by("part"))
    where = lines(codes)
    return {Part.of(code).text: where.get(code, str(code)) for code in codes}


def shown(viewer: Viewer, tasks: Iterable[VerificationTask], people: Mapping[int, str]) -> list[dict[str, Any]]:
    """Return tasks in words; as many queries for one as for many."""
    here = list(tasks)
    records = carried(viewer, (task.organisation_id for task in here))
    where = lines(task.place - task.place % 100 for task in here)
    unknown = {task.assignee_id for task in here} - {None, *people}
    others = names_of_actors({f"user:{number}" for number in unknown})
    return [
        {
            "name": records[task.organisation_id].name if task.organisation_id in records else _("Merged or removed"),
            "url": reverse("verification:task", args=[task.round_id, task.pk]),
            "organisation": task.organisation_id,
            "kind": records[task.organisation_id].kind if task.organisation_id in records else "",
            "place": where.get(task.place - task.place % 100, ""),
            "village": village_name(task.village_no, None),
            "state": TASK_STATES[task.state],
            "state_tone": TASK_TONES[task.state],
            "outcome": task.outcome,
            "day": day_shown(task.done_on),
            "done_on": task.done_on,
            "person": people.get(task.assignee_id or 0) or others.get(f"user:{task.assignee_id}", ""),
        }
        for task in here
    ]


def headings() -> list[str]:
    """Return the heads of the table that is taken home."""
    return [
        "ID",
        _("Name"),
        _("Kind"),
        _("Place"),
        _("Village"),
        _("State"),
        _("Outcome"),
        _("Checked on"),
        _("Who checks"),
    ]


def rows(viewer: Viewer, tasks: QuerySet[VerificationTask], people: Mapping[int, str]) -> Iterator[list[Value]]:
    """Yield the rows of the table that is taken home. Notes stay behind: they may name people."""
    kinds, last = kind_names(), 0
    while chunk := list(tasks.filter(pk__gt=last)[:_CHUNK]):
        last = chunk[-1].pk
        for row in shown(viewer, chunk, people):
            outcome = str(OUTCOMES[row["outcome"]]) if row["outcome"] else ""
            where = [kinds.get(row["kind"], ""), row["place"], row["village"]]
            yield [
                row["organisation"],
                row["name"],
                *where,
                str(row["state"]),
                outcome,
                row["done_on"],
                row["person"],
            ]
