"""What was kept long enough is removed.

Lists, private details of people who left, words of old requests, of reported problems and of checks with their photos,
old links.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import ForeignObjectRel, Q, QuerySet
from django.utils import timezone

from sanphalang.committees.forgetting import let_go_of_replaced, replaced_since
from sanphalang.committees.models import ReplacedPaper
from sanphalang.files.models import KeptFile
from sanphalang.files.queries import kept_files
from sanphalang.files.storage import clear_removed, remove_file
from sanphalang.intake.models import ImportBatch
from sanphalang.intake.rows_of_a_person import forget_list, lists_older_than
from sanphalang.knowledge.actions import forget_old_unsaved
from sanphalang.ledger.actions import record
from sanphalang.manual.actions import forget_words_before as forget_words_of_reports
from sanphalang.manual.rules import WORDS_DAYS
from sanphalang.people.erasing import clear_traces, delete_for_good
from sanphalang.people.models import Person
from sanphalang.people.own_record import forget_private, holders_of_private
from sanphalang.privacy.models import PersonalLink, Purpose, Request
from sanphalang.privacy.reference import PURPOSES
from sanphalang.privacy.rules import State
from sanphalang.verification.forgetting import checks_with_words_before, forget_words_before

_UNSAVED_DAYS = 90
"""What somebody typed into a form and never saved is kept no longer."""
_LEFT = (Person.Status.INACTIVE, Person.Status.DECEASED)


@dataclass(frozen=True, slots=True)
class Over:
    """How much of each kind was kept long enough."""

    lists: int
    people: int
    requests: int
    links: int
    checks: int
    files: int

    @property
    def counts(self) -> dict[str, int]:
        """The counts by name."""
        return asdict(self)


def over(now: datetime) -> Over:
    """Return what a run would remove."""
    return Over(
        lists=len(_lists(now)),
        people=_people(now).count(),
        requests=_requests(now).count(),
        links=_links(now).count(),
        checks=checks_with_words_before(_before("papers", now)).count(),
        files=len(_files(now)),
    )


def remove_what_is_over(actor: str, now: datetime) -> Over:
    """Remove it, each list and person in a transaction of its own; it can be killed and run again."""
    clear_removed()
    forget_old_unsaved(now - timedelta(days=_UNSAVED_DAYS))
    forget_words_of_reports(now - timedelta(days=WORDS_DAYS))
    lists, people = _lists(now), list(_people(now).values_list("pk", flat=True))
    if lists or people:
        delete_for_good()
    for batch in lists:
        with transaction.atomic():
            forgotten = forget_list(batch, _before("lists", now))
            changes = {"originals": ["", forgotten]}
            record(actor, "privacy.retention", ("import", str(batch.pk)), place=None, changes=changes, wakes=())
    for person_id in people:
        forget_private(actor, person_id)
    with transaction.atomic():
        requests, links = _requests(now).update(asked="", answer=""), _links(now).delete()[0]
        checks = forget_words_before(_before("papers", now))
    if lists or people:
        transaction.on_commit(clear_traces)
    files = _files(now)
    for file in files:
        _remove(actor, file, now)
    return Over(len(lists), len(people), requests, links, checks, len(files))


def _before(purpose: str, now: datetime) -> datetime:
    """Return the moment before which what serves a purpose is over."""
    known = Purpose.objects.filter(pk=purpose).first()
    return now - timedelta(days=(known or PURPOSES[purpose]).keep_days)


def _lists(now: datetime) -> list[ImportBatch]:
    return lists_older_than(_before("lists", now))


def _files(now: datetime) -> list[KeptFile]:
    """Return the files that nothing names any more: papers that were replaced, and uploads that came to nothing."""
    before = _before("papers", now)
    files = kept_files().filter(kept_at__lt=before)
    for relation in KeptFile._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel):
            name, model = relation.field.name, relation.related_model
            naming = replaced_since(before) if model is ReplacedPaper else model._base_manager.all()
            files = files.exclude(pk__in=naming.filter(**{f"{name}__isnull": False}).values(name))
    return list(files)


def _remove(actor: str, file: KeptFile, now: datetime) -> None:
    with transaction.atomic():
        let_go_of_replaced(file, _before("papers", now))
        remove_file(file)
        record(actor, "privacy.retention", ("kept_file", str(file.pk)), place=None, wakes=())


def _people(now: datetime) -> QuerySet[Person]:
    return holders_of_private(statuses=_LEFT, untouched_since=_before("registry", now))


def _requests(now: datetime) -> QuerySet[Request]:
    old = Request.objects.exclude(state=State.OPEN).filter(closed_at__lt=_before("requests", now))
    return old.exclude(asked="", answer="")


def _links(now: datetime) -> QuerySet[PersonalLink]:
    ended = now - timedelta(days=30)
    return PersonalLink.objects.filter(Q(expires_at__lt=ended) | Q(revoked_at__lt=ended))


def due_today(last: datetime | None, now: datetime) -> bool:
    """Say whether the daily run is due."""
    return last is None or timezone.localdate(last) < timezone.localdate(now)
