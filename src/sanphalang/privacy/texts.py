"""Texts and papers that may tell of a person who is to be erased: nobody but a reader can decide about them.

What is found inside the reach of whoever erases is shown before the erasure, and each of it has to be decided: mended
where it stands, removed (a paper, a row, a contact), or left, because it means somebody else or the law asks to keep
it. What is left is written into the ledger by key. What another centre keeps is not shown, nor how much it is, for that
would tell what matches a person who may be made up: that centre is asked (:mod:`.waiting`).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.committees import forgetting as committees
from sanphalang.knowledge import forgetting as knowledge
from sanphalang.organisations import forgetting as organisations
from sanphalang.organisations.forgetting import forget_contact, is_contact
from sanphalang.people import erasing as register
from sanphalang.people.naming import Sought, TextFound, sought, texts_about_others, trainings_naming
from sanphalang.privacy.above import keeper_of, rooms_above
from sanphalang.privacy.accounts import accounts_naming
from sanphalang.privacy.lists import FILE, Left, is_of_a_list, remove_files, remove_of_a_list
from sanphalang.privacy.models import Consent, Request
from sanphalang.privacy.paper_scans import consents_on_the_same_paper
from sanphalang.privacy.reach import EVERYWHERE, Reach, reach_of
from sanphalang.privacy.rows import Cells, empty_row, place_of_row, rows_to_read, seeking, what_to_empty
from sanphalang.verification import forgetting as checks

LEAVE, REMOVE = "leave", "remove"


class UndecidedError(Exception):
    """Something that may tell of the person has not been decided about."""


@dataclass(frozen=True, slots=True)
class ToRead:
    """A text or paper as an officer may see it."""

    found: TextFound
    may_be_removed: bool

    @property
    def removal(self) -> str:
        """What removing it would do, in words."""
        if self.found.is_paper or self.found.key.startswith(f"{FILE}:"):
            return _("Remove the file")
        return _("Empty the contact") if is_contact(self.found.key) else _("Empty what names the person")


def texts_about(person_id: int, reach: Reach = EVERYWHERE) -> list[TextFound]:
    """Return all texts and papers that may tell of the person, those outside the reach too.

    What is spelt quite differently is not found.
    """
    what = sought(person_id)
    own, cases = committees.committees_of(person_id), knowledge.items_of(person_id)
    posts = committees.organisations_with_posts(person_id)
    return [
        *knowledge.texts_naming(what, cases),
        *knowledge.papers_that_may_name(cases),
        *committees.texts_naming(what, own),
        *committees.papers_that_may_name(own),
        *organisations.texts_naming(what, posts),
        *checks.texts_naming(what, posts),
        *checks.photos_that_may_show(posts),
        *texts_about_others(what, person_id),
        *trainings_naming(what, person_id),
        *committees.posts_naming(what, person_id),
        *accounts_naming(what),
        *(found for room in rooms_above() for found in room.naming(what)),
        *_of_this_room(what, person_id),
        *(rows_to_read(person, reach) if (person := register.described(person_id)) else ()),
    ]


def to_read(viewer: Viewer, person_id: int) -> list[ToRead]:
    """Return what the viewer has to decide about before the person is erased."""
    reach = reach_of(viewer)
    return [as_to_read(viewer, found) for found in texts_about(person_id, reach) if reach.has(found.place)]


def as_to_read(viewer: Viewer, found: TextFound) -> ToRead:
    """Return what an officer may do with a text or paper."""
    asked_for = _asked_for(found)
    may = bool(asked_for) and all(policy.may(viewer, act, found.place) for act in asked_for)
    return ToRead(found, may_be_removed=may)


def checked(found: Mapping[str, ToRead], decided: Mapping[str, str]) -> list[str]:
    """Return the keys of what shall go. Raises :class:`UndecidedError` where anything was not decided about."""
    for key, each in found.items():
        if decided.get(key) not in ((LEAVE, REMOVE) if each.may_be_removed else (LEAVE,)):
            raise UndecidedError(key)
    return [key for key in found if decided[key] == REMOVE]


def decide(viewer: Viewer, person_id: int, decided: Mapping[str, str]) -> list[Left]:
    """Remove what shall go; return what another centre has to remove for it.

    Raises :class:`UndecidedError` where anything was not decided about. Belongs in the transaction of the erasure.
    """
    found = {each.found.key: each for each in to_read(viewer, person_id)}
    removed, person = checked(found, decided), register.described(person_id)
    if not removed or person is None:
        return []
    register.delete_for_good()
    what = seeking(person, reach_of(viewer)).what
    cells = {key: what_to_empty(place_of_row(key), what, person) for key in removed if found[key].found.is_row}
    return remove(viewer, removed, cells, identity=person.identity)


def remove(
    viewer: Viewer, keys: Iterable[str], cells: Mapping[str, Cells], *, name: str = "", identity: str = ""
) -> list[Left]:
    """Remove what was decided to go, by key; return what another centre has to remove for it."""
    lists: set[int] = set()
    for key in keys:
        if key in cells:
            empty_row(key, cells[key], identity=identity)
            lists.add(place_of_row(key)[0])
        elif is_contact(key):
            forget_contact(viewer.actor, key)
        elif is_of_a_list(key):
            remove_of_a_list(key, name)
        elif knowledge.is_of_knowledge(key):
            knowledge.forget(viewer.actor, key)
        elif checks.is_of_a_check(key):
            checks.remove_of_a_check(viewer.actor, key)
        elif (room := keeper_of(key)) is not None:
            room.forget(viewer.actor, key)
        elif committees.is_paper_there(key):
            committees.remove_paper(viewer.actor, key)
    return remove_files(lists, reach_of(viewer))


def _asked_for(found: TextFound) -> tuple[Act, ...]:
    """Return what somebody must be allowed at the place of what was found to remove it; a text is mended instead."""
    if found.is_row or is_of_a_list(found.key):
        return (Act.PEOPLE_EDIT, Act.PEOPLE_SEE_PRIVATE)
    if is_contact(found.key):
        return (Act.ORGANISATIONS_EDIT, Act.ORGANISATIONS_SEE_CONTACT)
    if knowledge.is_of_knowledge(found.key):
        return (Act.KNOWLEDGE_WRITE,) if knowledge.may_be_emptied(found) else ()
    if checks.is_of_a_check(found.key):
        return (Act.ROUNDS_APPROVE,)
    if (room := keeper_of(found.key)) is not None:
        return room.acts
    return (Act.COMMITTEES_EDIT,) if found.is_paper else ()


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
