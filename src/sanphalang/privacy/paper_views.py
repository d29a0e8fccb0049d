"""Consents on paper over HTTP: the form, and the scan of a paper."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from sanphalang.access.policy import Refused
from sanphalang.access.viewer import Viewer
from sanphalang.files.papers import TYPES
from sanphalang.files.storage import path_of
from sanphalang.privacy.answers import for_colleagues
from sanphalang.privacy.forms import PaperForm
from sanphalang.privacy.paper_consents import note_paper, notices_on_paper, person_with_paper, take_scan
from sanphalang.web.form_pages import FormPage, form_page


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@for_colleagues
def note(request: HttpRequest, viewer: Viewer, person_id: int) -> HttpResponse:
    """A form for what a person signed on paper."""
    person, back = person_with_paper(viewer, person_id), reverse("people:page", args=[person_id])
    form = PaperForm(request.POST or None, request.FILES or None, notices=notices_on_paper(), receiver=viewer.name)
    if request.method == "POST" and form.is_valid():
        try:
            holds = note_paper(viewer, person_id, form.paper)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if holds:
                messages.success(request, _("The paper is noted, and holds."))
            else:
                messages.warning(request, _("The paper is noted. A later decision of the person holds, not this one."))
            return redirect(back)
    still_here = _("Nothing has been saved yet; what you typed is still here. A file has to be chosen again.")
    page = FormPage(_("Consent on paper"), person.name, back, still_here=still_here, is_private=True)
    return form_page(request, form, page)


@require_safe
@for_colleagues
def scan(request: HttpRequest, viewer: Viewer, person_id: int, consent_id: int) -> HttpResponseBase:
    """The scan of a paper, as a download that no browser opens as anything else."""
    found = take_scan(viewer, person_id, consent_id) if consent_id < 10**18 else None
    if found is None or found.scan is None:
        raise Http404
    paper = TYPES[found.scan_type]
    return FileResponse(
        path_of(found.scan).open("rb"),
        as_attachment=True,
        filename=f"consent-{found.pk}.{paper.ending}",
        content_type=paper.content_type,
    )
