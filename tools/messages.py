"""Translation catalogues without system gettext: ``compile``, ``check``, ``update [ROOM …]``.

Each room keeps its own catalogue, src/sanphalang/<room>/locale/th/LC_MESSAGES/django.po, with the messages of its
Python and its templates. The sources are whole English sentences; English itself needs no catalogue.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Collection, Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOMS = Path(__file__).resolve().parent.parent / "src" / "sanphalang"
CATALOGUE = Path("locale/th/LC_MESSAGES/django.po")

_ONE, _PLURAL, _CONTEXT, _CONTEXT_PLURAL = None, (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = {
    "_": _ONE,
    **{f"gettext{ending}": _ONE for ending in ("", "_lazy", "_noop")},
    **{f"ngettext{ending}": _PLURAL for ending in ("", "_lazy")},
    **{f"pgettext{ending}": _CONTEXT for ending in ("", "_lazy")},
    **{f"npgettext{ending}": _CONTEXT_PLURAL for ending in ("", "_lazy")},
}
_GAP = re.compile(r"%\((\w+)\)|(%[sd])|\{(\w*)\}")


def rooms() -> list[Path]:
    """Return the folders of the rooms."""
    return sorted(path for path in ROOMS.iterdir() if (path / "__init__.py").exists())


def extracted(room: Path) -> Catalog:
    """Return every message that the room's Python and templates use."""
    catalogue = Catalog(locale="th", domain="django", project="sanphalang", fuzzy=False)
    for path in _sources(room):
        text = path.read_text("utf-8")
        if path.suffix != ".py":  # a pseudo-Python without meaning, whose indentation would stop the tokenizer
            text = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).splitlines())
        found = extract("python", io.BytesIO(text.encode()), KEYWORDS, ["Translators:"], {"encoding": "utf-8"})
        for _line, message, comments, context in found:
            place = (str(path.relative_to(ROOMS.parent)), 0)
            catalogue.add(message, None, [place], auto_comments=comments, context=context)
    return catalogue


def _sources(room: Path) -> Iterator[Path]:
    for path in sorted(room.rglob("*")):
        inside = path.relative_to(room).parts
        if "tests" in inside or "migrations" in inside or "static" in inside:
            continue
        if path.suffix == ".py" or (path.suffix in {".html", ".txt"} and "templates" in inside):
            yield path


def catalogue_of(room: Path) -> Catalog | None:
    """Return the room's catalogue as it stands, or None."""
    path = room / CATALOGUE
    if not path.exists():
        return None
    with path.open("rb") as file:
        return read_po(file, locale="th", domain="django", abort_invalid=True)


def is_translated(message: Message) -> bool:
    """Say whether every form of the message has a text, and nobody has to look at it again."""
    texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(texts) and not message.fuzzy


def gaps_differ(message: Message) -> bool:
    """Say whether the translation fills other gaps than the source, so that showing it would fail or lose a value."""
    sources = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    allowed = [_gaps(source) for source in sources]
    return any(_gaps(text) not in allowed for text in texts)


def _gaps(text: str) -> list[tuple[str, ...]]:
    return sorted(set(_GAP.findall(text.replace("%%", ""))))


def check() -> list[str]:
    """Return what is wrong with the catalogues, one sentence each; empty when every message is translated."""
    problems: list[str] = []
    first: dict[tuple[object, str | None], tuple[str, object]] = {}
    for room in rooms():
        used, kept = extracted(room), catalogue_of(room) or Catalog(locale="th")
        problems += [
            f"{room.name}: no Thai for {message.id!r}"
            for message in used
            if message.id and ((own := kept.get(message.id, message.context)) is None or not is_translated(own))
        ]
        for message in kept:
            if not message.id:
                continue
            if used.get(message.id, message.context) is None:
                problems.append(f"{room.name}: no longer used: {message.id!r}")
            elif is_translated(message) and gaps_differ(message):
                problems.append(f"{room.name}: other gaps in the Thai of {message.id!r}")
            text = message.string
            where, other = first.setdefault((message.id, message.context), (room.name, text))
            if other != text and is_translated(message):
                problems.append(f"{room.name}: {message.id!r} is translated otherwise in {where}: {text!r}, {other!r}")
    return problems


def update(names: Collection[str] = ()) -> None:
    """Bring catalogues in line with the source: of the rooms named, or of all.

    A message that another room translates already is taken over.
    """
    known: dict[tuple[object, str | None], Message] = {}
    for room in rooms():
        for message in catalogue_of(room) or ():
            if message.id and is_translated(message):
                known.setdefault((message.id, message.context), message)
    for room in rooms():
        if names and room.name not in names:
            continue
        used, kept = extracted(room), catalogue_of(room)
        if len(used) == 0 and kept is None:
            continue
        kept = kept or Catalog(locale="th", domain="django", project="sanphalang", fuzzy=False)
        kept.update(used, no_fuzzy_matching=True, update_creation_date=False)
        for message in kept:
            if not is_translated(message) and (other := known.get((message.id, message.context))):
                message.string = other.string
        path = room / CATALOGUE
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, kept, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False)


def compile_catalogues() -> None:
    """Write the binary catalogues that Django reads."""
    for room in rooms():
        if (catalogue := catalogue_of(room)) is not None:
            with (room / CATALOGUE).with_suffix(".mo").open("wb") as file:
                write_mo(file, catalogue)


def main(command: str, *names: str) -> int:
    """Run one command; ``check`` ends with 1 when something is wrong."""
    if not settings.configured:
        settings.configure(USE_I18N=True)
    if command == "compile":
        compile_catalogues()
    elif command == "update":
        update(names)
        compile_catalogues()
    elif command == "check":
        problems = check()
        print(*problems, sep="\n")
        return 1 if problems else 0
    else:
        print(__doc__)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*(sys.argv[1:] or [""])))
