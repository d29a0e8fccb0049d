"""Tables of the index. They can be thrown away and are made again from the facts by ``sanphalang rebuild search``."""

from __future__ import annotations

from typing import Any

from django.db import models


class TokensField(models.TextField):  # type: ignore[type-arg]
    """Tokens, one space between them: on PostgreSQL a tsvector, on SQLite the text that the full-text table reads."""

    def db_type(self, connection: Any) -> str | None:
        """Return the column's type."""
        return "tsvector" if connection.vendor == "postgresql" else super().db_type(connection)


class Document(models.Model):
    """What can be found of one record by who may see one shelf of it.

    The number says who may see it: shelf, place and record, in this order (``shelves.py``), so that "what this viewer
    may see" is a few stretches of numbers. ``tokens`` are keyed digests of words (``tokens.py``): nothing of a record
    can be read here. Titles are asked of the rooms that own them when a page is made.
    """

    is_derived = True
    """Left out of backups, and made again after a restore."""

    id = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=40)
    subject = models.BigIntegerField()
    tokens = TokensField()

    class Meta:
        indexes = (models.Index(fields=("kind", "subject"), name="document_by_subject"),)

    def __str__(self) -> str:
        return f"{self.kind}:{self.subject}"


class Piece(models.Model):
    """In how many documents a piece of a name occurred at the last rebuild: who errs is found by the rare ones.

    One row stands for the key and the shelves with which the index was made.
    """

    is_derived = True

    token = models.CharField(max_length=9, primary_key=True)
    documents = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.token}: {self.documents}"
