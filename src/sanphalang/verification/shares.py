"""Shares and their change, in words and as a line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sanphalang.verification.rules import Sample

WIDTH, HEIGHT = 240, 60
"""Of the drawing, in its own units."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line from left to right, as the points of an SVG polyline, and the spot where it ends."""

    points: str
    end_x: float
    end_y: float


def in_percent(share: float | None) -> str | None:
    """Return a share as whole percents; None where it is not known."""
    return None if share is None else _("%(share)d %%") % {"share": round(100 * share)}


def in_points(gained: float | None) -> str | None:
    """Return a change in percentage points with its sign."""
    if gained is None:
        return None
    return _("%(points)+d points") % {"points": round(gained)}


def line_of(samples: Sequence[Sample]) -> Line | None:
    """Return the shares as a line, from nothing at the bottom to everything at the top; None for fewer than two."""
    shares = [sample.share for sample in samples if sample.share is not None]
    if len(shares) < 2:
        return None
    step = WIDTH / (len(shares) - 1)
    points = [(round(number * step, 1), round(HEIGHT * (1 - share), 1)) for number, share in enumerate(shares)]
    return Line(" ".join(f"{x},{y}" for x, y in points), *points[-1])
