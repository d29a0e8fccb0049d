"""Cases that lists tell of: what an import asks of the items that are there, and the drafts that it begins.

What a list brings is nobody's word yet: a draft of the centre, read by who writes there, published by people alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import orjson
from django.db.models import Exists, OuterRef
from django.utils import timezone

from sanphalang.access.viewer import Viewer
from sanphalang.knowledge.models import ItemClaim, KnowledgeItem, Part, Partner, TiedGoal, Version
from sanphalang.knowledge.queries import visible
from sanphalang.knowledge.rules import MOST_PARTNERS, PARTS, Form, State
from sanphalang.organisations import lookups
from sanphalang.organisations.rules import read_name
from sanphalang.places.rules import PlaceCode, contains
from sanphalang.sdg.queries import known_codes
from sanphalang.sdg.rules import goal_of

TEXTS = ("summary", *PARTS[Form.CASE])
"""What a list tells in words: the summary, and what is written under each question of the form."""
TOLD = (*TEXTS, "goals", "organisations")
"""Everything that ``KnowledgeItem.told`` may hold, by the name of the field of a list."""
_AT_ONCE = 500
_BETWEEN = re.compile(r"[,;\n•·]+")
_WHO = "who"


class KnownItem(NamedTuple):
    """An item as far as recognising it takes; ``is_listed``: a list told of it."""

    id: int
    identity: str
    name: str
    place: int | None
    place_level: str
    year: int | None
    is_listed: bool


class ShownItem(NamedTuple):
    """An item beside a row of a list."""

    id: int
    name: str
    padded: int | None
    year: int | None
    kind: str
    summary: str


def any_item() -> bool:
    """Say whether there is anything to be recognised."""
    return KnowledgeItem.objects.exists()


def with_identities(identities: Iterable[str]) -> list[KnownItem]:
    """Return the items whose titles say the same."""
    return _known(identity__in=list(identities))


def with_ids(ids: Iterable[int]) -> list[KnownItem]:
    """Return the items with these ids."""
    return _known(pk__in=list(ids))


def identities_in(places: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    """Return ``(id, identity)`` of the items of these places, by place."""
    found: dict[int, list[tuple[int, str]]] = {}
    rows = KnowledgeItem.objects.filter(place__in=list(places)).values_list("place", "id", "identity")
    for place, item, identity in rows:
        found.setdefault(place or 0, []).append((item, identity))
    return found


def shown_with_ids(viewer: Viewer, ids: Iterable[int]) -> dict[int, ShownItem]:
    """Return the items with these ids of which the viewer may read a version, by its latest; one query."""
    found: dict[int, ShownItem] = {}
    for version in visible(viewer).filter(item__in=list(ids)).order_by("number"):
        found[version.item_id] = ShownItem(
            version.item_id, version.title, version.place, version.year, version.kind, version.summary
        )
    return found


def names_of(viewer: Viewer, ids: Iterable[int]) -> dict[int, str]:
    """Return the titles of the items that the viewer may read; one query."""
    return {number: shown.name for number, shown in shown_with_ids(viewer, ids).items()}


def sources_of(item_id: int) -> list[str]:
    """Return the names of the sources whose lists told of an item, the first one first."""
    claims = ItemClaim.objects.filter(item=item_id).order_by("id").values_list("source__name", flat=True)
    return list(dict.fromkeys(claims))


def texts_of(told: str) -> dict[str, str]:
    """Return what a list told of an item in words, by the name of its field."""
    texts: dict[str, str] = orjson.loads(told) if told else {}
    return texts


def as_told(texts: Mapping[str, str]) -> str:
    """Return such texts as an item keeps them."""
    return orjson.dumps(dict(texts), option=orjson.OPT_SORT_KEYS).decode() if texts else ""


def joined_texts(known: str, said: str) -> str:
    """Return the texts of both; what one list does not tell is not lost by it."""
    return as_told(texts_of(known) | texts_of(said))


def write_drafts(viewer: Viewer, items: Collection[int]) -> None:
    """Write the drafts of items as lists tell them, where people have not written on. The caller records it."""
    numbers = sorted(items)
    for at in range(0, len(numbers), _AT_ONCE):
        listed = list(KnowledgeItem.objects.filter(pk__in=numbers[at : at + _AT_ONCE], is_written=False))
        if listed:
            _write(viewer, listed)


@dataclass(frozen=True, slots=True)
class _Draft:
    """The draft of an item with the texts that it is written from."""

    item: KnowledgeItem
    version: Version
    texts: Mapping[str, str]

    @property
    def organisations(self) -> list[str]:
        """The organisations named, each once."""
        named = (name.strip() for name in _BETWEEN.split(self.texts.get("organisations", "")))
        return list(dict.fromkeys(name for name in named if name))[:MOST_PARTNERS]


def _write(viewer: Viewer, items: Sequence[KnowledgeItem]) -> None:
    begun = {version.item_id: version for version in Version.objects.filter(item__in=items)}
    new = [item.pk for item in items if item.pk not in begun]
    KnowledgeItem.objects.filter(pk__in=new).update(author=viewer.actor)
    drafts = [_draft(item, begun.get(item.pk)) for item in items]
    Version.objects.bulk_create(draft.version for draft in drafts if draft.version.pk is None)
    columns = [name for name in _columns(drafts[0].item, {}) if name != "item_id"]
    Version.objects.bulk_update([begun[number] for number in begun], columns, batch_size=50)
    for table in (Part, TiedGoal, Partner):
        table._default_manager.filter(version__in=list(begun.values())).delete()
    _write_partners(drafts)
    wanted = {code for draft in drafts for code in draft.texts.get("goals", "").split()}
    goals = set(known_codes(wanted)) if wanted else set()
    TiedGoal.objects.bulk_create(
        TiedGoal(version=draft.version, code=code, goal=goal_of(code))
        for draft in drafts
        for code in draft.texts.get("goals", "").split()
        if code in goals
    )


def _draft(item: KnowledgeItem, begun: Version | None) -> _Draft:
    texts = texts_of(item.told)
    values = _columns(item, texts)
    if begun is None:
        return _Draft(item, Version(number=1, state=State.DRAFT, form=Form.CASE, **values), texts)
    for name, value in values.items():
        setattr(begun, name, value)
    return _Draft(item, begun, texts)


def _columns(item: KnowledgeItem, texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "item_id": item.pk,
        "title": item.name,
        "title_key": item.name_key,
        "title_sort": item.name_sort,
        "kind": item.kind,
        "place": item.place,
        "place_level": item.place_level,
        "year": item.year,
        "summary": texts.get("summary", ""),
        "revision": item.revision,
        "updated_at": timezone.now(),
    }


def _write_partners(drafts: Sequence[_Draft]) -> None:
    """Tie the organisations that are known for certain; the others stay words under who took part."""
    known = _Organisations(name for draft in drafts for name in draft.organisations)
    parts: list[Part] = []
    partners: list[Partner] = []
    for draft in drafts:
        found = {name: known.of(name, draft.item) for name in draft.organisations}
        ids = dict.fromkeys(number for number in found.values() if number)
        partners += (Partner(version=draft.version, organisation_id=number) for number in ids)
        texts = dict(draft.texts)
        left = ", ".join(name for name, number in found.items() if not number)
        texts[_WHO] = "\n\n".join(filter(None, (texts.get(_WHO, ""), left)))
        parts += (
            Part(version=draft.version, name=name, text=texts.get(name, ""), revision=draft.item.revision)
            for name in PARTS[Form.CASE]
        )
    Part.objects.bulk_create(parts)
    Partner.objects.bulk_create(partners)


class _Organisations:
    """The organisations of the registry that bear some names; one query."""

    def __init__(self, names: Iterable[str]) -> None:
        self._identities = {name: read_name(name).identity for name in names}
        self._known: dict[str, list[tuple[int, int]]] = {}
        wanted = {identity for identity in self._identities.values() if identity}
        for number, identity, _name, place, *_others in lookups.with_identities(wanted) if wanted else ():
            if place is not None:
                self._known.setdefault(identity, []).append((number, place))

    def of(self, name: str, item: KnowledgeItem) -> int | None:
        """Return the one organisation of a name in the subdistrict of the item, else its district, else its province.

        Where two bear it, none is meant for certain.
        """
        found = self._known.get(self._identities[name], [])
        if not found or item.place is None:
            return None
        own = PlaceCode.of(item.place, item.place_level)
        for around in (own, *reversed(own.ancestors)):
            here = [number for number, place in found if contains((around.interval,), place)]
            if here:
                return here[0] if len(here) == 1 else None
        return None


def _known(**wanted: Any) -> list[KnownItem]:
    claims = ItemClaim.objects.filter(item=OuterRef("pk"))
    rows = KnowledgeItem.objects.filter(**wanted).annotate(is_listed=Exists(claims))
    return [KnownItem._make(row) for row in rows.values_list(*KnownItem._fields)]
