"""What the page of an item shows its readers; the draft before it is published, and earlier versions, look the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sanphalang.access.queries import centre_looking_after
from sanphalang.access.viewer import PUBLIC, Viewer
from sanphalang.knowledge.actions import ComparisonSaid, FigureSaid, FollowUpSaid
from sanphalang.knowledge.from_lists import sources_of
from sanphalang.knowledge.listing import cards
from sanphalang.knowledge.markdown import as_html, as_words
from sanphalang.knowledge.models import Picture
from sanphalang.knowledge.queries import Shown, comparison_of, figures_of, follow_ups_of, parts_of, titles
from sanphalang.knowledge.related import related
from sanphalang.knowledge.rules import (
    WITH_COMPARISON,
    WITH_FIGURES,
    WITH_FOLLOW_UPS,
    Form,
    as_link,
    film_host,
    link_host,
    number_in_address,
)
from sanphalang.knowledge.theme_queries import themes_of
from sanphalang.knowledge.tie_queries import (
    ShownPartner,
    attachments_of,
    goals_of,
    has_participants,
    other_places_of,
    participants_of,
    partners_of,
    pictures_of,
    tags_of,
    videos_of,
)
from sanphalang.knowledge.words import FORMS, KINDS, PARTS
from sanphalang.ledger.kept import kept
from sanphalang.places.models import Place
from sanphalang.places.names import full_name, in_one_line, own_name, short_name
from sanphalang.places.queries import line_to, lines
from sanphalang.web.addresses import is_own_host
from sanphalang.web.days import day_shown, year_shown
from sanphalang.web.table import Column, Table, Words

_PREVIEW_LETTERS = 200


class Case(NamedTuple):
    """A case of a comparison that is published here."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Section:
    """A part as it is read: its place in the page, its heading, its text, its figures, the cases that these compare."""

    name: str
    heading: Words
    text: str
    html: SafeString
    figures: Table | None
    cases: Sequence[Case] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What of a page is the same for everybody who may read the version, drawn once for all of them."""

    text: SafeString
    beside: SafeString
    along: SafeString
    related: SafeString
    crumbs: list[dict[str, str]]
    description: str
    cover: Picture | None
    partners: list[ShownPartner]
    names_people: bool


def item_page(viewer: Viewer, shown: Shown) -> dict[str, Any]:
    """Return the context of the page; what of a published version is the same for everybody is kept."""

    def draw() -> Told:
        return _drawn(shown)

    same = kept(("item", shown.version, get_language()), draw, among="drawn") if shown.is_published else draw()
    return {
        "item": shown,
        "told": same,
        "cover_address": "",
        "people": participants_of(viewer, shown) if same.names_people else [],
        "may_see_desk": shown.may_write or shown.may_review,
        "is_preview": False,
        "is_version": False,
        "address": "",
    }


def _drawn(shown: Shown) -> Told:
    said = told(shown)
    goals = {each.goal for each in said["goals"]}
    said |= {
        "item": replace(shown, may_write=False, may_publish=False, may_review=False),  # nothing of who asked first
        "related": cards(related(shown, goals)) if shown.is_published else [],
    }
    text, beside, along, read_on = (
        render_to_string(f"knowledge/told_{part}.html", said) for part in ("text", "beside", "along", "related")
    )
    return Told(
        text=text,
        beside=beside,
        along=along,
        related=read_on,
        crumbs=said["crumbs"],
        description=_description(shown, said["sections"]),
        cover=said["cover"],
        partners=said["partners"],
        names_people=has_participants(shown),
    )


def told(shown: Shown) -> dict[str, Any]:
    """Return what everybody is told who may read the version."""
    line, pictures = line_to(shown.place), pictures_of(shown)
    return {
        "cover": pictures[0] if pictures else None,
        "pictures": pictures[1:],
        "goals": goals_of(shown),
        "partners": partners_of(shown),
        "files": attachments_of(shown),
        "films": [{"url": e.url, "title": e.title, "host": film_host(e.url)} for e in videos_of(shown)],
        "themes": themes_of(shown.id) if shown.form == Form.LESSON else [],
        "crumbs": _crumbs(line),
        "facts": _facts(shown, line),
        "sections": sections_of(shown),
    }


def sections_of(shown: Shown) -> list[Section]:
    """Return the parts that hold anything."""
    parts, tables, cases = parts_of(shown), dict[str, Table](), dict[str, list[Case]]()
    if WITH_FIGURES in parts and (figures := figures_of(shown)):
        tables[WITH_FIGURES] = _figure_table(figures)
    if WITH_FOLLOW_UPS in parts and (followed := follow_ups_of(shown)):
        tables[WITH_FOLLOW_UPS] = _follow_up_table(followed)
    if WITH_COMPARISON in parts and (compared := comparison_of(shown)):
        tables[WITH_COMPARISON], cases[WITH_COMPARISON] = _comparison(compared)
    return [
        Section(name, PARTS[name], part.text, as_html(part.text), tables.get(name), cases.get(name, ()))
        for name, part in parts.items()
        if part.text or name in tables
    ]


def where(shown: Shown) -> str:
    """Return the main place in one line."""
    return _where(line_to(shown.place))


def _where(line: Sequence[Place]) -> str:
    return in_one_line(short_name(place) for place in reversed(line)) if line else _("The whole country")


def _crumbs(line: Sequence[Place]) -> list[dict[str, str]]:
    address = reverse("knowledge:list")
    crumbs = [{"label": _("Knowledge"), "url": address}]
    return crumbs + [{"label": short_name(place), "url": f"{address}?place={place.code}"} for place in line[:1]]


def _facts(shown: Shown, line: Sequence[Place]) -> list[dict[str, Any]]:
    """Return who, where and when; what is not known is left out."""
    centre = None if shown.padded is None else centre_looking_after(shown.padded)
    facts: list[dict[str, Any]] = [
        {"label": _("Kind"), "value": KINDS[shown.kind], "url": f"{reverse('knowledge:list')}?kind={shown.kind}"},
        {
            "label": _("Place"),
            "value": in_one_line(full_name(place) for place in reversed(line)) or _("The whole country"),
            "url": reverse("place", args=[line[-1].code]) if line else "",
        },
    ]
    if others := other_places_of(shown):
        names = lines(code.padded for code in others)
        facts += [
            {"label": _("Also in"), "value": names.get(code.padded), "url": reverse("place", args=[code.text])}
            for code in others
        ]
    if tags := tags_of(shown):
        facts.append({"label": _("Issues"), "value": ", ".join(tag.name for tag in tags)})
    if shown.year:
        facts.append({"label": _("Year"), "value": year_shown(shown.year)})
    facts.append({"label": _("Told as"), "value": FORMS[shown.form]})
    facts += came_from(shown)
    if centre is not None:
        facts.append(
            {"label": _("Kept by"), "value": own_name(centre), "url": reverse("centres:page", args=[centre.code])}
        )
    if shown.published_at:
        facts.append({"label": _("Published on"), "value": day_shown(shown.published_at), "note": shown.changed})
    return facts


def came_from(shown: Shown, *, with_words: bool = False) -> list[dict[str, Any]]:
    """Return whose list an item came with, and where it was told first; words that are no link to its keepers alone."""
    facts: list[dict[str, Any]] = []
    if sources := sources_of(shown.id):
        facts.append({"label": _("From the list of"), "value": ", ".join(sources)})
    link = as_link(shown.drawn_from)
    if link or (with_words and shown.drawn_from):
        facts.append({"label": _("Told first in"), "value": link_host(link) or shown.drawn_from, "url": link})
    return facts


def _figure_table(rows: Sequence[FigureSaid]) -> Table:
    """Return what was counted; the column of units is there where somebody wrote one."""
    columns = [
        Column(_("What was counted")),
        Column(_("Before it began"), kind="figure"),
        Column(_("Now"), kind="figure"),
        *([Column(_("Unit"))] if any(row.unit for row in rows) else []),
    ]
    cells = [[_said(each) for each in row[: len(columns)]] for row in rows]
    return Table(columns, cells, caption=_("Result in figures"))


def _said(words: str) -> str:
    """Return what somebody wrote; where it was left empty, that: it may well be known."""
    return words or _("Not stated")


def _follow_up_table(rows: Sequence[FollowUpSaid]) -> Table:
    columns = [Column(_("Day")), Column(_("What happened"))]
    return Table(
        columns, [[day_shown(row.day), _said(row.said)] for row in rows], caption=_("What followed, day by day")
    )


def _comparison(rows: Sequence[ComparisonSaid]) -> tuple[Table, list[Case]]:
    """Return the factors as rows and the cases as columns, and those of the cases that are published here."""
    cases, factors = rows[0][1:], rows[1:]
    columns = [at for at, case in enumerate(cases, start=1) if case or any(row[at] for row in factors)]
    numbers = {at: number for at in columns if (number := number_in_address(cases[at - 1], is_here=is_own_host))}
    known = titles(PUBLIC, set(numbers.values()))
    heads = [known.get(numbers.get(at, 0)) or cases[at - 1] or _("Case %(number)d") % {"number": at} for at in columns]
    cells = [[_said(row[at]) for at in (0, *columns)] for row in factors]
    table = Table(
        [Column(_("Factor")), *(Column(head) for head in heads)], cells, caption=_("Cases and factors"), phone="scroll"
    )
    published = dict.fromkeys(number for number in numbers.values() if number in known)
    return table, [Case(known[number], reverse("knowledge:page", args=[number])) for number in published]


def _description(shown: Shown, sections: Sequence[Section]) -> str:
    """Return what a shared link shows: the summary, or else the beginning of the text."""
    if shown.summary:
        return " ".join(shown.summary.split())
    texts = parts_of(shown)
    first = next((as_words(texts[section.name].text) for section in sections), "")
    return first if len(first) <= _PREVIEW_LETTERS else f"{first[:_PREVIEW_LETTERS]}…"
