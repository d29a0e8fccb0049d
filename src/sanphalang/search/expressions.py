"""What is looked for, as tokens joined by and/or: one face for SQLite's FTS5 and PostgreSQL's tsquery."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

_MANY = 12


@dataclass(frozen=True, slots=True)
class Expression:
    """Tokens any of which is enough, or parts all or any of which must be found. Without either it finds nothing."""

    tokens: tuple[str, ...] = ()
    parts: tuple[Expression, ...] = ()
    is_any: bool = False

    def __bool__(self) -> bool:
        return bool(self.tokens or self.parts)

    @property
    def alternatives(self) -> tuple[str, ...]:
        """The tokens, where it is many of them of which any is enough; else nothing."""
        return self.tokens if len(self.tokens) >= _MANY else ()

    def rendered(self, both: str, either: str) -> str:
        """Return the expression as text, with the signs for "and" and "or"."""
        sign = either if self.is_any or self.tokens else both
        rendered = self.tokens or [part.rendered(both, either) for part in self.parts]
        return rendered[0] if len(rendered) == 1 else "(" + f" {sign} ".join(rendered) + ")"

    def fts5(self) -> str:
        """Return the expression for SQLite."""
        return self.rendered("AND", "OR")

    def tsquery(self) -> str:
        """Return the expression for PostgreSQL."""
        return self.rendered("&", "|")


NOTHING = Expression()


def one(token: str) -> Expression:
    """Return what a token finds."""
    return Expression((token,))


def one_of(tokens: Iterable[str]) -> Expression:
    """Return what any of many tokens finds."""
    return Expression(tuple(dict.fromkeys(tokens)))


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
