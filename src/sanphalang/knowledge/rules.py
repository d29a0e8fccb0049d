"""Pure decisions about knowledge items: what kinds there are, what each form asks for, what may follow on what."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from enum import StrEnum
from urllib.parse import urlsplit

SUBJECT = "knowledge"
"""What the ledger calls a knowledge item, with all its versions."""
THEME_SUBJECT = "theme"
"""What it calls a theme of lessons."""

RECORDED_IN_CLEAR = frozenset(
    {
        *("kind", "form", "state", "place", "year", "version", "part", "about", "basis", "agreed_on"),
        *(
            "person",
            "organisation",
            "local_authority",
            "joined_on",
            "goals",
            "targets",
            "tags",
            "places",
            "count",
            "passages",
        ),
    }
)
"""What the ledger keeps as it is: closed lists, days, numbers of records. Of words it keeps keyed digests."""


class Kind(StrEnum):
    """What it is about, in the four kinds of the programme."""

    HEALTHY_COMMUNITY = "healthy_community"  # ชุมชนสุขภาวะ
    GRASSROOTS_ECONOMY = "grassroots_economy"  # เศรษฐกิจฐานราก
    STRONG_SOCIETY = "strong_society"  # นวัตกรรมเพื่อสังคมเข้มแข็ง
    OTHER = "other"  # อื่นๆ


class Form(StrEnum):
    """How it is told, which says what it asks for."""

    CASE = "case"  # กรณีศึกษา
    LESSON = "lesson"  # ถอดบทเรียน
    POLICY = "policy"  # นโยบายสาธารณะ
    INNOVATION = "innovation"  # นวัตกรรม
    DECLARATION = "declaration"  # ปฏิญญา
    COMPARISON = "comparison"  # การศึกษาเปรียบเทียบ


class State(StrEnum):
    """Where a version stands. An item has at most one that is written on, and at most one that everybody reads."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    REPLACED = "replaced"  # an earlier version that was published once
    WITHDRAWN = "withdrawn"


class Basis(StrEnum):
    """Why a person may be named in an item that everybody reads."""

    IN_WRITING = "in_writing"  # ยินยอมเป็นลายลักษณ์อักษร
    BY_WORD = "by_word"  # ยินยอมด้วยวาจา
    PUBLIC_POST = "public_post"  # ดำรงตำแหน่งสาธารณะ


WORKING = (State.DRAFT, State.REVIEW)
"""Versions that can still be written on."""

ONCE_PUBLIC = (State.PUBLISHED, State.REPLACED, State.WITHDRAWN)

PARTS: Mapping[str, tuple[str, ...]] = {
    Form.CASE: ("situation", "action", "who", "result", "why", "repeat"),
    Form.LESSON: ("why_came", "hoped", "happened", "learned", "proposed"),
    Form.POLICY: ("situation", "policy", "process", "result"),
    Form.INNOVATION: ("situation", "action", "result", "repeat"),
    Form.DECLARATION: ("declared", "process", "followed"),
    Form.COMPARISON: ("question", "compared", "found", "proposed"),
}
"""The parts of each form, in the order in which they are asked for and read."""

NEEDED: Mapping[str, tuple[str, ...]] = {
    Form.CASE: ("situation", "action", "result"),
    Form.LESSON: ("happened", "learned"),
    Form.POLICY: ("situation", "policy"),
    Form.INNOVATION: ("situation", "action"),
    Form.DECLARATION: ("declared",),
    Form.COMPARISON: ("question", "found"),
}
"""Without these a version can be neither sent for review nor published."""

MOST_PASSAGES = 200
"""So many passages a theme may be drawn from."""

WITH_FIGURES = "result"
"""The part that a table of figures belongs to."""

WITH_FOLLOW_UPS = "followed"
"""The part that dated lines of what followed belong to."""

WITH_COMPARISON = "compared"
"""The part that the table of cases and factors belongs to."""

MOST_FIGURES, MOST_FOLLOW_UPS, MOST_CASES, MOST_FACTORS = 8, 20, 6, 12

BASICS = "basics"
"""The first step: title, kind, place, year and summary."""


TIES, PARTNERS, PICTURES, FILES = "ties", "partners", "pictures", "files"
COLLECTED = (PARTNERS, PICTURES, FILES)
"""Steps in which things are added one by one; there is nothing to save at their end."""

MOST_PICTURES, MOST_FILES, MOST_VIDEOS, MOST_PLACES, MOST_PARTNERS = 20, 10, 5, 10, 30


def steps_of(form: str) -> tuple[str, ...]:
    """Return the steps of the guided form in their order."""
    return (BASICS, *PARTS[form], TIES, *COLLECTED)


def step_after(form: str, step: str) -> str:
    """Return the step that follows, or nothing after the last."""
    steps = steps_of(form)
    at = steps.index(step) + 1
    return steps[at] if at < len(steps) else ""


def missing(form: str, written: Collection[str], *, has_summary: bool) -> list[str]:
    """Return what has to be written before anybody is shown it: names of parts, ``summary`` first."""
    lacking = [part for part in NEEDED[form] if part not in written]
    return lacking if has_summary else ["summary", *lacking]


_OWN_PAGE = re.compile(r"/knowledge/([0-9]{1,18})(?:/|$)")
_FILM_HOSTS = {
    "youtube.com": "YouTube",
    "youtu.be": "YouTube",
    "vimeo.com": "Vimeo",
    "facebook.com": "Facebook",
    "fb.watch": "Facebook",
    "tiktok.com": "TikTok",
    "thaipbs.or.th": "Thai PBS",
}


class NotALink(ValueError):  # noqa: N818 (reads as a sentence where it is raised)
    """The text is no address that begins with https and names a host."""


def read_link(text: str) -> str:
    """Return an address as it is kept. Raises :class:`NotALink`."""
    # A browser takes \ for /, so that it would open another host than the one that is read here.
    if any(not letter.isprintable() or letter in ' <>"\\' for letter in text.strip()):
        raise NotALink(text)
    try:
        parts = urlsplit(text.strip())
        _port = parts.port  # read here, because what is none raises
    except ValueError as strange:
        raise NotALink(text) from strange
    host = parts.hostname or ""
    if parts.scheme != "https" or parts.username or parts.password or "." not in host or not host.isascii():
        raise NotALink(text)
    if host.rpartition(".")[2].isdecimal():
        raise NotALink(text)
    return parts.geturl()


def as_link(text: str) -> str:
    """Return an address that may be followed, or nothing where the text is none."""
    try:
        return read_link(text)
    except NotALink:
        return ""


def link_host(url: str) -> str:
    """Return the host of an address."""
    return (urlsplit(url).hostname or "").removeprefix("www.")


def number_in_address(text: str, *, is_here: Callable[[str], bool]) -> int | None:
    """Return the item that a text names by the address of its page: a path, or an address on a host that is ours."""
    return next((number for word in text.split() if (number := _number_of_page(word, is_here)) is not None), None)


def _number_of_page(address: str, is_here: Callable[[str], bool]) -> int | None:
    is_whole = "://" in address or address.startswith("/")
    try:
        parts = urlsplit(address if is_whole else f"//{address}")
        host = parts.hostname
    except ValueError:
        return None
    found = _OWN_PAGE.match(parts.path)
    return int(found[1]) if found and (host is None or is_here(host)) else None


def film_host(url: str) -> str:
    """Return how the host of a film is called; of one that is not known its address."""
    host = link_host(url).removeprefix("m.")
    return next((name for known, name in _FILM_HOSTS.items() if host == known or host.endswith(f".{known}")), host)
