"""Reads of what a version is tied to. A person's name is told only where it may be; the role always."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sanphalang.access.viewer import Viewer
from sanphalang.files.models import KeptFile
from sanphalang.issues.models import Tag
from sanphalang.issues.queries import tags_numbered
from sanphalang.knowledge.models import (
    AlsoPlace,
    Attachment,
    Naming,
    Participant,
    Partner,
    Picture,
    TiedGoal,
    TiedTag,
    Version,
    Video,
)
from sanphalang.knowledge.queries import Shown, visible
from sanphalang.knowledge.rules import FILES, PARTNERS, PICTURES, TIES, State
from sanphalang.organisations.bodies import Body, bodies
from sanphalang.people.seen import SeenPerson, persons_seen
from sanphalang.places.rules import PlaceCode
from sanphalang.sdg.queries import Mark, marks


@dataclass(frozen=True, slots=True)
class ShownPartner:
    """An organisation or a local authority that took part."""

    id: int
    body: Body
    did: str
    joined_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownParticipant:
    """A person who took part; ``person`` is None where the name is not for this viewer, or nobody is there any more."""

    id: int
    person: SeenPerson | None
    role: str
    is_named: bool
    basis: str = ""
    agreed_on: date | None = None


def goals_of(shown: Shown) -> list[Mark]:
    """Return the goals and targets of a version."""
    codes = list(TiedGoal.objects.filter(version=shown.version).values_list("code", flat=True))
    return marks(codes) if codes else []


def tags_of(shown: Shown) -> list[Tag]:
    """Return the issues of a version."""
    numbers = list(TiedTag.objects.filter(version=shown.version).order_by().values_list("tag", flat=True))
    return tags_numbered(numbers) if numbers else []


def other_places_of(shown: Shown) -> list[PlaceCode]:
    """Return the places besides the main one."""
    rows = AlsoPlace.objects.filter(version=shown.version)
    return [PlaceCode.of(each.place, each.place_level) for each in rows]


def partners_of(shown: Shown) -> list[ShownPartner]:
    """Return the organisations and local authorities that took part, as far as they still stand."""
    rows = list(Partner.objects.filter(version=shown.version))
    organisations = bodies("organisation", [row.organisation_id for row in rows if row.organisation_id])
    authorities = bodies("local_authority", [row.local_authority_id for row in rows if row.local_authority_id])
    found = (
        (row, organisations.get(row.organisation_id or 0) or authorities.get(row.local_authority_id or 0))
        for row in rows
    )
    return [ShownPartner(row.pk, body, row.did, row.joined_on) for row, body in found if body is not None]


def has_participants(shown: Shown) -> bool:
    """Say whether a version tells of people who took part."""
    return Participant.objects.filter(version=shown.version).exists()


def participants_of(viewer: Viewer, shown: Shown) -> list[ShownParticipant]:
    """Return the people who took part, with the names that the viewer may read."""
    rows = list(Participant.objects.filter(version=shown.version))
    if not rows:
        return []
    agreed = {each.person_id: each for each in Naming.objects.filter(item=shown.id)}
    names = persons_seen(viewer, (row.person_id for row in rows if row.person_id), published=agreed.keys())
    return [_participant(row, names, agreed) for row in rows]


def items_with_person(viewer: Viewer, person_id: int) -> list[tuple[Version, str, bool]]:
    """Return the versions that the viewer may read in which a person took part: role, and whether the name is shown."""
    taking_part = Participant.objects.filter(person=person_id, version__in=visible(viewer))
    rows = list(taking_part.select_related("version__item").order_by("version__number"))
    named = set(Naming.objects.filter(person=person_id).values_list("item", flat=True)) if rows else set()
    latest: dict[int, tuple[Version, str, bool]] = {}
    for row in rows:
        latest[row.version.item_id] = (row.version, row.role, row.version.item_id in named)
    return list(latest.values())


def pictures_of(shown: Shown) -> list[Picture]:
    """Return the pictures of a version in their order."""
    return list(Picture.objects.filter(version=shown.version))


def attachments_of(shown: Shown) -> list[Attachment]:
    """Return the documents of a version that are still kept."""
    rows = Attachment.objects.filter(version=shown.version, file__removed_at=None)
    return list(rows.select_related("file"))


def videos_of(shown: Shown) -> list[Video]:
    """Return the films of a version."""
    return list(Video.objects.filter(version=shown.version))


def how_many(shown: Shown) -> dict[str, int]:
    """Return how much was added in each step in which things are added."""
    version = Version(pk=shown.version)
    return {
        TIES: version.tied_goals.count() + version.tied_tags.count() + version.also_places.count(),
        PARTNERS: version.partners.count() + version.participants.count(),
        PICTURES: version.pictures.count(),
        FILES: version.attachments.count() + version.videos.count(),
    }


def first_pictures(versions: Iterable[int]) -> dict[int, Picture]:
    """Return the picture that stands for each version in a list; one query."""
    found: dict[int, Picture] = {}
    for picture in Picture.objects.filter(version__in=list(versions)).order_by("version", "number", "id"):
        found.setdefault(picture.version_id, picture)
    return found


def picture_seen(viewer: Viewer, item_id: int, picture_id: int) -> tuple[Picture, bool] | None:
    """Return a picture that the viewer may see, with whether everybody may."""
    rows = Picture.objects.filter(pk=picture_id, version__item=item_id, version__in=visible(viewer))
    picture = rows.select_related("version", "file", "small").first()
    if picture is None or picture.file.removed_at is not None:
        return None
    return picture, picture.version.state == State.PUBLISHED


def attachment_seen(viewer: Viewer, item_id: int, attachment_id: int) -> tuple[Attachment, KeptFile] | None:
    """Return a document that the viewer may have, with its file."""
    rows = Attachment.objects.filter(pk=attachment_id, version__item=item_id, version__in=visible(viewer))
    found = rows.select_related("file").first()
    return None if found is None or found.file.removed_at is not None else (found, found.file)


def _participant(row: Participant, names: dict[int, SeenPerson], agreed: dict[int, Naming]) -> ShownParticipant:
    number = row.person_id or 0
    naming = agreed.get(number)
    return ShownParticipant(
        id=row.pk,
        person=names.get(number),
        role=row.role,
        is_named=naming is not None,
        basis=naming.basis if naming else "",
        agreed_on=naming.agreed_on if naming else None,
    )
