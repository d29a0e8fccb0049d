"""What the page of one committee shows, and what its list of members shows on paper."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.viewer import Viewer
from sanphalang.committees.history import history
from sanphalang.committees.meeting_queries import meetings, open_resolutions
from sanphalang.committees.queries import Seat, Shown, ShownOrder, orders, seats
from sanphalang.committees.rules import SUBJECT, Represented, Status, represented
from sanphalang.committees.showing import in_print, order_title
from sanphalang.committees.tables import (
    matrix,
    meeting_table,
    member_table,
    order_table,
    printed_members,
    resolution_table,
)
from sanphalang.committees.words import CORE_ORGANISATIONS, FIELDS, KINDS, SECTORS, STATUS_TONES, STATUSES
from sanphalang.places.models import Place
from sanphalang.places.names import full_name, in_one_line, short_name
from sanphalang.places.queries import line_to
from sanphalang.web.days import day_shown
from sanphalang.web.table import Words


def committee_page(viewer: Viewer, shown: Shown) -> dict[str, Any]:
    """Return the context of the page."""
    line = line_to(shown.place)
    today = timezone.localdate()
    all_seats = seats(viewer, shown)
    serving = [seat for seat in all_seats if seat.term.covers(today)]
    coming = [seat for seat in all_seats if seat.term.starts_on > today]
    former = [seat for seat in all_seats if seat.term.ends_on is not None and seat.term.ends_on < today]
    resolved = open_resolutions(viewer, shown)
    return {
        "committee": shown,
        "crumbs": _crumbs(line),
        "facts": _facts(shown, line),
        "status": {"word": STATUSES[shown.status], "tone": STATUS_TONES[shown.status]},
        "is_ended": shown.status == Status.ENDED,
        "overdue": sum(each.is_overdue for each in resolved),
        "resolutions": resolution_table(shown, resolved),
        "serving": member_table(shown, serving, _("Members in office")),
        "coming": member_table(shown, coming, _("Members whose term has not begun")) if coming else None,
        "former": member_table(shown, former, _("Former members")) if former else None,
        "some_names_hidden": any(seat.person is None and not seat.is_vacant for seat in all_seats),
        "represented": _represented(serving),
        "orders": order_table(shown, orders(viewer, shown)),
        "meetings": meeting_table(shown, meetings(viewer, shown)),
        "events": history(viewer, SUBJECT, shown.id, place=shown.padded, is_editor=shown.may_edit),
    }


def print_page(viewer: Viewer, shown: Shown) -> dict[str, Any]:
    """Return the context of the printed list of members in office."""
    today = timezone.localdate()
    serving = [seat for seat in seats(viewer, shown) if seat.term.covers(today)]
    signed = [order for order in orders(viewer, shown) if order.is_signed]
    return {
        "committee": shown,
        "place": _where(line_to(shown.place)),
        "kind": KINDS[shown.kind],
        "appointed": [_appointment(order) for order in signed],
        "members": printed_members(serving, in_print),
        "some_names_hidden": any(seat.person is None and not seat.is_vacant for seat in serving),
        "printed_on": in_print(day_shown(today)),
        "back": reverse("committees:page", args=[shown.id]),
    }


def _appointment(order: ShownOrder) -> str:
    said = order_title(order)
    if order.issued_on is not None:
        said = _("%(order)s of %(day)s") % {"order": said, "day": day_shown(order.issued_on)}
    return in_print(said) + (f" ({order.issued_by})" if order.issued_by else "")


def _where(line: Sequence[Place]) -> str:
    return in_one_line(full_name(place) for place in reversed(line))


def _crumbs(line: Sequence[Place]) -> list[dict[str, str]]:
    address = reverse("committees:list")
    crumbs = [{"label": _("Committees"), "url": address}]
    return crumbs + [{"label": short_name(place), "url": f"{address}?place={place.code}"} for place in line]


def _facts(shown: Shown, line: Sequence[Place]) -> list[dict[str, Any]]:
    return [
        {"label": FIELDS["kind"], "value": KINDS[shown.kind]},
        {
            "label": FIELDS["place"],
            "value": _where(line),
            "url": reverse("place", args=[line[-1].code]) if line else "",
        },
    ]


def _represented(serving: Iterable[Seat]) -> dict[str, Any]:
    """Return the matrix, and in words who is missing."""
    who: Represented = represented((seat.sector, seat.core_organisation) for seat in serving)
    return {
        "matrix": matrix(who),
        "missing_sectors": _named(who.missing_sectors, SECTORS),
        "missing_core": _named(who.missing_core, CORE_ORGANISATIONS),
    }


def _named(codes: Iterable[str], words: Mapping[str, Words]) -> str:
    return ", ".join(str(words[code]) for code in codes)
