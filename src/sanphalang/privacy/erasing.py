"""Erasing a person from everything that the platform keeps, now and again after an older backup was restored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from sanphalang.committees.forgetting import organisations_with_posts
from sanphalang.files.storage import remove_file
from sanphalang.intake.cells_of_a_person import forget_cells_of, forget_headings_of
from sanphalang.intake.rows_of_a_person import empty_rows_of, rows_of_people
from sanphalang.ledger.actions import record
from sanphalang.organisations.forgetting import forget_contacts
from sanphalang.people import erasing as register
from sanphalang.people.actions import NoSuchPersonError
from sanphalang.people.erasing import Known
from sanphalang.people.rules import SUBJECT
from sanphalang.privacy.digests import digest
from sanphalang.privacy.erasure_list import append, born_of, entry_of, everybody, made_of
from sanphalang.privacy.models import Consent, Erasure, Request
from sanphalang.privacy.paper_scans import scans_of
from sanphalang.privacy.rows import empty_cells, rows_naming, seeking
from sanphalang.privacy.texts import texts_about
from sanphalang.privacy.waiting import open_again


def erase(actor: str, person_id: int, *, verb: str = "privacy.erase_person") -> None:
    """Remove the person's record, what lists said of it, its links, consents and the words of its requests.

    Numbers stay: how many consents there were, and that somebody with this number was erased. Raises
    :class:`NoSuchPersonError` when there is nobody.
    """
    with _leaving_no_trace():
        _erase(actor, person_id, verb)


def replay(actor: str, more: Iterable[Path] = ()) -> int:
    """Erase whoever is on the list and came back; return how many people and rows of lists that were.

    What came back with them and only a reader can decide about waits in the queue of requests.
    """
    with transaction.atomic():
        entries = everybody(more)
    if not entries:
        return 0
    erased = _List(entries)
    back = [person.number for person in register.all_known() if erased.names(person)]
    rows = [(name, batch, row) for batch, row, name, values in rows_of_people() if erased.names_row(name, values)]
    if not back and not rows:
        return 0
    with _leaving_no_trace():
        for number in back:
            _erase(actor, number, "privacy.replay_erasure", again=True)
        for identity, batch, row in rows:
            empty_rows_of(identity, lambda _values: False, person_id=None, claimed={batch: {row}})
    return len(back) + len(rows)


def _erase(actor: str, person_id: int, verb: str, *, again: bool = False) -> None:
    person = register.known(person_id)
    if person is None:
        raise NoSuchPersonError(person_id)
    entry = entry_of(person, timezone.now())
    told = {"consents": ["", Consent.objects.filter(person=person_id).count()]}
    told |= _forget_lists_and_contacts(actor, person)
    if left := texts_about(person_id):
        told["left"] = ["", [found.key for found in left]]
    Request.objects.filter(number=person_id).update(asked="", answer="")
    scans = scans_of(person_id)
    register.remove_person(person_id)
    for scan in scans:
        remove_file(scan)
    if not again:
        append(entry)  # before it stands: a list that names one too many finds nobody, one too few is a person back
    Erasure.objects.get_or_create(
        made=entry.made, defaults={name: getattr(entry, name) for name in ("number", "citizen", "born", "at")}
    )
    record(actor, verb, (SUBJECT, str(person_id)), place=person.place, changes=told, wakes=())
    if again and left:
        open_again(actor, person, left)


def _forget_lists_and_contacts(actor: str, person: Known) -> dict[str, Any]:
    """Empty what tells of the person for certain, outside the record itself; return how much that was."""
    what, claimed = seeking(person)
    naming = rows_naming(person, what, claimed)
    for batch, numbers in naming.whole.items():
        claimed.setdefault(batch, set()).update(numbers)
    rows = empty_rows_of(person.identity, lambda _values: False, person_id=None, claimed=claimed)
    contacts = forget_contacts(actor, what, organisations_with_posts(person.number))
    cells, headings = forget_cells_of(what) + empty_cells(naming.cells, what), forget_headings_of(what)
    counts = {"rows": rows, "contacts": contacts, "cells": cells, "headings": headings}
    return {name: ["", count] for name, count in counts.items()}


@contextmanager
def _leaving_no_trace() -> Iterator[None]:
    """Delete inside, in one transaction; nothing of it is left in the database's files afterwards."""
    register.delete_for_good()
    with transaction.atomic():
        yield
    transaction.on_commit(register.clear_traces)


class _List:
    """The list of who was erased, made ready to compare many with it."""

    def __init__(self, entries: Iterable[Erasure]) -> None:
        self._made = {entry.made for entry in entries}
        self._citizens = {entry.citizen: entry.at for entry in entries if entry.citizen}
        self._born = {entry.born: entry.at for entry in entries if entry.born}

    def names(self, person: Known) -> bool:
        """Say whether somebody was erased: the same record, or one made before then of the same person."""
        if digest("erased: made", made_of(person)) in self._made:
            return True
        citizen = self._citizens.get(digest("erased: citizen", person.citizen_id_digest))
        born = self._born.get(digest("erased: born", born_of(person.identity, person.birth_date)))
        return any(at is not None and person.created_at <= at for at in (citizen, born))

    def names_row(self, identity: str, values: Mapping[str, Any]) -> bool:
        """Say whether a row of a list tells of somebody who was erased."""
        citizen = digest("erased: citizen", values.get("citizen_id_digest") or "")
        born = digest("erased: born", born_of(identity, values.get("birth_date")))
        return citizen in self._citizens or born in self._born
