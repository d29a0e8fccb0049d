"""``sanphalang search QUERY [--kind K] [--limit N] --json``."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from sanphalang.access.commands import PlatformCommand
from sanphalang.places.queries import lines as place_lines
from sanphalang.search.finding import RANKED, Line, search
from sanphalang.search.looks import note_look
from sanphalang.web.searched import searched

_USUAL_LIMIT = 20


class Command(PlatformCommand):
    """Finds what the pages find."""

    help = "Find organisations, people and places by words, parts of names, former names or telephone digits."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what is looked for."""
        parser.add_argument("query", metavar="QUERY")
        parser.add_argument("--kind", choices=list(searched()), help="only records of this kind")
        parser.add_argument("--limit", type=int, default=_USUAL_LIMIT, metavar="N", help="so many results at most")

    def handle(self, *, query: str, kind: str | None, limit: int, **options: Any) -> None:
        """Find; no result is not an error."""
        limit = max(limit, 0)
        found = search(self.viewer, query, kinds=(kind,) if kind else None, ranked=max(limit, RANKED))
        best = found.best[:limit]
        note_look(self.viewer, best)
        where = place_lines(line.record.place for line in best if line.record.place is not None)
        results = [_as_result(line, where.get(line.record.place or 0, "")) for line in best]
        text = "\n".join(f"{each['kind']} {each['id']}  {each['title']}  {each['place']}" for each in results)
        self.result({"total": found.total, "results": results}, text)


def _as_result(line: Line, place: str) -> dict[str, Any]:
    record = line.record
    return {"kind": line.kind, "id": record.id, "title": record.title, "place": place, "matched": line.matched}
