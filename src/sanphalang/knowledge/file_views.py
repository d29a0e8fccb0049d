"""Pictures, files and films over HTTP: adding them to a draft, and giving them out."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access.answering import answering_refusals, found, viewer_of
from sanphalang.access.writing import CannotBeError
from sanphalang.files.papers import TYPES
from sanphalang.files.pictures import NotAPicture, send_picture
from sanphalang.files.storage import path_of
from sanphalang.knowledge import file_actions
from sanphalang.knowledge.answering import address_of, answer_form, own_draft
from sanphalang.knowledge.queries import Shown
from sanphalang.knowledge.rules import FILES, PICTURES, film_host
from sanphalang.knowledge.steps import step_context
from sanphalang.knowledge.tie_forms import AttachmentForm, PictureForm, PictureWordsForm, VideoForm
from sanphalang.knowledge.tie_queries import attachment_seen, attachments_of, picture_seen, pictures_of, videos_of
from sanphalang.web.form_pages import Done, go_on


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def pictures(request: HttpRequest, item_id: int) -> HttpResponse:
    """The step of pictures; a new one is added with its words."""
    shown = own_draft(request, item_id)
    form = PictureForm(request.POST, request.FILES) if request.method == "POST" else PictureForm()

    def save(form: PictureForm) -> Done:
        chosen = form.cleaned_data
        try:
            file_actions.add_picture(
                viewer_of(request), item_id, chosen["picture"].file, alt=chosen["alt"], caption=chosen["caption"]
            )
        except NotAPicture as because:
            raise CannotBeError(str(because)) from because
        return Done(_("Added."), address_of(PICTURES, item_id))

    context = {**step_context(viewer_of(request), shown, PICTURES), "pictures": pictures_of(shown)}
    return answer_form(request, form, "knowledge/pictures.html", context, save)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def edit_picture(request: HttpRequest, item_id: int, picture_id: int) -> HttpResponse:
    """The words of a picture."""
    shown = own_draft(request, item_id)
    picture = found(next((each for each in pictures_of(shown) if each.pk == picture_id), None))
    stored = {"alt": picture.alt, "caption": picture.caption}
    form = PictureWordsForm(request.POST if request.method == "POST" else None, initial=stored)

    def save(form: PictureWordsForm) -> Done:
        file_actions.edit_picture(viewer_of(request), item_id, picture_id, **form.cleaned_data)
        return Done(_("Saved."), address_of(PICTURES, item_id))

    context = {
        "title": _("Words of the picture"),
        "lead": shown.title,
        "submit": _("Save"),
        "is_wrong": False,
        "cancel": address_of(PICTURES, item_id),
        "consequences": [],
    }
    return answer_form(request, form, "knowledge/ask.html", context, save)


@require_POST
@answering_refusals
def move_picture(request: HttpRequest, item_id: int, picture_id: int) -> HttpResponse:
    """One place towards the front."""
    file_actions.move_picture_up(viewer_of(request), item_id, picture_id)
    return go_on(request, Done(_("Moved."), address_of(PICTURES, item_id)))


@require_POST
@answering_refusals
def remove_picture(request: HttpRequest, item_id: int, picture_id: int) -> HttpResponse:
    """Out of the draft; readers keep what is published."""
    file_actions.remove_picture(viewer_of(request), item_id, picture_id)
    return go_on(request, Done(_("Taken out."), address_of(PICTURES, item_id)))


@require_safe
@answering_refusals
def files(request: HttpRequest, item_id: int) -> HttpResponse:
    """The step of files and films."""
    return _files(request, own_draft(request, item_id), AttachmentForm(), VideoForm())


@require_POST
@answering_refusals
def add_file(request: HttpRequest, item_id: int) -> HttpResponse:
    """Add a document."""
    shown, form = own_draft(request, item_id), AttachmentForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            file_actions.add_file(
                viewer_of(request), item_id, form.cleaned_data["file"], title=form.cleaned_data["title"]
            )
        except CannotBeError as because:
            form.add_error(None, str(because))
        else:
            return go_on(request, Done(_("Added."), address_of(FILES, item_id)))
    return _files(request, shown, form, VideoForm())


@require_POST
@answering_refusals
def add_video(request: HttpRequest, item_id: int) -> HttpResponse:
    """Add the link to a film."""
    shown, form = own_draft(request, item_id), VideoForm(request.POST)
    if form.is_valid():
        try:
            file_actions.add_video(viewer_of(request), item_id, **form.cleaned_data)
        except CannotBeError as because:
            form.add_error(None, str(because))
        else:
            return go_on(request, Done(_("Added."), address_of(FILES, item_id)))
    return _files(request, shown, AttachmentForm(), form)


@require_POST
@answering_refusals
def remove_file(request: HttpRequest, item_id: int, attachment_id: int) -> HttpResponse:
    """Take a document out of the draft."""
    file_actions.remove_attachment(viewer_of(request), item_id, attachment_id)
    return go_on(request, Done(_("Taken out."), address_of(FILES, item_id)))


@require_POST
@answering_refusals
def remove_video(request: HttpRequest, item_id: int, video_id: int) -> HttpResponse:
    """Take a film out of the draft."""
    file_actions.remove_video(viewer_of(request), item_id, video_id)
    return go_on(request, Done(_("Taken out."), address_of(FILES, item_id)))


@require_safe
@answering_refusals
def picture(request: HttpRequest, item_id: int, picture_id: int, size: str = "") -> HttpResponseBase:
    """A picture, whole or small; one of a draft to those who may read the draft."""
    seen, is_open = found(picture_seen(viewer_of(request), item_id, picture_id))
    return _harmless(send_picture(seen.small if size == "small" else seen.file, is_private=not is_open))


@require_safe
@answering_refusals
def attachment(request: HttpRequest, item_id: int, attachment_id: int) -> HttpResponseBase:
    """A document, always to be taken home and never shown in place."""
    kept, file = found(attachment_seen(viewer_of(request), item_id, attachment_id))
    paper = TYPES[kept.file_type]
    response = FileResponse(
        path_of(file).open("rb"),
        as_attachment=True,
        filename=f"{kept.title[:80]}.{paper.ending}",
        content_type=paper.content_type,
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    return _harmless(response)


def _harmless(response: FileResponse) -> FileResponse:
    """Let nothing in the answer act, whatever a browser takes it for."""
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _files(request: HttpRequest, shown: Shown, file_form: AttachmentForm, video_form: VideoForm) -> HttpResponse:
    films = [{"id": each.pk, "title": each.title, "host": film_host(each.url)} for each in videos_of(shown)]
    context: dict[str, Any] = {
        **step_context(viewer_of(request), shown, FILES),
        "files": attachments_of(shown),
        "films": films,
        "file_form": file_form,
        "video_form": video_form,
    }
    return render(request, "knowledge/files.html", context)
