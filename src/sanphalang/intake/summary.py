"""A batch in a few numbers and sentences: what became of its rows, what was understood, how far its work is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sanphalang.intake.kinds import IMPORT_KINDS
from sanphalang.intake.layout import role_of_list
from sanphalang.intake.models import ImportBatch, Outcome
from sanphalang.intake.queries import KNOWN, OUTSIDE, READY, Doubts, brought_in_before, not_brought_in
from sanphalang.intake.registers import names_people, tells_cases, tells_memberships
from sanphalang.intake.results import results_of
from sanphalang.intake.sentences import ELSEWHERE, SKIPPED_SHEETS, file_finding_sentence
from sanphalang.people.words import ROLES
from sanphalang.web.figures import show_figure

Stage = ImportBatch.Stage
_LEAST_TO_ESTIMATE = 3  # seconds of work, before which the rest cannot be guessed


def steps(batch: ImportBatch) -> tuple[list[dict[str, str]], int]:
    """Return the four steps of an import, with links to those that can be returned to, and the present one."""
    now = {Stage.READING: 1, Stage.REFUSED: 1, Stage.COLUMNS: 2, Stage.CHECKING: 3, Stage.REVIEW: 3}.get(
        Stage(batch.stage), 4
    )
    settled = batch.stage in {Stage.REVIEW, Stage.DONE, Stage.WITHDRAWN}
    columns = reverse("intake:columns", args=(batch.pk,)) if settled else ""
    labels = (_("Read the file"), _("Match the columns"), _("Check and mend"), _("Bring in"))
    return [{"label": label, "url": columns if at == 1 else ""} for at, label in enumerate(labels)], now


def numbers(batch: ImportBatch, doubts: Doubts) -> list[dict[str, Any]]:
    """Return the numbers in which every row of the file is counted once; a fifth where some belong to other centres."""
    counts = {outcome: batch.counts.get(outcome, 0) for outcome in Outcome.values}
    created, updated = counts[Outcome.CREATED], counts[Outcome.UPDATED]
    same, double = counts[Outcome.UNCHANGED], counts[Outcome.DOUBLE]
    doubtful, rejected = counts[Outcome.DOUBTFUL], counts[Outcome.REJECTED]
    is_judged = IMPORT_KINDS[batch.kind].is_judged
    waits = [
        _part(
            _("not as known %(n)s") if tells_memberships(batch) else _("perhaps the same as a known one %(n)s"),
            doubts.match,
        ),
        _part(_("place not sure %(n)s") if is_judged else _("code or place to be checked %(n)s"), doubts.place),
        _part(_("row to be looked at %(n)s"), doubts.row),
    ]
    ready = [_part(_("new %(n)s"), created), _part(_("changed %(n)s"), updated)]
    before = brought_in_before(batch) if same and is_judged else 0
    known = [
        _part(_("brought in by this list before %(n)s"), before),
        _part(_("known already %(n)s"), same - before),
        _part(_("twice in the file %(n)s"), double),
    ]
    waits_whole = batch.stage == Stage.REVIEW and not any(batch.report.get("brought", {}).values())
    fresh = _("Ready") if waits_whole else _("New or changed")
    rejected_part = _part(_("no name %(n)s"), rejected)
    shown = [
        _number(batch, fresh, "right", created + updated, ready, READY),
        _number(batch, _("Same"), "note", same + double, known, KNOWN),
        _number(batch, _("To decide"), "doubt", max(doubtful - doubts.outside, 0), waits, Outcome.DOUBTFUL),
        _number(batch, _("Cannot be used"), "wrong", rejected, [rejected_part], Outcome.REJECTED),
    ]
    if doubts.outside:
        elsewhere = [_("for the centres of their places")]
        shown.append(_number(batch, str(ELSEWHERE.text), "note", doubts.outside, elsewhere, OUTSIDE))
    return shown


def _part(sentence: str, count: int) -> str:
    return sentence % {"n": show_figure(count)} if count else ""


def _number(
    batch: ImportBatch, label: str, tone: str, value: int, parts: Iterable[str], outcome: str
) -> dict[str, Any]:
    url = f"{reverse('intake:rows', args=(batch.pk,))}?{urlencode({'outcome': str(outcome)})}" if value else ""
    note = " · ".join(part for part in parts if part) or _("none")
    return {"label": label, "tone": tone, "value": value, "note": note, "url": url}


def understood(batch: ImportBatch) -> list[str]:
    """Return in sentences which sheet, which header, and which column names the organisation."""
    layout = batch.layout
    rows = layout.get("header_rows") or []
    said = []
    if layout.get("sheet_name"):
        said.append(_("The list stands on the sheet “%(sheet)s”.") % {"sheet": layout["sheet_name"]})
    if layout.get("more_sheets"):
        said.append(_("It goes on on the sheets: %(sheets)s.") % {"sheets": ", ".join(layout["more_sheets"])})
    said += [
        _("The sheet “%(sheet)s” was left out: %(reason)s.")
        % {"sheet": each["name"], "reason": SKIPPED_SHEETS[each["reason"]]}
        for each in layout.get("skipped", ())
    ]
    if rows:
        where = ngettext("The heading is row %(rows)s.", "The heading is rows %(rows)s.", len(rows))
        said.append(where % {"rows": ", ".join(map(str, rows))})
    else:
        said.append(_("The list has no heading; the columns were recognised by their contents."))
    if layout.get("chosen_header"):
        said.append(_("Where the heading stands was said by hand."))
    if rows and not any(column["header"] for column in layout.get("columns", ())):
        said.append(_("This row gives no headings; the columns were recognised by their contents."))
    return said + _naming(batch) + [file_finding_sentence(each) for each in layout.get("findings", ())]


def _naming(batch: ImportBatch) -> list[str]:
    """Return which column names the organisation, where each row is a product or an activity of one."""
    headings = {column["field"]: heading_of(column) for column in batch.layout.get("columns", ()) if column["field"]}
    if "name" not in headings or not IMPORT_KINDS[batch.kind].is_judged:
        return []
    if names_people(batch):
        return _naming_people(batch, headings)
    if tells_cases(batch):
        return [
            _("The title stands in the column “%(name)s”.") % {"name": headings["name"]},
            _("What is brought in becomes drafts of the centre: nothing is published before somebody has read it."),
        ]
    if tells_memberships(batch):
        return [
            _("The local authority is named in the column “%(name)s”.") % {"name": headings["name"]},
            _("Rows tell of local authorities that are known already; none is made by this list."),
        ]
    if "activity" not in headings:
        return [_("The organisation is named in the column “%(name)s”.") % {"name": headings["name"]}]
    columns = {"name": headings["name"], "activity": headings["activity"]}
    said = [
        _(
            "The organisation is named in the column “%(name)s”. What stands in “%(activity)s” becomes its activity; "
            "several rows of one organisation become one record with several activities."
        )
        % columns
    ]
    swapped = batch.found.get("name.name_other_column_names_group", {}).get("rows", 0)
    if swapped:
        said.append(
            ngettext(
                "In %(n)s row the group stands in “%(activity)s”; its name was taken from there.",
                "In %(n)s rows the group stands in “%(activity)s”; its name was taken from there.",
                swapped,
            )
            % {"n": show_figure(swapped), **columns}
        )
    return said


def _naming_people(batch: ImportBatch, headings: Mapping[str, str]) -> list[str]:
    """Return which columns name a person, and which role everybody on the list has."""
    said = [
        _("The person is named in the columns “%(name)s” and “%(surname)s”.") % headings
        if "surname" in headings
        else _("The person is named in the column “%(name)s”.") % headings
    ]
    role = ROLES.get(role_of_list(batch))
    if role and batch.layout.get("chosen_role"):
        said.append(_("Everybody on the list gets the role that was chosen: %(role)s.") % {"role": role})
    elif role:
        said.append(
            _("Everybody on the list gets the role that its title or its name says: %(role)s.") % {"role": role}
        )
    return said


def heading_of(column: Mapping[str, Any]) -> str:
    """Return a column's heading, or its letter in the spreadsheet when it has none."""
    return column["header"] or _("Column %(letter)s") % {"letter": letter_of(column["index"])}


def letter_of(index: int) -> str:
    """Return the letters by which a spreadsheet program names a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def progress(batch: ImportBatch) -> dict[str, Any]:
    """Return what is being done, how far it is, and about how long the rest takes."""
    labels = {
        Stage.READING: _("The file is being read"),
        Stage.CHECKING: _("The rows are being checked"),
        Stage.BRINGING_IN: _("The rows are being brought in"),
        Stage.WITHDRAWING: _("The list is being withdrawn"),
    }
    total = 0 if batch.stage == Stage.READING else batch.total
    return {
        "label": labels[Stage(batch.stage)],
        "done": min(batch.done, total),
        "total": total,
        "left": _time_left(batch, total),
    }


def _time_left(batch: ImportBatch, total: int) -> str:
    began = batch.report.get("began")
    if not began or not total or not batch.done or batch.done > total:
        return ""
    spent = (timezone.now() - datetime.fromisoformat(began)).total_seconds()
    if spent < _LEAST_TO_ESTIMATE:
        return ""
    seconds = round(spent * (total - batch.done) / batch.done)
    if seconds < 60:
        return _("less than a minute left")
    return ngettext("about %(n)s minute left", "about %(n)s minutes left", seconds // 60) % {"n": seconds // 60}


def ready(batch: ImportBatch) -> int:
    """Return how many rows with news can be brought in and are not in the registry yet."""
    if IMPORT_KINDS[batch.kind].is_judged:
        return not_brought_in(batch)
    return 0 if batch.stage == Stage.DONE else batch.counts.get("created", 0) + batch.counts.get("updated", 0)


def brought(batch: ImportBatch) -> list[str]:
    """Return in sentences what bringing in has done."""
    return results_of(batch).brought(batch.report.get("brought", {}))


def withdrawn(batch: ImportBatch) -> list[str]:
    """Return in sentences what the withdrawal has done."""
    return results_of(batch).withdrawn(batch.report.get("withdrawn", {}))
