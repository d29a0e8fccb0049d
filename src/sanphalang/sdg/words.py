"""Words for what is stored by a code."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanphalang.sdg.models import AgencyRole
from sanphalang.web.table import Words

ROLES: dict[str, Words] = {
    AgencyRole.Kind.C1: _("Coordinates the goal (C1)"),
    AgencyRole.Kind.C2: _("Coordinates the target (C2)"),
    AgencyRole.Kind.SUPPORT: _("Supports"),
}
