"""How organisations are found: by name with and without the word of the kind, by what they do, by their number."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.organisations.models import Organisation
from sanphalang.organisations.queries import kind_names, visible
from sanphalang.organisations.rules import SUBJECT
from sanphalang.places.rules import NATION, Intervals
from sanphalang.thai.key import match_key
from sanphalang.web.searched import Content, Document, Searched, Shelf, Titled, keys_of


class Written(NamedTuple):
    """What is written of an organisation."""

    id: int
    name: str
    identity: str
    place: int | None
    village_no: str
    address: str
    activity: str
    registration_no: str
    telephone: str
    contact_published: bool


def _everywhere(viewer: Viewer) -> Intervals:
    return NATION


def _contacts(viewer: Viewer) -> Intervals:
    return policy.intervals(viewer, Act.ORGANISATIONS_SEE_CONTACT)


_PUBLIC = Shelf("organisations", _everywhere)
_CONTACTS = Shelf("contacts", _contacts, tells_a_secret=True)


def written(chosen: Q, *, limit: int | None = None) -> list[Written]:
    """Return what is written of organisations."""
    rows = Organisation.objects.filter(chosen).order_by("pk").values_list(*Written._fields)[:limit]
    return [Written(*row) for row in rows]


def documents(written: Iterable[Written]) -> Iterator[Document]:
    """Yield what is public of each, and apart from it a contact that is not published."""
    for each in written:
        core = _core(each.identity)
        content = Content(
            names=(each.name,),
            texts=(each.activity, each.address, each.registration_no, each.village_no),
            keys=keys_of((each.name, core, each.registration_no)),
            sounds=keys_of((each.name, core)),
            telephones=each.telephone if each.contact_published else "",
        )
        yield Document(_PUBLIC, each.id, each.place, content)
        if each.telephone and not each.contact_published:
            yield Document(_CONTACTS, each.id, each.place, Content(telephones=each.telephone))


def names(viewer: Viewer, ids: Collection[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Yield the match keys of the names of organisations."""
    found = visible(viewer).filter(pk__in=list(ids)).defer(None).values_list("id", "name_key", "identity")
    return ((number, (name, _core(identity))) for number, name, identity in found)


def titled(viewer: Viewer, ids: Collection[int]) -> Iterator[Titled]:
    """Yield organisations as they are shown."""
    kinds = kind_names()
    found = visible(viewer).filter(pk__in=list(ids)).defer(None)
    for number, name, identity, kind, place in found.values_list("id", "name", "identity", "kind", "place"):
        called = (match_key(name), _core(identity))
        yield Titled(number, name, place, "organisations:page", called, kinds.get(kind, kind))


def _core(identity: str) -> str:
    """Return the name without the word of the kind."""
    return identity.rpartition(":")[2]


SEARCHED = Searched(SUBJECT, _("Community organisations"), (_PUBLIC, _CONTACTS), written, documents, titled, names)
