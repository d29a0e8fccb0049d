"""The page on which a record is written."""

from __future__ import annotations

from typing import NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class FormPage(NamedTuple):
    """The page around a form: its title, one sentence, and the way back.

    ``kept`` says what the form does not show and leaves as it is, ``still_here`` what is left of what was typed, where
    that is not all. Of a private page no browser keeps a copy.
    """

    title: str
    lead: str
    back: str
    kept: str = ""
    still_here: str = ""
    is_private: bool = False


def form_page(
    request: HttpRequest, form: forms.Form, page: FormPage, *, changed_meanwhile: bool = False
) -> HttpResponse:
    """Show a form. Who was second is shown both versions (409): nothing was overwritten, nothing is lost."""
    context = page._asdict() | {"form": form, "changed_meanwhile": changed_meanwhile}
    response = render(request, "web/form_page.html", context, status=409 if changed_meanwhile else 200)
    if page.is_private:
        response.headers["Cache-Control"] = "no-store, private"
    return response
