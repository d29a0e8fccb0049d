"""How long ago, in words."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_MONTHS_BEFORE_YEARS = 24  # "19 เดือนก่อน" says more than "1 ปีก่อน"


def whole_months(since: dt.date, until: dt.date) -> int:
    """Count the whole months between two days; zero when ``since`` is not before ``until``."""
    months = (until.year - since.year) * 12 + until.month - since.month
    return max(months - (until.day < since.day), 0)


def words_since(day: dt.date, today: dt.date) -> str:
    """Say how long before ``today`` the day was: today, days, months, from two years on in years.

    A day to come is said as such; its date is beside it.
    """
    days = (today - day).days
    if days < 0:
        return _("Not yet reached")
    if days == 0:
        return _("Today")
    months = whole_months(day, today)
    if months == 0:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    if months < _MONTHS_BEFORE_YEARS:
        return ngettext("%(n)d month ago", "%(n)d months ago", months) % {"n": months}
    years = months // 12
    return ngettext("%(n)d year ago", "%(n)d years ago", years) % {"n": years}
