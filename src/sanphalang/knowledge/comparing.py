"""What changed from one version to the next, line by line. Pure but for reading both versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple

from sanphalang.access.viewer import Viewer
from sanphalang.knowledge.item_page import where
from sanphalang.knowledge.queries import Shown, comparison_of, figures_of, follow_ups_of, parts_of
from sanphalang.knowledge.rules import PARTS as PARTS_OF_FORMS
from sanphalang.knowledge.tie_queries import (
    attachments_of,
    goals_of,
    participants_of,
    partners_of,
    pictures_of,
    tags_of,
    videos_of,
)
from sanphalang.knowledge.words import FIELDS, KINDS, PARTS
from sanphalang.web.days import day_shown, year_shown
from sanphalang.web.table import Words


class Line(NamedTuple):
    """A line that stayed (nothing), came (``+``) or went (``-``)."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs, with its lines."""

    label: Words
    lines: list[Line]


def differences(viewer: Viewer, before: Shown, after: Shown) -> list[Difference]:
    """Return what differs between two versions, in the order of the page."""
    one, other = _texts(viewer, before), _texts(viewer, after)
    return [
        Difference(label, compared(one[label_key][1], text))
        for label_key, (label, text) in other.items()
        if one[label_key][1] != text
    ]


def compared(before: str, after: str) -> list[Line]:
    """Return the lines of both texts: what went, what came, and what stayed around it."""
    old, new = before.splitlines(), after.splitlines()
    found: list[Line] = []
    for tag, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if tag == "equal":
            found += _around([Line("", text) for text in old[a:b] if text])
        else:
            found += [Line("-", text) for text in old[a:b] if text]
            found += [Line("+", text) for text in new[c:d] if text]
    return found


def _around(lines: Sequence[Line]) -> list[Line]:
    """Return the first and the last of lines that stayed."""
    return list(lines) if len(lines) <= 2 else [lines[0], Line("", "…"), lines[-1]]


def _texts(viewer: Viewer, shown: Shown) -> dict[str, tuple[Words, str]]:
    parts = parts_of(shown)
    figures = "\n".join(" · ".join(filter(None, row)) for row in figures_of(shown))
    texts: dict[str, tuple[Words, str]] = {
        "title": (FIELDS["title"], shown.title),
        "kind": (FIELDS["kind"], str(KINDS[shown.kind])),
        "place": (FIELDS["place"], where(shown)),
        "year": (FIELDS["year"], year_shown(shown.year)),
        "summary": (FIELDS["summary"], shown.summary),
    }
    texts |= {name: (PARTS[name], parts[name].text if name in parts else "") for name in PARTS_OF_FORMS[shown.form]}
    lists: dict[str, tuple[Words, list[str]]] = {
        "goals": (FIELDS["goals"], [f"{each.code} {each.title}" for each in goals_of(shown)]),
        "tags": (FIELDS["tags"], [each.name for each in tags_of(shown)]),
        "partners": (
            PARTS["partners"],
            [f"{each.body.name} {day_shown(each.joined_on)} {each.did}".strip() for each in partners_of(shown)],
        ),
        "people": (FIELDS["person"], [each.role for each in participants_of(viewer, shown)]),
        "pictures": (PARTS["pictures"], [f"{each.alt} {each.caption}".strip() for each in pictures_of(shown)]),
        "files": (PARTS["files"], [str(each) for each in (*attachments_of(shown), *videos_of(shown))]),
    }
    texts["figures"] = (FIELDS["figures"], figures)
    followed = "\n".join(f"{day_shown(row.day)} {row.said}" for row in follow_ups_of(shown))
    rows = "\n".join(" · ".join(filter(None, row)) for row in comparison_of(shown))
    texts["comparison"] = (FIELDS["comparison"], rows)
    texts["follow_ups"] = (FIELDS["follow_ups"], followed)
    return texts | {name: (label, "\n".join(lines)) for name, (label, lines) in lists.items()}
