"""Reading an archive back into an empty home."""

from __future__ import annotations

import hashlib
import os
import re
import zlib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from sanphalang.access.viewer import OPERATOR
from sanphalang.bulk import insert_rows
from sanphalang.files.storage import (
    bring_back_from_aside,
    checksums_on_disk,
    forget_aside,
    put_aside,
    take_away,
)
from sanphalang.ledger.projections import rebuild_all
from sanphalang.operations.archive import manifest
from sanphalang.operations.archive.manifest import ArchiveRefused, Contents, Manifest, own_migrations
from sanphalang.operations.archive.tables import (
    Model,
    columns_of,
    parse_line,
    read_lines,
    room_models,
    set_last_number,
)
from sanphalang.privacy.erasing import replay

_CHUNK = 1_000_000
_SHA256 = re.compile(r"[0-9a-f]{64}")
# The last is what ``zipfile`` raises where a member is encrypted, or packed in a way that it does not know.
_UNREADABLE = (BadZipFile, EOFError, OSError, zlib.error, RuntimeError)
_UNFIT = (DatabaseError, LookupError, TypeError, ValueError)


def restore_backup(source: Path, say: Callable[[str], None]) -> Manifest:
    """Fill an empty home from an archive; return the archive's list of contents.

    Every member is checked before anything is touched, and every table read back and compared before it counts.
    Raises :class:`ArchiveRefused` when the archive is damaged, foreign, of another version, or the home is not empty;
    a home without tables may have empty ones by then, nothing else. Killed at any moment, it can be run again.
    """
    try:
        with ZipFile(source) as archive:
            contents = _checked(archive, say)
            _check_home_is_empty(contents)
            call_command("migrate", verbosity=0, interactive=False)
            call_command("createcachetable", verbosity=0)
            _fill(archive, contents, say)
            rebuild_all()
    except _UNREADABLE as problem:
        raise ArchiveRefused(
            _("%(file)s cannot be read as a backup: %(problem)s") % {"file": source, "problem": problem}
        ) from problem
    return contents


def _checked(archive: ZipFile, say: Callable[[str], None]) -> Manifest:
    """Return the archive's list of contents after comparing every member with it."""
    names = set(archive.namelist())
    if manifest.NAME not in names:
        raise ArchiveRefused(_("This is not a backup of the platform, or it is damaged: it has no list of contents."))
    contents = Manifest.of(archive.read(manifest.NAME))
    if contents.migrations != own_migrations():
        raise ArchiveRefused(
            _(
                "The backup was made by version %(version)s of the platform, whose tables are not those of this "
                "version. Please restore it with that version, then upgrade."
            )
            % {"version": contents.version}
        )
    expected = {f"{manifest.TABLES}{table}.jsonl": each for table, each in contents.tables.items()}
    expected |= {f"{manifest.FILES}{sha256}": each for sha256, each in contents.files.items()}
    expected |= {manifest.KEY: contents.key} if contents.key else {}
    tables_fit = contents.tables.keys() == {model._meta.db_table for model in room_models()}
    if not tables_fit or names != {manifest.NAME, *expected} or not all(map(_SHA256.fullmatch, contents.files)):
        raise ArchiveRefused(_("The backup is damaged: what it holds is not what its list of contents names."))
    for name, each in expected.items():
        digest = hashlib.sha256()
        with archive.open(name) as member:
            while chunk := member.read(_CHUNK):
                digest.update(chunk)
        if digest.hexdigest() != each.sha256:
            raise ArchiveRefused(_("The backup is damaged: %(name)s is not what was written.") % {"name": name})
    say(_("checked: nothing is damaged"))
    return contents


def _check_home_is_empty(contents: Manifest) -> None:
    """Refuse a home that has rows or files; files of this very backup are what a killed restore of it left."""
    tables = set(connection.introspection.table_names())
    for model in room_models():
        if model._meta.db_table in tables and model._base_manager.exists():
            raise ArchiveRefused(
                _(
                    "This home is not empty: %(table)s has rows. Please restore into a new SANPHALANG_HOME or an empty "
                    "database."
                )
                % {"table": model._meta.db_table}
            )
    if checksums_on_disk() - contents.files.keys():
        raise ArchiveRefused(
            _("This home is not empty: it keeps files already. Please restore into a new SANPHALANG_HOME.")
        )


def _fill(archive: ZipFile, contents: Manifest, say: Callable[[str], None]) -> None:
    """Write the files aside, then the rows; at the end, before the rows count, files and key take their places."""
    forget_aside()
    try:
        for sha256 in contents.files:
            with archive.open(f"{manifest.FILES}{sha256}") as member:
                put_aside(sha256, iter(lambda: member.read(_CHUNK), b""))
        with transaction.atomic():
            for model in room_models():
                _fill_table(archive, model, contents)
                say(f"{model._meta.db_table}: {contents.tables[model._meta.db_table].size}")
            connection.check_constraints()
            bring_back_from_aside()
            if settings.KEY_FILE is not None and contents.key:
                _write_key(settings.KEY_FILE, archive.read(manifest.KEY))
            if again := replay(OPERATOR.actor):  # a backup may be older than an erasure
                say(_("erased again: %(count)d") % {"count": again})
    except Exception as problem:
        forget_aside()
        take_away(contents.files.keys())
        if isinstance(problem, _UNFIT):
            raise ArchiveRefused(
                _("The rows of the backup do not fit together; nothing was restored. (%(problem)s)")
                % {"problem": problem}
            ) from problem
        raise


def _write_key(target: Path, key: bytes) -> None:
    """Write the key whole or not at all, readable by its owner alone."""
    unfinished = target.with_name(f".{target.name}.unfinished")
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(key)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(target)


def _fill_table(archive: ZipFile, model: Model, contents: Manifest) -> None:
    table = model._meta.db_table
    parse = parse_line(model)
    with archive.open(f"{manifest.TABLES}{table}.jsonl") as member:
        insert_rows(model, columns_of(model), (parse(line) for line in member))
    if table in contents.last_numbers:
        set_last_number(model, contents.last_numbers[table])
    if _read_back(model) != contents.tables[table]:
        raise ArchiveRefused(
            _("The table %(table)s came back otherwise than it was saved; nothing was restored.") % {"table": table}
        )


def _read_back(model: Model) -> Contents:
    digest, size = hashlib.sha256(), 0
    lines: Iterator[bytes] = read_lines(model)
    while block := list(islice(lines, 2_000)):
        digest.update(b"".join(block))
        size += len(block)
    return Contents(size, digest.hexdigest())
