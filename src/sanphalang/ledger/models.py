"""The append-only book of who did what, where; plain values, so that history outlives what it tells of."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class AppendOnly(models.QuerySet["Entry"]):
    """Reads and adds entries; nothing in the platform rewrites history."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError("The ledger is append-only: an entry is not changed.")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise TypeError("The ledger is append-only: an entry is not removed.")


class Entry(models.Model):
    """One act. ``changes`` maps a field to ``[before, after]``; it never holds a private value.

    ``is_look`` follows from the verb: it tells quickly whether anything has changed since, however many have looked.
    """

    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=80)
    verb = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    place = models.IntegerField(null=True)
    changes = models.JSONField(default=dict)
    is_look = models.BooleanField(default=False)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("subject_kind", "subject_id", "id")),
            models.Index(fields=("place", "id")),
            models.Index(fields=("actor", "id")),
            models.Index(fields=("id",), condition=models.Q(is_look=False), name="entries_that_change"),
        )

    def __str__(self) -> str:
        return f"{self.actor} {self.verb} {self.subject_kind}:{self.subject_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Add the entry; refuse to change one that is in the book."""
        if not self._state.adding:
            raise TypeError("The ledger is append-only: an entry is not changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError("The ledger is append-only: an entry is not removed.")


class Seal(models.Model):
    """The seal of one entry: a keyed digest over it and over the seal before. See ``sealing``."""

    number = models.BigIntegerField(primary_key=True)
    entry = models.BigIntegerField(unique=True)
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.number}: {self.entry}"


class Mark(models.Model):
    """A subject whose projection is stale: one pending row per projection and subject, however many edits."""

    projection = models.CharField(max_length=40)
    subject_kind = models.CharField(max_length=40)
    subject_id = models.CharField(max_length=40)
    stamp = models.UUIDField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("projection", "subject_kind", "subject_id"), name="one_mark_a_subject"),
        )

    def __str__(self) -> str:
        return f"{self.projection} {self.subject_kind}:{self.subject_id}"
