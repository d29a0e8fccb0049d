"""Paper: HTML becomes PDF (WeasyPrint), with the house's own letters, and nothing is fetched from anywhere.

WeasyPrint needs Pango of the system. It is loaded when somebody prints; where Pango is not there everything else works,
and printing says what to install. Letters and style are read once for each process, and one sheet is made at a time.
"""

from __future__ import annotations

import atexit
import logging
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from sanphalang.thai.digits import to_thai
from sanphalang.web.paper_words import name_letters

STYLE = Path(__file__).with_name("paper.css")
_FAMILIES = {"Sarabun": "thai", "Sarabun Latin": "latin"}
_WEIGHTS = (400, 600)
_PIECES = re.compile(r"(<[^>]*>|&#?\w+;)")

_printing = Lock()


class NoPangoError(Exception):
    """The system has no Pango."""

    sentence: Promise = _(
        "PDF cannot be made on this machine, because Pango is missing. Whoever looks after the machine installs it "
        "(on Debian and Ubuntu: apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0). Until then the Word "
        "document holds the same."
    )

    def __str__(self) -> str:
        return str(self.sentence)


def can_print() -> bool:
    """Say whether PDF can be made on this machine."""
    try:
        _tools()
    except NoPangoError:
        return False
    return True


def pdf_of(
    html: str, *, style: Path | None = None, pages: int | None = None, holds_pictures: bool = False
) -> tuple[bytes, int]:
    """Return a PDF and how many pages it has. ``style`` is a style sheet besides the house's own.

    ``holds_pictures``: pictures stand in the HTML itself, as ``data:`` addresses; still nothing is fetched.

    Where it would have more than ``pages``, nothing is written: the caller shortens it. Raises :class:`NoPangoError`.
    """
    tools = _tools()
    with _printing:
        fetcher = tools.own_pictures if holds_pictures else tools.nothing
        document = tools.html(string=html, url_fetcher=fetcher).render(
            font_config=tools.fonts, stylesheets=_styles(style)
        )
        count = len(document.pages)
        return (b"" if pages is not None and count > pages else document.write_pdf(finisher=_finish)), count


def in_thai_digits(html: str) -> str:
    """Return HTML whose words are written with ๐–๙; what stands in ``<code>`` is typed as it is, and stays."""
    done, in_code = [], False
    for piece in _PIECES.split(html):
        if piece.startswith("<"):
            in_code = piece.startswith("<code") or (in_code and not piece.startswith("</code"))
            done.append(piece)
        else:
            done.append(piece if in_code or piece.startswith("&") else to_thai(piece))
    return "".join(done)


def unbroken(html: str, names: Iterable[str]) -> str:
    """Return HTML in which names are kept on one line: what breaks Thai at words does not know the names of places."""
    longest_first = sorted({escape(name) for name in names if name}, key=len, reverse=True)
    if not longest_first:
        return html
    found = re.compile("|".join(map(re.escape, longest_first)))
    head, body, rest = html.partition("<body")
    return head + "".join(_kept_whole(body + rest, found))


def _kept_whole(html: str, found: re.Pattern[str]) -> Iterator[str]:
    """Yield HTML with names kept on one line; words of a drawing are never broken, and hold no elements of a page."""
    is_drawn = False
    for piece in _PIECES.split(html):
        if piece.startswith("<"):
            is_drawn = piece.startswith("<svg") or (is_drawn and not piece.startswith("</svg"))
        is_words = not is_drawn and not piece.startswith(("<", "&"))
        yield found.sub(r'<span class="unbroken">\g<0></span>', piece) if is_words else piece


class _Tools:
    def __init__(self) -> None:
        try:
            import weasyprint
            from weasyprint.text.fonts import FontConfiguration
            from weasyprint.urls import URLFetcher
        except OSError as missing:
            raise NoPangoError from missing
        for name in ("weasyprint", "fontTools"):  # they tell of every rule that they leave out
            logging.getLogger(name).setLevel(logging.ERROR)
        self.html: Callable[..., Any] = weasyprint.HTML
        self.css: Callable[..., Any] = weasyprint.CSS
        self.fonts: Any = FontConfiguration()
        self.nothing: Any = URLFetcher(allowed_protocols=())
        self.own_pictures: Any = URLFetcher(allowed_protocols=("data",))
        own_files = URLFetcher(allowed_protocols=("file",))
        self.letters = self.css(string=_faces(), font_config=self.fonts, url_fetcher=own_files)


@cache
def _tools() -> _Tools:
    atexit.register(_let_go)
    return _Tools()


def _let_go() -> None:
    """Let go of the letters while the program that frees them is still there."""
    _styles.cache_clear()
    _tools.cache_clear()


@cache
def _styles(style: Path | None) -> list[Any]:
    tools = _tools()
    sheets = [STYLE] if style is None else [STYLE, style]
    return [tools.letters, *(tools.css(string=sheet.read_text("utf-8"), url_fetcher=tools.nothing) for sheet in sheets)]


@cache
def _file(script: str, weight: int) -> Path:
    folder = Path(settings.FRONT_END_MANIFEST).parent / "assets"
    return next(folder.glob(f"sarabun-{script}-{weight}-normal-*.woff2"))


def _faces() -> str:
    """Return the letters that the front end bundles, as a style sheet."""
    face = '@font-face {{ font-family: "{0}"; font-weight: {1}; src: url("{2}"); }}'
    return "\n".join(
        face.format(family, weight, _file(script, weight).as_uri())
        for family, script in _FAMILIES.items()
        for weight in _WEIGHTS
    )


def _file_of(family: str, weight: int) -> Path | None:
    """Return the letters that a family and a weight are drawn with: what asks for bolder ones gets the boldest."""
    if family not in _FAMILIES:
        return None
    return _file(_FAMILIES[family], max((each for each in _WEIGHTS if each <= weight), default=_WEIGHTS[0]))


_finish = partial(name_letters, _file_of)
