"""Print runs: all sheets of a territory as one piece of long work, which can be killed and goes on where it stood."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from secrets import token_hex
from zipfile import ZIP_STORED, ZipFile

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sanphalang.access.models import Centre
from sanphalang.access.policy import Refused
from sanphalang.access.queries import territory_of
from sanphalang.access.team import may_see_team
from sanphalang.access.viewer import PUBLIC, Viewer
from sanphalang.ledger.actions import record
from sanphalang.places.models import Place
from sanphalang.places.queries import inside
from sanphalang.places.rules import NATION
from sanphalang.reports.models import PrintRun
from sanphalang.reports.sheets import PDF, sheet_file
from sanphalang.web.paper import NoPangoError, can_print

KEPT_DAYS = 7
"""How long the archive can be fetched."""

_SUBJECT = "print_run"
Stage = PrintRun.Stage


class NoSuchRunError(Exception):
    """There is no such run at this centre."""


def may_print(viewer: Viewer, centre: Centre | None) -> bool:
    """Say whether the viewer works at the centre, or for the nation: printing takes the machine a while."""
    return may_see_team(viewer, centre) or viewer.is_operator


def runs_of(viewer: Viewer, centre: Centre | None) -> QuerySet[PrintRun]:
    """Return the print runs of a centre, the latest first. Raises :class:`Refused`."""
    if not may_print(viewer, centre):
        raise Refused(_("All sheets of a territory are printed by those who work at its centre."))
    return PrintRun.objects.filter(centre=centre)


def run_of(viewer: Viewer, centre: Centre | None, run_id: int) -> PrintRun:
    """Return one of them. Raises :class:`NoSuchRunError`."""
    found = runs_of(viewer, centre).filter(pk=run_id).first()
    if found is None:
        raise NoSuchRunError(run_id)
    return found


def ask_for_sheets(viewer: Viewer, centre: Centre | None, *, level: str, thai_digits: bool, site: str) -> PrintRun:
    """Begin a print run, unless the same one is under way; the caller queues the work. Raises :class:`Refused`."""
    if not can_print():
        raise Refused(str(NoPangoError()))
    with transaction.atomic():
        same = runs_of(viewer, centre).filter(level=level, thai_digits=thai_digits)
        under_way = same.filter(stage__in=(Stage.WAITING, Stage.PRINTING)).first()
        if under_way is not None:
            return under_way
        run = PrintRun.objects.create(
            centre=centre,
            level=level,
            thai_digits=thai_digits,
            language=translation.get_language() or "th",
            address=site,
            asked_by=viewer.actor,
            total=_places(centre, level).count(),
        )
        told = {"level": ["", level], "sheets": [0, run.total]}
        record(viewer.actor, "reports.print_sheets", (_SUBJECT, str(run.pk)), place=None, changes=told, wakes=())
    return run


def stop_run(viewer: Viewer, centre: Centre | None, run_id: int) -> None:
    """Stop a print run; whoever works on it removes what is made of it."""
    run = run_of(viewer, centre, run_id)
    with transaction.atomic():
        if _going_on(run.pk).update(stage=Stage.STOPPED):
            record(viewer.actor, "reports.stop_print", (_SUBJECT, str(run.pk)), place=None, wakes=())


def print_sheets(run_id: int) -> None:
    """Make the sheets that are still to come, then the archive. Safe to run again; two at once do not disturb it.

    A worker that dies leaves what it made for the next one. What breaks the work itself is told on the run's page.
    """
    run = _going_on(run_id).first()
    if run is not None:
        _going_on(run_id).filter(began_at=None).update(began_at=timezone.now())
        try:
            _print(run)
        except Exception as trouble:
            is_fault = _going_on(run_id).update(stage=Stage.FAILED)  # else another is done with it, or it was stopped
            _remove_sheets(run_id)
            if is_fault and not isinstance(trouble, NoPangoError):
                raise
    _remove_sheets(run_id)


def remove_old_prints() -> int:
    """Remove archives whose time is over; return how many."""
    over = list(PrintRun.objects.filter(stage=Stage.DONE, ends_at__lte=timezone.now()))
    for run in over:
        archive_of(run.pk).unlink(missing_ok=True)
    PrintRun.objects.filter(pk__in=[run.pk for run in over]).update(stage=Stage.EXPIRED)
    return len(over)


def archive_of(run_id: int) -> Path:
    """Return where the archive of a run is, or will be."""
    return _folder() / f"{run_id}.zip"


def _going_on(run_id: int) -> QuerySet[PrintRun]:
    return PrintRun.objects.filter(pk=run_id, stage__in=(Stage.WAITING, Stage.PRINTING))


def _print(run: PrintRun) -> None:
    if not _make_sheets(run):
        return
    _pack(run)
    ends_at = timezone.now() + timedelta(days=KEPT_DAYS)
    is_done = _going_on(run.pk).update(stage=Stage.DONE, ends_at=ends_at)
    if not is_done and not PrintRun.objects.filter(pk=run.pk, stage=Stage.DONE).exists():
        archive_of(run.pk).unlink(missing_ok=True)  # it was stopped at the last moment


def _make_sheets(run: PrintRun) -> bool:
    """Make what is to come; return whether everything is made, which it is not where somebody stopped the run."""
    folder = _folder() / str(run.pk)
    folder.mkdir(parents=True, exist_ok=True)
    with translation.override(run.language):
        for number, place in enumerate(_places(run.centre, run.level), start=1):
            path = folder / f"{place.code}.pdf"
            if not path.exists():
                made = sheet_file(PUBLIC, place, file_format=PDF, thai_digits=run.thai_digits, site=run.address)
                with _whole(path) as unfinished:
                    unfinished.write_bytes(made)
            if not _going_on(run.pk).update(stage=Stage.PRINTING, done=number):
                return False
    return True


def _pack(run: PrintRun) -> None:
    sheets = sorted((_folder() / str(run.pk)).glob("*.pdf"))
    if len(sheets) < run.total:
        raise FileNotFoundError(f"print run {run.pk}: {len(sheets)} of {run.total} sheets are there")
    with _whole(archive_of(run.pk)) as unfinished, ZipFile(unfinished, "w", ZIP_STORED) as archive:
        for sheet in sheets:
            archive.write(sheet, sheet.name)  # stored as it is: a PDF is compressed already


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Yield a name of this worker's own, under which a file is written that gets its right name when it is whole."""
    unfinished = path.with_name(f".{path.name}.{token_hex(4)}")
    try:
        yield unfinished
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _remove_sheets(run_id: int) -> None:
    shutil.rmtree(_folder() / str(run_id), ignore_errors=True)


def _places(centre: Centre | None, level: str) -> QuerySet[Place]:
    return inside(NATION if centre is None else territory_of(centre), level)


def _folder() -> Path:
    return Path(settings.HOME) / "prints"
