"""``sanphalang find-duplicates organisations|people``: the records that are likely one, with score and reasons."""

from __future__ import annotations

import time
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from sanphalang.access.commands import PlatformCommand
from sanphalang.access.policy import Refused
from sanphalang.matching.evidence import SURE, Pair
from sanphalang.matching.finding import find_pairs, scope_of
from sanphalang.matching.registers import REGISTERS
from sanphalang.matching.words import REASONS
from sanphalang.places.queries import place_by_code
from sanphalang.places.rules import NATION

_SHOWN = 20


class Command(PlatformCommand):
    """Find likely duplicates."""

    help = "Find records that are likely one, with a score and reasons; nothing is changed."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments of contract.md."""
        parser.add_argument("kind", choices=sorted(REGISTERS))
        parser.add_argument("--place", default="", metavar="CODE", help="only inside this place")

    def handle(self, *, kind: str, place: str, **options: Any) -> None:
        """Find, and answer with all pairs as JSON or the likeliest in words."""
        started = time.monotonic()
        within = place_by_code(place) if place else None
        if place and within is None:
            raise CommandError(_("No place has the code %(code)s.") % {"code": place})
        register = REGISTERS[kind]
        scope = scope_of(self.viewer, register, (within.place_code.interval,) if within else NATION)
        if not scope.seen:
            raise Refused(_("This account does not see the records of this place."))
        pairs = find_pairs(register, scope)
        sure = sum(pair.score >= SURE for pair in pairs)
        seconds = round(time.monotonic() - started, 1)
        values = {"pairs": [_told(pair) for pair in pairs], "sure": sure, "seconds": seconds}
        self.result(values, "\n".join(self._sentences(kind, pairs, sure, seconds)))

    def _sentences(self, kind: str, pairs: list[Pair], sure: int, seconds: float) -> list[str]:
        gaps = {"pairs": len(pairs), "sure": sure, "seconds": seconds}
        first = pairs[:_SHOWN]
        names = REGISTERS[kind].names_of(self.viewer, {each for pair in first for each in pair[:2]})
        said = [_("Found %(pairs)d likely duplicates, %(sure)d of them sure, in %(seconds)s seconds.") % gaps]
        for pair in first:
            one, other = (f"{names.get(each, '')} ({each})" for each in pair[:2])
            reasons = " ".join(str(REASONS[sign.kind]) for sign in pair.signs)
            said.append(f"{pair.score:.2f}  {one}  =  {other}  {reasons}")
        if len(pairs) > _SHOWN:
            said.append(_("With --json all of them are told."))
        return said


def _told(pair: Pair) -> dict[str, Any]:
    return {
        "one": pair.one,
        "other": pair.other,
        "score": round(pair.score, 4),
        "sure": pair.score >= SURE,
        "reasons": list(pair.reasons),
        "doubts": list(pair.doubts),
    }
