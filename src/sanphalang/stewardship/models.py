"""Tables of merges, and of pairs of records that may be one with what people decided about them.

Records are named by register and number, without foreign keys: what hangs on a record would keep an import from being
withdrawn. No value of a record lies here; what a merge replaced lies in the record's own row (``files.merged``).
"""

from __future__ import annotations

from django.db import models
from django.utils import timezone

_REGISTER_LETTERS = 13


class Merge(models.Model):
    """That one record absorbed another, which stays in place and points to it.

    ``choices`` says of groups of columns whose value stands where that does not follow from the rule
    (``rules.Side``). ``revisions`` are those of ``kept`` and ``absorbed`` before, and that of ``kept`` after;
    ``last_rows`` tells for each table of links the highest number at that moment, so that what was added since is
    known.
    """

    register = models.CharField(max_length=_REGISTER_LETTERS)
    kept = models.BigIntegerField()
    absorbed = models.BigIntegerField()
    choices = models.JSONField(default=dict)
    revisions = models.JSONField(default=dict)
    last_rows = models.JSONField(default=dict)
    at = models.DateTimeField(default=timezone.now)
    actor = models.CharField(max_length=80)
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.CharField(max_length=80, blank=True)

    class Meta:
        indexes = (models.Index(fields=("register", "kept"), name="merge_by_kept"),)
        constraints = (
            models.UniqueConstraint(
                fields=("register", "absorbed"), condition=models.Q(undone_at=None), name="absorbed_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.register} {self.absorbed} into {self.kept}"


class MovedLink(models.Model):
    """A row of any table that pointed to an absorbed record: it points to the kept one now, or stays.

    ``link`` names table and column (``committees.post.person``). A row stays where it is (``has_moved`` is False)
    where the kept record has the like and the database allows it once.
    """

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="links")
    link = models.CharField(max_length=120)
    row = models.CharField(max_length=64)
    has_moved = models.BooleanField()

    def __str__(self) -> str:
        return f"{self.link} {self.row}"


class Pair(models.Model):
    """Two records that may be one, the smaller number first, and what somebody decided about them.

    ``signs`` are the kinds of what speaks for and against it (``matching.words.REASONS``), the places those of both
    records when they were compared. ``seen`` is a keyed digest of what was compared when somebody decided: a decision
    holds as long as that stays the same.
    """

    class Decision(models.TextChoices):
        OPEN = ""
        SAME = "same"
        DIFFERENT = "different"
        UNSURE = "unsure"

    register = models.CharField(max_length=_REGISTER_LETTERS)
    one = models.BigIntegerField()
    other = models.BigIntegerField()
    one_place = models.IntegerField(null=True)
    other_place = models.IntegerField(null=True)
    score = models.FloatField()
    signs = models.JSONField(default=list)
    found_at = models.DateTimeField(default=timezone.now)
    decision = models.CharField(max_length=9, choices=Decision.choices, blank=True, default=Decision.OPEN)
    decided_by = models.CharField(max_length=80, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    seen = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("decision", "-score", "id", "one_place", "other_place"), name="pair_by_likelihood"),
        )
        constraints = (models.UniqueConstraint(fields=("register", "one", "other"), name="a_pair_once"),)

    def __str__(self) -> str:
        return f"{self.register} {self.one} and {self.other}"


class Comparison(models.Model):
    """That all records of a territory are compared with each other: asked for by somebody, or daily by the worker.

    ``finished_at`` is empty while it waits or goes on, ``found`` is how many likely pairs there were.
    """

    actor = models.CharField(max_length=80)
    asked_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    found = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (models.Index(fields=("actor", "-asked_at"), name="comparison_by_actor"),)

    def __str__(self) -> str:
        return f"asked by {self.actor} at {self.asked_at}"
