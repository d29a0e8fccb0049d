"""All reads of imports. A batch is seen by those who may now import in the whole territory of its centre."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Count, F, IntegerField, Max, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from sanphalang.access.models import Centre
from sanphalang.access.policy import intervals
from sanphalang.access.queries import centres, territory_of
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.intake.brought import rows_in, rows_that_wrote
from sanphalang.intake.models import Finding, ImportBatch, ImportRow, Outcome, RememberedColumns
from sanphalang.intake.registers import KNOWLEDGE_KIND, MEMBERSHIPS_KIND, ORGANISATIONS_KIND, PEOPLE_KIND
from sanphalang.places.rules import NATION, Intervals, covers, overlap

Stage = ImportBatch.Stage
RUNNING = (Stage.READING, Stage.CHECKING, Stage.BRINGING_IN, Stage.WITHDRAWING)
"""Stages in which a job works on the batch."""
CHECKED = (Stage.REVIEW, Stage.DONE, Stage.WITHDRAWN)
"""Stages in which every row has an outcome."""
BROKEN = "platform_failed"
"""The kind of refusal of a list whose check broke off through no fault of the file."""
NAMES_PEOPLE = "names_people"
"""The kind of refusal of a list that was given as one of organisations and looks like one of people."""
OUTSIDE = "outside_territory"
"""The reason why a row cannot be brought in here: another centre looks after its place."""
DISTRICT_NEEDED = "district_needed"
READY, KNOWN = "ready", "known"
"""Outcomes that one number tells together: what is brought in, and what the registry or the file says already."""
_TOGETHER = {READY: (Outcome.CREATED, Outcome.UPDATED), KNOWN: (Outcome.UNCHANGED, Outcome.DOUBLE)}
UNDECIDABLE = frozenset({OUTSIDE, DISTRICT_NEEDED})
"""Why a row waits that nobody can bring in as it is: its place lies outside, or reaches beyond the territory."""
NOT_FOUND = "authority_not_found"
_OF_THE_ROW = (
    *("looks_like_organisation", "citizen_id_of_row", NOT_FOUND, "authority_ambiguous", "membership_says_nothing"),
    *("membership_year_unread", "row_says_otherwise", "left_never_joined", "left_before_joined"),
)
"""Why a row waits that has to be corrected or left out: neither its place nor a record is in question."""
SILENCE = timedelta(seconds=90)
"""A job says that it is alive with every chunk, within seconds; silent for longer, it has been killed."""
_DISTRICT, _PROVINCE = 10_000, 1_000_000
_LISTS = 50  # the latest; who has more under review than that finds them on the page of imports


class NoSuchBatchError(LookupError):
    """There is no such import, or the viewer may not know of it."""


def may_import_nationally(viewer: Viewer) -> bool:
    """Say whether the viewer may bring in lists of the whole country."""
    return intervals(viewer, Act.INTAKE_IMPORT) == NATION


def may_import_kind(viewer: Viewer, kind: str) -> bool:
    """Say whether the viewer may bring in lists of a kind for some centre, or nationally."""
    if kind == PEOPLE_KIND:
        return bool(overlap(people_brought_in(viewer), intervals(viewer, Act.INTAKE_IMPORT)))
    if kind == KNOWLEDGE_KIND:
        return bool(overlap(intervals(viewer, Act.KNOWLEDGE_WRITE), intervals(viewer, Act.INTAKE_IMPORT)))
    if kind == MEMBERSHIPS_KIND:
        return bool(overlap(intervals(viewer, Act.ORGANISATIONS_EDIT), intervals(viewer, Act.INTAKE_IMPORT)))
    return kind == ORGANISATIONS_KIND or may_import_nationally(viewer)


def people_brought_in(viewer: Viewer) -> Intervals:
    """Return where the viewer may bring in lists of people.

    What a list is compared with are private fields, and what it brings sets them: that takes the same second step.
    """
    return overlap(intervals(viewer, Act.PEOPLE_EDIT), intervals(viewer, Act.PEOPLE_SEE_PRIVATE))


def batches(viewer: Viewer) -> QuerySet[ImportBatch]:
    """Return the imports that the viewer may see, latest first."""
    everything = ImportBatch.objects.select_related("source", "centre", "file")
    if not covers(intervals(viewer, Act.PEOPLE_SEE), intervals(viewer, Act.INTAKE_IMPORT)):
        everything = everything.exclude(kind=PEOPLE_KIND)
    if not covers(intervals(viewer, Act.KNOWLEDGE_WRITE), intervals(viewer, Act.INTAKE_IMPORT)):
        everything = everything.exclude(kind=KNOWLEDGE_KIND)  # its cells are drafts
    if may_import_nationally(viewer):
        return everything
    return everything.filter(centre__in=centres_for(viewer))


def batch(viewer: Viewer, batch_id: int) -> ImportBatch:
    """Return one import. Raises :class:`NoSuchBatchError`."""
    found = batches(viewer).filter(pk=batch_id).first()
    if found is None:
        raise NoSuchBatchError(batch_id)
    return found


def may_change(viewer: Viewer, batch: ImportBatch) -> bool:
    """Say whether the viewer may do anything with a batch but look: lists of people are their own centre's."""
    if batch.kind != PEOPLE_KIND:
        return True
    return covers(people_brought_in(viewer), territory_of(batch.centre) if batch.centre else NATION)


def counts_of(batch: ImportBatch) -> dict[str, int]:
    """Return how many rows have each outcome, counted from the rows."""
    rows = ImportRow.objects.filter(batch=batch).values_list("outcome").annotate(rows=Count("id"))
    found: dict[str, int] = dict(rows)
    return {outcome: found.get(outcome, 0) for outcome in Outcome.values}


def earlier_with_same_file(batch: ImportBatch) -> ImportBatch | None:
    """Return the latest other import of the same bytes that has been brought in, to tell the person."""
    return ImportBatch.objects.filter(file=batch.file, stage=ImportBatch.Stage.DONE).exclude(pk=batch.pk).first()


def centre_code(batch: ImportBatch) -> str:
    """Return the code of the batch's centre, empty for a national import."""
    return batch.centre.code if batch.centre else ""


def remembered_columns(batch: ImportBatch) -> dict[str, str | None]:
    """Return the columns that people of the batch's centre settled for its source before; nothing when none did."""
    found = RememberedColumns.objects.filter(source=batch.source, kind=batch.kind, centre=centre_code(batch)).first()
    return dict(found.columns) if found else {}


def stands_still(batch: ImportBatch) -> bool:
    """Say whether the batch waits for a job that no longer lives."""
    return batch.stage in RUNNING and timezone.now() - batch.beat > SILENCE


def centres_for(viewer: Viewer) -> QuerySet[Centre]:
    """Return the centres for which the viewer may bring in lists."""
    if may_import_nationally(viewer):
        return centres()
    allowed = intervals(viewer, Act.INTAKE_IMPORT)
    inside = [centre.pk for centre in centres() if covers(allowed, territory_of(centre))] if allowed else []
    return centres().filter(pk__in=inside)


def names_of_sources(viewer: Viewer) -> list[str]:
    """Return the names of the sources of lists that the viewer may see, latest first, each once."""
    names = batches(viewer).values_list("source__name", flat=True)[:200]
    return list(dict.fromkeys(names))


def rows(batch: ImportBatch, *, outcome: str = "", finding: str = "") -> QuerySet[ImportRow]:
    """Return the rows of a batch in the order of the file, narrowed to an outcome and to what was found in them.

    Rows outside the territory wait as well, but nobody here decides them: ``OUTSIDE`` asks for them, as an outcome,
    ``READY`` and ``KNOWN`` for two outcomes each.
    """
    wanted = ImportRow.objects.filter(batch=batch).order_by("number")
    if outcome == OUTSIDE:
        wanted = wanted.filter(outcome=Outcome.DOUBTFUL, why=[OUTSIDE])
    elif outcome == Outcome.DOUBTFUL:
        wanted = wanted.filter(outcome=outcome).exclude(why=[OUTSIDE])
    elif outcome:
        wanted = wanted.filter(outcome__in=_TOGETHER.get(outcome, (outcome,)))
    if finding:
        wanted = wanted.filter(number__in=Finding.objects.filter(batch=batch, kind=finding).values("row"))
    return wanted


def row(batch: ImportBatch, number: int) -> ImportRow | None:
    """Return one row, or None."""
    return ImportRow.objects.filter(batch=batch, number=number).first()


def findings_in(batch: ImportBatch, numbers: Iterable[int]) -> dict[int, list[Finding]]:
    """Return what was found in these rows, by row; one query."""
    found: dict[int, list[Finding]] = {}
    for finding in Finding.objects.filter(batch=batch, row__in=list(numbers)).order_by("id"):
        found.setdefault(finding.row, []).append(finding)
    return found


def findings_between(batch: ImportBatch, first: int, last: int) -> dict[int, list[Finding]]:
    """Return what was found from one row to another, both included, by row; one query."""
    found: dict[int, list[Finding]] = {}
    for finding in Finding.objects.filter(batch=batch, row__range=(first, last)).order_by("id"):
        found.setdefault(finding.row, []).append(finding)
    return found


def possible_matches(batch: ImportBatch) -> QuerySet[ImportRow]:
    """Return the rows that may tell of a known record: undecided ones first, then those put off."""
    return rows(batch, outcome=Outcome.DOUBTFUL).exclude(record=None).order_by("decision", "number")


def rows_without_sure_place(batch: ImportBatch) -> QuerySet[ImportRow]:
    """Return the rows that wait because their place is unknown, ambiguous or unsure."""
    waiting = rows(batch, outcome=Outcome.DOUBTFUL).filter(record=None)
    return waiting.exclude(_about_the_row_itself())


def _about_the_row_itself() -> Q:
    """Tell rows that wait for neither a record nor a place."""
    return reduce(or_, (Q(why=[reason]) for reason in _OF_THE_ROW))


class Doubts(NamedTuple):
    """How many rows wait for a person, by what they wait for."""

    match: int
    place: int
    outside: int
    row: int = 0


def doubts(batch: ImportBatch) -> Doubts:
    """Count the doubtful rows by their doubt; one query."""
    outside, of_row = Q(why=[OUTSIDE]), _about_the_row_itself()
    counted = ImportRow.objects.filter(batch=batch, outcome=Outcome.DOUBTFUL).aggregate(
        match=Count("pk", filter=~Q(record=None)),
        place=Count("pk", filter=Q(record=None) & ~outside & ~of_row),
        row=Count("pk", filter=Q(record=None) & of_row),
        outside=Count("pk", filter=Q(record=None) & outside),
    )
    return Doubts(**counted)


def to_decide(batches: Iterable[ImportBatch]) -> dict[int, int]:
    """Return how many rows of each list wait for a decision that can be made there; one query."""
    waiting = ImportRow.objects.filter(batch__in=[each.pk for each in batches], outcome=Outcome.DOUBTFUL)
    counted = waiting.exclude(why=[OUTSIDE]).order_by().values_list("batch").annotate(rows=Count("id"))
    return dict(counted)


def lists_that_wait(viewer: Viewer) -> list[tuple[ImportBatch, int]]:
    """Return the lists that the viewer decides, with how many of their rows nobody has decided, most first."""
    mine = [each for each in batches(viewer).filter(stage=Stage.REVIEW)[:_LISTS] if may_change(viewer, each)]
    undecided = ImportRow.objects.filter(batch__in=mine, outcome=Outcome.DOUBTFUL, decision="").exclude(why=[OUTSIDE])
    counts = dict(undecided.values_list("batch").annotate(rows=Count("id")))
    return sorted(((each, counts[each.pk]) for each in mine if each.pk in counts), key=lambda found: -found[1])


def doubtful_by_centre() -> dict[int | None, int]:
    """Return how many rows of lists wait for a decision, by centre; for who sees how centres do."""
    waiting = ImportRow.objects.filter(batch__stage=Stage.REVIEW, outcome=Outcome.DOUBTFUL, decision="")
    counted = waiting.exclude(why=[OUTSIDE]).order_by().values_list("batch__centre").annotate(rows=Count("id"))
    return dict(counted)


def brought_in_by_centre() -> dict[int | None, tuple[int, datetime | None]]:
    """Return how many lists each centre brought in, and when the last; None for the nation's own."""
    done = ImportBatch.objects.filter(stage=Stage.DONE).order_by().values_list("centre")
    return {centre: (lists, last) for centre, lists, last in done.annotate(n=Count("id"), last=Max("finished_at"))}


def not_brought_in(batch: ImportBatch) -> int:
    """Count the rows with news that are ready and not in the registry yet."""
    ready = ImportRow.objects.filter(batch=batch, outcome__in=(Outcome.CREATED, Outcome.UPDATED))
    return ready.exclude(number__in=rows_in(batch)).count()


def brought_in_before(batch: ImportBatch) -> int:
    """Count the rows that say what is known because this very list made or changed their records before."""
    unchanged = ImportRow.objects.filter(batch=batch, outcome=Outcome.UNCHANGED)
    return unchanged.filter(number__in=rows_that_wrote(batch)).count()


def where_rows_are(batch: ImportBatch) -> list[tuple[int, int]]:
    """Return padded codes with how many ready rows lie there, most first.

    Districts while the rows lie in one province, else provinces.
    """
    ready = (Outcome.CREATED, Outcome.UPDATED, Outcome.UNCHANGED)
    placed = ImportRow.objects.filter(batch=batch, outcome__in=ready).exclude(place=None)
    provinces = _counted_by(placed, _PROVINCE)
    return provinces if len(provinces) > 1 else _counted_by(placed, _DISTRICT)


def _counted_by(placed: QuerySet[ImportRow], size: int) -> list[tuple[int, int]]:
    inside = Cast(F("place") / size, IntegerField())
    counted = placed.annotate(inside=inside).values_list("inside").annotate(rows=Count("id")).order_by("-rows")
    return [(code * size, count) for code, count in counted]


def lists_brought_in(since: datetime) -> dict[str, datetime]:
    """Return who brought lists in since a moment, and when the last of each came to its end."""
    done = ImportBatch.objects.filter(stage=ImportBatch.Stage.DONE, finished_at__gte=since)
    return dict(done.order_by().values_list("actor").annotate(Max("finished_at")))
