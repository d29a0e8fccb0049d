"""Reads of posts held in organisations and local authorities: whoever sees the person sees the post."""

from __future__ import annotations

from dataclasses import dataclass

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.committees.models import Post
from sanphalang.committees.rules import Term
from sanphalang.committees.writing import may_edit
from sanphalang.organisations.bodies import Body, BodyKind, bodies
from sanphalang.people.seen import SeenPerson, persons_seen


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPost:
    """A post as one viewer may see it."""

    id: int
    revision: int
    person: SeenPerson
    body: Body
    position: str
    term: Term
    may_edit: bool


def posts_of_person(viewer: Viewer, person_id: int) -> list[HeldPost]:
    """Return the posts of a person whom the viewer may see, latest first."""
    return _held(viewer, list(Post.objects.filter(person=person_id).order_by("-starts_on", "id")))


def posts_in(viewer: Viewer, kind: BodyKind, body_id: int) -> list[HeldPost]:
    """Return who holds and held posts in a body, as far as the viewer may see these people, latest first."""
    if not policy.may_anywhere(viewer, Act.PEOPLE_SEE):
        return []
    return _held(viewer, list(Post.objects.filter(**{kind: body_id}).order_by("-starts_on", "id")))


def post(viewer: Viewer, post_id: int) -> HeldPost | None:
    """Return one post, or None when there is none for this viewer."""
    return next(iter(_held(viewer, list(Post.objects.filter(pk=post_id)))), None)


def _held(viewer: Viewer, rows: list[Post]) -> list[HeldPost]:
    persons = persons_seen(viewer, (row.person_id for row in rows))
    organisations = bodies("organisation", (row.organisation_id for row in rows if row.organisation_id))
    authorities = bodies("local_authority", (row.local_authority_id for row in rows if row.local_authority_id))
    held = []
    for row in rows:
        person = persons.get(row.person_id)
        body = organisations.get(row.organisation_id or 0) or authorities.get(row.local_authority_id or 0)
        if person is not None and body is not None:
            held.append(_shown(viewer, row, person, body))
    return held


def _shown(viewer: Viewer, row: Post, person: SeenPerson, body: Body) -> HeldPost:
    return HeldPost(
        id=row.pk,
        revision=row.revision,
        person=person,
        body=body,
        position=row.position,
        term=row.term,
        may_edit=may_edit(viewer, body.place),
    )
