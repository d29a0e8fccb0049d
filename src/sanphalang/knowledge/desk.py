"""What those who write and review see: what waits for them, and the desk of one item."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanphalang.access import policy
from sanphalang.access.queries import names_of_actors
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.files.history import edited
from sanphalang.files.timeline import Readers, ShownEvent, timeline
from sanphalang.knowledge.item_page import came_from, where
from sanphalang.knowledge.models import Version
from sanphalang.knowledge.queries import Shown, parts_of, published_version, unsaved_steps, versions_of, waiting
from sanphalang.knowledge.review import threads_of
from sanphalang.knowledge.rules import (
    BASICS,
    NEEDED,
    RECORDED_IN_CLEAR,
    SUBJECT,
    State,
    missing,
    steps_of,
)
from sanphalang.knowledge.steps import step_address
from sanphalang.knowledge.tie_queries import how_many
from sanphalang.knowledge.words import FIELDS, FORMS, KINDS, PARTS, STATE_TONES, STATES, VERBS
from sanphalang.ledger.queries import entries_about
from sanphalang.places.queries import lines
from sanphalang.web.days import day_shown, year_shown
from sanphalang.web.table import Cell, Column, Table, Value

_PAGE_SIZE = 25
_EVENTS = 50


def work_page(viewer: Viewer, number: str | None) -> dict[str, Any]:
    """Return the context of the page with everything that is being written."""
    page = Paginator(waiting(viewer), _PAGE_SIZE).get_page(number)
    rows: list[Version] = list(page.object_list)
    places = lines(row.place for row in rows if row.place is not None)
    columns = [Column(_("Name of the item")), Column(_("Place")), Column(_("Last changed")), Column(_("State"))]
    cells = [
        [
            Cell(row.title, url=reverse("knowledge:desk", args=[row.item_id]), note=str(KINDS[row.kind])),
            Cell(places.get(row.place or 0, _("The whole country"))),
            Cell(day_shown(row.updated_at)),
            Cell(STATES[row.state], tone=STATE_TONES[row.state]),
        ]
        for row in rows
    ]
    return {
        "page": page,
        "table": Table(columns, cells, caption=_("Being written")),
        "crumbs": [{"label": _("Knowledge"), "url": reverse("knowledge:list")}],
        "may_write": policy.may_anywhere(viewer, Act.KNOWLEDGE_WRITE),
    }


def desk_page(viewer: Viewer, shown: Shown) -> dict[str, Any]:
    """Return the context of the desk of an item."""
    parts = parts_of(shown)
    written = {name for name, part in parts.items() if part.text}
    lacking = missing(shown.form, written, has_summary=bool(shown.summary))
    public = shown if shown.is_published else published_version(viewer, shown.id)
    return {
        "item": shown,
        "crumbs": [
            {"label": _("Knowledge"), "url": reverse("knowledge:list")},
            {"label": _("Being written"), "url": reverse("knowledge:work")},
        ],
        "state": {"word": STATES[shown.state], "tone": STATE_TONES[shown.state]},
        "where": where(shown),
        "form": FORMS[shown.form],
        "steps": _steps(shown, written, unsaved_steps(viewer, shown.id)),
        "lacking": [PARTS.get(name) or FIELDS[name] for name in lacking],
        "is_public": public is not None,
        "is_review": shown.state == State.REVIEW,
        "is_withdrawn": shown.state == State.WITHDRAWN,
        "threads": threads_of(viewer, shown),
        "steps_to_ask_about": [(step, PARTS[step]) for step in steps_of(shown.form)],
        "versions": _versions(viewer, shown),
        "events": history(viewer, shown),
        "came_from": came_from(shown, with_words=True),
    }


def _steps(shown: Shown, written: set[str], unsaved: set[str]) -> Table:
    """Return the steps with how far each is; a step that has to be written says so."""
    rows, counts = [], how_many(shown)
    for number, step in enumerate(steps_of(shown.form), start=1):
        is_done = step in written or (step == BASICS and bool(shown.summary))
        needed = step == BASICS or step in NEEDED[shown.form]
        url = step_address(shown.id, step) if shown.is_working and shown.may_write else ""
        if step in unsaved:
            state = Cell(_("Typed, not saved yet"), tone="doubt")
        elif counts.get(step):
            state = Cell(ngettext("%(n)d added", "%(n)d added", counts[step]) % {"n": counts[step]}, tone="right")
        elif is_done:
            state = Cell(_("Written"), tone="right")
        else:
            state = Cell(_("Still empty"), tone="doubt") if needed else Cell(_("Empty, may stay so"), tone="quiet")
        rows.append([Cell(f"{number}. {PARTS[step]}", url=url), state])
    return Table([Column(_("Step")), Column(_("How far"))], rows, caption=_("Steps"))


def _versions(viewer: Viewer, shown: Shown) -> Table:
    columns = [
        *(Column(_("Version")), Column(_("State")), Column(_("Published on"))),
        *(Column(_("What is new")), Column(_("Compared"))),
    ]
    rows: list[list[Cell | Value]] = [
        [
            Cell(
                _("Version %(number)d") % {"number": each.number},
                url=reverse("knowledge:version", args=[shown.id, each.number]),
            ),
            Cell(STATES[each.state], tone=STATE_TONES[each.state]),
            Cell(day_shown(each.published_at) or "–"),
            Cell(each.changed or "–"),
            Cell(_("What changed"), url=reverse("knowledge:changes", args=[shown.id, each.number]))
            if each.number > 1
            else "–",
        ]
        for each in versions_of(viewer, shown.id)
    ]
    return Table(columns, rows, caption=_("Versions"))


def history(viewer: Viewer, shown: Shown) -> list[ShownEvent]:
    """Return what happened to the item, latest first; who did it only to those who may read the ledger there."""
    entries = list(entries_about(SUBJECT, str(shown.id))[:_EVENTS])
    may_know = policy.may(viewer, Act.LEDGER_READ, shown.padded)
    names = names_of_actors({each.actor for each in entries}) if may_know else {}
    unsaid = {name for each in entries for name in each.changes if name not in FIELDS}
    events = [edited(each, names, RECORDED_IN_CLEAR.__contains__, unsaid) for each in entries]
    readers: Readers = {
        "year": year_shown,
        "kind": KINDS.get,
        "form": FORMS.get,
        "state": STATES.get,
        "part": PARTS.get,
    }
    return timeline(events, fields=FIELDS, verbs=VERBS, readers=readers)
