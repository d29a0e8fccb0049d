"""What every paper has, whatever it tells: title, QR code, the foot of its pages, and the address where it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string

from sanphalang.thai.digits import to_thai
from sanphalang.web.days import language
from sanphalang.web.paper import in_thai_digits, unbroken
from sanphalang.web.qr import qr_code


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A paper without what it tells. ``foot`` stands below each page; ``leads_to`` says in words where the code leads.

    ``names`` are those that are kept on one line.
    """

    kicker: str
    title: str
    foot: str
    address: str
    leads_to: str
    kept_by: str = ""
    names: Sequence[str] = ()
    thai_digits: bool = False


def in_frame(template: str, frame: Frame, context: Mapping[str, Any]) -> str:
    """Return a paper as HTML; its template extends ``web/paper.html``."""
    drawn = {
        "frame": frame,
        "foot": to_thai(frame.foot) if frame.thai_digits else frame.foot,
        "qr": qr_code(frame.address, frame.leads_to),
        "language": language(),
    }
    html = unbroken(render_to_string(template, {**context, **drawn}), frame.names)
    return in_thai_digits(html) if frame.thai_digits else html
