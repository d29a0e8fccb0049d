"""Reads of kept files. Whether a viewer may have a file is decided by the room that owns it."""

from __future__ import annotations

from django.db.models import QuerySet

from sanphalang.files.models import KeptFile


def kept_files() -> QuerySet[KeptFile]:
    """Return every file whose bytes are kept, in the order of its checksum."""
    return KeptFile.objects.filter(removed_at=None).order_by("sha256")
