"""Problems that people reported."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from sanphalang.manual.rules import State


class ProblemReport(models.Model):
    """A problem with the platform, in the words of whoever met it.

    ``page`` is the address without anything that could tell of a person or open something (:mod:`.rules`);
    ``actor`` is a plain value as in the ledger. The words may name somebody all the same: they are emptied in time.
    """

    STATES = ((State.NEW.value, _("New")), (State.SEEN.value, _("Seen")), (State.SOLVED.value, _("Solved")))

    at = models.DateTimeField()
    actor = models.CharField(max_length=40)
    page = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=5)
    window = models.CharField(max_length=20, blank=True)
    browser = models.CharField(max_length=300, blank=True)
    happened = models.TextField(blank=True)
    expected = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=STATES, default=State.NEW.value)
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=("actor", "at"), name="problem_reports_of_an_actor"),
            models.Index(fields=("state", "-id"), name="problem_reports_by_state"),
        )

    def __str__(self) -> str:
        return f"{self.pk}"
