"""Posts in organisations for the tests of this room: rows of another room's table that point to a record."""

from __future__ import annotations

from django.utils import timezone

from sanphalang.committees.models import Post
from sanphalang.people.models import Person
from sanphalang.people.tests.factories import make_person


def make_post(organisation: int, *, person: Person | None = None) -> Post:
    """Let somebody hold a post in an organisation."""
    holder = person or make_person()
    return Post.objects.create(
        person=holder, organisation_id=organisation, position="ประธาน", starts_on=timezone.localdate()
    )
