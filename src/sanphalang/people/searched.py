"""How people are found, by who may see them: by the parts of their names, what they do, and digits of telephones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.people.models import Person
from sanphalang.people.rules import SUBJECT, roles_of
from sanphalang.people.words import ROLES
from sanphalang.places.queries import within
from sanphalang.places.rules import NATION, Intervals, overlap
from sanphalang.thai.key import match_key
from sanphalang.web.searched import Content, Document, Searched, Shelf, Titled, keys_of


class Written(NamedTuple):
    """What is written of a person."""

    id: int
    title: str
    given_name: str
    surname: str
    monastic_name: str
    nickname: str
    name_key: str
    place: int | None
    occupation: str
    telephone: str


def _seen(viewer: Viewer) -> Intervals:
    return policy.intervals(viewer, Act.PEOPLE_SEE)


def _seen_in_private(viewer: Viewer) -> Intervals:
    people, private = _seen(viewer), policy.intervals(viewer, Act.PEOPLE_SEE_PRIVATE)
    return private if people == NATION else overlap(people, private)


_PEOPLE = Shelf("people", _seen)
_TELEPHONES = Shelf("telephones", _seen_in_private, tells_a_secret=True)
_NAME = ("title", "given_name", "monastic_name", "surname")


def written(chosen: Q, *, limit: int | None = None) -> list[Written]:
    """Return what is written of people."""
    return [Written(*row) for row in Person.objects.filter(chosen).order_by("pk").values_list(*Written._fields)[:limit]]


def documents(written: Iterable[Written]) -> Iterator[Document]:
    """Yield what who may see people there sees of each, and apart from it their telephones."""
    for each in written:
        named = (each.given_name, each.surname, each.monastic_name, each.nickname)
        content = Content(
            names=tuple(filter(None, named)),
            texts=(each.title, each.occupation),
            keys=(each.name_key, *keys_of(named)),
            sounds=(each.name_key, *keys_of((each.monastic_name,))),
        )
        yield Document(_PEOPLE, each.id, each.place, content)
        if each.telephone:
            yield Document(_TELEPHONES, each.id, each.place, Content(telephones=each.telephone))


def names(viewer: Viewer, ids: Collection[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the match keys of the names of people whom the viewer may know of."""
    found = Person.objects.filter(within("place", _seen(viewer)), pk__in=list(ids)).values_list("id", "name_key")
    return ((number, (name,)) for number, name in found)


def titled(viewer: Viewer, ids: Collection[int]) -> Iterator[Titled]:
    """Yield people whom the viewer may know of, as they are shown."""
    found = Person.objects.filter(within("place", _seen(viewer)), pk__in=list(ids))
    for number, key, roles, place, title, given, monastic, surname in found.values_list(
        "id", "name_key", "roles", "place", *_NAME
    ):
        name = " ".join(filter(None, (f"{title}{given}", monastic, surname)))
        about = ", ".join(str(word) for role, word in ROLES.items() if role in roles_of(roles))
        yield Titled(number, name, place, "people:page", (key, match_key(name)), about)


SEARCHED = Searched(SUBJECT, _("People"), (_PEOPLE, _TELEPHONES), written, documents, titled, names)
