"""The overview of the programme, and its own form."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sanphalang.access.answering import answer_form, answering_refusals, viewer_of
from sanphalang.access.kept_pages import kept_for_the_public
from sanphalang.programme import actions, queries
from sanphalang.programme.forms import ProgrammeForm
from sanphalang.programme.overview import overview_page
from sanphalang.programme.writing import require_editor
from sanphalang.web.form_pages import Done, FormPage

STORED = ("name_th", "name_en", "first_month", "months", "revision")


@require_safe
@kept_for_the_public
def overview(request: HttpRequest) -> HttpResponse:
    """Where the programme stands."""
    return render(request, "programme/overview.html", overview_page(viewer_of(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def edit(request: HttpRequest) -> HttpResponseBase:
    """The programme's name and its months."""
    viewer = viewer_of(request)
    require_editor(viewer)

    def stored() -> dict[str, object]:
        whole = queries.programme(viewer)
        return {name: getattr(whole, name) for name in STORED}

    def save(form: ProgrammeForm) -> Done:
        actions.edit_programme(viewer, expected_revision=form.expected_revision, values=form.values)
        return Done(_("Saved."), reverse("programme:overview"))

    form = ProgrammeForm(request.POST if request.method == "POST" else None, stored=stored())
    lead = _("Its months give the work plan its dates.")
    page = FormPage(_("Edit the programme"), lead, reverse("programme:overview"))
    return answer_form(request, form, page, save, stored)
