"""Finding what tells of one person in text that others wrote: by name, telephone and address, however they are written.

Everything is compared by match key, in which spaces, signs and marks that do not count are gone: ``0000-123-456`` and
``๐๐๐๐ 123456`` are the same. A full name or a contact tells of the person as surely as text can; a given name alone
may mean anybody, and somebody has to read the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.files.merged import absorbed_by, own_values
from sanphalang.people.models import Person, Training
from sanphalang.people.rules import derived_from_name, read_name
from sanphalang.thai.key import match_key
from sanphalang.thai.telephones import parse_telephones

_SHORTEST_NAME, _SHORTEST_CONTACT = 3, 7
_LONGEST_EXCERPT = 160


@dataclass(frozen=True, slots=True)
class Sought:
    """What tells of a person, as match keys, and ``spellings`` by which a database finds where to look.

    ``names`` are full names so long that they may be looked for inside other text, ``full`` those of any length.
    """

    names: frozenset[str]
    full: frozenset[str]
    parts: frozenset[str]
    contacts: frozenset[str]
    spellings: tuple[str, ...]

    def is_named_in(self, text: str) -> bool:
        """Say whether the full name stands in a text."""
        return _any(self.names, text)

    def is_the_name(self, text: str) -> bool:
        """Say whether a text is the full name and nothing else but a title, as a cell of a list may be."""
        name = read_name(text).name
        return derived_from_name(name.given, name.surname).name_key in self.full

    def is_reached_in(self, text: str) -> bool:
        """Say whether a telephone or an address of the person stands in a text."""
        return _any(self.contacts, text)

    def is_told_in(self, text: str) -> bool:
        """Say whether the full name or a contact stands in a text."""
        return _any(self.names | self.contacts, text)

    def may_be_named_in(self, text: str) -> bool:
        """Say whether so much as the given name stands in a text."""
        return _any(self.names | self.contacts | self.parts, text)

    def is_all_of(self, text: str) -> bool:
        """Say whether a text is the given name or the surname and nothing else, as a cell of a list may be."""
        return match_key(text) in self.parts


class TextFound(NamedTuple):
    """A text, or a paper that no program reads, which may tell of the person: somebody has to read it and decide.

    ``key`` is what the ledger keeps of it (``resolution:5``); ``excerpt`` the words around what was found.
    """

    key: str
    what: str
    where: str
    url: str
    place: int | None
    excerpt: str = ""
    is_paper: bool = False
    is_row: bool = False


def excerpt(text: str, sought: Sought) -> str:
    """Return the line of a text in which the person is found, cut to what fits a line of a list."""
    line = next((each for each in text.splitlines() if sought.may_be_named_in(each)), text).strip()
    return line if len(line) <= _LONGEST_EXCERPT else f"{line[:_LONGEST_EXCERPT]}…"


def texts_about_others(sought: Sought, but: int) -> Iterator[TextFound]:
    """Yield what is kept of other people in words that tell of the person too: a home, an illness, an occupation."""
    written = ("home_address", "occupation", "health_or_belief")
    holds = Q(pk__in=())
    for name in written:
        for text in sought.spellings:
            holds |= Q(**{f"{name}__icontains": text})
    own = {but, *(each.pk for each in absorbed_by(Person, but))}
    for person in Person.with_merged.filter(holds).exclude(pk__in=own).order_by("pk"):
        if any(sought.is_told_in(getattr(person, name)) for name in written):
            url = reverse("people:page", args=[person.pk])
            what = _("Private details of somebody else")
            yield TextFound(
                f"person:{person.pk}", what, _("Person %(number)s") % {"number": person.pk}, url, person.place
            )


def trainings_naming(sought: Sought, but: int) -> Iterator[TextFound]:
    """Yield the trainings of other people whose name or organiser tells of the person, as one who taught there."""
    written = ("name", "organiser")
    holds = Q(pk__in=())
    for name in written:
        for text in sought.spellings:
            holds |= Q(**{f"{name}__icontains": text})
    for training in Training.objects.filter(holds).exclude(person=but).select_related("person").order_by("pk"):
        text = " · ".join(filter(None, (training.name, training.organiser)))
        if any(sought.is_told_in(getattr(training, name)) for name in written):
            url = reverse("people:page", args=[training.person_id])
            where = _("Person %(number)s") % {"number": training.person_id}
            what, place = _("Training of somebody else"), training.person.place
            yield TextFound(f"training:{training.pk}", what, where, url, place, excerpt(text, sought))


def sought(person_id: int, *, also: Iterable[tuple[str, str]] = ()) -> Sought:
    """Return what to look for; ``also`` are former names as given name and surname.

    What records said that were merged into the person's tells of the person too, and what its own said before.
    """
    person = Person.objects.get(pk=person_id)
    known = []
    for each in (person, *absorbed_by(Person, person_id)):
        known += [_as_written(each), _as_written(each) | own_values(each)]
    telephones = [number.digits for each in known for number in parse_telephones(each["telephone"]).numbers]
    contacts = {match_key(text) for text in (*telephones, *(each[name] for each in known for name in _REACHED))}
    spelt = (part for each in known for part in (*each["telephone"].split(", "), each["email"]))
    written = [*((each["given_name"], each["surname"]) for each in known), *also]
    return _sought(written, {each["monastic_name"] for each in known}, contacts, (*spelt, *telephones))


_REACHED = ("email", "line_id")


def _as_written(person: Person) -> dict[str, str]:
    names = ("given_name", "surname", "monastic_name", "telephone", *_REACHED)
    return {name: getattr(person, name) for name in names}


def sought_by_name(text: str) -> Sought:
    """Return what to look for where nothing is known any more but the name as it was written."""
    name = read_name(text).name
    return _sought([(name.given, name.surname)], [name.monastic_name], (), ())


def _sought(
    written: Iterable[tuple[str, str]], monastic: Iterable[str], contacts: Iterable[str], spellings: Iterable[str]
) -> Sought:
    called = list(written)
    names = {derived_from_name(given, surname).name_key for given, surname in called if given and surname}
    parts = {match_key(part) for name in called for part in name}
    looked_for = {part for name in called for part in (*name, " ".join(name)) if len(part) >= _SHORTEST_NAME}
    spelt = (spelling for part in sorted(looked_for) for spelling in _spelt(part))
    return Sought(
        frozenset(name for name in (*names, *map(match_key, monastic)) if len(name) >= _SHORTEST_CONTACT),
        frozenset(names),
        frozenset(part for part in parts if len(part) >= _SHORTEST_NAME),
        frozenset(contact for contact in contacts if len(contact) >= _SHORTEST_CONTACT),
        tuple(dict.fromkeys(text for text in (*spelt, *spellings) if text)),
    )


def _spelt(part: str) -> tuple[str, ...]:
    """Return the ways in which the same letters may have been typed, which a database tells apart."""
    return part, part.replace("แ", "เเ"), part.replace("ำ", "ํา")


def _any(keys: frozenset[str], text: str) -> bool:
    key = match_key(text)
    return any(each in key for each in keys)
