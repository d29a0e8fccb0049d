"""Until when a role can be given: a few days to choose from, none later than the giver's own."""

from __future__ import annotations

import calendar
from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.web.days import day_shown

WITHOUT_END = "without"
USUAL = "12"
_MONTHS = (3, 6, 12, 24)


def ends_offered(limit: datetime | None) -> dict[str, tuple[str, datetime | None]]:
    """Return the choices by their key: the words, and the last moment of that day; None is without an end."""
    today = timezone.localdate()
    offered: dict[str, tuple[str, datetime | None]] = {}
    for months in _MONTHS:
        last = _last_moment(_months_later(today, months))
        if limit is None or last <= limit:
            offered[str(months)] = (_words(months) % {"day": day_shown(last)}, last)
    if limit is None:
        offered[WITHOUT_END] = (_("Without an end, until somebody ends it"), None)
    else:
        offered["own"] = (_("As long as your own role, until %(day)s") % {"day": day_shown(limit)}, limit)
    return offered


def _words(months: int) -> str:
    if months == 3:
        return _("Three months, until %(day)s")
    if months == 6:
        return _("Six months, until %(day)s")
    if months == 12:
        return _("One year, until %(day)s")
    return _("Two years, until %(day)s")


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _last_moment(day: date) -> datetime:
    midnight = datetime.combine(day + timedelta(days=1), time(), timezone.get_current_timezone())
    return midnight - timedelta(seconds=1)
