"""What the views of this room share: committees of an address, forms with a paper, papers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.access import answering
from sanphalang.access.answering import StoredNow, found, viewer_of
from sanphalang.committees import queries
from sanphalang.committees.forms import StoredForm
from sanphalang.committees.queries import Shown
from sanphalang.committees.writing import require_editor
from sanphalang.files.models import KeptFile
from sanphalang.files.papers import TYPES
from sanphalang.files.storage import path_of
from sanphalang.ledger.actions import Subject, record
from sanphalang.web.form_pages import Done, FormPage

_Form = TypeVar("_Form", bound=StoredForm)


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
    stored_now: StoredNow | None = None,
) -> HttpResponse:
    """Show a form; on sending it, save and go on. Who was second is shown both versions (409), nothing is lost."""
    if form.is_multipart():
        page = page._replace(
            still_here=_("Nothing has been saved yet; what you typed is still here. A file has to be chosen again.")
        )
    return answering.answer_form(request, form, page, save, stored_now)


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
