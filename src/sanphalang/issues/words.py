"""What events of this room are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanphalang.web.table import Words

VERBS: dict[str, Words] = {"issues.put_list": _("List of an issue scheme changed")}
