"""Erasing a person from everything that the platform keeps, now and again after an older backup was restored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from sanphalang.access.viewer import Viewer
from sanphalang.committees.forgetting import organisations_with_posts
from sanphalang.files.storage import remove_file
from sanphalang.intake.rows_of_a_person import RowOfAPerson, empty_rows, rows_of_people
from sanphalang.ledger.actions import record
from sanphalang.organisations.forgetting import certain_contacts, forget_contact
from sanphalang.people import erasing as register
from sanphalang.people.actions import NoSuchPersonError
from sanphalang.people.erasing import Known
from sanphalang.people.naming import Sought
from sanphalang.people.rules import SUBJECT
from sanphalang.privacy.erased_list import ErasedList
from sanphalang.privacy.erasure_list import append, entry_of, everybody
from sanphalang.privacy.lists import Left, forget_lists, remove_files, with_cells
from sanphalang.privacy.models import Consent, Erasure, Request
from sanphalang.privacy.paper_scans import scans_of
from sanphalang.privacy.reach import Reach, keeper, reach_of
from sanphalang.privacy.rows import row_found, seeking
from sanphalang.privacy.texts import texts_about
from sanphalang.privacy.waiting import ask_about, ask_centres, was_asked


def erase(viewer: Viewer, person_id: int, *, elsewhere: Sequence[Left] = ()) -> None:
    """Remove the person's record, what lists said of it, its links, consents and the words of its requests.

    What lies outside the territory in which the viewer edits people stays: its centres are asked, also about what is
    ``elsewhere``. Numbers stay: how many consents there were, and that somebody with this number was erased. Raises
    :class:`NoSuchPersonError` when there is nobody.
    """
    with _leaving_no_trace():
        _erase(viewer.actor, person_id, reach_of(viewer), elsewhere=elsewhere)


def replay(actor: str, more: Iterable[Path] = ()) -> int:
    """Erase whoever is on the list and came back; return how many people and rows of lists that were.

    The same record is erased. Who only has the citizen ID, or name and birth date, of somebody erased is erased where
    that erasure reached; elsewhere the centre is asked, for the one who was erased may have been made up. What came
    back with them and only a reader can decide about waits in the queue of requests too.
    """
    with transaction.atomic():
        entries = everybody(more)
    if not entries:
        return 0
    erased = ErasedList(entries)
    back, asked = [], dict[int, Known]()
    for person in register.all_known():
        entry = erased.entry_of_record(person) or erased.entry_reaching(person)
        if entry is not None:
            back.append((person, entry))
        elif erased.resembles(person):
            asked[person.number] = person
    rows, elsewhere = _rows_that_came_back(erased, asked)
    if not back and not asked and not rows and not elsewhere:
        return 0
    with _leaving_no_trace():
        for person, entry in back:
            reach = erased.reach_of(entry, person.place)
            _erase(actor, person.number, reach, verb="privacy.replay_erasure", again=True)
        for person in asked.values():
            ask_about(actor, person)
        for entry, row in rows:
            empty_rows(row.identity, {row.batch.pk: {row.number}})
            left = remove_files([row.batch.pk], erased.reach_of(entry, None))
            ask_centres(actor, entry.number, "", left)
        for number, left in elsewhere.items():
            ask_centres(actor, number, "", left)
    return len(back) + len(rows)


def _rows_that_came_back(
    erased: ErasedList, asked: Collection[int]
) -> tuple[list[tuple[Erasure, RowOfAPerson]], dict[int, list[Left]]]:
    """Return the rows of lists that tell of somebody erased: those to empty, and by number what centres are asked.

    A row of somebody about whom a centre is asked anyway goes or stays with that person.
    """
    rows, elsewhere = [], dict[int, list[Left]]()
    for row in rows_of_people():
        if row.record in asked:
            continue
        found = erased.entries_of_row(row)
        place = row.values.get("place")
        reaching = [entry for entry in found if erased.reach_of(entry, None).has_row(row.batch, place)]
        if reaching:
            rows.append((reaching[0], row))
        elif found:
            decides = keeper(row.batch, place)
            if not was_asked(found[0].number, decides):
                left = Left(row_found((row.batch.pk, row.number), decides))
                elsewhere.setdefault(found[0].number, []).append(left)
    return rows, elsewhere


def _erase(
    actor: str,
    person_id: int,
    reach: Reach,
    *,
    verb: str = "privacy.erase_person",
    again: bool = False,
    elsewhere: Sequence[Left] = (),
) -> None:
    person = register.known(person_id)
    if person is None:
        raise NoSuchPersonError(person_id)
    entry = entry_of(person, timezone.now(), reach.intervals)
    told: dict[str, Any] = {"consents": ["", Consent.objects.filter(person=person_id).count()]}
    search = seeking(person, reach)
    counts, outside = forget_lists(person, search, reach)
    counts["contacts"], contacts = _forget_contacts(actor, person, search.what, reach)
    told |= {name: ["", count] for name, count in counts.items()}
    texts = texts_about(person_id, reach)
    mine = [found for found in texts if reach.has(found.place)]
    if mine:
        told["left"] = ["", [found.key for found in mine]]
    waiting = [found for found in texts if again or found not in mine]
    outside = [*elsewhere, *outside, *contacts, *with_cells(waiting, person, search.what)]
    merged = register.absorbed(person_id)  # in an older backup they stand for themselves
    entries = [entry, *(entry_of(each, entry.at, reach.intervals) for each in merged)]
    Request.objects.filter(number__in=[each.number for each in entries]).update(asked="", answer="")
    scans = scans_of(person_id)
    register.remove_person(person_id)
    for scan in scans:
        remove_file(scan)
    kept = ("number", "citizen", "born", "at", "reach")
    for each in entries:
        if not again:
            append(each)  # before it stands: a list that names one too many finds nobody, one too few is a person back
        Erasure.objects.get_or_create(made=each.made, defaults={name: getattr(each, name) for name in kept})
    record(actor, verb, (SUBJECT, str(person_id)), place=person.place, changes=told, wakes=())
    ask_centres(actor, person_id, person.name, outside, home=person.place if again else None)


def _forget_contacts(actor: str, person: Known, what: Sought, reach: Reach) -> tuple[int, list[Left]]:
    found = certain_contacts(what, organisations_with_posts(person.number))
    own = [each for each in found if reach.has(each.place)]
    for each in own:
        forget_contact(actor, each.key)
    return len(own), [Left(each) for each in found if each not in own]


@contextmanager
def _leaving_no_trace() -> Iterator[None]:
    """Delete inside, in one transaction; nothing of it is left in the database's files afterwards."""
    register.delete_for_good()
    with transaction.atomic():
        yield
    transaction.on_commit(register.clear_traces)
