"""What the list is asked for, as conditions, and which indexes answer it fastest; always inside the territory."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, Max, OuterRef, QuerySet, Value
from django.db.models.functions import StrIndex
from django.utils import timezone

from sanphalang.access import policy
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.ledger.kept import kept
from sanphalang.people.models import Person, PersonSkill
from sanphalang.people.name_parts import count_with_name_part, is_frequent, spelling_out, with_name_part
from sanphalang.people.rules import PRIVATE_FIELDS
from sanphalang.places.models import Area, Place
from sanphalang.places.queries import intervals_of, within
from sanphalang.places.rules import NATION
from sanphalang.web.freshness import as_fresh
from sanphalang.web.ordered_pages import Unindexed

_Rows = QuerySet[Person]

_INDEXED = ("place", "confirmed_on", "id")  # the filtered columns that lead an index
_COVERED = ("name_sort", "place")  # orders whose index holds every filtered column, so that no row need be opened
_OPENING = 10  # opening a row costs as much as passing so many entries of an index
_MANY_NAMES = 15_000  # opening and sorting so many rows takes as long as reading all names along the alphabet
_ONE_BY_ONE = "skill"  # avoided, the skill is looked up for each person instead of the people for the skill


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the list; an empty value asks nothing."""

    name: str = ""
    place: Place | None = None
    area: Area | None = None
    role: str = ""
    skill: str = ""
    status: str = ""
    fresh: str = ""

    @property
    def is_anything(self) -> bool:
        """Whether any filter is in force."""
        return self != Wanted()

    @property
    def codes(self) -> dict[str, str]:
        """The filters in force as codes, to be recorded: of a part of a name only that one was asked for."""
        codes = {
            "name": "used" if self.name else "",
            "place": self.place.code if self.place else "",
            "area": f"{self.area.scheme}:{self.area.code}" if self.area else "",
            "role": self.role,
            "skill": self.skill,
            "status": self.status,
            "fresh": self.fresh,
        }
        return {name: code for name, code in codes.items() if code}


def narrowed(viewer: Viewer, wanted: Wanted, *, avoided: Collection[str] = ()) -> _Rows:
    """Return the people whom the viewer may see and who fit, without the indexes of ``avoided`` columns on SQLite."""
    rows: _Rows = Person.objects.defer(*PRIVATE_FIELDS).alias(
        **{f"plain_{column}": Unindexed(column) for column in avoided if column in _INDEXED}
    )
    column = {name: f"plain_{name}" if name in avoided else name for name in _INDEXED}
    rows = rows.filter(within(column["place"], policy.intervals(viewer, Act.PEOPLE_SEE)))
    if wanted.place is not None:
        rows = rows.filter(within(column["place"], (wanted.place.place_code.interval,)))
    if wanted.area is not None:
        rows = rows.filter(within(column["place"], intervals_of(wanted.area)))
    if wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.fresh:
        rows = rows.filter(as_fresh(column["confirmed_on"], wanted.fresh, timezone.localdate()))
    if wanted.role:
        rows = rows.alias(role_at=StrIndex("roles", Value(f" {wanted.role} "))).filter(role_at__gt=0)
    if wanted.name and "name_key" in avoided:
        rows = spelling_out(rows, wanted.name)
    elif wanted.name:
        rows = with_name_part(rows, wanted.name, column=column["id"])
    return _with_skill(rows, wanted.skill, column["id"], one_by_one=_ONE_BY_ONE in avoided) if wanted.skill else rows


def _with_skill(rows: _Rows, skill: str, column: str, *, one_by_one: bool) -> _Rows:
    having = PersonSkill.objects.filter(skill=skill)
    if one_by_one:
        return rows.filter(Exists(having.filter(person=OuterRef("pk"))))
    return rows.filter(**{f"{column}__in": having.values("person")})


def count(viewer: Viewer, wanted: Wanted) -> int:
    """Count the people who fit; whoever sees the same territory is told the same."""
    asked = (Person, policy.intervals(viewer, Act.PEOPLE_SEE), wanted.name, wanted.codes)
    return kept(asked, lambda: _count(viewer, wanted))


def _count(viewer: Viewer, wanted: Wanted) -> int:
    """Count; for one filter alone, asked of the whole nation, an index knows."""
    if _sees_the_nation(viewer):
        if not wanted.is_anything:
            return Person.objects.count_all()
        if wanted.name and wanted == Wanted(name=wanted.name):
            known = count_with_name_part(wanted.name)
            if known is not None:
                return known
        if wanted.skill and wanted == Wanted(skill=wanted.skill):
            having = PersonSkill.objects.filter(skill=wanted.skill)
            absorbed = Person.with_merged.exclude(merged_into=None).values("id")
            return having.count() - having.filter(person__in=absorbed).count()
    return narrowed(viewer, wanted, avoided=_useless(viewer, wanted)).count()


def for_page(viewer: Viewer, wanted: Wanted, *, column: str, found: int, stop: int) -> _Rows:
    """Return the narrowed rows for reading up to row ``stop`` in the order of ``column`` when ``found`` rows fit.

    There are two ways: walking the order's own index until the page is full passes ``stop`` rows divided by the share
    of rows that fit; or those that fit are found in an index that holds all filtered columns and sorted. SQLite does
    not weigh them. PostgreSQL does, but believes that a territory and a filter have nothing to do with the order, and
    has walked through half the country for one page.
    """
    if connection.vendor != "sqlite":
        rows = narrowed(viewer, wanted, avoided={"name_key"} if found >= _MANY_NAMES else ())
        if not found or found > _MANY_NAMES or _walks(wanted, column, found, stop):
            return rows
        # A limit is a fence to the planner: what is inside is found first.
        return Person.objects.defer(*PRIVATE_FIELDS).filter(id__in=rows.order_by().values("id")[:found])
    if _sees_the_nation(viewer) and not wanted.is_anything:
        return narrowed(viewer, wanted)
    if _walks(wanted, column, found, stop):
        return narrowed(viewer, wanted, avoided={*_INDEXED, "name_key", _ONE_BY_ONE} - {column})
    if _sees_the_nation(viewer) and wanted == Wanted(name=wanted.name):
        return narrowed(viewer, wanted)
    fitting = narrowed(viewer, wanted, avoided=_useless(viewer, wanted)).values("id")
    return Person.objects.defer(*PRIVATE_FIELDS).filter(id__in=fitting)


def _walks(wanted: Wanted, column: str, found: int, stop: int) -> bool:
    if wanted.name and found < _MANY_NAMES and not is_frequent(wanted.name, _MANY_NAMES):
        return False
    all_rows: int = Person.with_merged.aggregate(last=Max("id"))["last"] or 0
    return found * found * (_OPENING if column in _COVERED else 1) > stop * all_rows


def _useless(viewer: Viewer, wanted: Wanted) -> set[str]:
    """Return the columns whose index on SQLite only misleads when all that is wanted is looked for together.

    A place or a territory is read from the index of places, which holds the other filtered columns too.
    """
    is_local = not _sees_the_nation(viewer) or wanted.place is not None or wanted.area is not None
    useless = {"id"} if is_local else set()
    if is_local or wanted != Wanted(fresh=wanted.fresh):
        useless.add("confirmed_on")
    if wanted.name and is_frequent(wanted.name, _MANY_NAMES):
        useless |= {"name_key"} if is_local else {"name_key", "place", _ONE_BY_ONE}
    return useless


def _sees_the_nation(viewer: Viewer) -> bool:
    return policy.intervals(viewer, Act.PEOPLE_SEE) == NATION
