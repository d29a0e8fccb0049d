"""งานของฉัน, my work: everything that waits for the viewer in one place, what has a deadline first.

Each kind of work knows its own count and its own page; nothing is stored here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanphalang.access.policy import intervals, may_anywhere
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.intake.queries import lists_that_wait
from sanphalang.knowledge.queries import in_review
from sanphalang.portal.links import organisations_url, territory_filters
from sanphalang.privacy.own_page import days_in_words
from sanphalang.privacy.requests import may_read_requests, queue, shown
from sanphalang.privacy.rules import urgency
from sanphalang.reports.queries import figures
from sanphalang.stewardship.pairs import Decision, may_decide, open_pairs
from sanphalang.verification.deciding import waiting as answers_that_wait
from sanphalang.verification.walking import places_left
from sanphalang.web.figures import show_figure
from sanphalang.web.freshness import DUE, Freshness

_LISTS = 5


@dataclass(frozen=True, slots=True)
class Waiting:
    """One kind of work: how much of it waits, in a sentence, and the page where it is done."""

    count: int
    label: str
    url: str
    begin: str
    note: str = ""
    is_urgent: bool = False


def may_have_work(viewer: Viewer) -> bool:
    """Say whether there is any kind of work that could wait for the viewer."""
    return any(may_anywhere(viewer, act) for act in (Act.ORGANISATIONS_EDIT, Act.REQUESTS_READ, Act.INTAKE_IMPORT))


def my_work(viewer: Viewer) -> list[Waiting]:
    """Return what waits, what has a deadline first; nothing that is done."""
    walk = walk_that_waits(viewer)
    found = [
        *_requests(viewer),
        *([walk] if walk else ()),
        *_lists(viewer),
        *_checks(viewer),
        *_duplicates(viewer),
        *_knowledge(viewer),
    ]
    return [each for each in found if each.count]


def walk_that_waits(viewer: Viewer) -> Waiting | None:
    """Return the places that the viewer is asked to look after, if there are any."""
    count = places_left(viewer)
    label = ngettext(
        "%(n)s organisation is assigned to you to be checked",
        "%(n)s organisations are assigned to you to be checked",
        count,
    )
    note = _("The list works on a telephone, also without a signal.")
    words = {"n": show_figure(count)}
    return Waiting(count, label % words, reverse("verification:walk"), _("Open the list"), note) if count else None


def _requests(viewer: Viewer) -> Iterator[Waiting]:
    """The law's deadline runs: 30 days, for an erasure 90."""
    if not may_read_requests(viewer):
        return
    waiting = queue(viewer, waiting=True)
    count = waiting.count()
    left = next((each.days_left for each in shown(viewer, waiting[:1])), 0)
    label = ngettext(
        "%(n)s request of a person about the own data waits",
        "%(n)s requests of persons about their own data wait",
        count,
    )
    note = _("The first is due: %(when)s") % {"when": days_in_words(left)}
    url = reverse("privacy:requests")
    yield Waiting(
        count, label % {"n": show_figure(count)}, url, _("Serve the requests"), note, is_urgent=urgency(left) != "right"
    )


def _lists(viewer: Viewer) -> Iterator[Waiting]:
    """Rows of lists that wait for a person: the same as a known record, or where it is."""
    if not may_anywhere(viewer, Act.INTAKE_IMPORT):
        return
    for batch, rows in lists_that_wait(viewer)[:_LISTS]:
        label = ngettext(
            "%(n)s row of the list “%(list)s” waits for a decision",
            "%(n)s rows of the list “%(list)s” wait for a decision",
            rows,
        )
        url = reverse("intake:batch", args=(batch.pk,))
        note = _("Source: %(source)s") % {"source": batch.source.name} if batch.source else ""
        words = {"n": show_figure(rows), "list": batch.file_name}
        yield Waiting(rows, label % words, f"{url}#decide", _("Decide the rows"), note)


def _checks(viewer: Viewer) -> Iterator[Waiting]:
    """What checkers of records sent and what has to be approved before the registry says so."""
    if not may_anywhere(viewer, Act.ROUNDS_APPROVE):
        return
    count = answers_that_wait(viewer).count()
    label = ngettext("%(n)s result of a check waits for approval", "%(n)s results of checks wait for approval", count)
    yield Waiting(count, label % {"n": show_figure(count)}, reverse("verification:queue"), _("Approve them"))


def _duplicates(viewer: Viewer) -> Iterator[Waiting]:
    if not may_decide(viewer):
        return
    url = reverse("stewardship:work")
    count = open_pairs(viewer).count()
    label = ngettext("%(n)s likely duplicate waits for an answer", "%(n)s likely duplicates wait for an answer", count)
    yield Waiting(count, label % {"n": show_figure(count)}, url, _("Decide the pairs"))
    unsure = open_pairs(viewer, Decision.UNSURE).count()
    label = ngettext(
        "%(n)s pair about which somebody was not sure", "%(n)s pairs about which somebody was not sure", unsure
    )
    yield Waiting(unsure, label % {"n": show_figure(unsure)}, f"{url}?show=unsure", _("Look at them again"))


def _knowledge(viewer: Viewer) -> Iterator[Waiting]:
    """Items that wait for a reviewer's word, and for somebody who publishes them."""
    count = in_review(viewer).count()
    label = ngettext("%(n)s knowledge item waits for review", "%(n)s knowledge items wait for review", count)
    yield Waiting(count, label % {"n": show_figure(count)}, reverse("knowledge:work"), _("Read what waits"))


def due_for_checking(viewer: Viewer) -> Waiting | None:
    """Return how many organisations of the territory want a look: never all done, so it stands beside what waits."""
    territory = intervals(viewer, Act.ORGANISATIONS_EDIT)
    if not territory:
        return None
    found = figures(viewer, territory)
    due = found.due + found.freshness[Freshness.NEVER]
    label = ngettext(
        "%(n)s organisation of your area was not confirmed within the last twelve months",
        "%(n)s organisations of your area were not confirmed within the last twelve months",
        due,
    )
    url = organisations_url(**territory_filters(viewer), fresh=DUE)
    return Waiting(due, label % {"n": show_figure(due)}, url, _("Look at the list"))
