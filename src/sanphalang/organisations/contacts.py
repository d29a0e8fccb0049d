"""Contacts of organisations that are not published: they are a person's details, and the ledger knows who took them."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q, QuerySet

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.ledger.actions import record
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.queries import Shown
from sanphalang.organisations.rules import LOOK, PRIVATE_FIELDS, SUBJECT
from sanphalang.places.queries import within

HAS_CONTACT = ~Q(**dict.fromkeys(PRIVATE_FIELDS, ""))


def unpublished_contacts(viewer: Viewer, rows: QuerySet[Organisation]) -> list[int]:
    """Return the numbers of those organisations whose contact the viewer sees though it is not published."""
    territory = policy.intervals(viewer, Act.ORGANISATIONS_SEE_CONTACT)
    hidden = rows.filter(HAS_CONTACT, within("place", territory), contact_published=False)
    return list(hidden.order_by().values_list("pk", flat=True))


def note_look(viewer: Viewer, shown: Shown) -> None:
    """Have the ledger keep that a contact is shown that is not published."""
    contact = shown.contact
    if not contact.is_shown or contact.is_published or not any((contact.name, contact.telephone, contact.email)):
        return
    with transaction.atomic():
        record(viewer.actor, LOOK, (SUBJECT, str(shown.id)), place=shown.padded, wakes=())


def contacts_of(viewer: Viewer, numbers: Iterable[int]) -> dict[int, dict[str, str]]:
    """Return the contacts of these organisations by number, as columns of a person, where the viewer sees them."""
    territory = policy.intervals(viewer, Act.ORGANISATIONS_SEE_CONTACT)
    found = Organisation.objects.filter(within("place", territory), pk__in=list(numbers))
    return {
        number: {"given_name": f"{contact} ({name})" if contact else name, "telephone": telephone, "email": email}
        for number, name, contact, telephone, email in found.values_list("pk", "name", *PRIVATE_FIELDS)
    }
