"""What people write, as HTML that can do nothing: Markdown without HTML of its own, then only what is allowed is left.

Two walls: the first never writes a tag that stood in the text, the second takes away any that came about anyhow.
Pictures of a text are left out: they would ask another host for something whenever somebody reads.
"""

from __future__ import annotations

from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

_HEADINGS = {f"h{level}": f"h{min(level + 2, 5)}" for level in range(1, 7)}
"""A text stands below the title of the page and the heading of its part."""

_TAGS = {
    *("p", "br", "strong", "em", "s", "ul", "ol", "li", "blockquote", "a", "hr", "code", "pre"),
    *("h3", "h4", "h5", "table", "thead", "tbody", "tr", "th", "td"),
}
_ATTRIBUTES = {"a": {"href"}, "ol": {"start"}}
_SCHEMES = {"http", "https", "mailto"}

_MOST_CELLS = 2_000
"""A text with more stays as it was typed: few signs can ask for very many cells, which take minutes to be printed."""

_reader = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"]).disable("image")
_without_tables = MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("strikethrough").disable("image")


@lru_cache(maxsize=2_000)
def as_html(text: str) -> SafeString:
    """Return a text as HTML."""
    tokens = tokens_of(text)
    if sum(token.type == "td_open" for token in tokens) > _MOST_CELLS:
        tokens = _without_tables.parse(text)
    for token in tokens:
        token.tag = _HEADINGS.get(token.tag, token.tag)
    drawn = _reader.renderer.render(tokens, _reader.options, {})
    safe = nh3.clean(
        drawn,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(safe)  # noqa: S308 (cleaned by nh3 just above)


def tokens_of(text: str) -> list[Token]:
    """Return a text as the pieces that Markdown makes of it, tables as tables however many cells they have."""
    return _reader.parse(text)


def as_words(text: str) -> str:
    """Return the words of a text without any signs of Markdown, in one line."""
    return " ".join(word for token in tokens_of(text) for word in _words(token))


def _words(token: Token) -> list[str]:
    if token.children is None:
        return token.content.split() if token.type in {"fence", "code_block"} else []
    return " ".join(child.content for child in token.children if child.type in {"text", "code_inline"}).split()
