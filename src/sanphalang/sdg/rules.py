"""Pure decisions about the codes of goals and targets: ``1``, ``1.2``, ``1.a``."""

from __future__ import annotations

import re

from sanphalang.thai.digits import to_arabic

_CODE = re.compile(r"(?:sdgs?\s*)?(1[0-7]|[1-9])(?:\.([1-9][0-9]?|[a-d]))?")
_AFTER_NUMBERS = 50
"""The lettered targets of a goal, which tell the means, follow the numbered ones."""


class NotASdgCode(ValueError):  # noqa: N818 (what it is, not an error of the program)
    """The text is not shaped like the code of a goal or a target."""


def read_code(text: str) -> str:
    """Return a code as it is written officially: ``๕.B`` and ``SDG 5.b`` are ``5.b``. Raises ``NotASdgCode``.

    A well-shaped code need not exist: no goal has a target 1.9.
    """
    found = _CODE.fullmatch(to_arabic(text).strip().lower())
    if found is None:
        raise NotASdgCode(text)
    goal, part = found.groups()
    return f"{goal}.{part}" if part else goal


def goal_of(code: str) -> int:
    """Return the number of the goal that a code names or lies in."""
    return int(code.partition(".")[0])


def is_goal(code: str) -> bool:
    """Say whether a code names a goal, not one of its targets."""
    return "." not in code


def order_of(code: str) -> int:
    """Return where a code stands: 1 before 1.2 before 1.10 before 1.a before 2."""
    goal, _dot, part = code.partition(".")
    place = 0 if not part else int(part) if part.isdecimal() else _AFTER_NUMBERS + ord(part) - ord("a")
    return int(goal) * 100 + place
