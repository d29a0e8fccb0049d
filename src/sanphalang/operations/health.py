"""How the installation is."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.core import checks
from django.db import connection
from django.utils.translation import gettext as _

from sanphalang.files.queries import kept_files
from sanphalang.files.storage import is_sound
from sanphalang.ledger.queries import pending_marks
from sanphalang.ledger.sealing import verify
from sanphalang.operations.setup import unapplied_migrations

_RUNS_SHOWN = 20
_FIRST_SQLITE_WITHOUT_THE_WAL_BUG = (3, 51, 3)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. ``wrong`` has to be put right; ``doubt`` is good to know."""

    what: str
    state: Literal["right", "doubt", "wrong"]
    sentence: str


def examine(*, deep: bool, deploy: bool = False) -> list[Finding]:
    """Look at the installation; ``deep`` reads every kept file and the whole ledger, and lets the database
    check itself. In production, and with ``deploy``, the settings are looked at as Django's ``check --deploy`` does.
    """
    pending = unapplied_migrations()
    if pending:
        sentence = _("The database is not up to date: %(count)d steps are missing. Please run “sanphalang init”.")
        return [Finding("migrations", "wrong", sentence % {"count": pending})]
    findings = [
        Finding("migrations", "right", _("The database is up to date.")),
        *_settings(deploy=deploy or settings.PRODUCTION),
        *sqlite_version(),
        _front_end(),
        _marks(),
    ]
    if deep:
        findings += [_database_itself(), _files(), *_ledger()]
    return findings


def _settings(*, deploy: bool) -> Iterator[Finding]:
    for message in checks.run_checks(include_deployment_checks=deploy):
        if not message.is_silenced():
            yield Finding("settings", "wrong" if message.is_serious() else "doubt", str(message))


def sqlite_version() -> Iterator[Finding]:
    """Warn of a SQLite that has the rare bug of the write-ahead log."""
    if connection.vendor == "sqlite" and sqlite3.sqlite_version_info < _FIRST_SQLITE_WITHOUT_THE_WAL_BUG:
        sentence = _(
            "SQLite %(version)s can, very rarely, damage a database that several processes write; version 3.51.3 and "
            "later ones cannot. Please keep backups, or use PostgreSQL."
        )
        yield Finding("sqlite", "doubt", sentence % {"version": sqlite3.sqlite_version})


def _front_end() -> Finding:
    if settings.FRONT_END_MANIFEST.exists():
        return Finding("front_end", "right", _("The front end is built."))
    return Finding("front_end", "wrong", _("The front end is not built. Please run “make setup”."))


def _marks() -> Finding:
    waiting = pending_marks()
    sentence = _("%(count)d changes wait for the worker to bring derived tables up to date.") % {"count": waiting}
    return Finding("marks", "doubt" if waiting else "right", sentence)


def _database_itself() -> Finding:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(1)")
            if (answer := cursor.fetchone()[0]) != "ok":
                sentence = _("The database is damaged: %(answer)s. Please restore a backup.") % {"answer": answer}
                return Finding("integrity", "wrong", sentence)
    connection.check_constraints()
    return Finding("integrity", "right", _("The database is whole."))


def _files() -> Finding:
    unsound = [file.sha256[:12] for file in kept_files() if not is_sound(file)]
    if unsound:
        sentence = _("Kept files that are missing or spoilt: %(names)s") % {"names": ", ".join(unsound)}
        return Finding("files", "wrong", sentence)
    return Finding("files", "right", _("Every kept file is as it was kept."))


def _ledger() -> Iterator[Finding]:
    """Tell whether the chain of seals holds; who changes the book behind the platform's back breaks it."""
    found = verify()
    troubles = (
        (_("Entries of the ledger that were changed after they were sealed: %(numbers)s"), found.edited),
        (_("Entries of the ledger that were removed after they were sealed: %(numbers)s"), found.removed),
        (_("Entries that were put into the ledger later: %(numbers)s"), found.inserted),
        (_("Seals of the ledger are missing before the entries %(numbers)s"), found.broken_at),
    )
    for sentence, numbers in troubles:
        if numbers:
            yield Finding("ledger", "wrong", sentence % {"numbers": _some(numbers)})
    if found.cut_off:
        yield Finding("ledger", "wrong", _("The end of the ledger was cut off: it was sealed further than it reaches."))
    if found.is_sound:
        sentence = _("The ledger is as it was sealed: %(count)d entries.") % {"count": found.sealed}
        yield Finding("ledger", "right", sentence)
    if found.unsealed:
        sentence = _("Entries of the ledger that are not sealed yet: %(numbers)s") % {"numbers": _some(found.unsealed)}
        yield Finding("ledger_tail", "doubt", sentence)


def _some(numbers: list[int]) -> str:
    """Return numbers as runs (3–7, 9), twenty runs at most."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    shown = [f"{first}–{last}" if last > first else f"{first}" for first, last in runs[:_RUNS_SHOWN]]
    return ", ".join(shown) + (" …" if len(runs) > _RUNS_SHOWN else "")
