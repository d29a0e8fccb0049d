"""Escaping of many small texts."""

from __future__ import annotations

import html

from django.utils.safestring import SafeData

from sanphalang.web.table import Words


def escaped(words: Words) -> str:
    """Return the text safe for HTML; what is marked safe stays as it is.

    Django's ``conditional_escape`` says the same but takes four times as long, because it also keeps lazy texts lazy:
    a page of a list escapes eight hundred texts.
    """
    text = str(words)
    return text if isinstance(text, SafeData) else html.escape(text)
