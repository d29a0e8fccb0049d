"""Where knowledge tells of a person who is erased: texts by what they say, files and pictures by who took part.

What stands in a draft is mended there; what is published, in its next version. What can no longer be written on, an
earlier version or what somebody typed and did not save, is emptied where an officer says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from django.db import transaction
from django.db.models import Model, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from sanphalang.files.storage import remove_file
from sanphalang.knowledge.actions import ComparisonSaid
from sanphalang.knowledge.models import (
    Attachment,
    ComparisonRow,
    Figure,
    FollowUp,
    KnowledgeItem,
    Part,
    Participant,
    Partner,
    Picture,
    Remark,
    Theme,
    Unsaved,
    Version,
    Video,
)
from sanphalang.knowledge.rules import SUBJECT, State
from sanphalang.knowledge.writing import keep_in_step
from sanphalang.ledger.actions import record
from sanphalang.people.naming import Sought, TextFound, excerpt

_KEY = "knowledge"
_EMPTIED = "–"
"""What stands where words were emptied that cannot be nothing."""


class _Kept(NamedTuple):
    """A column with words: its table, its name, the way to the version (or the item), and what it is called."""

    table: type[Model]
    column: str
    way: str
    what: str


def items_of(person_id: int) -> set[int]:
    """Return the items in which a person took part."""
    rows = Participant.objects.filter(person=person_id)
    return set(rows.values_list("version__item", flat=True))


def texts_naming(sought: Sought, items: set[int]) -> list[TextFound]:
    """Return the texts that tell of the person; in the person's own items the given name alone is enough."""
    return [found for kept in _texts() for found in _found_in(kept, sought, items)] + _themes_naming(sought)


def _themes_naming(sought: Sought) -> list[TextFound]:
    """Return the texts of themes that tell of the person; they can be mended there at any time."""
    found = []
    for column, what in (("title", _("Name of a theme of lessons")), ("sentence", _("Sentence of a theme of lessons"))):
        holds = Q(pk__in=())
        for text in sought.spellings:
            holds |= Q(**{f"{column}__icontains": text})
        for theme in Theme.objects.filter(holds).order_by("pk"):
            text, url = getattr(theme, column), reverse("knowledge:theme", args=[theme.pk])
            if sought.is_told_in(text):
                key = f"{_KEY}:{Theme._meta.model_name}:{theme.pk}:{column}"
                found.append(TextFound(key, what, theme.title, url, theme.place, excerpt(text, sought)))
    return found


def papers_that_may_name(items: set[int]) -> list[TextFound]:
    """Return the files and pictures of the person's items, which no program reads."""
    found = []
    for table, what in ((Attachment, _("File of a knowledge item")), (Picture, _("Picture of a knowledge item"))):
        rows = table._default_manager.filter(version__item__in=items, file__removed_at=None)
        found += [
            _located(f"{_KEY}:{table._meta.model_name}:{row.pk}:file", what, row.version, str(row), is_paper=True)
            for row in rows.select_related("version").order_by("pk")
        ]
    return found


def is_of_knowledge(key: str) -> bool:
    """Say whether a text or file found is one of this room."""
    return key.startswith(f"{_KEY}:")


def may_be_emptied(found: TextFound) -> bool:
    """Say whether what was found may be emptied here and now, because nobody can mend it any more."""
    if not is_of_knowledge(found.key):
        return False
    _room, model, number, _column = found.key.split(":")
    if found.is_paper or model in {Unsaved._meta.model_name, Remark._meta.model_name}:
        return True
    kept = next((each for each in _texts() if each.table._meta.model_name == model), None)
    if kept is None or kept.way not in {"pk", "version"}:
        return False
    state = f"{kept.way}__state" if kept.way != "pk" else "state"
    return kept.table._default_manager.filter(pk=number, **{state: State.REPLACED}).exists()


def forget(actor: str, key: str) -> None:
    """Empty a text or remove a file, by its key. Belongs in the caller's transaction."""
    _room, model, number, column = key.split(":")
    table = next(each.table for each in (*_texts(), *_PAPERS) if each.table._meta.model_name == model)
    row = table._default_manager.filter(pk=number).first()
    if row is None:
        return
    if isinstance(row, Attachment | Picture) and column == "file":
        _remove_everywhere(actor, row)
    elif isinstance(row, Unsaved):
        row.delete()
    else:
        version = _version_of(row)
        may_be_nothing = getattr(table._meta.get_field(column), "blank", False)
        setattr(row, column, "" if may_be_nothing else _EMPTIED)
        changed = [column]
        if column == "title" and isinstance(row, Version):
            row.title_key, row.title_sort = "", b""
            changed += ["title_key", "title_sort"]
        row.save(update_fields=changed)
        keep_in_step(version.item_id)
        _note(actor, version)


def _remove_everywhere(actor: str, row: Attachment | Picture) -> None:
    """Remove a file wherever it was handed in: the same bytes are kept once."""
    files = [row.file, row.small] if isinstance(row, Picture) else [row.file]
    for file in files:
        for table, column in ((Attachment, "file"), (Picture, "file"), (Picture, "small")):
            for each in table._default_manager.filter(**{column: file}).select_related("version"):
                _note(actor, each.version)
                each.delete()
        remove_file(file)


def _note(actor: str, version: Version) -> None:
    with transaction.atomic():
        record(actor, "knowledge.forget", (SUBJECT, str(version.item_id)), place=version.place)


_WAYS = {"pk": "item", "version": "version__item", "item": "item", "thread": "thread__item", "self": "pk"}
"""From where words are kept to the item that they belong to."""


def _found_in(kept: _Kept, sought: Sought, items: set[int]) -> Iterator[TextFound]:
    to_item = _WAYS[kept.way]
    holds = Q(**{f"{to_item}__in": items})
    for text in sought.spellings:
        holds |= Q(**{f"{kept.column}__icontains": text})
    for row in kept.table._default_manager.filter(holds).order_by("pk"):
        text = getattr(row, kept.column)
        version = _version_of(row)
        is_own = version.item_id in items
        if sought.may_be_named_in(text) if is_own else sought.is_told_in(text):
            key = f"{_KEY}:{kept.table._meta.model_name}:{row.pk}:{kept.column}"
            yield _located(key, kept.what, version, excerpt(text, sought))


def _version_of(row: Model) -> Version:
    if isinstance(row, Version):
        return row
    if isinstance(row, KnowledgeItem | Unsaved | Remark):
        item = row.thread.item if isinstance(row, Remark) else row if isinstance(row, KnowledgeItem) else row.item
        return item.versions.order_by("-number")[0]
    version: Version = row.version  # type: ignore[attr-defined]  # every other table of texts has it
    return version


def _located(key: str, what: str, version: Version, words: str, *, is_paper: bool = False) -> TextFound:
    where = _("%(title)s, version %(number)d") % {"title": version.title, "number": version.number}
    url = reverse("knowledge:desk", args=[version.item_id])
    return TextFound(key, what, where, url, version.place, words, is_paper=is_paper)


def _texts() -> tuple[_Kept, ...]:
    """Return where this room keeps words."""
    return (
        _Kept(Version, "title", "pk", _("Name of a knowledge item")),
        _Kept(Version, "summary", "pk", _("Summary of a knowledge item")),
        _Kept(Version, "changed", "pk", _("What is new in a knowledge item")),
        _Kept(Part, "text", "version", _("Text of a knowledge item")),
        _Kept(Figure, "what", "version", _("Figure of a knowledge item")),
        *(
            _Kept(ComparisonRow, name, "version", _("Comparison in a knowledge item"))
            for name in ComparisonSaid._fields
        ),
        _Kept(FollowUp, "said", "version", _("What followed in a knowledge item")),
        _Kept(Partner, "did", "version", _("What an organisation did in a knowledge item")),
        _Kept(Participant, "role", "version", _("Role of a person in a knowledge item")),
        _Kept(Picture, "alt", "version", _("Words of a picture of a knowledge item")),
        _Kept(Picture, "caption", "version", _("Words of a picture of a knowledge item")),
        _Kept(Attachment, "title", "version", _("Name of a file of a knowledge item")),
        _Kept(Video, "title", "version", _("Name of a film of a knowledge item")),
        _Kept(Video, "url", "version", _("Address of a film of a knowledge item")),
        _Kept(Remark, "text", "thread", _("Remark on a knowledge item")),
        _Kept(Unsaved, "content", "item", _("What somebody typed into a knowledge item and did not save")),
        _Kept(KnowledgeItem, "drawn_from", "self", _("Where a knowledge item was told first")),
        _Kept(KnowledgeItem, "withdrawn_because", "self", _("Why a knowledge item was withdrawn")),
    )


_PAPERS = (_Kept(Attachment, "file", "version", ""), _Kept(Picture, "file", "version", ""))
