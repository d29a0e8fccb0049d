"""The list over HTTP: a page, its fragment, and the same rows to take home."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from sanphalang.access import policy
from sanphalang.access.answering import asker_of
from sanphalang.access.kept_pages import kept_for_the_public
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.organisations.exports import export_rows, headings, record_export
from sanphalang.organisations.filters import OrganisationFilter
from sanphalang.organisations.listing import ListPages, in_order, known_sort
from sanphalang.organisations.queries import visible
from sanphalang.organisations.tables import list_table
from sanphalang.organisations.words import SORTS
from sanphalang.places.filter_words import filters_in_force
from sanphalang.places.names import full_name, own_name
from sanphalang.web.addresses import kept_query
from sanphalang.web.exports import in_pieces, stream_csv, write_xlsx
from sanphalang.web.figures import show_figure
from sanphalang.web.file_turns import SentInTurn, TooManyAtOnceError, in_turn
from sanphalang.web.paper_answers import too_many

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@kept_for_the_public
def organisations(request: HttpRequest) -> HttpResponse:
    """The list; htmx takes the part of the page that it needs."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    asked = OrganisationFilter(request.GET, visible(viewer))
    sort = known_sort(request.GET.get("sort", ""))
    pages = ListPages(visible(viewer) if asked.is_valid() else visible(viewer).none(), asked.wanted, sort)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "title": _title(asked),
        "form": asked.form,
        "page": page,
        "table": list_table(list(page.object_list), sort),
        "count": _count_sentence(pages.count),
        "order": SORTS[sort],
        "active": filters_in_force(asked.form, request.GET),
        "is_filtered": asked.wanted.is_anything or not asked.is_valid(),
        "query": kept_query(request.GET, without=("page", "lang")),
        "may_add": policy.may_anywhere(viewer, Act.ORGANISATIONS_EDIT),
        "may_import": policy.may_anywhere(viewer, Act.INTAKE_IMPORT),
    }
    return render(request, "organisations/list.html", context)


@require_safe
def export(request: HttpRequest, file_format: str) -> HttpResponseBase:
    """The rows of the list, as many as there are, in the order of the list: CSV or a workbook."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    asked = OrganisationFilter(request.GET, visible(viewer))
    sort = known_sort(request.GET.get("sort", ""))
    record_export(viewer, asked.qs, asked=asked.wanted.codes, file_format=file_format)
    rows = (row for run in in_order(asked.qs, sort) for row in export_rows(viewer, run))
    name = f"organisations-{timezone.localdate().isoformat()}.{file_format}"
    try:
        if file_format == "xlsx":
            file = in_turn(lambda: write_xlsx(headings(), rows), asker=asker_of(request))
            return FileResponse(file, as_attachment=True, filename=name, content_type=_SPREADSHEET)
        pieces = SentInTurn(in_pieces(stream_csv(headings(), rows)), asker=asker_of(request))
    except TooManyAtOnceError:
        return too_many(request)
    response = StreamingHttpResponse(pieces, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _title(asked: OrganisationFilter) -> str:
    where = asked.wanted
    if where.place is not None:
        return _("Community organisations, %(place)s") % {"place": full_name(where.place)}
    if where.area is not None:
        return _("Community organisations, %(place)s") % {"place": own_name(where.area)}
    return _("Community organisations")


def _count_sentence(count: int) -> str:
    return ngettext("%(n)s organisation", "%(n)s organisations", count) % {"n": show_figure(count)}
