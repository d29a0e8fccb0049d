"""Charts as data: what is drawn, and the table of the same figures. ``chart_drawing`` makes the picture of it.

A chart is plain SVG made by the server: it works before JavaScript, its words can be read aloud, and the same drawing
stands on the screen and on paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sanphalang.web.chart_drawing import drawn_bars, drawn_line
from sanphalang.web.chart_pen import Pen
from sanphalang.web.figures import show_figure
from sanphalang.web.table import Cell, Column, Table, Words

Figure = int | float | None
Look = Literal["", "indigo", "silk", "sky", "sand", "right", "doubt", "wrong", "quiet"]
LOOKS: tuple[Look, ...] = ("silk", "indigo", "sand", "sky", "right", "quiet")
"""The looks of the series of a chart, in their order, where a series does not choose its own."""

PAPER_WIDTH = 480
"""How wide a drawing is on paper, in its own units: the text column of an A4 sheet."""


@dataclass(frozen=True, slots=True)
class Series:
    """Figures that belong together, one for each label of the chart; None is unknown, and drawn as nothing.

    ``is_planned`` dashes a line: what is aimed at, or foreseen.
    """

    label: Words
    values: Sequence[Figure]
    look: Look = ""
    is_planned: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows: ``bars`` side by side, ``stacked`` bars, or a ``line`` over years or months.

    ``column`` says what the labels are (a year, a province), ``counted`` what is counted, ``unit`` what stands behind
    each figure. ``name`` is the anchor of the chart on its page and the name of its files; ``page`` is the address of
    that page, where the chart is drawn for all who ask and not for one request. ``urls`` lead from each label to what
    is behind its figures. The ground of a line reaches up to ``highest``, else to its highest figure. ``own_table``
    takes the place of the table that is made of the figures, where there is more to be said.
    """

    title: Words
    kind: Literal["bars", "stacked", "line"]
    column: Words
    labels: Sequence[Words]
    series: Sequence[Series]
    name: str = "chart"
    counted: Words = ""
    urls: Sequence[str] = ()
    unit: Words = ""
    highest: float | None = None
    page: str = ""
    own_table: Table | None = field(default=None, kw_only=True)

    @property
    def is_empty(self) -> bool:
        """Whether no figure is known."""
        return all(value is None for series in self.series for value in series.values)

    @property
    def table(self) -> Table:
        """The same figures as a table."""
        if self.own_table is not None:
            return self.own_table
        columns = [Column(self.column), *(Column(series.label, kind="figure") for series in self.series)]
        urls = self.urls or [""] * len(self.labels)
        rows = [
            [Cell(label, url=url), *(series.values[number] for series in self.series)]
            for number, (label, url) in enumerate(zip(self.labels, urls, strict=True))
        ]
        return Table(columns, rows, self.title, phone="keep" if len(columns) == 2 else "scroll")

    def shown(self, value: Figure) -> str:
        """Return a figure as it stands in the drawing, with its unit; a dash for an unknown one."""
        if value is None:
            return "–"
        return f"{show_figure(value)} {self.unit}" if self.unit else show_figure(value)

    @property
    def drawing(self) -> SafeString:
        """The picture for a screen: as wide as there is room, its letters as large as those around it."""
        return self._drawn(Pen())

    @property
    def printed(self) -> SafeString:
        """The picture for paper, with its colours written into it."""
        return self._drawn(Pen(PAPER_WIDTH))

    @property
    def looks(self) -> list[Look]:
        """The look of each series."""
        return [series.look or LOOKS[number % len(LOOKS)] for number, series in enumerate(self.series)]

    def _drawn(self, pen: Pen) -> SafeString:
        said = _("Chart: %(title)s. The same figures stand in its table.") % {"title": self.title}
        draw = drawn_line if self.kind == "line" else drawn_bars
        return pen.picture(said, draw(pen, self))
