"""Words of the room for people."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanphalang.search.finding import Line
from sanphalang.search.ranking import Way
from sanphalang.web.figures import show_figure


def count_sentence(count: int, *, is_more: bool = False) -> str:
    """Return how many were found; where counting stopped, that there are more."""
    if is_more:
        return _("more than %(n)s") % {"n": show_figure(count)}
    return ngettext("%(n)s found", "%(n)s found", count) % {"n": show_figure(count)}


def why(line: Line) -> str:
    """Return why a record is shown where that is not plain from its title."""
    if line.is_private:
        return _("found by a telephone number that is not published")
    if line.rank.way in {Way.SLIPPED, Way.PARTLY}:
        return _("the name is spelled nearly so")
    if line.is_by_another_name:
        return _("also or formerly called so")
    return ""
