"""The texts of the manual, read from the files in ``tasks/``: Thai and English of each sentence side by side.

``{Bring in a list}`` in a sentence stands for the words of the interface, in the reader's language: a button, a link, a
heading or a field. A test fails where no room uses these words any more.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Self

from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from sanphalang.web.days import in_english

TASKS = Path(__file__).parent / "tasks"
INDEX = Path(__file__).parent / "index.toml"
_LABEL = re.compile(r"\{([^{}]+)\}")
_GAP = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in both languages."""

    th: str
    en: str

    @classmethod
    def of(cls, table: Mapping[str, Any]) -> Self:
        """Read it from a table with ``th`` and ``en``."""
        return cls(table["th"].strip(), table["en"].strip())

    @property
    def labels(self) -> tuple[list[str], list[str]]:
        """The words of the interface that are quoted in Thai, and in English."""
        return sorted(_LABEL.findall(self.th)), sorted(_LABEL.findall(self.en))

    def __str__(self) -> str:
        """Return it as plain text, for titles."""
        return "".join(f"“{part}”" if is_label else part for part, is_label in self._parts())

    @property
    def shown(self) -> SafeString:
        """The sentence for a page: the words of the interface stand out."""
        return format_html_join(
            "",
            "{}{}{}",
            (
                (SafeString("<strong>“"), part, SafeString("”</strong>"))  # our own marks around escaped words
                if is_label
                else ("", part, "")
                for part, is_label in self._parts()
            ),
        )

    def _parts(self) -> Iterator[tuple[str, bool]]:
        for number, part in enumerate(_LABEL.split(self.en if in_english() else self.th)):
            yield (_GAP.sub("…", gettext(part)), True) if number % 2 else (part, False)


@dataclass(frozen=True, slots=True)
class Trouble:
    """What can go wrong, and what to do then."""

    what: Sentence
    then: Sentence


@dataclass(frozen=True, slots=True)
class CommandLine:
    """A line for the command line, and what it does."""

    line: str
    does: Sentence


@dataclass(frozen=True, slots=True)
class Task:
    """One page of the manual. ``page`` names the address where the task is done, ``seen_by`` whose picture is shown."""

    name: str
    title: Sentence
    purpose: Sentence
    steps: tuple[Sentence, ...]
    wrong: tuple[Trouble, ...]
    commands: tuple[CommandLine, ...]
    see: tuple[str, ...]
    page: str
    seen_by: str

    @property
    def sentences(self) -> Iterator[Sentence]:
        """Every sentence of the page."""
        yield from (self.title, self.purpose, *self.steps)
        for trouble in self.wrong:
            yield from (trouble.what, trouble.then)
        yield from (command.does for command in self.commands)


@dataclass(frozen=True, slots=True)
class Group:
    """Tasks that stand together on the first page: by what one wants to do, or (``who``) by who one is."""

    name: str
    title: Sentence
    about: Sentence
    tasks: tuple[str, ...]


@cache
def tasks() -> dict[str, Task]:
    """Return all tasks by name."""
    return {path.stem: _task(path) for path in sorted(TASKS.glob("*.toml"))}


@cache
def by_task() -> tuple[Group, ...]:
    """Return the groups by what one wants to do, in their order."""
    return tuple(map(_group, _index()["do"]))


@cache
def by_person() -> tuple[Group, ...]:
    """Return the groups by who one is, in their order; their names are the roles of access, and those without one."""
    return tuple(map(_group, _index()["who"]))


def _index() -> dict[str, Any]:
    return tomllib.loads(INDEX.read_text("utf-8"))


def _group(table: Mapping[str, Any]) -> Group:
    return Group(table["name"], Sentence.of(table["title"]), Sentence.of(table["about"]), tuple(table["tasks"]))


def _task(path: Path) -> Task:
    table = tomllib.loads(path.read_text("utf-8"))
    return Task(
        name=path.stem,
        title=Sentence.of(table["title"]),
        purpose=Sentence.of(table["purpose"]),
        steps=tuple(map(Sentence.of, table["steps"])),
        wrong=tuple(Trouble(Sentence.of(each["what"]), Sentence.of(each["then"])) for each in table.get("wrong", ())),
        commands=tuple(CommandLine(each["line"], Sentence.of(each)) for each in table.get("commands", ())),
        see=tuple(table.get("see", ())),
        page=table.get("page", ""),
        seen_by=table.get("seen_by", ""),
    )
