"""The columns of the tables, declared."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sanphalang.places.names import own_name
from sanphalang.verification.queries import Kept
from sanphalang.verification.rules import Sample
from sanphalang.verification.shares import in_percent, in_points
from sanphalang.web.days import day_shown
from sanphalang.web.table import Cell, Column, Table, Words

_NONE = "–"  # there is nothing to have a share of, which is not unknown
_COUNTS = (
    Column(gettext_lazy("Organisations"), kind="figure"),
    Column(gettext_lazy("Confirmed within 12 months"), kind="figure"),
    Column(gettext_lazy("Share"), kind="figure"),
)
_OF_CENTRES = (
    Column(gettext_lazy("Centre")),
    *_COUNTS,
    Column(gettext_lazy("Change in the time shown"), kind="figure"),
)


def samples_table(samples: Sequence[Sample], caption: Words) -> Table:
    """Return the samples of one centre, the latest first."""
    rows = [[Cell(day_shown(each.day)), *_counts(each)] for each in reversed(samples)]
    return Table((Column(_("Day")), *_COUNTS), rows, caption)


def centres_table(all_kept: Iterable[Kept]) -> Table:
    """Return all centres, the one with the smallest share first: that is where work waits."""
    ordered = sorted(all_kept, key=lambda kept: (_share(kept), kept.centre.code))
    return Table(_OF_CENTRES, [_row(kept) for kept in ordered], _("How fresh the organisations of each centre are"))


def _share(kept: Kept) -> float:
    share = kept.now.share if kept.now else None
    return 2.0 if share is None else share  # where there is nothing, nothing waits


def _row(kept: Kept) -> list[Cell]:
    name = Cell(own_name(kept.centre), url=reverse("centres:page", args=[kept.centre.code]))
    counts = [Cell(None)] * len(_COUNTS) if kept.now is None else _counts(kept.now)
    return [name, *counts, Cell(in_points(kept.gained) or _NONE)]


def _counts(sample: Sample) -> list[Cell]:
    return [Cell(sample.total), Cell(sample.fresh), Cell(in_percent(sample.share) or _NONE)]
