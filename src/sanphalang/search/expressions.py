"""What is looked for, as tokens joined by and/or: one face for SQLite's FTS5 and PostgreSQL's tsquery."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_MANY = 12


@dataclass(frozen=True, slots=True)
class Expression:
    """A token, or parts that all or any of which must be found. Without a token or a part it finds nothing."""

    token: str = ""
    parts: tuple[Expression, ...] = ()
    is_any: bool = False

    def __bool__(self) -> bool:
        return bool(self.token or self.parts)

    @property
    def alternatives(self) -> list[str]:
        """The tokens, where it is many of them of which any is enough; else nothing."""
        tokens = [part.token for part in self.parts] if self.is_any else []
        return tokens if len(tokens) >= _MANY and all(tokens) else []

    def rendered(self, both: str, either: str) -> str:
        """Return the expression as text, with the signs for "and" and "or"."""
        if self.token:
            return self.token
        sign = either if self.is_any else both
        return "(" + f" {sign} ".join(part.rendered(both, either) for part in self.parts) + ")"

    def fts5(self) -> str:
        """Return the expression for SQLite."""
        return self.rendered("AND", "OR")

    def tsquery(self) -> str:
        """Return the expression for PostgreSQL."""
        return self.rendered("&", "|")


NOTHING = Expression()


def one(token: str) -> Expression:
    """Return what a token finds."""
    return Expression(token=token)


def all_of(parts: Iterable[Expression]) -> Expression:
    """Return what all of the parts find; nothing where one of them can find nothing, or there is none."""
    needed = tuple(dict.fromkeys(parts))
    if not all(needed):
        return NOTHING
    return needed[0] if len(needed) == 1 else Expression(parts=needed)


def any_of(parts: Iterable[Expression]) -> Expression:
    """Return what any of the parts finds."""
    useful = tuple(dict.fromkeys(filter(None, parts)))
    return useful[0] if len(useful) == 1 else Expression(parts=useful, is_any=True)
