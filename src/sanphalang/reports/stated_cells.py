"""A figure of a document beside that of the records, and by how much they differ."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sanphalang.web.figures import show_figure
from sanphalang.web.table import Cell

NONE = "–"


def beside(said: int | None, here: int | None) -> tuple[Cell, Cell]:
    """Return both figures as cells; the second one tells the difference."""
    told = Cell(NONE) if said is None else Cell(said)
    if here is None:
        return told, Cell(NONE)
    apart = difference(said, here).text if said is not None and said != here else ""
    return told, Cell(here, note=apart)


def difference(said: int | None, here: int | None) -> Cell:
    """Return by how much the records differ from the document."""
    if said is None or here is None:
        return Cell(NONE)
    apart = here - said
    return Cell(f"+{show_figure(apart)}" if apart > 0 else show_figure(apart).replace("-", "−"))


def difference_note() -> str:
    """Return what the small figures below those of the records say."""
    return _("Below a figure of the records stands by how much it differs from that of the document.")
