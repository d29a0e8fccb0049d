"""Sources by name."""

from sanphalang.files.models import Source
from sanphalang.thai.key import clean_text, match_key


def source_named(name: str) -> Source:
    """Return the source with this name, made when it is new; spelling variants are one source."""
    return Source.objects.get_or_create(name_key=match_key(name)[:200], defaults={"name": clean_text(name)[:200]})[0]
