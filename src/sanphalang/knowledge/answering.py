"""What the views of this room share: drafts of an address, and its steps as forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from sanphalang.access.answering import StoredNow, found, save_or_draw, viewer_of
from sanphalang.access.writing import NoSuchRecordError
from sanphalang.knowledge import queries
from sanphalang.knowledge.queries import Shown
from sanphalang.web.form_pages import Done

_Form = TypeVar("_Form", bound=forms.Form)


def draft_of(request: HttpRequest, item_id: int) -> Shown:
    """Return the draft of an address to those who may see it."""
    return found(queries.working_version(viewer_of(request), item_id))


def own_draft(request: HttpRequest, item_id: int) -> Shown:
    """Return the draft of an address to those who may write it."""
    shown = draft_of(request, item_id)
    if not shown.may_write:
        raise NoSuchRecordError(item_id)
    return shown


def answer_form(
    request: HttpRequest,
    form: _Form,
    template: str,
    context: Mapping[str, Any],
    save: Callable[[_Form], Done],
    stored_now: StoredNow | None = None,
) -> HttpResponse:
    """Show a form; on sending it, save and go on. Who was second is shown both versions (409), nothing is lost."""

    def draw(meanwhile: bool) -> HttpResponse:
        own = {**context, "form": form, "changed_meanwhile": meanwhile}
        return render(request, template, own, status=409 if meanwhile else 200)

    return save_or_draw(request, form, save, draw, stored_now)


def address_of(name: str, *parts: object) -> str:
    """Return an address of this room."""
    return reverse(f"knowledge:{name}", args=parts)
