"""A report as a document: what it says, before it is a PDF, a Word document, a workbook or a table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sanphalang.web.charts import Chart
from sanphalang.web.choropleth import Choropleth
from sanphalang.web.table import Table


@dataclass(frozen=True, slots=True)
class Fact:
    """A large figure with what it counts."""

    label: str
    figure: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report under its own heading: sentences, a map, a chart, a table of the figures, and notes below.

    ``name`` is by what it is asked for alone, and called in a workbook.
    """

    name: str
    title: str
    said: Sequence[str] = ()
    map: Choropleth | None = None
    chart: Chart | None = None
    table: Table | None = None
    notes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. ``address`` is where its page is, for the QR code; ``name`` is that of its file."""

    name: str
    kicker: str
    title: str
    lead: str
    as_of: str
    address: str
    sections: Sequence[Section]
    facts: Sequence[Fact] = ()
    said: Sequence[str] = ()
    kept_by: str = ""
    names: Sequence[str] = ()

    def only(self, section: str) -> Document:
        """Return the document with one of its sections alone, and those that are named after it."""
        chosen = [each for each in self.sections if each.name == section or each.name.startswith(f"{section}-")]
        return replace(self, name=section, sections=chosen, facts=())

    @property
    def tables(self) -> list[tuple[str, Table]]:
        """The tables of the report with the names of their sections."""
        return [(each.name, each.table) for each in self.sections if each.table is not None]


Make = Callable[[], Document]
"""Computes a document when it is certain that somebody gets it."""
