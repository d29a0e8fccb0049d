"""A browser in which somebody opened the own record."""

from __future__ import annotations

from typing import Any

from django.test import Client

from sanphalang.access.roles import Role
from sanphalang.access.tests.factories import make_viewer
from sanphalang.access.viewer import Viewer
from sanphalang.people.models import Person
from sanphalang.people.tests.factories import with_private_details
from sanphalang.privacy.links import NewLink, make_link

KORAT, NEIGHBOUR = "302105", "310101"


def manager(centre: str = "30") -> Viewer:
    """Return a data manager."""
    return make_viewer(Role.DATA_MANAGER, centre)


def somebody(**fields: Any) -> Person:
    """Make somebody of Nakhon Ratchasima of whom everything private is known."""
    return with_private_details("สมหญิง", place=fields.pop("place", KORAT), **fields)


def linked(person: Person) -> NewLink:
    """Make a link for somebody."""
    return make_link(manager(), person.pk)


def browser(person: Person) -> Client:
    """Return a browser in which the person opened the own record by the link."""
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    client.cookies["django_language"] = "en"
    answer = client.get(f"/me/open/{linked(person).token}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/")
    return client
