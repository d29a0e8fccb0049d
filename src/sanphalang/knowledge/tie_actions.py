"""What a draft is tied to: goals, issues, other places, organisations, people. Check, change, record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.access.writing import CannotBeError, NoSuchRecordError
from sanphalang.knowledge.models import (
    AlsoPlace,
    KnowledgeItem,
    Naming,
    Participant,
    Partner,
    TiedGoal,
    TiedTag,
    Version,
)
from sanphalang.knowledge.rules import MOST_PARTNERS, MOST_PLACES, ONCE_PUBLIC, SUBJECT, WORKING
from sanphalang.knowledge.writing import locked, told, touch, working, write_down
from sanphalang.ledger.actions import record
from sanphalang.organisations.bodies import BodyKind, hold_body
from sanphalang.people.seen import hold_seen
from sanphalang.places.rules import PlaceCode
from sanphalang.sdg.rules import goal_of


class Ties(NamedTuple):
    """What a version is tied to, by codes and numbers."""

    goals: Sequence[str] = ()
    tags: Sequence[int] = ()
    places: Sequence[str] = ()


def ties_of(version: Version) -> Ties:
    """Return what a version is tied to."""
    places = (PlaceCode.of(each.place, each.place_level).text for each in version.also_places.all())
    return Ties(
        list(version.tied_goals.values_list("code", flat=True)),
        list(version.tied_tags.order_by("tag").values_list("tag", flat=True)),
        list(places),
    )


def put_ties(viewer: Viewer, item_id: int, ties: Ties) -> None:
    """Tie the draft to these goals, issues and places and to no others."""
    if len(ties.places) > MOST_PLACES:
        raise CannotBeError(_("Up to %(count)d other places, please.") % {"count": MOST_PLACES})
    with transaction.atomic():
        version = working(locked(viewer, item_id))
        before, after = ties_of(version), Ties(list(ties.goals), sorted(ties.tags), list(ties.places))
        changes = {
            name: [list(one), list(other)]
            for name, one, other in zip(Ties._fields, before, after, strict=True)
            if list(one) != list(other)
        }
        if not changes:
            return
        for rows in (version.tied_goals, version.tied_tags, version.also_places):
            rows.all().delete()
        TiedGoal.objects.bulk_create(TiedGoal(version=version, code=code, goal=goal_of(code)) for code in after.goals)
        TiedTag.objects.bulk_create(TiedTag(version=version, tag_id=tag) for tag in after.tags)
        codes = [PlaceCode.parse(code) for code in dict.fromkeys(after.places)]
        AlsoPlace.objects.bulk_create(
            AlsoPlace(version=version, place=code.padded, place_level=code.level) for code in codes
        )
        touch(version)
        write_down(viewer, "tie", item_id, version.place, told(changes))


def add_partner(
    viewer: Viewer,
    item_id: int,
    body_id: int,
    *,
    kind: BodyKind = "organisation",
    did: str = "",
    joined_on: date | None = None,
) -> None:
    """Tie an organisation or a local authority to the draft, with since when, and what it did."""
    with transaction.atomic():
        version = working(locked(viewer, item_id))
        if hold_body(kind, body_id) is None:
            raise NoSuchRecordError(body_id)
        if version.partners.count() >= MOST_PARTNERS:
            raise CannotBeError(_("There are %(count)d already; more are not kept here.") % {"count": MOST_PARTNERS})
        if version.partners.filter(**{kind: body_id}).exists():
            raise CannotBeError(_("This organisation is here already."))
        Partner.objects.create(version=version, **{f"{kind}_id": body_id}, did=did, joined_on=joined_on)
        _noted(viewer, "add_partner", version, **{kind: body_id}, did=did, joined_on=joined_on or "")


def remove_partner(viewer: Viewer, item_id: int, partner_id: int) -> None:
    """Untie an organisation from the draft."""
    with transaction.atomic():
        version = working(locked(viewer, item_id))
        partner = version.partners.filter(pk=partner_id).first()
        if partner is None:
            raise NoSuchRecordError(partner_id)
        partner.delete()
        named = {"organisation": partner.organisation_id, "local_authority": partner.local_authority_id}
        _noted(viewer, "remove_partner", version, **{name: number for name, number in named.items() if number})


def add_participant(viewer: Viewer, item_id: int, person_id: int, *, role: str) -> None:
    """Tie a person whom the viewer may see to the draft; everybody will read the role, and nobody the name."""
    with transaction.atomic():
        version = working(locked(viewer, item_id))
        hold_seen(viewer, person_id)
        if version.participants.count() >= MOST_PARTNERS:
            raise CannotBeError(_("There are %(count)d already; more are not kept here.") % {"count": MOST_PARTNERS})
        Participant.objects.create(version=version, person_id=person_id, role=role)
        _noted(viewer, "add_participant", version, person=person_id, role=role)


def remove_participant(viewer: Viewer, item_id: int, participant_id: int) -> None:
    """Untie a person from the draft."""
    with transaction.atomic():
        version = working(locked(viewer, item_id))
        participant = version.participants.filter(pk=participant_id).first()
        if participant is None:
            raise NoSuchRecordError(participant_id)
        participant.delete()
        _noted(viewer, "remove_participant", version, person=participant.person_id)


def name_person(viewer: Viewer, item_id: int, person_id: int, *, basis: str, agreed_on: date) -> None:
    """Record that a person agreed to be named, and show the name to everybody who reads the item.

    Where the item is published with the person, the name is read at once: that is for whoever publishes there.
    """
    with transaction.atomic():
        item = locked(viewer, item_id)
        hold_seen(viewer, person_id)
        took_part = Participant.objects.filter(version__item=item, person=person_id)
        if not took_part.exists():
            raise NoSuchRecordError(person_id)
        if took_part.filter(version__state__in=ONCE_PUBLIC).exists() and not _may_publish(viewer, item):
            raise Refused(_("Everybody would read the name at once. Please ask the coordinator of your centre."))
        for version in item.versions.filter(state__in=WORKING):
            touch(version)  # whoever has read the draft to publish it has not read the name
        values = {"basis": basis, "agreed_on": agreed_on}
        defaults = {**values, "decided_by": viewer.actor}
        Naming.objects.update_or_create(item=item, person_id=person_id, defaults=defaults)
        changes = {name: ["", value] for name, value in {"person": person_id, **values}.items()}
        write_down(viewer, "name_person", item_id, _place_of(item_id), told(changes))


def unname_person(viewer: Viewer, item_id: int, person_id: int) -> None:
    """Take a person's name from every version at once; the role stays."""
    with transaction.atomic():
        item = locked(viewer, item_id)
        if item.namings.filter(person=person_id).delete()[0]:
            write_down(viewer, "unname_person", item_id, _place_of(item_id), told({"person": [person_id, None]}))


def take_back_own_name(actor: str, item_id: int, person_id: int) -> bool:
    """Take a person's name from an item because the person says so; say whether it was shown."""
    with transaction.atomic():
        if not Naming.objects.filter(item=item_id, person=person_id).delete()[0]:
            return False
        changes = told({"person": [person_id, None]})
        record(actor, "knowledge.unname_person", (SUBJECT, str(item_id)), place=_place_of(item_id), changes=changes)
        return True


def _may_publish(viewer: Viewer, item: KnowledgeItem) -> bool:
    places = item.versions.values_list("place", flat=True)
    return all(policy.may(viewer, Act.KNOWLEDGE_PUBLISH, place) for place in places)


def _place_of(item_id: int) -> int | None:
    return Version.objects.filter(item=item_id).order_by("-number").values_list("place", flat=True)[0]


def _noted(viewer: Viewer, verb: str, version: Version, **values: Any) -> None:
    touch(version)
    changes = {name: ["", value] for name, value in values.items() if value != ""}
    write_down(viewer, verb, version.item_id, version.place, told(changes))
