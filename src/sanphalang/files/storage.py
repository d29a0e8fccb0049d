"""Files on disk under their checksums. A room that owns a file decides who may have it; there is no view here."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from sanphalang.files.models import KeptFile

_INCOMING = ".incoming-"
_DAY = 86_400  # seconds; no upload takes as long


class _Written(NamedTuple):
    """Bytes on disk that have no name yet."""

    sha256: str
    size: int
    path: Path


def keep_file(chunks: Iterable[bytes]) -> KeptFile:
    """Write the bytes to disk and return their record; the same bytes again return the same record, kept from now on.

    The bytes get their name while the record is locked, as they do when they lose it, and before the record stands: a
    removal at the same time comes before this or after it, never in between.
    """
    with _written(_root(), chunks) as written, transaction.atomic():
        KeptFile.objects.get_or_create(sha256=written.sha256, defaults={"size": written.size})
        file = KeptFile.objects.select_for_update().get(sha256=written.sha256)
        file.kept_at, file.removed_at = timezone.now(), None
        file.save(update_fields=["kept_at", "removed_at"])
        _name(written.path, path_of(file))
    return file


def remove_file(file: KeptFile) -> None:
    """Remove the bytes and keep their record; the bytes go when the caller's transaction stands.

    Whoever hands the same bytes in since the caller looked keeps them.
    """
    unchanged = KeptFile.objects.filter(pk=file.pk, removed_at=None, kept_at__lte=file.kept_at)
    unchanged.update(removed_at=timezone.now())
    transaction.on_commit(lambda: _take_away_removed([file.sha256]))


def clear_removed() -> int:
    """Remove the bytes of removed files that were left, because somebody was killed in between; return how many."""
    gone = set(KeptFile.objects.exclude(removed_at=None).values_list("sha256", flat=True))
    return _take_away_removed(gone & checksums_on_disk())


def _take_away_removed(checksums: Collection[str]) -> int:
    """Remove the bytes of those of the files that are removed still, so that nobody keeps them meanwhile."""
    with transaction.atomic():
        removed = KeptFile.objects.select_for_update().filter(sha256__in=checksums).exclude(removed_at=None)
        names = list(removed.order_by("pk").values_list("sha256", flat=True))
        take_away(names)
    return len(names)


def put_aside(sha256: str, chunks: Iterable[bytes]) -> None:
    """Write a file of a backup beside the kept ones, under the checksum that its record names."""
    with _written(_aside(), chunks) as written:
        _name(written.path, _path(_aside(), sha256))


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


@contextmanager
def _written(root: Path, chunks: Iterable[bytes]) -> Iterator[_Written]:
    """Write the bytes to a file without a name of its own, which is gone at the end unless it was given one."""
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
        yield _Written(digest.hexdigest(), size, Path(unfinished))
    finally:
        Path(unfinished).unlink(missing_ok=True)


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
