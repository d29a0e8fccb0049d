"""The people of a centre as tables."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.team import Colleague, Team
from sanphalang.access.words import ROLES
from sanphalang.web.days import day_shown
from sanphalang.web.table import Cell, Column, Table

_SOON = timedelta(days=30)


def team_table(team: Team, code: str) -> Table:
    """Who works here now; a name leads to what can be done about the role."""
    columns = [Column(_("Name")), Column(_("Role")), Column(_("Since")), Column(_("Until"))]
    rows = [
        [_name(one, code), Cell(ROLES[one.role]), Cell(day_shown(one.starts_at)), _until(one.ends_at)]
        for one in team.now
    ]
    return Table(columns, rows, _("Who works here now"))


def former_table(team: Team, code: str) -> Table:
    """Whose role has ended, and what can be done about an account that holds none any more."""
    columns = [Column(_("Name")), Column(_("Role")), Column(_("Since")), Column(_("Until")), Column(_("Account"))]
    rows = [
        [
            one.name,
            Cell(ROLES[one.role]),
            day_shown(one.starts_at),
            day_shown(one.ends_at) or None,
            _account(one, team, code),
        ]
        for one in team.former
    ]
    return Table(columns, rows, _("Roles that have ended"))


def _name(one: Colleague, code: str) -> Cell:
    url = reverse("centres:member", args=[code, one.grant_id]) if one.may_change else ""
    note = _("This is you.") if one.is_self else one.email
    return Cell(one.name, url=url, note=note)


def _account(one: Colleague, team: Team, code: str) -> Cell:
    if not one.is_open and one.looked_after:
        url = reverse("centres:reopen", args=[code, one.grant_id])
        return Cell(_("Open the account again"), url=url, note=_("Account closed"))
    if one.looked_after and one.user_id not in team.holding:
        url = reverse("centres:close", args=[code, one.grant_id])
        return Cell(_("Close the account"), url=url, note=_("Account without any role"))
    return Cell(_("Account open") if one.is_open else _("Account closed"))


def _until(moment: datetime | None) -> Cell:
    if moment is None:
        return Cell(_("Without an end"))
    if moment - timezone.now() < _SOON:
        return Cell(_("Ends soon: %(day)s") % {"day": day_shown(moment)}, tone="doubt")
    return Cell(day_shown(moment))
