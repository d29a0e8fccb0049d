"""Pictures that people hand in, made safe to show: known by what they hold, turned upright, made smaller.

What is kept is never what came in: the picture is read and written anew as JPEG. What a telephone notes in it (the
spot, the day, its own number) and what somebody hid behind it (a page, a program) stays behind.
"""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from threading import Lock
from typing import IO, NamedTuple

from django.http import FileResponse
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from sanphalang.files.models import KeptFile
from sanphalang.files.storage import keep_file, path_of

MOST_BYTES = 15_000_000
MOST_PIXELS = 52_000_000  # what the largest of usual telephones take; more is refused before it is unpacked
LONGEST_SIDE = 1_600
ACCEPTED = ".jpg,.jpeg,.png,.webp"

_BEGINNINGS = ((b"\xff\xd8\xff", "JPEG"), (b"\x89PNG\r\n\x1a\n", "PNG"), (b"RIFF", "WEBP"))
_QUALITY = 82
_ONE_AT_A_TIME = Lock()  # the largest takes some 200 MB while it is unpacked
_WHITE = (255, 255, 255)
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, struct.error, zlib.error)


class NotAPicture(Exception):  # noqa: N818 (what happened, not an error of the program)
    """The file cannot be kept as a picture. The text is a sentence for the person."""


class Picture(NamedTuple):
    """A picture made safe: a JPEG, with its size in pixels."""

    jpeg: bytes
    width: int
    height: int


def clean_picture(file: IO[bytes]) -> Picture:
    """Return the picture in a file, made safe. Raises :class:`NotAPicture`."""
    found = _read(file)
    kind = _kind(found)
    try:
        with _ONE_AT_A_TIME, warnings.catch_warnings():
            warnings.simplefilter("error")  # what is broken is refused, not mended
            return _written_anew(found, kind)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as bomb:
        raise _too_large() from bomb
    except (*_BROKEN, Warning) as broken:
        raise NotAPicture(_("This picture cannot be read. Please take it again, or choose another one.")) from broken


def smaller(picture: Picture, longest_side: int) -> Picture:
    """Return a picture that was made safe in a smaller size, as a list shows it."""
    with Image.open(io.BytesIO(picture.jpeg), formats=["JPEG"]) as opened:
        opened.thumbnail((longest_side, longest_side), Image.Resampling.LANCZOS)
        return _as_jpeg(opened)


def keep_picture(file: IO[bytes]) -> KeptFile:
    """Keep the picture in a file, made safe. Raises :class:`NotAPicture`."""
    return keep_file([clean_picture(file).jpeg])


def send_picture(file: KeptFile, *, is_private: bool) -> FileResponse:
    """Answer with a kept picture. Whether the viewer may see it was decided by the room that owns it.

    A public one is kept on the way for minutes only: one that is taken back has to be gone.
    """
    response = FileResponse(path_of(file).open("rb"), content_type="image/jpeg")
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = "inline"
    response.headers["Cache-Control"] = "no-store, private" if is_private else "public, max-age=300"
    return response


def _read(file: IO[bytes]) -> bytes:
    file.seek(0)
    found = file.read(MOST_BYTES + 1)
    if len(found) > MOST_BYTES:
        raise NotAPicture(
            _("This picture is larger than %(megabytes)d MB. Please choose a smaller one.")
            % {"megabytes": MOST_BYTES // 1_000_000}
        )
    return found


def _kind(found: bytes) -> str:
    for beginning, kind in _BEGINNINGS:
        if found.startswith(beginning) and (kind != "WEBP" or found[8:12] == b"WEBP"):
            return kind
    raise NotAPicture(_("Please choose a picture of the kind JPEG, PNG or WebP, as telephones take them."))


def _written_anew(found: bytes, kind: str) -> Picture:
    with Image.open(io.BytesIO(found), formats=[kind]) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            raise _too_large()
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is unpacked no larger than it will be
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
        plain = _without_transparency(upright)
    return _as_jpeg(plain)


def _as_jpeg(plain: Image.Image) -> Picture:
    written = io.BytesIO()
    plain.save(written, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return Picture(written.getvalue(), plain.width, plain.height)


def _without_transparency(picture: Image.Image) -> Image.Image:
    """Return the points of a picture on white, and nothing else that was noted in it."""
    seen = picture.convert("RGBA") if picture.has_transparency_data else picture.convert("RGB")
    plain = Image.new("RGB", seen.size, _WHITE)
    plain.paste(seen, mask=seen.getchannel("A") if seen.mode == "RGBA" else None)
    return plain


def _too_large() -> NotAPicture:
    return NotAPicture(
        _("This picture has more than %(millions)d million points. Please choose a smaller one.")
        % {"millions": MOST_PIXELS // 1_000_000}
    )
