"""Orders over HTTP: the page, the form, the file, signing and publishing."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access.answering import answering_refusals, found, viewer_of
from sanphalang.committees import actions, queries
from sanphalang.committees.answering import address_of, answer_form, committee_of, edited_committee, send_file
from sanphalang.committees.forms import OrderForm
from sanphalang.committees.history import history
from sanphalang.committees.models import Order
from sanphalang.committees.queries import Shown, ShownOrder
from sanphalang.committees.rules import ORDER
from sanphalang.committees.showing import order_title
from sanphalang.committees.tables import in_force
from sanphalang.committees.words import FIELDS, ORDER_STATES, ORDER_TONES
from sanphalang.web.days import day_shown
from sanphalang.web.form_pages import Done, FormPage, ask_once, go_on

_COLUMNS = ("number", "issued_on", "issued_by", "effective_from", "effective_until", "revision")


@require_safe
@answering_refusals
def order(request: HttpRequest, committee_id: int, order_id: int) -> HttpResponse:
    """What is known of an order; to others than its editors there is no draft."""
    shown, there = _both(request, committee_id, order_id)
    facts = [
        {"label": FIELDS["number"], "value": there.number},
        {"label": FIELDS["issued_on"], "value": day_shown(there.issued_on)},
        {"label": FIELDS["issued_by"], "value": there.issued_by},
        {"label": _("In force"), "value": in_force(there)},
    ]
    viewer = viewer_of(request)
    context = {
        "committee": shown,
        "order": there,
        "title": order_title(there),
        "crumbs": _crumbs(shown),
        "facts": facts,
        "state": {"word": ORDER_STATES[there.state], "tone": ORDER_TONES[there.state]},
        "events": history(viewer, ORDER, there.id, place=shown.padded, is_editor=True) if shown.may_edit else [],
    }
    return render(request, "committees/order.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def add(request: HttpRequest, committee_id: int) -> HttpResponse:
    """A form for a new order, which begins as a draft."""
    viewer, shown = viewer_of(request), edited_committee(request, committee_id)
    form = OrderForm(request.POST or None, request.FILES or None, viewer=viewer)

    def save(form: OrderForm) -> Done:
        number = actions.add_order(viewer, shown.id, values=form.values)
        return Done(_("Saved as a draft. Mark it as signed when it is."), address_of("order", shown.id, number))

    return answer_form(request, form, FormPage(_("Add an order"), shown.name, address_of("page", shown.id)), save)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def edit(request: HttpRequest, committee_id: int, order_id: int) -> HttpResponse:
    """A form for an order."""
    viewer, shown = viewer_of(request), edited_committee(request, committee_id)
    there = found(queries.order(viewer, shown, order_id))
    form = OrderForm(request.POST or None, request.FILES or None, viewer=viewer, stored=_stored(there))

    def save(form: OrderForm) -> Done:
        actions.edit_order(viewer, there.id, expected_revision=form.expected_revision, values=form.values)
        return Done(_("Saved."), address_of("order", shown.id, there.id))

    where = FormPage(_("Edit the order"), shown.name, address_of("order", shown.id, there.id))
    return answer_form(request, form, where, save, lambda: _stored(found(queries.order(viewer, shown, order_id))))


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def sign(request: HttpRequest, committee_id: int, order_id: int) -> HttpResponse:
    """It is signed: asked once."""
    _shown, there, address = _edited(request, committee_id, order_id)
    return ask_once(
        request,
        lambda: actions.sign_order(viewer_of(request), there.id),
        page=FormPage(_("Mark as signed"), _("Has “%(order)s” been signed?") % {"order": order_title(there)}, address),
        consequences=[
            _("Everybody can see its number, its date and who issued it, and the members whom it appoints."),
            _("Names and the file are still shown only to those who may see the people of this place."),
        ],
        undo=_("You can make it a draft again from its page."),
        done=Done(_("The order is marked as signed. This can be undone on this page."), address),
    )


@require_POST
@answering_refusals
def redraft(request: HttpRequest, committee_id: int, order_id: int) -> HttpResponse:
    """It is a draft again."""
    _shown, there, address = _edited(request, committee_id, order_id)
    actions.redraft_order(viewer_of(request), there.id)
    return go_on(request, Done(_("The order is a draft again."), address))


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def publish_file(request: HttpRequest, committee_id: int, order_id: int) -> HttpResponse:
    """Its file is for everybody: asked once."""
    _shown, there, address = _edited(request, committee_id, order_id)
    return ask_once(
        request,
        lambda: actions.publish_order_file(viewer_of(request), there.id),
        page=FormPage(
            _("Publish the file"),
            _("May everybody have the file of “%(order)s”?") % {"order": order_title(there)},
            address,
        ),
        consequences=[
            _("Everybody can download the file, with all names that stand in it."),
            _("Please do this only when the order itself has been published."),
        ],
        undo=_("You can take the file back from public view on its page; copies made meanwhile cannot be called back."),
        done=Done(_("The file is published. This can be undone on this page."), address),
    )


@require_POST
@answering_refusals
def hide_file(request: HttpRequest, committee_id: int, order_id: int) -> HttpResponse:
    """Its file is no longer for everybody."""
    _shown, there, address = _edited(request, committee_id, order_id)
    actions.hide_order_file(viewer_of(request), there.id)
    return go_on(request, Done(_("The file is no longer published."), address))


@require_safe
@answering_refusals
def file(request: HttpRequest, committee_id: int, order_id: int) -> HttpResponseBase:
    """The file of an order, for those who may have it; to others there is none."""
    shown, there = _both(request, committee_id, order_id)
    kept = Order.objects.select_related("file").get(pk=there.id).file if there.file_type else None
    return send_file(
        request,
        found(kept),
        file_type=there.file_type,
        name=f"order-{shown.id}-{there.id}",
        subject=(ORDER, str(there.id)),
        place=shown.padded,
        is_open=there.is_signed and there.file_published,
    )


def _both(request: HttpRequest, committee_id: int, order_id: int) -> tuple[Shown, ShownOrder]:
    shown = committee_of(request, committee_id)
    return shown, found(queries.order(viewer_of(request), shown, order_id))


def _edited(request: HttpRequest, committee_id: int, order_id: int) -> tuple[Shown, ShownOrder, str]:
    shown = edited_committee(request, committee_id)
    there = found(queries.order(viewer_of(request), shown, order_id))
    return shown, there, address_of("order", shown.id, there.id)


def _stored(there: ShownOrder) -> dict[str, Any]:
    return {name: getattr(there, name) for name in _COLUMNS}


def _crumbs(shown: Shown) -> list[dict[str, str]]:
    return [
        {"label": _("Committees"), "url": address_of("list")},
        {"label": shown.name, "url": address_of("page", shown.id)},
    ]
