"""An item on paper: a PDF in the look of the house, with its pictures, to be read without a screen and handed on."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

from django.utils.translation import gettext as _

from sanphalang.access.viewer import PUBLIC
from sanphalang.files.storage import path_of
from sanphalang.knowledge.item_page import Case, Section, told
from sanphalang.knowledge.markdown import as_html
from sanphalang.knowledge.models import Picture
from sanphalang.knowledge.queries import Shown
from sanphalang.knowledge.shortening import MOST_ROOM, shortened
from sanphalang.knowledge.tie_queries import participants_of
from sanphalang.ledger.kept import kept
from sanphalang.places.names import full_name
from sanphalang.places.queries import line_to
from sanphalang.web.days import language
from sanphalang.web.file_turns import in_turn
from sanphalang.web.paper import pdf_of
from sanphalang.web.paper_frame import Frame, in_frame

STYLE = Path(__file__).with_name("paper.css")
_MOST_PICTURES = 6
"""So many pictures are printed; the page has the others."""


class Printed(NamedTuple):
    """A part as it is printed; one that is cut ends the text, and says where the rest stands."""

    section: Section
    cases: list[Case]
    is_cut: bool


def kept_item_pdf(shown: Shown, *, address: str, thai_digits: bool = False, asker: str = "") -> bytes:
    """Return a published item as a PDF, made once for all who ask before anything changes.

    Names are those that everybody reads.

    Raises :class:`sanphalang.web.paper.NoPangoError` and :class:`sanphalang.web.file_turns.TooManyAtOnceError`.
    """
    asked = ("case", shown.version, thai_digits, address, language())

    def make() -> bytes:
        return item_pdf(shown, address=address, thai_digits=thai_digits)

    return kept(asked, lambda: in_turn(make, asker=asker), among="papers")


def item_pdf(shown: Shown, *, address: str, thai_digits: bool = False) -> bytes:
    """Return an item as a PDF, to which its QR code leads."""
    html = _html(shown, address=address, thai_digits=thai_digits)
    made, _pages = pdf_of(html, style=STYLE, holds_pictures=True)
    return made


def _html(shown: Shown, *, address: str, thai_digits: bool) -> str:
    page = told(shown) | {"item": shown, "people": participants_of(PUBLIC, shown)}
    pictures = [page["cover"], *page["pictures"]] if page["cover"] else []
    frame = Frame(
        kicker=_("Knowledge of the communities"),
        title=shown.title,
        foot=shown.title if len(shown.title) <= 80 else f"{shown.title[:79]}…",
        address=address,
        leads_to=_("The page of this item"),
        kept_by=_("The page of this item"),
        names=[full_name(place) for place in line_to(shown.place)],
        thai_digits=thai_digits,
    )
    context = page | {
        "sections": list(_within(MOST_ROOM, page["sections"], address)),
        "printed": [_picture(each) for each in pictures[:_MOST_PICTURES] if each.file.removed_at is None],
    }
    return in_frame("knowledge/paper.html", frame, context)


def _within(room: int, sections: Iterable[Section], address: str) -> Iterator[Printed]:
    """Yield the parts for which there is room, the last of them cut where it ends."""
    for section in sections:
        text, room = shortened(section.text, room)
        is_cut = text != section.text
        cases = [case._replace(url=urljoin(address, case.url)) for case in section.cases]
        yield Printed(replace(section, html=as_html(text)) if is_cut else section, cases, is_cut)
        if is_cut:
            return


def _picture(picture: Picture) -> dict[str, Any]:
    content = b64encode(path_of(picture.file).read_bytes()).decode()
    return {"address": f"data:image/jpeg;base64,{content}", "alt": picture.alt, "caption": picture.caption}
