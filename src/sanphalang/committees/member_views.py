"""Members over HTTP: the seat, its form, the end of a term, publishing a name."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sanphalang.access.answering import answering_refusals, found, viewer_of
from sanphalang.access.policy import Refused
from sanphalang.access.viewer import Viewer
from sanphalang.committees import member_actions, queries
from sanphalang.committees.answering import address_of, answer_form, edited_committee
from sanphalang.committees.forms import EndForm, MemberForm
from sanphalang.committees.queries import Seat, Shown
from sanphalang.committees.showing import core_of, order_title, person_address, position_of, seat_name, term_shown
from sanphalang.committees.words import FIELDS, SECTORS
from sanphalang.web.form_pages import Done, FormPage, ask_once, go_on


@require_safe
@answering_refusals
def member(request: HttpRequest, committee_id: int, membership_id: int) -> HttpResponse:
    """A seat, for those who keep the committee."""
    shown, seat = _seat(request, committee_id, membership_id)
    orders = {order.id: order_title(order) for order in queries.orders(viewer_of(request), shown)}
    person = person_address(seat.person.id) if seat.person is not None and seat.person.may_open else ""
    facts: list[dict[str, Any]] = [
        {"label": FIELDS["person"], "value": seat_name(seat), "url": person},
        {"label": FIELDS["position"], "value": position_of(seat)},
        {"label": FIELDS["sector"], "value": SECTORS[seat.sector]},
        {"label": FIELDS["core_organisation"], "value": core_of(seat)},
        {"label": _("Term"), "value": term_shown(seat.term)},
        {
            "label": FIELDS["order"],
            "value": orders.get(seat.order_id or 0, ""),
            "url": address_of("order", shown.id, seat.order_id) if seat.order_id in orders else "",
        },
    ]
    context = {
        "committee": shown,
        "seat": seat,
        "title": seat_name(seat),
        "lead": _("%(position)s of %(committee)s") % {"position": position_of(seat), "committee": shown.name},
        "crumbs": [
            {"label": _("Committees"), "url": address_of("list")},
            {"label": shown.name, "url": address_of("page", shown.id)},
        ],
        "facts": facts,
        "is_serving": seat.term.covers(timezone.localdate()),
    }
    return render(request, "committees/member.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def add(request: HttpRequest, committee_id: int) -> HttpResponse:
    """A form for a new member."""
    viewer, shown = viewer_of(request), edited_committee(request, committee_id)
    form = MemberForm(request.POST or None, viewer=viewer, orders=_orders(viewer, shown))

    def save(form: MemberForm) -> Done:
        member_actions.add_member(viewer, shown.id, values=form.values)
        return Done(_("The member is added."), address_of("page", shown.id))

    return answer_form(request, form, FormPage(_("Add a member"), shown.name, address_of("page", shown.id)), save)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def edit(request: HttpRequest, committee_id: int, membership_id: int) -> HttpResponse:
    """A form for a seat; a person whom the viewer may not see stays in it."""
    viewer = viewer_of(request)
    shown, seat = _seat(request, committee_id, membership_id)
    form = MemberForm(request.POST or None, viewer=viewer, orders=_orders(viewer, shown), stored=_stored(seat))
    if seat.person is None and not seat.is_vacant:
        del form.fields["person"]
    address = address_of("member", shown.id, seat.id)

    def save(form: MemberForm) -> Done:
        member_actions.edit_member(viewer, seat.id, expected_revision=form.expected_revision, values=form.values)
        return Done(_("Saved."), address)

    def stored_now() -> dict[str, Any]:
        return _stored(found(queries.seat(viewer, shown, membership_id)))

    return answer_form(request, form, FormPage(_("Edit the member"), shown.name, address), save, stored_now)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def end(request: HttpRequest, committee_id: int, membership_id: int) -> HttpResponse:
    """The last day in office."""
    shown, seat = _seat(request, committee_id, membership_id)
    viewer, address = viewer_of(request), address_of("member", committee_id, membership_id)
    form = EndForm(request.POST or None, viewer=viewer)

    def save(form: EndForm) -> Done:
        member_actions.end_term(viewer, seat.id, ends_on=form.cleaned_data["ends_on"])
        return Done(_("The term has an end now. You can change it by editing the member."), address)

    return answer_form(request, form, FormPage(_("End the term"), f"{seat_name(seat)}, {shown.name}", address), save)


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def publish(request: HttpRequest, committee_id: int, membership_id: int) -> HttpResponse:
    """The name is for everybody: asked once."""
    _shown, seat = _seat(request, committee_id, membership_id)
    if seat.person is None:
        raise Refused(_("This person is not among the people of your area. Please choose a person from the list."))
    address = address_of("member", committee_id, membership_id)
    return ask_once(
        request,
        lambda: member_actions.publish_member(viewer_of(request), seat.id),
        page=FormPage(
            _("Publish the name"), _("May everybody see the name “%(name)s”?") % {"name": seat_name(seat)}, address
        ),
        consequences=[
            _("The name appears on the public page of this committee, nothing else of the person."),
            _("Please do this only when the appointment itself has been published, or the person has agreed."),
        ],
        undo=_(
            "You can take the name back from public view on this page; copies made meanwhile cannot be called back."
        ),
        done=Done(_("The name is published. This can be undone on this page."), address),
    )


@require_POST
@answering_refusals
def hide(request: HttpRequest, committee_id: int, membership_id: int) -> HttpResponse:
    """The name is no longer for everybody."""
    _shown, seat = _seat(request, committee_id, membership_id)
    member_actions.hide_member(viewer_of(request), seat.id)
    return go_on(
        request, Done(_("The name is no longer published."), address_of("member", committee_id, membership_id))
    )


@require_http_methods(["GET", "HEAD", "POST"])
@answering_refusals
def remove(request: HttpRequest, committee_id: int, membership_id: int) -> HttpResponse:
    """Entered by mistake: asked once."""
    shown, seat = _seat(request, committee_id, membership_id)
    question = _("Was “%(name)s” entered by mistake?") % {"name": seat_name(seat)}
    return ask_once(
        request,
        lambda: member_actions.remove_member(viewer_of(request), seat.id),
        page=FormPage(_("Take the member out"), question, address_of("member", shown.id, seat.id)),
        consequences=[_("Whoever has left the committee is not taken out: please end the term instead.")],
        undo=_("A member who was taken out can be added again; the history tells of both."),
        done=Done(
            _("The member is taken out. You can add the member again on this page."), address_of("page", shown.id)
        ),
    )


def _seat(request: HttpRequest, committee_id: int, membership_id: int) -> tuple[Shown, Seat]:
    shown = edited_committee(request, committee_id)
    return shown, found(queries.seat(viewer_of(request), shown, membership_id))


def _orders(viewer: Viewer, shown: Shown) -> dict[int, str]:
    return {order.id: order_title(order) for order in queries.orders(viewer, shown)}


def _stored(seat: Seat) -> dict[str, Any]:
    return {
        "person": seat.person,
        "position": seat.position,
        "sector": seat.sector,
        "core_organisation": seat.core_organisation,
        "starts_on": seat.term.starts_on,
        "ends_on": seat.term.ends_on,
        "order_id": seat.order_id,
        "revision": seat.revision,
    }
