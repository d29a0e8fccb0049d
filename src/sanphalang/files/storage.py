"""Files on disk under their checksums. A room that owns a file decides who may have it; there is no view here."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Collection, Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sanphalang.files.models import KeptFile

_INCOMING = ".incoming-"
_DAY = 86_400  # seconds; no upload takes as long


def keep_file(chunks: Iterable[bytes]) -> KeptFile:
    """Write the bytes to disk and return their record; the same bytes again return the same record.

    The file is complete on disk, under its final name, before the record is made.
    """
    sha256, size = _write(_root(), chunks)
    file, _new = KeptFile.objects.get_or_create(sha256=sha256, defaults={"size": size})
    if file.removed_at is not None:  # the same bytes were handed in again
        file.removed_at = None
        file.save(update_fields=["removed_at"])
    return file


def remove_file(file: KeptFile) -> None:
    """Remove the bytes and keep their record; the bytes go when the caller's transaction stands."""
    KeptFile.objects.filter(pk=file.pk, removed_at=None).update(removed_at=timezone.now())
    transaction.on_commit(lambda: take_away([file.sha256]))


def clear_removed() -> int:
    """Remove the bytes of removed files that were left, because somebody was killed in between; return how many."""
    gone = set(KeptFile.objects.exclude(removed_at=None).values_list("sha256", flat=True))
    left = gone & checksums_on_disk()
    take_away(left)
    return len(left)


def put_aside(sha256: str, chunks: Iterable[bytes]) -> None:
    """Write a file of a backup beside the kept ones, under the checksum that its record names."""
    _write(_aside(), chunks, sha256)


def bring_back_from_aside() -> None:
    """Move the files that were put aside among the kept ones; safe to repeat after it was killed."""
    for file in [path for path in _aside().glob("*/*") if path.is_file()]:
        _name(file, _path(_root(), file.name))
    forget_aside()


def forget_aside() -> None:
    """Remove the files that were put aside, also those of a restore that was killed."""
    shutil.rmtree(_aside(), ignore_errors=True)


def take_away(checksums: Collection[str]) -> None:
    """Remove kept files of which there is no record."""
    for sha256 in checksums:
        _path(_root(), sha256).unlink(missing_ok=True)


def checksums_on_disk() -> set[str]:
    """Return the names of all files that are kept on disk, whether a record names them or not."""
    return {path.name for path in _root().rglob("*") if path.is_file()}


def clear_unfinished() -> int:
    """Remove what uploads left that were killed more than a day ago; return how many there were."""
    left = [path for path in _root().glob(f"{_INCOMING}*") if time.time() - path.stat().st_mtime > _DAY]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def is_sound(file: KeptFile) -> bool:
    """Say whether the bytes are there and still those that were kept."""
    try:
        with path_of(file).open("rb") as kept:
            return hashlib.file_digest(kept, "sha256").hexdigest() == file.sha256
    except FileNotFoundError:
        return False


def path_of(file: KeptFile) -> Path:
    """Return where the bytes are."""
    return _path(_root(), file.sha256)


def _root() -> Path:
    return Path(settings.FILES_ROOT)


def _aside() -> Path:
    return _root().with_name(f"{_root().name}.restoring")


def _path(root: Path, sha256: str) -> Path:
    return root / sha256[:2] / sha256


def _write(root: Path, chunks: Iterable[bytes], name: str = "") -> tuple[str, int]:
    """Write the bytes under their checksum, or under the given one; return checksum and size."""
    root.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, unfinished = tempfile.mkstemp(dir=root, prefix=_INCOMING)
    try:
        with os.fdopen(handle, "wb") as incoming:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                incoming.write(chunk)
            incoming.flush()
            os.fsync(incoming.fileno())
        _name(Path(unfinished), _path(root, name or digest.hexdigest()))
    finally:
        Path(unfinished).unlink(missing_ok=True)
    return digest.hexdigest(), size


def _name(file: Path, target: Path) -> None:
    """Give a complete file its final name, so that it has it after a power cut too."""
    target.parent.mkdir(parents=True, exist_ok=True)
    file.replace(target)
    for folder in (target.parent, target.parent.parent):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
