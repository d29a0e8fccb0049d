"""What the views of this room share: refusals, forms that two people may send, papers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.access.policy import Refused
from sanphalang.access.viewer import Viewer
from sanphalang.committees import queries
from sanphalang.committees.forms import StoredForm
from sanphalang.committees.papers import TYPES
from sanphalang.committees.queries import Shown
from sanphalang.committees.writing import CannotBeError, ChangedMeanwhileError, NoSuchRecordError, require_editor
from sanphalang.files.models import KeptFile
from sanphalang.files.storage import path_of
from sanphalang.ledger.actions import Subject, record
from sanphalang.web.form_pages import Done, FormPage, form_page, go_on

_View = Callable[..., HttpResponseBase]
_Found = TypeVar("_Found")
_Form = TypeVar("_Form", bound=StoredForm)


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


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who is looking."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def found(record: _Found | None) -> _Found:
    """Return the record, or answer that there is none."""
    if record is None:
        raise NoSuchRecordError
    return record


def committee_of(request: HttpRequest, committee_id: int) -> Shown:
    """Return the committee of an address, or answer that there is none."""
    return found(queries.committee(viewer_of(request), committee_id))


def edited_committee(request: HttpRequest, committee_id: int) -> Shown:
    """Return the committee of an address to somebody who may change it."""
    shown = committee_of(request, committee_id)
    require_editor(viewer_of(request), shown.padded)
    return shown


def answer_form(
    request: HttpRequest,
    form: _Form,
    page: FormPage,
    save: Callable[[_Form], Done],
    stored_now: Callable[[], Mapping[str, Any]] | None = None,
) -> HttpResponse:
    """Show a form; on sending it, save and go on. Who was second is shown both versions (409), nothing is lost."""
    if form.is_multipart():
        page = page._replace(
            still_here=_("Nothing has been saved yet; what you typed is still here. A file has to be chosen again.")
        )
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
            if stored_now is not None:
                form.note_what_is_stored(stored_now())
    return form_page(request, form, page, changed_meanwhile=meanwhile)


def send_file(
    request: HttpRequest,
    file: KeptFile,
    *,
    file_type: str,
    name: str,
    subject: Subject,
    place: int,
    is_open: bool,
    meeting: int = 0,
) -> FileResponse:
    """Answer a paper as a download; one that is not open to everybody is recorded as taken."""
    viewer, paper = viewer_of(request), TYPES[file_type]
    if not is_open:
        with transaction.atomic():
            changes = {"meeting": ["", meeting]} if meeting else {}
            record(viewer.actor, "committees.take_file", subject, place=place, changes=changes, wakes=())
    return FileResponse(
        path_of(file).open("rb"),
        as_attachment=True,
        filename=f"{name}.{paper.ending}",
        content_type=paper.content_type,
    )


def address_of(name: str, *numbers: int) -> str:
    """Return an address of this room."""
    return reverse(f"committees:{name}", args=numbers)
