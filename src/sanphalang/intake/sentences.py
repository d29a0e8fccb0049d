"""Sentences for people."""

from typing import Any


def refusal_sentence(refusal: dict[str, Any]) -> str:
    """Return why a file was refused."""
    return str(refusal)
