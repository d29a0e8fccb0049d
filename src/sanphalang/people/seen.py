"""Names of persons for the rooms above: who sees which, and finding one by a part of the name.

Whoever has ``PEOPLE_SEE`` over a person's place sees the name; to everybody else there is no such person. A room that
shows a name for another reason (its own record says that it is published) names the person in ``published``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sanphalang.access import policy
from sanphalang.access.policy import Refused
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.people.models import Person
from sanphalang.people.name_parts import with_name_part
from sanphalang.places.queries import within
from sanphalang.places.rules import contains
from sanphalang.thai.key import clean_text, match_key

_LEAST_LETTERS, _MOST_LETTERS = 2, 200
_LARGEST = 2**63 - 1  # number of a record; the database knows none beyond
_COLUMNS = ("id", "title", "given_name", "monastic_name", "surname", "place")


@dataclass(frozen=True, slots=True)
class SeenPerson:
    """A person's name and place. ``may_open``: the viewer may open the person's page too."""

    id: int
    name: str
    place: int | None
    may_open: bool = True


def persons_seen(viewer: Viewer, ids: Iterable[int], *, published: Collection[int] = ()) -> dict[int, SeenPerson]:
    """Return, of these persons, those whose names the viewer may read; one query."""
    wanted = {number for number in ids if 0 < number <= _LARGEST}
    if not wanted:
        return {}
    territory = policy.intervals(viewer, Act.PEOPLE_SEE)
    rows = Person.objects.filter(id__in=wanted).values_list(*_COLUMNS)
    seen = (_seen(row, may_open=contains(territory, row[-1])) for row in rows)
    return {person.id: person for person in seen if person.may_open or person.id in published}


def person_seen(viewer: Viewer, person_id: int) -> SeenPerson | None:
    """Return a person whom the viewer may see, or None."""
    return persons_seen(viewer, [person_id]).get(person_id)


def hold(person_id: int) -> bool:
    """Keep merges away from a person until the transaction ends; say whether the person is there still.

    What is tied to a person who is held moves along when the record is merged afterwards. What waited for the merge
    would tie itself to a record that nobody sees any more.
    """
    standing = Person.objects.select_for_update(no_key=True).filter(pk=person_id)
    return standing.values_list("pk").first() is not None


def hold_seen(viewer: Viewer, person_id: int) -> None:
    """Hold a person whom the viewer may see. Raises :class:`Refused` for others: to them there is none."""
    hold(person_id)
    require_seen(viewer, person_id)


def require_seen(viewer: Viewer, person_id: int) -> None:
    """Raise :class:`Refused` for a person whom the viewer may not see: to them there is none."""
    if person_seen(viewer, person_id) is None:
        raise Refused(_("This person is not among the people of your area. Please choose a person from the list."))


def search_persons(viewer: Viewer, text: str, *, limit: int = 10) -> list[SeenPerson]:
    """Return the persons the viewer may see whose name holds the text, in the order of the alphabet."""
    territory = policy.intervals(viewer, Act.PEOPLE_SEE)
    if not territory:
        return []
    key = match_key(clean_text(text[:_MOST_LETTERS]))
    if len(key) < _LEAST_LETTERS:
        return []
    found = with_name_part(Person.objects.filter(within("place", territory)), key).order_by("name_sort", "id")
    return [_seen(row, may_open=True) for row in found.values_list(*_COLUMNS)[:limit]]


def _seen(row: tuple[int, str, str, str, str, int | None], *, may_open: bool) -> SeenPerson:
    number, title, given_name, monastic_name, surname, place = row
    name = " ".join(filter(None, (f"{title}{given_name}", monastic_name, surname)))
    return SeenPerson(number, name, place, may_open)
