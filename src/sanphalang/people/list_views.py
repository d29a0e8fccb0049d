"""The list over HTTP: a page, its fragment, and the same people to take home for a written reason."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from sanphalang.access import policy
from sanphalang.access.answering import viewer_of
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.people.doors import for_who_sees_people
from sanphalang.people.exports import DAYS, export_rows, exported, headings
from sanphalang.people.filters import PersonFilter
from sanphalang.people.forms import ExportForm
from sanphalang.people.listing import ListPages, known_sort
from sanphalang.people.narrowing import Wanted
from sanphalang.people.tables import list_table
from sanphalang.people.words import SORTS
from sanphalang.places.filter_words import filters_in_force
from sanphalang.places.names import full_name, own_name
from sanphalang.web.addresses import kept_query
from sanphalang.web.exports import in_pieces, stream_csv, write_xlsx
from sanphalang.web.figures import show_figure

_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_safe
@for_who_sees_people
def people(request: HttpRequest) -> HttpResponse:
    """The list; htmx takes the part of the page that it needs."""
    viewer = viewer_of(request)
    asked = PersonFilter(request.GET)
    wanted, sort = asked.wanted, known_sort(request.GET.get("sort", ""))
    pages = ListPages(viewer, wanted, sort)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "title": _title(wanted),
        "form": asked.form,
        "page": page,
        "table": list_table(list(page.object_list), sort),
        "count": _count_sentence(pages.count),
        "order": SORTS[sort],
        "active": filters_in_force(asked.form, request.GET),
        "is_filtered": wanted is None or wanted.is_anything,
        "query": kept_query(request.GET, without=("page", "lang")),
        "may_add": policy.may_anywhere(viewer, Act.PEOPLE_EDIT),
        "may_export": _may_export_if_confirmed(request),
    }
    return render(request, "people/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_who_sees_people
def export(request: HttpRequest) -> HttpResponseBase:
    """Ask for the reason; then answer with the people of the list, in its order, as CSV or a workbook."""
    viewer = viewer_of(request)
    if not policy.may_anywhere(viewer, Act.PEOPLE_EXPORT):
        raise Refused(_("Lists of people are taken home by the data managers and coordinators of their centre."))
    asked = PersonFilter(request.GET)
    wanted, sort = asked.wanted, known_sort(request.GET.get("sort", ""))
    form = ExportForm(request.POST if request.method == "POST" else None)
    if wanted is None or request.method != "POST" or not form.is_valid():
        return _export_page(request, asked, form, sort)
    file_format = form.cleaned_data["file_format"]
    taken = exported(viewer, wanted, sort, reason=form.cleaned_data["reason"], file_format=file_format)
    rows = export_rows(viewer, taken.ids)
    name = f"people-{taken.on.isoformat()}.{file_format}"
    if file_format == "xlsx":
        file = write_xlsx(headings(), rows, above=taken.lines)
        return FileResponse(file, as_attachment=True, filename=name, content_type=_SPREADSHEET)
    lines = stream_csv(headings(), rows, above=taken.lines)
    response = StreamingHttpResponse(in_pieces(lines), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _export_page(request: HttpRequest, asked: PersonFilter, form: ExportForm, sort: str) -> HttpResponse:
    pages = ListPages(viewer_of(request), asked.wanted, sort)
    back = f"{reverse('people:list')}?{kept_query(request.GET, without=('page', 'lang'))}"
    context = {
        "form": form,
        "count": _count_sentence(pages.count),
        "filters": [item["label"] for item in filters_in_force(asked.form, request.GET)],
        "days": DAYS,
        "back": back,
    }
    return render(request, "people/export.html", context)


def _may_export_if_confirmed(request: HttpRequest) -> bool:
    """Say whether to offer the download: also where only a second factor is missing, which is then asked for."""
    viewer = viewer_of(request)
    return policy.may_anywhere(viewer, Act.PEOPLE_EXPORT) or policy.lacks_only_second_factor(viewer, Act.PEOPLE_EXPORT)


def _title(wanted: Wanted | None) -> str:
    if wanted is not None and wanted.place is not None:
        return _("People, %(place)s") % {"place": full_name(wanted.place)}
    if wanted is not None and wanted.area is not None:
        return _("People, %(place)s") % {"place": own_name(wanted.area)}
    return _("People of the network")


def _count_sentence(count: int) -> str:
    return ngettext("%(n)s person", "%(n)s people", count) % {"n": show_figure(count)}
