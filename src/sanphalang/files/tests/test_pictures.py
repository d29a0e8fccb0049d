"""Pictures: what is kept is written anew; what is none, too large or broken is refused with a sentence."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image

from sanphalang.files.pictures import LONGEST_SIDE, MOST_BYTES, NotAPicture, clean_picture, keep_picture, send_picture

_ORIENTATION, _GPS, _LATITUDE = 0x0112, 0x8825, 2
_PAGE = b"<html><script>alert(1)</script></html>"


def _file(kind: str, *, size: tuple[int, int] = (400, 200), mode: str = "RGB", **options: object) -> bytes:
    written = io.BytesIO()
    Image.new(mode, size, "red").save(written, kind, **options)
    return written.getvalue()


def _from_a_telephone() -> bytes:
    exif = Image.Exif()
    exif[_ORIENTATION] = 6  # held upright
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(_GPS)[_LATITUDE] = (14.0, 58.0, 12.5)
    return _file("JPEG", size=(3000, 1500), exif=exif, comment=b"nok kaew")


def test_what_a_telephone_notes_stays_behind_and_the_picture_stands_upright() -> None:
    picture = clean_picture(io.BytesIO(_from_a_telephone()))
    assert (picture.width, picture.height) == (LONGEST_SIDE // 2, LONGEST_SIDE)
    assert not any(word in picture.jpeg for word in (b"Exif", b"PhoneMaker", b"nok kaew", b"ICC_PROFILE"))
    with Image.open(io.BytesIO(picture.jpeg)) as kept:
        assert not kept.getexif()


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "RGBA"), ("PNG", "P"), ("PNG", "I;16"), ("WEBP", "RGB"), ("JPEG", "CMYK"), ("JPEG", "L")]
)
def test_every_usual_kind_becomes_a_jpeg(kind: str, mode: str) -> None:
    picture = clean_picture(io.BytesIO(_file(kind, mode=mode, size=(40, 20))))
    assert picture.jpeg.startswith(b"\xff\xd8\xff")


def test_a_page_behind_a_picture_is_gone() -> None:
    assert _PAGE not in clean_picture(io.BytesIO(_file("JPEG") + _PAGE)).jpeg


def _bomb() -> bytes:
    """Return a PNG of a few bytes that says it has 900 million points."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 30_000, 30_000, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "JPEG"),
        (_PAGE + _file("JPEG"), "JPEG"),
        (b"\xff\xd8\xff" + _PAGE, ""),
        (b"RIFF\x00\x00\x00\x00WEBP" + _PAGE, ""),
        (_file("JPEG", size=(900, 900))[:600], ""),
        (_file("GIF", mode="P"), "JPEG"),
        (_bomb(), "52"),
        (b"\xff\xd8\xff" + b"\0" * MOST_BYTES, "15"),
        (b"", "JPEG"),
    ],
    ids=["svg", "page first", "page as jpeg", "page as webp", "cut off", "gif", "bomb", "bytes", "nothing"],
)
def test_what_is_no_picture_is_refused_with_a_sentence(found: bytes, sentence: str) -> None:
    with pytest.raises(NotAPicture) as refusal:
        clean_picture(io.BytesIO(found))
    assert sentence in str(refusal.value)


@pytest.mark.django_db
def test_a_private_picture_is_kept_by_no_browser(a_home: Path) -> None:
    kept = keep_picture(io.BytesIO(_file("PNG")))
    response = send_picture(kept, is_private=True)
    assert response.headers["Content-Type"] == "image/jpeg"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.getvalue().startswith(b"\xff\xd8\xff")
    response.close()
