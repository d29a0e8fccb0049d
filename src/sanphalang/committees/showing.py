"""How days, terms, names and numbers of this room are written, on screen and in official print."""

from __future__ import annotations

from django.utils.translation import gettext as _

from sanphalang.committees.queries import Seat, ShownOrder
from sanphalang.committees.rules import Term
from sanphalang.committees.words import CORE_ORGANISATIONS, POSITIONS
from sanphalang.thai.digits import to_thai
from sanphalang.web.days import day_shown, in_english


def term_shown(term: Term) -> str:
    """Return from when until when."""
    if term.ends_on is None:
        return _("since %(start)s") % {"start": day_shown(term.starts_on)}
    return _("%(start)s to %(end)s") % {"start": day_shown(term.starts_on), "end": day_shown(term.ends_on)}


def seat_name(seat: Seat) -> str:
    """Return who sits there: the name, or what is said instead of it."""
    if seat.person is not None:
        return seat.person.name
    return _("Nobody for the moment") if seat.is_vacant else _("Name not shown")


def position_of(seat: Seat) -> str:
    """Return what the member is."""
    return str(POSITIONS[seat.position])


def core_of(seat: Seat) -> str:
    """Return the core organisation, or a dash."""
    return str(CORE_ORGANISATIONS[seat.core_organisation]) if seat.core_organisation else "–"


def order_title(order: ShownOrder) -> str:
    """Return what an order is called."""
    if not order.number:
        return _("Order without a number")
    return _("Order no. %(number)s") % {"number": order.number}


def in_print(text: str) -> str:
    """Return a text as official print writes it: Thai figures in Thai."""
    return text if in_english() else to_thai(text)


def person_address(person_id: int) -> str:
    """Return the page of a person."""
    return f"/people/{person_id}/"
