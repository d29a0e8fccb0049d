"""The filters in force on a list, in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from sanphalang.places.names import full_name, own_name
from sanphalang.web.addresses import kept_query


def filters_in_force(form: forms.Form, query: QueryDict) -> list[dict[str, str]]:
    """Return each filter in force as a sentence, with the address of the list without it."""
    return [
        {"label": _label(form, name, value), "url": "?" + kept_query(query, without=("page", "lang", name))}
        for name, value in form.cleaned_data.items()
        if value
    ]


def _label(form: forms.Form, name: str, value: Any) -> str:
    if name == "name":
        return _("The name contains “%(part)s”") % {"part": value}
    if name == "place":
        return full_name(value)
    if name == "area":
        return own_name(value)
    words: dict[Any, Any] = dict(getattr(form.fields[name], "choices", ()))
    return str(words.get(value, value))
