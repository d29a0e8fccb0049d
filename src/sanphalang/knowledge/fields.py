"""Form fields of this room: texts with Markdown."""

from __future__ import annotations

import re
from typing import Any

from django import forms

from sanphalang.thai.key import clean_text

_TOO_MANY_BLANK = re.compile(r"\n{3,}")
_INDENT = re.compile(r"[ \t]*")


class MarkdownField(forms.CharField):
    """A long text; each line in its display form, with the indent and the blank lines that Markdown lives on."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Return the cleaned text."""
        return cleaned_lines(super().to_python(value) or "")


def cleaned_lines(text: str) -> str:
    """Return a text of several lines in its display form."""
    lines = (_cleaned(line) for line in text.splitlines())
    return _TOO_MANY_BLANK.sub("\n\n", "\n".join(lines)).strip("\n")


def _cleaned(line: str) -> str:
    """Return a line with its indent; a line of nothing but spaces is blank."""
    words = clean_text(line)
    indent = _INDENT.match(line)
    return f"{indent[0] if indent else ''}{words}" if words else ""
