"""Writes the shapes of a chart as SVG.

On a screen what lies across is a share of the width, whatever that is, and looks are classes of the style sheet: the
letters stay as large on a telephone as on a desk. On paper the width is known and colours are written into the shapes,
because a printer of pages does not ask the style sheet about drawings.
"""

from __future__ import annotations

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

COLOURS = {
    "indigo": "#17505f",
    "silk": "#c9822b",
    "sky": "#7fb0b6",
    "sand": "#e7b566",
    "right": "#2f7d4f",
    "doubt": "#b4690e",
    "wrong": "#b3372f",
    "quiet": "#8a8578",
}
"""The looks on paper: the tokens of the style sheet, which a test compares."""

INK, QUIET_INK, RAIL = "#1c2b33", "#5b6b73", "#e4e0d8"
_PRINTED_TEXT = 'font-family="Sarabun" font-size="13"'
_ANCHORS = {"start": "", "middle": ' text-anchor="middle"', "end": ' text-anchor="end"'}


class Pen:
    """Writes shapes for a screen, or for paper of a known width."""

    def __init__(self, width: float | None = None) -> None:
        self._width = width
        self.bottom = 0.0

    @property
    def is_on_paper(self) -> bool:
        """Whether colours are written into the shapes."""
        return self._width is not None

    def picture(self, said: str, shapes: list[str]) -> SafeString:
        """Return the drawing around shapes; ``said`` stands for it where it cannot be seen."""
        height = f"{self.bottom:g}"
        size = f'width="100%" height="{height}"'
        if self._width is not None:
            size = f'width="{self._width:g}" height="{height}" viewBox="0 0 {self._width:g} {height}"'
        drawing = f'<svg class="chart-drawing" role="img" aria-label="{escape(said)}" {size}>{"".join(shapes)}</svg>'
        return mark_safe(drawing)  # noqa: S308 (numbers and escaped texts)

    def bar(self, share: float, y: float, length: float, height: float, look: str, said: str = "") -> str:
        """Return a bar that begins at a share of the width and is a share of it long."""
        self.bottom = max(self.bottom, y + height)
        at, long = self._across(share), self._across(length)
        title = f"<title>{escape(said)}</title>" if said else ""
        return f'<rect x="{at}" y="{y:g}" width="{long}" height="{height:g}" {self._fill(look)}>{title}</rect>'

    def swatch(self, y: float, look: str, *, is_planned: bool = False) -> str:
        """Return the mark of a series beside its name."""
        if is_planned:
            return f'<line x1="0" y1="{y + 6:g}" x2="14" y2="{y + 6:g}" {self._stroke(look, 2, is_planned=True)}/>'
        return f'<rect x="0" y="{y:g}" width="14" height="12" {self._fill(look)}/>'

    def stroke(
        self, start: tuple[float, float], end: tuple[float, float], look: str, width: float, *, is_planned: bool = False
    ) -> str:
        """Return a line between two points."""
        (x1, y1), (x2, y2) = start, end
        ends = f'x1="{self._across(x1)}" y1="{y1:g}" x2="{self._across(x2)}" y2="{y2:g}"'
        return f"<line {ends} {self._stroke(look, width, is_planned=is_planned)}/>"

    def spot(self, share: float, y: float, look: str, said: str) -> str:
        """Return the spot of a figure on its line."""
        at = self._across(share)
        return f'<circle cx="{at}" cy="{y:g}" r="3.5" {self._fill(look)}><title>{escape(said)}</title></circle>'

    def text(
        self, share: float, y: float, words: object, *, dx: float = 0, anchor: str = "start", look: str = ""
    ) -> str:
        """Return words that stand on a line; ``look`` is ``quiet`` or ``spare`` (left out on a telephone)."""
        self.bottom = max(self.bottom, y + 6)
        shift = f' dx="{dx:g}"' if dx and not self.is_on_paper else ""
        at = self._across(share, dx if self.is_on_paper else 0)
        if self.is_on_paper:
            drawn = f'{_PRINTED_TEXT} fill="{QUIET_INK if look in {"quiet", "spare"} else INK}"'
        else:
            drawn = f'class="chart-text{f" chart-{look}" if look else ""}"'
        return f'<text x="{at}" y="{y:g}"{shift}{_ANCHORS[anchor]} {drawn}>{escape(words)}</text>'

    def _across(self, share: float, beside: float = 0) -> str:
        return f"{100 * share:.4g}%" if self._width is None else f"{share * self._width + beside:.4g}"

    def _fill(self, look: str) -> str:
        return f'fill="{COLOURS.get(look, RAIL)}"' if self.is_on_paper else f'class="chart-fill chart-{look}"'

    def _stroke(self, look: str, width: float, *, is_planned: bool) -> str:
        dash = ' stroke-dasharray="5 4"' if is_planned else ""
        if self.is_on_paper:
            return f'stroke="{COLOURS.get(look, RAIL)}" stroke-width="{width:g}"{dash}'
        return f'class="chart-stroke chart-{look}" stroke-width="{width:g}"{dash}'
