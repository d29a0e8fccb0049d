"""What an upload may leave on the disk while it arrives."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler


class BoundedUploadHandler(TemporaryFileUploadHandler):
    """Writes an upload to disk for those who are signed in, and no more of it than can be read.

    A form is looked at only when its file has arrived whole: anybody could fill the disk otherwise. A file that is too
    large is cut off but keeps its true size, so that its form can tell how large it may be.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file; pass over that of somebody unknown."""
        user = getattr(self.request, "user", None)
        if user is None or not user.is_authenticated:
            raise SkipFile
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write what still has room."""
        super().receive_data_chunk(raw_data[: max(0, settings.UPLOAD_LIMIT_BYTES - start)], start)
