"""What readers see: the list and the page of an item."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from sanphalang.access import policy
from sanphalang.access.answering import answering_refusals, asker_of, found, viewer_of
from sanphalang.access.kept_pages import kept_for_the_public
from sanphalang.access.roles import Act
from sanphalang.knowledge import queries
from sanphalang.knowledge.answering import address_of
from sanphalang.knowledge.item_page import item_page
from sanphalang.knowledge.listing import KnowledgeFilter, cards
from sanphalang.knowledge.paper import kept_item_pdf
from sanphalang.places.filter_words import filters_in_force
from sanphalang.places.names import full_name
from sanphalang.web.figures import show_figure
from sanphalang.web.file_turns import TooManyAtOnceError
from sanphalang.web.paper import NoPangoError
from sanphalang.web.paper_answers import file_to_read, no_pdf, too_many

_PAGE_SIZE = 24


@require_safe
@kept_for_the_public
def items(request: HttpRequest) -> HttpResponse:
    """The list of what is published; htmx takes the part of the page that it needs."""
    viewer = viewer_of(request)
    asked = KnowledgeFilter(request.GET, queries.published(), viewer=viewer)
    page = Paginator(asked.in_order, _PAGE_SIZE).get_page(request.GET.get("page"))
    count = page.paginator.count
    may_write = policy.may_anywhere(viewer, Act.KNOWLEDGE_WRITE)
    context = {
        "title": _title(asked),
        "form": asked.form,
        "page": page,
        "cards": cards(list(page.object_list)),
        "count": ngettext("%(n)s item", "%(n)s items", count) % {"n": show_figure(count)},
        "order": _("the latest first") if asked.closest is None else _("the closest first"),
        "active": filters_in_force(asked.form, request.GET),
        "is_filtered": bool(asked.form.errors) or any(asked.form.cleaned_data.values()),
        "may_write": may_write,
        "may_see_desk": may_write or policy.may_anywhere(viewer, Act.KNOWLEDGE_REVIEW),
    }
    return render(request, "knowledge/list.html", context)


@require_safe
@answering_refusals
@kept_for_the_public
def page(request: HttpRequest, item_id: int) -> HttpResponse:
    """An item as everybody reads it; to those who write it, one that was never published is its draft."""
    viewer = viewer_of(request)
    shown = queries.published_version(viewer, item_id)
    if shown is None:
        found(queries.standing_version(viewer, item_id))
        return redirect(address_of("desk", item_id))
    address = request.build_absolute_uri(request.path)
    context = item_page(viewer, shown) | {"address": address}
    if (picture := context["told"].cover) is not None:
        cover = address_of("picture", item_id, picture.pk)
        context["cover_address"] = request.build_absolute_uri(cover)
    return render(request, "knowledge/page.html", context)


@require_safe
@answering_refusals
def pdf(request: HttpRequest, item_id: int) -> HttpResponse:
    """A published item as a PDF."""
    shown = found(queries.published_version(viewer_of(request), item_id))
    address = request.build_absolute_uri(address_of("page", item_id))
    try:
        made = kept_item_pdf(
            shown, address=address, thai_digits=request.GET.get("digits") == "thai", asker=asker_of(request)
        )
    except NoPangoError:
        how = _(
            "This machine cannot make a PDF. Please print the page of the item from your browser; it holds the same."
        )
        return no_pdf(request, how, page=address_of("page", item_id), label=shown.title)
    except TooManyAtOnceError:
        return too_many(request)
    return file_to_read(made, name=f"knowledge-{item_id}.pdf", content_type="application/pdf")


def _title(asked: KnowledgeFilter) -> str:
    place = asked.chosen_place
    return _("Knowledge") if place is None else _("Knowledge, %(place)s") % {"place": full_name(place)}
