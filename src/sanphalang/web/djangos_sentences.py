"""Sentences of Django that people read and that its Thai catalogue lacks; named here, they are translated in ours."""

from __future__ import annotations

from django.utils.translation import gettext_lazy, ngettext_lazy

TOO_LONG = ngettext_lazy(
    "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
    "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    "limit_value",
)
NO_LETTER = gettext_lazy("Null characters are not allowed.")
