"""What the page shows: groups by kind with their counts, and of one kind more, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from sanphalang.access.viewer import Viewer
from sanphalang.places.queries import lines as place_lines
from sanphalang.places.rules import Intervals
from sanphalang.search.finding import Line, kept_for_equals, search, search_kept
from sanphalang.search.looks import note_look
from sanphalang.search.words import count_sentence, why
from sanphalang.web.searched import searched

_OF_EACH = 8
_ON_A_PAGE = 20
_IN_ORDER = 200  # of one kind; who wants more has to say more
_SUGGESTED = 8
_COMPARED = 40  # of each kind, before the best are suggested
COUNTED = 10_000
"""Where counting stops on the page; the command counts all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the page."""

    title: str
    url: str
    about: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of a kind. ``more_url`` leads to all of it, ``page`` is where one kind is shown alone."""

    kind: str
    title: str
    count: str
    entries: list[Entry]
    more_url: str = ""
    page: Page[Line] | None = None
    is_cut: bool = False


@dataclass(frozen=True, slots=True)
class Results:
    """What was found: groups, or the same drawn already."""

    groups: list[Group] = field(default_factory=list)
    drawn: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found at all."""
        return not self.groups and not self.drawn


def results(viewer: Viewer, text: str, *, inside: Intervals, place: str = "") -> Results:
    """Return what was found of every kind, the best of each, drawn once for all who see and read the same."""

    def draw() -> SafeString:
        groups = _best_of_each(viewer, text, inside, place)
        drawn = (render_to_string("search/group.html", {"group": each}) for each in groups)
        return format_html_join("", "{}", ((each,) for each in drawn))

    return Results(drawn=kept_for_equals(viewer, text, ("every kind", inside, place), draw, among="drawn"))


def _best_of_each(viewer: Viewer, text: str, inside: Intervals, place: str) -> Iterator[Group]:
    """Yield the groups; kinds without anything are left out."""
    found = search(viewer, text, inside=inside, counted=COUNTED)
    shown = [(each.kind, list(each.lines[:_OF_EACH])) for each in found.kinds]
    entries = _entries(viewer, shown)
    for each in found.kinds:
        if each.lines:
            yield Group(
                each.kind,
                str(searched()[each.kind].title),
                count_sentence(each.count, is_more=each.is_more),
                entries[each.kind],
                more_url=_address(text, each.kind, place) if each.count > _OF_EACH else "",
            )


def results_of_kind(viewer: Viewer, text: str, kind: str, *, inside: Intervals, number: str | None) -> Results:
    """Return a page of what was found of one kind."""
    found = search_kept(viewer, text, kinds=(kind,), inside=inside, ranked=_IN_ORDER, counted=COUNTED).kinds[0]
    if not found.lines:
        return Results()
    page = Paginator(found.lines, _ON_A_PAGE).get_page(number)
    entries = _entries(viewer, [(kind, list(page.object_list))])[kind]
    count = count_sentence(found.count, is_more=found.is_more)
    return Results(
        [Group(kind, str(searched()[kind].title), count, entries, page=page, is_cut=found.count > len(found.lines))]
    )


def suggestions(viewer: Viewer, text: str) -> list[Entry]:
    """Return the best few, those of a kind together."""
    best = search_kept(viewer, text, ranked=_COMPARED, counted=1).best[:_SUGGESTED]
    shown = [(kind, [line for line in best if line.kind == kind]) for kind in searched()]
    return [entry for entries in _entries(viewer, shown).values() for entry in entries]


def _entries(viewer: Viewer, shown: list[tuple[str, list[Line]]]) -> dict[str, list[Entry]]:
    """Return lines as entries; where they are is read once, and the ledger keeps whose private number is told."""
    lines = [line for _kind, some in shown for line in some]
    note_look(viewer, lines)
    where = place_lines(line.record.place for line in lines if line.record.place is not None)
    return {kind: [_entry(line, where) for line in some] for kind, some in shown}


def _entry(line: Line, where: dict[int, str]) -> Entry:
    record = line.record
    return Entry(record.title, record.url, record.about, where.get(record.place or 0, ""), why(line))


def _address(text: str, kind: str, place: str) -> str:
    return f"{reverse('search:page')}?{urlencode({'q': text, 'kind': kind, 'place': place})}"
