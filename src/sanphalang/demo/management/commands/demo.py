"""``sanphalang demo``: a synthetic country to try the platform with, and synthetic spreadsheets to try the import."""

from __future__ import annotations

import csv
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang import bulk
from sanphalang.access.commands import PlatformCommand
from sanphalang.demo.accounts import PASSWORD, SIGN_INS, in_words
from sanphalang.demo.actions import Doubles, Removed, make_country, remove_country
from sanphalang.demo.beginning import how_to_begin
from sanphalang.demo.country import NAKHON_RATCHASIMA, Scale
from sanphalang.demo.spreadsheets import ORGANISATIONS, PEOPLE, write_spreadsheet
from sanphalang.ledger.projections import rebuild_all
from sanphalang.organisations import whole_batches
from sanphalang.people.models import Person, PersonClaim, PersonSkill, Training


class Command(PlatformCommand):
    """Make a synthetic country, remove it, or write a synthetic list of an agency."""

    help = "Make a synthetic country, remove it, or write a synthetic agency's list for trying the import."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one of three things to do, and how."""
        wish = parser.add_mutually_exclusive_group(required=True)
        wish.add_argument("--scale", choices=[str(scale) for scale in Scale], help="make a country of this size")
        wish.add_argument("--remove", action="store_true", help="remove all that the demo made")
        wish.add_argument("--spreadsheet", type=Path, metavar="FILE", help="write a list as .xlsx or .csv")
        parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same things (default 1)")
        parser.add_argument(
            "--doubled", type=Path, metavar="FILE.csv", help="plant duplicates and near-twins, and write which"
        )
        parser.add_argument("--rows", type=int, default=300, help="rows of the list (default 300)")
        parser.add_argument(
            "--kind", choices=[ORGANISATIONS, PEOPLE], default=ORGANISATIONS, help="what the list names"
        )
        parser.add_argument("--messy", action="store_true", help="make the list as untidy as real ones are")
        parser.add_argument("--within", default=NAKHON_RATCHASIMA, help="place code of the list, or “all” (default 30)")

    def handle(self, *, scale: str | None, remove: bool, spreadsheet: Path | None, **options: Any) -> None:
        """Do the one thing that was asked."""
        if scale is not None:
            self._make(Scale(scale), options["seed"], options["doubled"])
        elif remove:
            self._remove()
        elif spreadsheet is not None:
            self._write(spreadsheet, options)

    def _make(self, scale: Scale, seed: int, doubled: Path | None) -> None:
        started = monotonic()
        made = make_country(
            self.viewer, scale=scale, seed=seed, today=timezone.localdate(), doubled=doubled is not None
        )
        if doubled is not None:
            _write_doubles(doubled, made.doubles)
        whole_batches.settle()
        bulk.settle(Person, PersonSkill, PersonClaim, Training)
        rebuild_all()
        seconds = round(monotonic() - started, 1)
        sign_ins = [{**each._asdict(), "password": PASSWORD} for each in SIGN_INS]
        sentences = [
            _("Made %(count)d synthetic organisations and %(people)d people in %(seconds)s seconds.")
            % {"count": made.organisations, "people": made.people, "seconds": seconds},
            _("Sign in with any of these addresses and the password %(password)s:") % {"password": PASSWORD},
            *(f"  {each.email}  {in_words(each)}" for each in SIGN_INS),
        ]
        counts = {"organisations": made.organisations, "people": made.people}
        self.result({**counts, "seconds": seconds, "accounts": sign_ins}, "\n".join(sentences))

    def _remove(self) -> None:
        removed = remove_country(self.viewer)
        rebuild_all()
        gaps = removed._asdict()
        sentences = [
            _("Removed %(organisations)d synthetic organisations, %(people)d people and %(accounts)d demo accounts.")
            % gaps,
            *_what_is_left(removed),
            *how_to_begin(),
        ]
        self.result(gaps, "\n".join(sentences))

    def _write(self, path: Path, options: dict[str, Any]) -> None:
        within = "" if options["within"] == "all" else options["within"]
        try:
            rows = write_spreadsheet(
                path,
                rows=options["rows"],
                within=within,
                seed=options["seed"],
                messy=options["messy"],
                kind=options["kind"],
                today=timezone.localdate(),
            )
        except ValueError as sentence:
            raise CommandError(str(sentence)) from sentence
        except OSError as problem:
            raise CommandError(_("The list could not be written: %(problem)s") % {"problem": problem}) from problem
        self.result({"file": str(path), "rows": rows}, _("Wrote %(rows)d rows.") % {"rows": rows})


def _write_doubles(path: Path, doubles: Doubles) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("kind", "one", "other", "same"))
        for kind, pairs in doubles._asdict().items():
            writer.writerows((kind, one, other, int(same)) for one, other, same in pairs)


def _what_is_left(removed: Removed) -> list[str]:
    parts = [
        *([_("%(count)d organisations") % {"count": removed.organisations_left}] if removed.organisations_left else []),
        *([_("%(count)d people") % {"count": removed.people_left}] if removed.people_left else []),
    ]
    return [_("Still here, as the demo did not make them: %(kinds)s") % {"kinds": " · ".join(parts)}] if parts else []
