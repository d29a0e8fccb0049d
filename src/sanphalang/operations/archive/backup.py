"""Writing an archive."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from sanphalang import __version__
from sanphalang.files.models import KeptFile
from sanphalang.files.queries import kept_files
from sanphalang.files.storage import path_of
from sanphalang.operations.archive import manifest
from sanphalang.operations.archive.manifest import ArchiveRefused, Contents, Manifest
from sanphalang.operations.archive.snapshot import snapshot
from sanphalang.operations.archive.tables import columns_of, last_number, read_lines, room_models

_FASTEST = 1  # level of compression: five times smaller already, and four times faster than the usual one
_CHUNK = 1_000_000


def write_backup(target: Path, say: Callable[[str], None]) -> Manifest:
    """Write an archive of every table, file and the secret key to a new file; return its list of contents.

    The file appears complete or not at all, readable by its owner alone. Kept files that are missing or spoilt
    are named in ``unsound_files``. Raises :class:`ArchiveRefused` when the target exists or cannot be written.
    """
    if target.exists():
        raise ArchiveRefused(_("%(file)s exists already; please choose another name.") % {"file": target})
    unfinished = target.with_name(f".{target.name}.unfinished")
    try:
        handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as file:
            with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_FASTEST) as archive, snapshot():
                contents = _write(archive, say)
            os.fsync(file.fileno())
        unfinished.rename(target)
    except OSError as problem:
        raise ArchiveRefused(
            _("%(file)s cannot be written: %(problem)s") % {"file": target, "problem": problem.strerror}
        ) from problem
    finally:
        unfinished.unlink(missing_ok=True)
    return contents


def _write(archive: ZipFile, say: Callable[[str], None]) -> Manifest:
    contents = Manifest(
        version=__version__,
        made_at=timezone.now().isoformat(timespec="seconds"),
        database=connection.vendor,
        migrations=manifest.applied_migrations(),
    )
    for model in room_models():
        table = model._meta.db_table
        contents.columns[table] = columns_of(model)
        contents.tables[table] = _put(archive, f"{manifest.TABLES}{table}.jsonl", read_lines(model), each=1)
        if (number := last_number(model)) is not None:
            contents.last_numbers[table] = number
        say(f"{table}: {contents.tables[table].size}")
    for file in kept_files():
        _put_file(archive, file, contents)
    if settings.KEY_FILE is not None:
        contents.key = _put(archive, manifest.KEY, [settings.KEY_FILE.read_bytes()])
    archive.writestr(manifest.NAME, contents.to_bytes())
    return contents


def _put_file(archive: ZipFile, file: KeptFile, contents: Manifest) -> None:
    try:
        with path_of(file).open("rb") as source:
            chunks = iter(lambda: source.read(_CHUNK), b"")
            kept = _put(archive, f"{manifest.FILES}{file.sha256}", chunks)
    except FileNotFoundError:
        contents.unsound_files.append(file.sha256)
        return
    contents.files[file.sha256] = kept
    if kept.sha256 != file.sha256:
        contents.unsound_files.append(file.sha256)


def _put(archive: ZipFile, name: str, pieces: Iterable[bytes], *, each: int | None = None) -> Contents:
    """Write a member; its size counts bytes, or ``each`` for every piece."""
    digest, size = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as member:
        for block in _in_blocks(pieces):
            for piece in block:
                size += len(piece) if each is None else each
            joined = b"".join(block)
            digest.update(joined)
            member.write(joined)
    return Contents(size, digest.hexdigest())


def _in_blocks(pieces: Iterable[bytes]) -> Iterator[list[bytes]]:
    """Gather lines, so that the archive is not written line by line."""
    block: list[bytes] = []
    gathered = 0
    for piece in pieces:
        block.append(piece)
        gathered += len(piece)
        if gathered >= _CHUNK:
            yield block
            block, gathered = [], 0
    yield block
