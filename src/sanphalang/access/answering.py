"""What the views of rooms share: who looks, refusals as pages, and forms that two people may send."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from sanphalang.access.policy import Refused
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import CannotBeError, ChangedMeanwhileError, NoSuchRecordError
from sanphalang.web.form_pages import Done, FormPage, form_page, go_on
from sanphalang.web.revised_forms import RevisedForm
from sanphalang.web.visitors import visitor_of

_View = Callable[..., HttpResponseBase]
_Found = TypeVar("_Found")
_Form = TypeVar("_Form", bound=forms.Form)
_Revised = TypeVar("_Revised", bound=RevisedForm)
StoredNow = Callable[[], Mapping[str, Any]]
"""What is stored, by field of the form, for who was second."""


def answering_refusals(view: _View) -> _View:
    """Turn a refusal into the page that says why, and a missing record into the one that says so."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except (Refused, CannotBeError) as refusal:
            raise PermissionDenied(str(refusal)) from refusal
        except NoSuchRecordError as missing:
            raise Http404 from missing

    return answered


def asker_of(request: HttpRequest) -> str:
    """Return by what who asks is told from others while something is made: the account, else where they come from."""
    viewer = viewer_of(request)
    return viewer.actor if viewer.is_signed_in else visitor_of(request)


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who is looking."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def found(record: _Found | None) -> _Found:
    """Return the record, or answer that there is none."""
    if record is None:
        raise NoSuchRecordError
    return record


def save_or_draw(
    request: HttpRequest,
    form: _Form,
    save: Callable[[_Form], Done],
    draw: Callable[[bool], HttpResponse],
    stored_now: StoredNow | None = None,
) -> HttpResponse:
    """Save what was sent and go on; else draw the form, with whether somebody was quicker. Nothing typed is lost."""
    meanwhile = False
    if request.method == "POST" and form.is_valid():
        try:
            return go_on(request, save(form))
        except CannotBeError as sentence:
            form.add_error(None, str(sentence))
        except Refused as refusal:
            form.add_error("place" if "place" in form.fields else None, str(refusal))
        except ChangedMeanwhileError:
            meanwhile = True
            if stored_now is not None and isinstance(form, RevisedForm):
                form.note_what_is_stored(stored_now())
    return draw(meanwhile)


def answer_form(
    request: HttpRequest,
    form: _Revised,
    page: FormPage,
    save: Callable[[_Revised], Done],
    stored_now: StoredNow | None = None,
) -> HttpResponse:
    """Show a form on a page of its own; on sending it, save and go on. Who was second is shown both versions (409)."""
    return save_or_draw(
        request, form, save, lambda meanwhile: form_page(request, form, page, changed_meanwhile=meanwhile), stored_now
    )
