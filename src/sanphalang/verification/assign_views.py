"""Sharing the records of a round among the people of its centre, over HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from sanphalang.access.answering import viewer_of
from sanphalang.places.queries import lines
from sanphalang.verification.assigning import Part, assign, parts_named, people_of
from sanphalang.verification.board import DISTRICTS_FROM, Tally, board_of, villages_of
from sanphalang.verification.doors import for_runners
from sanphalang.verification.models import VerificationRound
from sanphalang.verification.round_page import crumbs
from sanphalang.verification.round_rules import even_split, sorted_villages
from sanphalang.verification.round_tables import who_checks
from sanphalang.verification.rounds import round_of
from sanphalang.verification.walking import village_name
from sanphalang.web.figures import show_figure

_OF_A_SUBDISTRICT = 6  # digits


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part of a round as the page shows it; ``inside`` leads to its villages."""

    part: Part
    name: str
    tally: Tally
    who: str
    inside: str = ""
    proposed: str = ""
    count: int = 0


@require_http_methods(["GET", "HEAD", "POST"])
@for_runners
def share(request: HttpRequest, round_id: int) -> HttpResponse:
    """The subdistricts of a round, or the villages of one, and to whom they are given."""
    found = round_of(viewer_of(request), round_id)
    people = people_of(found)
    if request.method == "POST":
        return _given(request, found, people)
    within = parts_named([request.GET.get("in", "")])
    around = within[0] if within else None
    part_lines = _lines(found, around, people)
    context = {
        "round": found,
        "crumbs": crumbs(found),
        "parts": part_lines,
        "around": around,
        "around_name": lines([around.first]).get(around.first, "") if around else "",
        "is_villages": around is not None and len(around.text) == _OF_A_SUBDISTRICT,
        "people": list(people.items()),
        "nobody": sum(line.tally.people[None] for line in part_lines),
    }
    return render(request, "verification/share.html", context)


@require_POST
@for_runners
def propose(request: HttpRequest, round_id: int) -> HttpResponse:
    """An even split among the people who were chosen: proposed first, given when it is sent back."""
    viewer = viewer_of(request)
    found = round_of(viewer, round_id)
    people = people_of(found)
    chosen = [int(text) for text in request.POST.getlist("person") if _is_number(text)]
    chosen = [person for person in dict.fromkeys(chosen) if person in people]
    if not chosen:
        messages.warning(request, _("Please choose at least one person."))
        return redirect(_address(found))
    only_new = request.POST.get("only") == "new"
    board = board_of(found)
    counts = {part: tally.people[None] if only_new else tally.open for part, tally in board.parts.items()}
    counts = {part: count for part, count in counts.items() if count}
    split = even_split(counts, chosen)
    if request.POST.get("give"):
        moved = assign(viewer, found.pk, {Part.of(part): person for part, person in split.items()}, only_new=only_new)
        return _told(request, found, moved)
    where = lines(split)
    proposed = [
        PartLine(Part.of(part), where.get(part, ""), board.parts[part], "", "", people[person], counts[part])
        for part, person in split.items()
    ]
    shares = {person: sum(counts[part] for part, whom in split.items() if whom == person) for person in chosen}
    context = {
        "round": found,
        "crumbs": crumbs(found),
        "proposed": proposed,
        "shares": [(people[person], count) for person, count in shares.items()],
        "chosen": chosen,
        "only": "new" if only_new else "",
    }
    return render(request, "verification/split.html", context)


def _given(request: HttpRequest, found: VerificationRound, people: Mapping[int, str]) -> HttpResponse:
    parts, whom = parts_named(request.POST.getlist("part")), request.POST.get("person", "")
    is_person = _is_number(whom) and int(whom) in people
    back = request.POST.get("in", "")
    if not parts or not (is_person or whom == "nobody"):
        messages.warning(request, _("Please choose at least one place, and the person who checks it."))
        return redirect(_address(found, back))
    person = int(whom) if is_person else None
    moved = assign(viewer_of(request), found.pk, dict.fromkeys(parts, person))
    return _told(request, found, moved, back)


def _told(request: HttpRequest, found: VerificationRound, moved: int, back: str = "") -> HttpResponse:
    sentence = ngettext("%(n)s record was given.", "%(n)s records were given.", moved) % {"n": show_figure(moved)}
    messages.success(request, sentence)
    return redirect(_address(found, back))


def _address(found: VerificationRound, within: str = "") -> str:
    address = reverse("verification:assign", args=[found.pk])
    return f"{address}?in={Part.parse(within).text}" if parts_named([within]) else address


def _lines(found: VerificationRound, around: Part | None, people: Mapping[int, str]) -> list[PartLine]:
    """Return the districts of a round, the subdistricts of a district, or the villages of a subdistrict."""
    if around is not None and len(around.text) == _OF_A_SUBDISTRICT:
        return _villages(found, around, people)
    board, address = board_of(found), reverse("verification:assign", args=[found.pk])
    if around is None and len(board.parts) > DISTRICTS_FROM:
        tallies, part_of = board.districts(), _district
    else:
        tallies = board.parts if around is None else board.inside(around.first, around.last)
        part_of = Part.of
    where, made = lines(tallies), []
    for place, tally in tallies.items():
        part = part_of(place)
        inside = "" if part.text.endswith("-") else f"{address}?in={part.text}"
        made.append(PartLine(part, where.get(place, str(place)), tally, who_checks(tally, people), inside))
    return made


def _district(place: int) -> Part:
    return Part.parse(str(place // 10_000)) if place % 1_000_000 else Part.of(place)


def _villages(found: VerificationRound, around: Part, people: Mapping[int, str]) -> list[PartLine]:
    tallies = villages_of(found, around.tasks)
    return [
        PartLine(
            around.village(number),
            village_name(number, None) or _("No village named"),
            tallies[number],
            who_checks(tallies[number], people),
        )
        for number in sorted_villages(tallies)
    ]


def _is_number(text: str) -> bool:
    """Say whether a text is a number that a database can hold."""
    return text.isascii() and text.isdecimal() and len(text) < 18
