"""All writes of imports. Each checks who acts, changes, and records; long work is left to a job."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused, intervals, lacks_only_second_factor
from sanphalang.access.queries import territory_of
from sanphalang.access.roles import Act
from sanphalang.access.viewer import Viewer
from sanphalang.files import originals
from sanphalang.files.models import KeptFile
from sanphalang.files.sources import source_named
from sanphalang.intake import queries
from sanphalang.intake.brought import records_in, rows_in, rows_that_stay
from sanphalang.intake.citizen_ids import FIELD as CITIZEN_ID
from sanphalang.intake.citizen_ids import covered, token
from sanphalang.intake.kinds import IMPORT_KINDS
from sanphalang.intake.membership_checking import OTHERWISE
from sanphalang.intake.models import Choice, ImportBatch, ImportRow, Outcome, RememberedColumns
from sanphalang.intake.reading.workbook import SAMPLE_HEAD
from sanphalang.intake.registers import KNOWLEDGE_KIND, MEMBERSHIPS_KIND, PEOPLE_KIND, tells_memberships
from sanphalang.intake.sentences import refusal_sentence
from sanphalang.intake.sight import sight_of
from sanphalang.ledger.actions import record
from sanphalang.people.rules import PersonRole
from sanphalang.places.rules import NATION, covers, overlap

Stage = ImportBatch.Stage
Decision = ImportRow.Decision
_SETTLED = (Outcome.DOUBLE, Outcome.REJECTED)
_OUTCOME_OF = {
    Decision.NONE: Outcome.DOUBTFUL,
    Decision.SAME: Outcome.UPDATED,
    Decision.DIFFERENT: Outcome.CREATED,
    Decision.AS_IS: Outcome.CREATED,
    Decision.SKIP: Outcome.DOUBTFUL,
}


class Busy(Refused):
    """The batch is being worked on; the act can be tried again when that is done."""


@transaction.atomic
def start_import(
    viewer: Viewer,
    *,
    kind: str,
    file: KeptFile,
    file_name: str,
    source: str = "",
    centre: Centre | None = None,
    role: str = "",
) -> ImportBatch:
    """Begin an import of a kept file; the check itself is a job. Without a centre the import is national.

    A source's name is public; a file's name may be a person's, so a list without a source is its centre's. ``role`` is
    the role of everybody on a list of people.
    """
    if kind not in IMPORT_KINDS:
        raise Refused(_("There is no import of this kind."))
    allowed = intervals(viewer, Act.INTAKE_IMPORT)
    wanted = territory_of(centre) if centre else None
    if not allowed or (wanted is not None and overlap(allowed, wanted) != wanted):
        raise Refused(_("This account may not bring in lists for this centre."))
    if kind == PEOPLE_KIND and not covers(queries.people_brought_in(viewer), wanted or NATION):
        raise _not_of_people(viewer)
    if kind == KNOWLEDGE_KIND and not covers(intervals(viewer, Act.KNOWLEDGE_WRITE), wanted or NATION):
        raise Refused(_("This account may not write cases for this centre."))
    if kind == MEMBERSHIPS_KIND and not covers(intervals(viewer, Act.ORGANISATIONS_EDIT), wanted or NATION):
        raise Refused(_("This account may not keep the network of local authorities for this centre."))
    if role and (kind != PEOPLE_KIND or role not in set(PersonRole)):
        raise Refused(_("There is no such role for this list."))
    if IMPORT_KINDS[kind].reference and (centre or not queries.may_import_nationally(viewer)):
        raise Refused(_("Lists of this kind are brought in by the national team, for all centres at once."))
    if wanted is None and not queries.may_import_nationally(viewer):
        raise Refused(_("Please choose the centre that this list is for."))
    batch = ImportBatch.objects.create(
        kind=kind,
        file=file,
        file_name=covered(file_name)[:255],
        layout={"chosen_role": role} if role else {},
        source=source_named(covered(source.strip()) or _source_of(centre)),
        centre=centre,
        actor=viewer.actor,
    )
    record(viewer.actor, "intake.start", _subject(batch), place=None, changes={"kind": [None, kind]})
    return batch


@transaction.atomic
def settle_columns(
    viewer: Viewer, batch_id: int, *, chosen: Mapping[str, str | None], sheet: int | None = None
) -> ImportBatch:
    """Set the field of each column (by the header's key; None leaves it out) and check again.

    The choice is remembered for the source's next list.
    """
    batch = _for_change(viewer, batch_id)
    _refuse_if_brought_in(batch)
    _refuse_to_uncover(viewer, batch, chosen)
    batch.layout = {**batch.layout, "chosen": dict(chosen), "chosen_sheet": sheet}
    batch.save(update_fields=["layout"])
    RememberedColumns.objects.update_or_create(
        source=batch.source, kind=batch.kind, centre=queries.centre_code(batch), defaults={"columns": dict(chosen)}
    )
    record(viewer.actor, "intake.settle_columns", _subject(batch), place=None)
    return _mark_for_check(batch)


@transaction.atomic
def choose_sheet(viewer: Viewer, batch_id: int, *, sheet: int) -> ImportBatch:
    """Read another sheet of the workbook, given by its index, and check again; its columns are understood afresh."""
    batch = _for_change(viewer, batch_id)
    if sheet not in {each["index"] for each in batch.layout.get("sheets", ())}:
        raise Refused(_("The workbook has no such sheet."))
    _refuse_if_brought_in(batch)
    batch.layout = {**batch.layout, "chosen": {}, "chosen_sheet": sheet, "chosen_header": None}
    batch.save(update_fields=["layout"])
    record(viewer.actor, "intake.choose_sheet", _subject(batch), place=None, changes={"sheet": [None, sheet]})
    return _mark_for_check(batch)


@transaction.atomic
def choose_header(viewer: Viewer, batch_id: int, *, row: int | None) -> ImportBatch:
    """Say which row of the sheet is the heading (0: there is none; None: let it be found), and check again.

    A heading is seen by more people than the cells of its column, so only who may see these points at it.
    """
    batch = _for_change(viewer, batch_id)
    if "columns" not in batch.layout:
        raise Refused(_("The list has not been checked yet."))
    if row is not None and row > SAMPLE_HEAD:
        raise Refused(_("The heading can only be in the first %(most)s rows of the sheet.") % {"most": SAMPLE_HEAD})
    if not sight_of(viewer, batch).of_file:
        raise Refused(_("This list may hold contacts. Only the centre that it is for can say where its heading is."))
    _refuse_if_brought_in(batch)
    said = None if row is None else {"sheet": batch.layout["sheet"], "row": row}
    batch.layout = {**batch.layout, "chosen": {}, "chosen_header": said}
    batch.save(update_fields=["layout"])
    record(viewer.actor, "intake.choose_header", _subject(batch), place=None, changes={"row": [None, row]})
    return _mark_for_check(batch)


@transaction.atomic
def answer_for_all(viewer: Viewer, batch_id: int, *, field: str, written: str, value: str) -> ImportBatch:
    """Answer a question for every row that asks it: ``place`` by its spelling, or ``guess`` by the finding's kind."""
    return answer_questions(viewer, batch_id, field=field, answers={written: value})


@transaction.atomic
def answer_questions(viewer: Viewer, batch_id: int, *, field: str, answers: Mapping[str, str]) -> ImportBatch:
    """Answer several questions of one field at once, by what is written, so that the list is checked again once."""
    if field not in {"place", "guess"}:
        raise Refused(_("Only places and guesses can be answered for a whole file."))
    batch = _for_change(viewer, batch_id)
    for written, value in answers.items():
        Choice.objects.update_or_create(batch=batch, field=field, written=written, defaults={"value": value})
    record(
        viewer.actor, "intake.answer", _subject(batch), place=None, changes={field: [None, sorted(answers.values())]}
    )
    return _mark_for_check(batch)


@transaction.atomic
def correct_cells(viewer: Viewer, batch_id: int, *, row: int, values: Mapping[str, Any]) -> ImportBatch:
    """Put a person's words in the place of cells of one row."""
    batch = _for_change(viewer, batch_id)
    _row(batch, row)
    if records_in(batch, [row]):
        raise Refused(_("This row has been brought in. Please correct the record itself."))
    corrected = originals.read_some(originals.Kind.CORRECTED, batch.pk, [row]).get(row, {})
    written = {name: token(value) if name == CITIZEN_ID else covered(value) for name, value in values.items()}
    originals.replace(originals.Kind.CORRECTED, batch.pk, {row: {**corrected, **written}})
    # The corrected words may be private: the ledger keeps the names of the fields only.
    record(viewer.actor, "intake.correct", _subject(batch), place=None, changes={"row": row, "fields": sorted(values)})
    return _mark_for_check(batch)


@transaction.atomic
def decide_rows(viewer: Viewer, batch_id: int, *, rows: Iterable[int], decision: str) -> ImportBatch:
    """Decide doubtful rows: the same as the record shown, another one, bring in as it is, or leave out.

    Rows without a doubt stay as they are. A list that was brought in before goes back to review: these rows may follow.
    """
    if decision not in ImportRow.Decision.values:
        raise Refused(_("There is no such decision."))
    batch = _for_change(viewer, batch_id)
    if batch.stage not in queries.CHECKED:
        raise Refused(_("The list has not been checked yet."))
    if not IMPORT_KINDS[batch.kind].is_judged:
        raise Refused(_("In lists of this kind the official code decides."))
    if tells_memberships(batch) and decision in {Decision.DIFFERENT, Decision.AS_IS}:
        raise Refused(_("A row of this list tells of a local authority that is known: correct it, or put it off."))
    numbers = sorted(set(rows))
    open_to_decide = Q(outcome=Outcome.DOUBTFUL) | ~Q(decision=Decision.NONE)
    wanted = ImportRow.objects.filter(open_to_decide, batch=batch, number__in=numbers).exclude(outcome__in=_SETTLED)
    if numbers and len(records_in(batch, numbers)) == len(numbers):
        raise Refused(_("This row has been brought in. Please correct the record itself."))
    wanted = wanted.exclude(number__in=rows_in(batch))
    if any(queries.DISTRICT_NEEDED in row.why for row in wanted) and decision != Decision.SKIP:
        raise Refused(_("The centre looks after some districts only. Please choose the district of the row first."))
    undecidable = [row.number for row in wanted if queries.OUTSIDE in row.why]
    if undecidable:
        raise Refused(
            _("Row %(row)s lies outside the territory of this centre and cannot be brought in here.")
            % {"row": undecidable[0]}
        )
    if decision == Decision.SAME:
        wanted = wanted.exclude(record=None)
    if not _settle(batch, wanted, Decision(decision)):
        return batch
    batch.counts = queries.counts_of(batch)
    batch.stage = Stage.REVIEW
    batch.save(update_fields=["counts", "stage"])
    changes = {"rows": numbers[:50], "decision": decision}
    record(viewer.actor, "intake.decide", _subject(batch), place=None, changes=changes)
    return batch


def _settle(batch: ImportBatch, rows: QuerySet[ImportRow], decision: Decision) -> int:
    """Note a decision in rows; return in how many. Of a row of the network that what is known stays is settled then."""
    settled = rows.update(decision=decision, outcome=_OUTCOME_OF[decision])
    if tells_memberships(batch) and decision == Decision.SKIP:
        rows.filter(why=[OTHERWISE]).update(outcome=Outcome.UNCHANGED)
    return settled


@transaction.atomic
def check_again(viewer: Viewer, batch_id: int, *, of_organisations: bool = False) -> ImportBatch:
    """Check the list against the registry as it is now; what people answered and decided stays in force.

    ``of_organisations``: a person says that a list which looks like one of people names organisations.
    """
    batch = _for_change(viewer, batch_id)
    if of_organisations:
        batch.layout = {**batch.layout, "of_organisations": True}
        batch.save(update_fields=["layout"])
    changes = {"of_organisations": [None, True]} if of_organisations else None
    record(viewer.actor, "intake.check_again", _subject(batch), place=None, changes=changes)
    return _mark_for_check(batch)


@transaction.atomic
def carry_on(viewer: Viewer, batch_id: int) -> ImportBatch:
    """Take up work that stands still, because its job was killed; the work itself is a job."""
    batch = ImportBatch.objects.select_for_update().get(pk=queries.batch(viewer, batch_id).pk)
    if not queries.may_change(viewer, batch):
        raise _not_of_people(viewer)
    if not queries.stands_still(batch):
        raise Busy(_("The platform is still working on this list. Please wait until it is done."))
    batch.beat = timezone.now()
    batch.save(update_fields=["beat"])
    record(viewer.actor, "intake.carry_on", _subject(batch), place=None)
    return batch


def _source_of(centre: Centre | None) -> str:
    """Return the name of the source of lists of which nobody said where they come from."""
    return f"รายชื่อที่นำเข้าโดย{centre.name_th if centre else 'ทีมส่วนกลาง'}"


def _mark_for_check(batch: ImportBatch) -> ImportBatch:
    if batch.file.removed_at is not None:  # a check would begin with an empty table, and could fill none
        raise Refused(refusal_sentence({"kind": "file_removed"}))
    batch.stage, batch.done, batch.beat = Stage.READING, 0, timezone.now()
    batch.report.pop("broke", None)
    batch.save(update_fields=["stage", "done", "beat", "report"])
    return batch


@transaction.atomic
def begin_bringing_in(viewer: Viewer, batch_id: int) -> ImportBatch:
    """Begin to bring in the rows that are ready; the work itself is a job."""
    batch = _for_change(viewer, batch_id)
    if batch.stage not in queries.CHECKED:
        raise Refused(_("The list has not been checked yet."))
    ready = sum(batch.counts.get(outcome, 0) for outcome in ("created", "updated", "unchanged"))
    batch.stage, batch.cursor, batch.done, batch.total = Stage.BRINGING_IN, 0, 0, ready
    batch.report.pop("withdrawn", None)
    batch.report.pop("broke", None)
    batch.report["began"], batch.beat = timezone.now().isoformat(), timezone.now()
    batch.save(update_fields=["stage", "cursor", "done", "total", "report", "beat"])
    rows_that_stay(batch).update(why=[])  # what they say is the list's own again
    record(viewer.actor, "intake.begin_bringing_in", _subject(batch), place=None)
    return batch


@transaction.atomic
def begin_withdrawing(viewer: Viewer, batch_id: int) -> ImportBatch:
    """Begin to take back what the batch set; the work itself is a job."""
    batch = _for_change(viewer, batch_id)
    if batch.stage not in {Stage.DONE, Stage.REVIEW}:
        raise Refused(_("Nothing of this list has been brought in."))
    batch.stage, batch.done = Stage.WITHDRAWING, 0
    batch.report.pop("broke", None)
    batch.total = sum(batch.report.get("brought", {}).values())
    batch.report["began"], batch.beat = timezone.now().isoformat(), timezone.now()
    batch.save(update_fields=["stage", "done", "total", "report", "beat"])
    record(viewer.actor, "intake.begin_withdrawing", _subject(batch), place=None)
    return batch


def _for_change(viewer: Viewer, batch_id: int) -> ImportBatch:
    """Return the batch locked for this act, or refuse: not the viewer's, or being worked on."""
    batch = queries.batch(viewer, batch_id)
    if not queries.may_change(viewer, batch):
        raise _not_of_people(viewer)
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.stage in queries.RUNNING:
        raise Busy(_("The platform is still working on this list. Please wait until it is done."))
    return batch


def _not_of_people(viewer: Viewer) -> Refused:
    if lacks_only_second_factor(viewer, Act.PEOPLE_SEE_PRIVATE):
        return Refused(_("Lists of people need a second step at sign-in. Please set it up under your account first."))
    return Refused(_("Lists of people are brought in by the data managers and coordinators of their centre."))


def _refuse_if_brought_in(batch: ImportBatch) -> None:
    """What has been brought in was read from other columns and could not be told from what is read now."""
    if rows_in(batch).exists():
        raise Refused(_("The list has been brought in. Please withdraw it before its columns are changed."))


def _refuse_to_uncover(viewer: Viewer, batch: ImportBatch, chosen: Mapping[str, str | None]) -> None:
    """A column whose cells the viewer may not see stays what it is: under another meaning its cells would be public."""
    sight = sight_of(viewer, batch)
    for column in batch.layout.get("columns", ()):
        if sight.hides(column["field"]) and (chosen.get(column["key"]) or None) != column["field"]:
            raise Refused(_("This column may hold contacts. Only the centre that the list is for can say what it is."))


def _row(batch: ImportBatch, number: int) -> ImportRow:
    row = ImportRow.objects.filter(batch=batch, number=number).first()
    if row is None:
        raise Refused(_("The list has no row %(number)s.") % {"number": number})
    return row


def _subject(batch: ImportBatch) -> tuple[str, str]:
    return "import", str(batch.pk)
