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
    root = Path(settings.FILES_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(dir=root, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as incoming:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                incoming.write(chunk)
            incoming.flush()
            os.fsync(incoming.fileno())
        target = _path(digest.hexdigest())
        target.parent.mkdir(exist_ok=True)
        Path(name).replace(target)
    finally:
        Path(name).unlink(missing_ok=True)
    return KeptFile.objects.get_or_create(sha256=digest.hexdigest(), defaults={"size": size})[0]


def path_of(file: KeptFile) -> Path:
    """Return where the bytes are."""
    return _path(file.sha256)


def _path(sha256: str) -> Path:
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256
