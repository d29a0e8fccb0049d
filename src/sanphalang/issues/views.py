"""The pages of the schemes: HTTP only."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sanphalang.access import policy
from sanphalang.access.answering import viewer_of
from sanphalang.access.roles import Act
from sanphalang.issues import queries
from sanphalang.issues.actions import ChangedMeanwhileError, put_list
from sanphalang.issues.forms import ListForm
from sanphalang.issues.models import TagScheme
from sanphalang.web.form_pages import Done, FormPage, form_page, go_on


@require_safe
def schemes(request: HttpRequest) -> HttpResponse:
    """All schemes with their lists."""
    shown = [
        {
            "code": scheme.code,
            "name": queries.scheme_name(scheme),
            "source": scheme.source,
            "tags": list(queries.tags_of(scheme)),
            "former": list(queries.tags_of(scheme, in_force=False)),
        }
        for scheme in queries.schemes()
    ]
    may_edit = policy.may(viewer_of(request), Act.ISSUES_EDIT, None)
    return render(request, "issues/schemes.html", {"schemes": shown, "may_edit": may_edit})


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, code: str) -> HttpResponse:
    """The form of a scheme's list, for the national team."""
    viewer = viewer_of(request)
    if not policy.may(viewer, Act.ISSUES_EDIT, None):
        raise PermissionDenied(_("Issue schemes are kept by the national team."))
    scheme = queries.scheme_coded(code)
    if scheme is None:
        raise Http404
    form, meanwhile = ListForm(request.POST or None, initial=_stored(scheme)), False
    if request.method == "POST" and form.is_valid():
        try:
            put_list(
                viewer,
                code,
                names=form.cleaned_data["names"].splitlines(),
                source=form.cleaned_data["source"],
                expected_edition=form.expected_revision,
            )
            return go_on(request, Done(_("Saved."), reverse("issues:schemes")))
        except ChangedMeanwhileError:
            meanwhile = True
            form.note_what_is_stored(_stored(queries.scheme_coded(code) or scheme))
    page = FormPage(_("Edit the list"), queries.scheme_name(scheme), reverse("issues:schemes"))
    return form_page(request, form, page, changed_meanwhile=meanwhile)


def _stored(scheme: TagScheme) -> dict[str, object]:
    names = "\n".join(tag.name for tag in queries.tags_of(scheme))
    return {"source": scheme.source, "names": names, "revision": scheme.edition}
