"""Texts and papers that may tell of a person who is to be erased: nobody but a reader can decide about them.

What is found is shown before the erasure, and each of it has to be decided: mended where it stands, removed (a paper),
or left, because it means somebody else or the law asks to keep it. What is left is written into the ledger by key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.committees import forgetting as committees
from sanphalang.organisations import forgetting as organisations
from sanphalang.people import erasing as register
from sanphalang.people.naming import Sought, TextFound, sought, texts_about_others, trainings_naming
from sanphalang.privacy.accounts import accounts_naming
from sanphalang.privacy.models import Consent, Request
from sanphalang.privacy.paper_scans import consents_on_the_same_paper
from sanphalang.privacy.rows import ROW, empty_row, rows_to_read, seeking

LEAVE, REMOVE = "leave", "remove"


class UndecidedError(Exception):
    """Something that may tell of the person has not been decided about."""


@dataclass(frozen=True, slots=True)
class ToRead:
    """A text or paper as an officer may see it; another centre's words are not shown."""

    found: TextFound
    is_own: bool
    may_be_removed: bool

    @property
    def excerpt(self) -> str:
        """The words around, where the officer may read them."""
        return self.found.excerpt if self.is_own else ""


def texts_about(person_id: int) -> list[TextFound]:
    """Return all texts and papers that may tell of the person. What is spelt quite differently is not found."""
    what = sought(person_id)
    own = committees.committees_of(person_id)
    return [
        *committees.texts_naming(what, own),
        *committees.papers_that_may_name(own),
        *organisations.texts_naming(what, committees.organisations_with_posts(person_id)),
        *texts_about_others(what, person_id),
        *trainings_naming(what, person_id),
        *committees.posts_naming(what, person_id),
        *accounts_naming(what),
        *_of_this_room(what, person_id),
        *(rows_to_read(person) if (person := register.described(person_id)) else ()),
    ]


def to_read(viewer: Viewer, person_id: int) -> list[ToRead]:
    """Return what has to be decided before the person is erased."""
    return [as_to_read(viewer, found) for found in texts_about(person_id)]


def as_to_read(viewer: Viewer, found: TextFound) -> ToRead:
    """Return what an officer may see of a text or paper, and do with it."""
    is_own = policy.may(viewer, Act.PEOPLE_SEE_PRIVATE, found.place)
    return ToRead(found, is_own=is_own, may_be_removed=_may_be_removed(viewer, found))


def decide(viewer: Viewer, person_id: int, decided: Mapping[str, str]) -> None:
    """Remove the papers that shall go. Raises :class:`UndecidedError` where anything was not decided about.

    Belongs in the transaction of the erasure.
    """
    found = {each.found.key: each for each in to_read(viewer, person_id)}
    for key, each in found.items():
        if decided.get(key) not in ((LEAVE, REMOVE) if each.may_be_removed else (LEAVE,)):
            raise UndecidedError(key)
    removed = [key for key in found if decided[key] == REMOVE]
    person = register.described(person_id)
    if removed:
        register.delete_for_good()
    for key in removed:
        if key.startswith(f"{ROW}:") and person is not None:
            what, _claimed = seeking(person)
            empty_row(key, what, person_id, identity=person.identity)
        elif _still_there(key, person_id):
            committees.remove_paper(viewer.actor, key)


def _may_be_removed(viewer: Viewer, found: TextFound) -> bool:
    """Say whether an officer may remove a paper or empty a row; a row that no centre keeps, whoever erases may."""
    if found.is_row:
        return found.place is None or policy.may(viewer, Act.PEOPLE_SEE_PRIVATE, found.place)
    return found.is_paper and policy.may(viewer, Act.COMMITTEES_EDIT, found.place)


def _still_there(key: str, person_id: int) -> bool:
    papers = committees.papers_that_may_name(committees.committees_of(person_id))
    return key in {each.key for each in papers}


def _of_this_room(what: Sought, person_id: int) -> list[TextFound]:
    """Return requests of others that tell of the person, and consents that name the person as a guardian."""
    requests, consents = Q(pk__in=()), Q(pk__in=())
    for text in what.spellings:
        requests |= Q(asked__icontains=text) | Q(answer__icontains=text)
        consents |= Q(guardian_name__icontains=text) | Q(received_by__icontains=text)
    guardian, receiver = _("Guardian named in a consent"), _("Who received a consent on paper")
    shared = _("Scan that others signed too")
    asked = Request.objects.filter(requests).exclude(number=person_id).order_by("pk")
    given = Consent.objects.filter(consents).exclude(person=person_id).select_related("person").order_by("pk")
    return [
        *(_request(each) for each in asked if what.is_told_in(f"{each.asked}\n{each.answer}")),
        *(_consent(each, guardian) for each in given if what.is_told_in(each.guardian_name)),
        *(_consent(each, receiver, ":received_by") for each in given if what.is_told_in(each.received_by)),
        *(_consent(each, shared, ":scan") for each in consents_on_the_same_paper(person_id)),
    ]


def _request(found: Request) -> TextFound:
    url = reverse("privacy:request", args=[found.pk])
    where = _("Request %(number)s") % {"number": found.pk}
    return TextFound(f"request:{found.pk}", _("Words of a request"), where, url, found.place)


def _consent(found: Consent, what: str, part: str = "") -> TextFound:
    url = reverse("people:page", args=[found.person_id])
    where = _("Person %(number)s") % {"number": found.person_id}
    return TextFound(f"consent:{found.pk}{part}", what, where, url, found.person.place)
