"""Files on disk under their checksums. A room that owns a file decides who may have it; there is no view here."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from sanphalang.files.models import KeptFile


def keep_file(chunks: Iterable[bytes]) -> KeptFile:
    """Write the bytes to disk and return their record; the same bytes again return the same record.

    The file is complete on disk, under its final name, before the record is made.
    """
    sha256, size = _write(chunks)
    return KeptFile.objects.get_or_create(sha256=sha256, defaults={"size": size})[0]


def put_back(sha256: str, chunks: Iterable[bytes]) -> None:
    """Write a file of a backup under the checksum that its record names; the record comes with the tables."""
    _write(chunks, sha256)


def is_sound(file: KeptFile) -> bool:
    """Say whether the bytes are there and still those that were kept."""
    try:
        with path_of(file).open("rb") as kept:
            return hashlib.file_digest(kept, "sha256").hexdigest() == file.sha256
    except FileNotFoundError:
        return False


def path_of(file: KeptFile) -> Path:
    """Return where the bytes are."""
    return _path(file.sha256)


def _path(sha256: str) -> Path:
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256


def _write(chunks: Iterable[bytes], name: str = "") -> tuple[str, int]:
    """Write the bytes under their checksum, or under the given one; return checksum and size."""
    root = Path(settings.FILES_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, unfinished = tempfile.mkstemp(dir=root, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as incoming:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                incoming.write(chunk)
            incoming.flush()
            os.fsync(incoming.fileno())
        target = _path(name or digest.hexdigest())
        target.parent.mkdir(exist_ok=True)
        Path(unfinished).replace(target)
    finally:
        Path(unfinished).unlink(missing_ok=True)
    return digest.hexdigest(), size
