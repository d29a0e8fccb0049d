"""What events of this room are called."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from sanphalang.web.table import Words

VERBS: dict[str, Words] = {
    "manual.report_problem": _("Reported a problem"),
    "manual.mark_report": _("Said how far a reported problem is"),
    "manual.empty_words": _("Emptied the words of a reported problem"),
}
