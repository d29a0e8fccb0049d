"""Pictures of the pages, made by ``make manual`` from the demo and not committed: shown where they were made."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from django.templatetags.static import static

FOLDER = Path(__file__).parent / "static" / "manual" / "pictures"


def picture_of(task: str) -> str:
    """Return the address of a task's picture; empty where none was made before this process began to show them."""
    return static(f"manual/pictures/{task}.png") if task in _made() else ""


@cache
def _made() -> frozenset[str]:
    return frozenset(path.stem for path in FOLDER.glob("*.png"))
