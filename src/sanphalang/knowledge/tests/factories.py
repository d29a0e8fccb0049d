"""Knowledge items for tests."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.utils import timezone

from sanphalang.knowledge.actions import derived
from sanphalang.knowledge.models import KnowledgeItem, Part, Version
from sanphalang.knowledge.rules import ONCE_PUBLIC, PARTS, State
from sanphalang.knowledge.writing import compared
from sanphalang.places.rules import PlaceCode

_numbers = count(1)


def make_item(
    title: str = "",
    *,
    place: str = "3001",
    state: str = State.PUBLISHED,
    parts: dict[str, str] | None = None,
    author: str = "user:0",
    **fields: Any,
) -> Version:
    """Make an item of one version that holds all that is needed."""
    values: dict[str, Any] = {
        "title": title or f"ชุมชนทดลองที่ {next(_numbers)}",
        "form": "case",
        "kind": "healthy_community",
        "summary": "สรุปสั้นของเรื่องนี้",
        "place": None,
        "place_level": "",
    }
    if place:
        code = PlaceCode.parse(place)
        values |= {"place": code.padded, "place_level": str(code.level)}
    values = derived(values | fields)
    when = timezone.now() if state in ONCE_PUBLIC else None
    version = Version(number=1, state=state, published_at=when, **values)
    version.item = KnowledgeItem.objects.create(author=author, **compared(version))
    version.save()
    texts = {"situation": "น้ำไม่พอ", "action": "ขุดสระ", "result": "มีน้ำพอ"} | (parts or {})
    Part.objects.bulk_create(Part(version=version, name=name, text=texts.get(name, "")) for name in PARTS[version.form])
    return version
