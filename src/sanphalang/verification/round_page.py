"""What the board of a round shows, in words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanphalang.access.queries import names_of_actors
from sanphalang.places.names import own_name
from sanphalang.places.queries import lines
from sanphalang.verification.assigning import Part, people_of
from sanphalang.verification.board import Board, Tally
from sanphalang.verification.models import VerificationRound
from sanphalang.verification.round_rules import RoundState, TaskState
from sanphalang.verification.round_tables import outcomes_table, parts_table, people_table, tasks_url
from sanphalang.verification.round_words import POLICIES, ROUND_STATES, ROUND_TONES
from sanphalang.web.days import day_shown
from sanphalang.web.figures import show_figure


def board_page(board: Board, district: Part | None) -> dict[str, Any]:
    """Return the context of the board, with the subdistricts of a district where one was opened."""
    found, names = board.round, _names(board)
    nobody = board.people.get(None, Tally()).open
    return {
        "round": found,
        "board": board,
        "crumbs": crumbs(),
        "lead": about(found),
        "state": {"word": ROUND_STATES[found.state], "tone": ROUND_TONES[found.state]},
        "is_running": board.is_running,
        "is_over": found.state == RoundState.CLOSED,
        "nobody": nobody,
        "open_url": tasks_url(found, state=TaskState.OPEN),
        "done_url": tasks_url(found, state=TaskState.DONE),
        "pace": pace_sentence(board),
        "outcomes": outcomes_table(board),
        "people": people_table(board, names),
        "parts": parts_table(board, names, district=district),
        "parts_title": lines([district.first]).get(district.first, "") if district else _("By place"),
        "whole_url": reverse("verification:round", args=[found.pk]) if district else "",
        "late": sum(board.is_late(tally) for tally in board.parts.values()),
    }


def about(found: VerificationRound) -> str:
    """Return in one line whose round it is, until when, and what becomes of answers."""
    until = _("Until %(day)s") % {"day": day_shown(found.until)}
    return " · ".join([own_name(found.centre), until, str(POLICIES[found.policy])])


def crumbs(found: VerificationRound | None = None) -> list[dict[str, str]]:
    """Return the way to a round, or to what is inside it."""
    way = [{"label": _("Rounds of verification"), "url": reverse("verification:rounds")}]
    return [*way, {"label": found.name, "url": reverse("verification:round", args=[found.pk])}] if found else way


def which(found: VerificationRound) -> str:
    """Return in words which records the round holds."""
    where = lines([found.place]).get(found.place, "") if found.place else own_name(found.centre)
    if found.only_never:
        return _("%(place)s: never confirmed") % {"place": where}
    if found.unconfirmed_since:
        words = {"place": where, "day": day_shown(found.unconfirmed_since)}
        return _("%(place)s: not confirmed since %(day)s") % words
    return where


def pace_sentence(board: Board) -> str:
    """Return how fast it goes, and how fast it has to go to be done in time."""
    pace = board.pace
    kept = _("%(n)s a day so far") % {"n": show_figure(round(pace.kept))}
    if not board.all.open:
        return _("Everything is checked.")
    if not board.is_running or pace.needed is None:
        return kept
    needed = ngettext(
        "%(needed)s a day are needed to be done in time, with %(days)s day left",
        "%(needed)s a day are needed to be done in time, with %(days)s days left",
        pace.days_left,
    ) % {"needed": show_figure(-int(-pace.needed // 1)), "days": show_figure(pace.days_left)}
    return f"{kept} · {needed}"


def _names(board: Board) -> dict[int, str]:
    """Return the names of all who check or checked: those who work at the centre, and those who left."""
    names = people_of(board.round)
    gone = {f"user:{person}" for person in board.people if person is not None and person not in names}
    found = names_of_actors(gone) if gone else {}
    return names | {int(actor.removeprefix("user:")): name for actor, name in found.items()}
