"""What organisations keep of a person who is erased: contacts are emptied where they are that person for certain.

What only may be the person, and what is written in words, is found for somebody to read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.files.merged import own_values, without_own
from sanphalang.ledger.actions import record
from sanphalang.ledger.digests import private_digest
from sanphalang.organisations.contacts import HAS_CONTACT
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.rules import PRIVATE_FIELDS, SUBJECT
from sanphalang.organisations.words import FIELDS
from sanphalang.people.naming import Sought, TextFound, excerpt

CONTACT = "contact"
_OWN = "own"  # what it said itself where a merge gave it another contact


def is_the_contact(organisation: Organisation, sought: Sought, *, holds_post: bool) -> bool:
    """Say whether the contact is the person for certain: the name with a telephone or address, or with a post there."""
    reached = sought.is_reached_in(organisation.telephone) or sought.is_reached_in(organisation.email)
    if not organisation.contact_name.strip():
        return sought.is_reached_in(organisation.email)
    return sought.is_named_in(organisation.contact_name) and (reached or holds_post)


def may_be_contact(sought: Sought, posts_in: Collection[int]) -> list[Organisation]:
    """Return the organisations whose contact shares a word or a number with the person."""
    shares = Q(pk__in=list(posts_in))
    for text in sought.spellings:
        shares |= Q(contact_name__icontains=text) | Q(telephone__contains=text) | Q(email__icontains=text)
    return list(Organisation.with_merged.filter(HAS_CONTACT).filter(shares).order_by("pk"))


def _own_contacts(sought: Sought) -> list[Organisation]:
    """Return, with the contact that they said themselves, organisations to which a merge gave another one."""
    holds = Q(pk__in=())
    for text in sought.spellings:
        holds |= Q(before_merge__icontains=text)
    found = list(Organisation.with_merged.filter(holds).order_by("pk"))
    for organisation in found:
        for name, value in own_values(organisation).items():
            setattr(organisation, name, value)
    return found


def certain_contacts(sought: Sought, posts_in: Collection[int]) -> list[TextFound]:
    """Return every contact that is the person for certain, wherever in the country."""
    return [
        _found(organisation, CONTACT, _("Contact of an organisation"))
        for organisation in may_be_contact(sought, posts_in)
        if is_the_contact(organisation, sought, holds_post=organisation.pk in posts_in)
    ] + [
        _found(organisation, f"{_OWN}:{CONTACT}", _("Contact of an organisation"))
        for organisation in _own_contacts(sought)
        if is_the_contact(organisation, sought, holds_post=organisation.pk in posts_in)
    ]


def forget_contact(actor: str, key: str) -> None:
    """Empty a contact that was found, by its key. Belongs in the transaction of who decided so.

    That it may be emptied, by territory, is for the caller to say.
    """
    organisation = Organisation.with_merged.select_for_update().filter(pk=key.split(":")[1]).first()
    if organisation is None:
        return
    if key.split(":")[2] == _OWN:
        organisation.before_merge = without_own(organisation, PRIVATE_FIELDS)
        organisation.save(update_fields=["before_merge"])
        return
    if not any(getattr(organisation, name) for name in PRIVATE_FIELDS):
        return
    changes = {name: [private_digest(getattr(organisation, name)), ""] for name in PRIVATE_FIELDS}
    for name in PRIVATE_FIELDS:
        setattr(organisation, name, "")
    organisation.contact_published = False
    organisation.revision += 1
    organisation.updated_at = timezone.now()
    organisation.save(update_fields=[*PRIVATE_FIELDS, "contact_published", "revision", "updated_at"])
    subject = (SUBJECT, str(organisation.pk))
    record(actor, "organisations.forget_contact", subject, place=organisation.place, changes=changes)


def is_contact(key: str) -> bool:
    """Say whether the key of what was found is that of a contact."""
    return key.startswith(f"{SUBJECT}:") and key.endswith(f":{CONTACT}")


def texts_naming(sought: Sought, posts_in: Collection[int]) -> Iterator[TextFound]:
    """Yield the texts of organisations in which the person is told of, and contacts that may be the person."""
    own = ((organisation, f"{_OWN}:{CONTACT}") for organisation in _own_contacts(sought))
    now = ((organisation, CONTACT) for organisation in may_be_contact(sought, posts_in))
    for organisation, key in (*now, *own):
        contact = f"{organisation.contact_name} {organisation.telephone} {organisation.email}"
        is_certain = is_the_contact(organisation, sought, holds_post=organisation.pk in posts_in)
        if sought.is_told_in(contact) and not is_certain:
            yield _found(organisation, key, _("Contact of an organisation"))
    holds = Q(pk__in=list(posts_in))
    for name in _WRITTEN:
        for text in sought.spellings:
            holds |= Q(**{f"{name}__icontains": text})
    for organisation in Organisation.with_merged.filter(holds).order_by("pk"):
        for name in _WRITTEN:
            if sought.is_told_in(text := getattr(organisation, name)):
                yield _found(organisation, name, str(FIELDS[name]), excerpt(text, sought))


_WRITTEN = ("name", "activity", "address", "website")


def _found(organisation: Organisation, name: str, what: str, words: str = "") -> TextFound:
    url = reverse("organisations:page", args=[organisation.pk])
    return TextFound(f"{SUBJECT}:{organisation.pk}:{name}", what, organisation.name, url, organisation.place, words)
