"""Pages on which somebody writes a record, or is asked once before an act, and where they go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from sanphalang.web.twins import Twin


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


class Done(NamedTuple):
    """What was done, in a sentence, and where to go on."""

    sentence: str
    address: str


def form_page(
    request: HttpRequest,
    form: forms.Form,
    page: FormPage,
    *,
    changed_meanwhile: bool = False,
    twins: Sequence[Twin] = (),
) -> HttpResponse:
    """Show a form. Who was second is shown both versions (409): nothing was overwritten, nothing is lost.

    ``twins`` may be what somebody is about to add: nothing was saved, and saving again says that it is something else.
    """
    context = page._asdict() | {"form": form, "changed_meanwhile": changed_meanwhile, "twins": twins}
    response = render(request, "web/form_page.html", context, status=409 if changed_meanwhile else 200)
    if page.is_private:
        response.headers["Cache-Control"] = "no-store, private"
    return response


def ask_once(
    request: HttpRequest,
    act: Callable[[], None],
    *,
    page: FormPage,
    consequences: Sequence[str],
    undo: str,
    done: Done,
) -> HttpResponse:
    """Ask before an act, in the words of ``page``, and do it when the answer is yes."""
    if request.method == "POST":
        act()
        return go_on(request, done)
    context = {
        "title": page.title,
        "question": page.lead,
        "consequences": consequences,
        "undo": undo,
        "submit": page.title,
        "cancel": page.back,
        "crumbs": [],
        "fields": [],
    }
    return render(request, "web/confirm.html", context)


def go_on(request: HttpRequest, done: Done) -> HttpResponse:
    """Say what was done on the page where to go on."""
    messages.success(request, done.sentence)
    return redirect(done.address)
