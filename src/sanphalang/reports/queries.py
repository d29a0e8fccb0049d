"""Sums of cells: of organisations, committees and local authorities, which are public; of people see ``told``."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db.models import F, QuerySet, Sum

from sanphalang.access.viewer import Viewer
from sanphalang.places.queries import within
from sanphalang.places.rules import Intervals
from sanphalang.reports.counted import AUTHORITIES, COMMITTEES, NOT_KNOWN, ORGANISATIONS
from sanphalang.reports.models import Cell
from sanphalang.web.freshness import Freshness

_PUBLIC = (ORGANISATIONS.name, COMMITTEES.name, AUTHORITIES.name)


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted inside some places, by kind of record and measure."""

    numbers: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def of(self, about: str, measure: str = "all") -> int:
        """Return one number; what has no cell is not there, so it is 0."""
        return self.numbers.get((about, measure), 0)

    @property
    def organisations(self) -> int:
        """The number of organisations."""
        return self.of(ORGANISATIONS.name)

    @property
    def committees(self) -> int:
        """The number of committees at work."""
        return self.of(COMMITTEES.name)

    @property
    def authorities(self) -> int:
        """The number of local authorities."""
        return self.of(AUTHORITIES.name)

    @property
    def fresh(self) -> int:
        """The number of organisations that were confirmed within the last twelve months."""
        return self.of(ORGANISATIONS.name, f"fresh:{Freshness.FRESH}")

    @property
    def freshness(self) -> dict[Freshness, int]:
        """The number of organisations by how long ago they were confirmed; each apart."""
        return {each: self.of(ORGANISATIONS.name, f"fresh:{each}") for each in Freshness}

    @property
    def due(self) -> int:
        """The number of organisations that were confirmed once, but not within the last twelve months."""
        counted = self.freshness
        return counted[Freshness.STALE] + counted[Freshness.VERY_STALE]

    def by(self, about: str, prefix: str) -> dict[str, int]:
        """Return the numbers of the measures that begin so, by what follows, the largest first."""
        found = [
            (measure.removeprefix(prefix), number)
            for (kind, measure), number in self.numbers.items()
            if kind == about and measure.startswith(prefix)
        ]
        return dict(sorted(found, key=lambda each: (-each[1], each[0])))

    @property
    def kinds(self) -> dict[str, int]:
        """The number of organisations of each kind that occurs, the largest first."""
        return self.by(ORGANISATIONS.name, "kind:")


def figures(viewer: Viewer, intervals: Intervals) -> Figures:
    """Return everything public that is counted inside; in the nation also what has no place. One query."""
    rows = _cells(intervals).values_list("about", "measure").annotate(n=Sum("number"))
    return Figures({(about, measure): number for about, measure, number in rows})


def figures_by(
    viewer: Viewer, step: int, intervals: Intervals, *, measures: Collection[str], about: str = ORGANISATIONS.name
) -> dict[int, Figures]:
    """Return some measures by the padded code of the place around that holds ``step`` codes (1,000,000: the province).

    One query. What is known less exactly stands under the code that it is known by; what has no place, in the nation,
    under :data:`NOT_KNOWN`. Places where nothing is counted are not in the answer.
    """
    rows = _cells(intervals).filter(about=about, measure__in=measures).values("measure", around=F("place") / step)
    found: dict[int, dict[tuple[str, str], int]] = {}
    for around, measure, number in rows.annotate(n=Sum("number")).values_list("around", "measure", "n"):
        found.setdefault(around * step, {})[about, measure] = number
    return {place: Figures(numbers) for place, numbers in found.items()}


def nobody_knows_where(viewer: Viewer) -> Figures:
    """Return what is counted of records whose place is not known."""
    rows = Cell.objects.filter(about__in=_PUBLIC, place=NOT_KNOWN).order_by()
    return Figures(
        {(about, measure): number for about, measure, number in rows.values_list("about", "measure", "number")}
    )


def _cells(intervals: Intervals) -> QuerySet[Cell]:
    return Cell.objects.filter(within("place", intervals), about__in=_PUBLIC).order_by()
