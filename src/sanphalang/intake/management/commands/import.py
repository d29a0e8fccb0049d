"""``sanphalang import KIND FILE``: bring in a list from the command line, by the same actions as the pages."""

from __future__ import annotations

import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from sanphalang.access.commands import PlatformCommand
from sanphalang.access.queries import centre_with_code
from sanphalang.files.storage import keep_file
from sanphalang.intake.actions import begin_bringing_in, start_import
from sanphalang.intake.bringing import bring_in_batch
from sanphalang.intake.jobs import take_up_if_left
from sanphalang.intake.kinds import IMPORT_KINDS
from sanphalang.intake.models import ImportBatch, Outcome
from sanphalang.intake.queries import doubts
from sanphalang.intake.result_sentences import result_sentences
from sanphalang.intake.sentences import refusal_sentence
from sanphalang.intake.stages import read_and_check
from sanphalang.people.rules import PersonRole

_CHUNK = 1_000_000


class Command(PlatformCommand):
    """Bring in a list."""

    help = "Check a list and, with --apply, bring it in."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the arguments of contract.md."""
        parser.add_argument("kind", choices=sorted(IMPORT_KINDS))
        parser.add_argument("file", type=Path)
        parser.add_argument("--centre", metavar="CODE", help="the centre that the list is for; national without it")
        parser.add_argument(
            "--source",
            default="",
            metavar="NAME",
            help="where the list comes from; without it, a source of the centre's own",
        )
        parser.add_argument(
            "--role",
            default="",
            choices=["", *map(str, PersonRole)],
            metavar="ROLE",
            help="the role of everybody on a list of people",
        )
        mode = parser.add_mutually_exclusive_group()
        mode.add_argument("--dry-run", action="store_true", help="check only (the default)")
        mode.add_argument("--apply", action="store_true", help="bring in the rows that are ready")

    def handle(
        self, *, kind: str, file: Path, centre: str | None, source: str, role: str, apply: bool, **options: Any
    ) -> None:
        """Check the file and say what would happen, or make it happen."""
        started = time.monotonic()
        if not file.is_file():
            raise CommandError(_("There is no file %(file)s.") % {"file": file})
        found = centre_with_code(centre) if centre else None
        if centre and found is None:
            raise CommandError(_("There is no centre with the code %(code)s.") % {"code": centre})
        with file.open("rb") as content:
            kept = keep_file(iter(lambda: content.read(_CHUNK), b""))
        with transaction.atomic():
            name = os.fsencode(file.name).decode(errors="replace")  # an old archive leaves names in Windows-874
            batch = start_import(
                self.viewer, kind=kind, file=kept, file_name=name, source=source, centre=found, role=role
            )
            take_up_if_left(batch, self.viewer.actor)
        read_and_check(batch)
        if batch.stage == ImportBatch.Stage.REFUSED:
            raise CommandError(refusal_sentence(batch.refusal))
        if batch.stage == ImportBatch.Stage.COLUMNS:
            raise CommandError(_("No column of names was found in the list; please choose the columns on its page."))
        if batch.stage != ImportBatch.Stage.REVIEW:
            raise CommandError(_("The platform is still working on this list. Please wait until it is done."))
        if apply:
            begin_bringing_in(self.viewer, batch.pk)
            bring_in_batch(self.viewer, batch.pk)
            batch.refresh_from_db()
        self._answer(batch, time.monotonic() - started, is_applied=apply)

    def _answer(self, batch: ImportBatch, seconds: float, *, is_applied: bool) -> None:
        counts = {outcome: batch.counts.get(outcome, 0) for outcome in Outcome.values}
        by_field = {name: found["rows"] for name, found in batch.found.items()}
        findings = by_kind(by_field)
        result = {
            "rows": sum(counts.values()),
            **counts,
            "findings": findings,
            "findings_by_field": by_field,
            "seconds": round(seconds, 3),
            "peak_memory_mb": round(_peak_memory_mb(), 1),
            "batch": batch.pk,
        }
        outside = doubts(batch).outside
        told = result_sentences(batch.pk, counts, findings, seconds=seconds, is_applied=is_applied, outside=outside)
        self.result(result, "\n".join(told))


def by_kind(by_field: Mapping[str, int]) -> dict[str, int]:
    """Sum what was found, counted by ``field.kind``, to kinds."""
    kinds: Counter[str] = Counter()
    for name, count in by_field.items():
        kinds[name.partition(".")[2]] += count
    return dict(kinds)


def _peak_memory_mb() -> float:
    """Return the most memory that this process and its largest child have held."""
    unit = 1 if sys.platform == "darwin" else 1024
    own, child = (resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return (own + child) * unit / 1_000_000
