"""What ``docs/access.md`` says, and nothing that the platform's code says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

PAGE = Path(__file__).parents[2] / "docs" / "access.md"
EVERYBODY, SIGNED_IN = "everybody", "signed in"


class Route(NamedTuple):
    """An address: the act it asks for, and whose place decides."""

    asks_for: str
    of: str


def _tables() -> dict[str, list[dict[str, str]]]:
    """Return the tables of the page by the first word of their header row."""
    found: dict[str, list[dict[str, str]]] = {}
    header: list[str] = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")] if line.startswith("|") else []
        if not cells:
            header = []
        elif not header:
            header = [re.split(" · ", cell)[0] for cell in cells]
        elif set("".join(cells)) - set("- "):
            found.setdefault(header[0], []).append(dict(zip(header, cells, strict=True)))
    return found


TABLES = _tables()
REACH = {(row["act"], role): reach for row in TABLES["act"] for role, reach in row.items() if role != "act"}
ROUTES = {row["route"]: Route(row["asks for"], row["of"]) for row in TABLES["route"]}


def _acts_in(paragraph: str) -> set[str]:
    found = re.search(rf"^{paragraph} · .*\n.*", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    return set(re.findall(r"[a-z]+\.[a-z_]+", found[0] if found else ""))


SECOND_STEP, SECOND_STEP_IN_THE_NATION = _acts_in("Second step"), _acts_in("Second step in the nation")
ROLES = tuple(role for role in TABLES["act"][0] if role != "act")


def needs_second_step(role: str, act: str) -> bool:
    """Say whether somebody with this role may do the act only after a second step at sign-in."""
    return act in SECOND_STEP or (act in SECOND_STEP_IN_THE_NATION and REACH[act, role] == "nation")


def may(role: str, act: str, relation: str, *, session: bool = False) -> bool:
    """Say whether somebody with one role may do an act at a place that stands in this relation to the role's centre.

    Relations: ``own`` and ``inside`` (the centre's territory, a place in it), ``neighbour``, ``around``, ``nowhere``;
    ``anywhere`` asks whether there is any place at all.
    """
    if act == EVERYBODY:
        return True
    if act == SIGNED_IN:
        return role != "public"
    reach = REACH[act, role]
    return (
        reach == "nation"
        or (reach == "own" and relation in ("own", "inside", "anywhere"))
        or (reach == "session" and session)
    )
