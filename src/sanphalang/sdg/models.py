"""Tables of the Sustainable Development Goals (เป้าหมายการพัฒนาที่ยั่งยืน): reference data, public.

The codes are the official ones. The titles are the platform's own short ones, not the official texts.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from sanphalang.web.days import in_english


class Titled(models.Model):
    """What has a code, our own short title in both languages, and a place in the order."""

    code = models.CharField(max_length=5, primary_key=True)
    title_th = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160)
    order = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        abstract = True
        ordering = ("order",)

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return self.title_en if in_english() else self.title_th


class Goal(Titled):
    """One of the 17 goals (เป้าหมายหลัก)."""

    @property
    def number(self) -> int:
        """Its number, which is its code."""
        return int(self.code)


class Target(Titled):
    """One of the 169 targets (เป้าหมายย่อย)."""

    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="targets")


class AgencyRole(models.Model):
    """Which agency answers for what: C1 coordinates a goal, C2 a target; a supporting unit helps with either."""

    class Kind(models.TextChoices):
        C1 = "c1"
        C2 = "c2"
        SUPPORT = "support"

    agency = models.CharField(max_length=160)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="agency_roles")
    target = models.ForeignKey(Target, null=True, on_delete=models.PROTECT, related_name="agency_roles")
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="c1", goal__isnull=False, target__isnull=True)
                | Q(kind="c2", goal__isnull=True, target__isnull=False)
                | Q(kind="support", goal__isnull=False, target__isnull=True)
                | Q(kind="support", goal__isnull=True, target__isnull=False),
                name="a_goal_for_c1_a_target_for_c2",
            ),
            models.UniqueConstraint(fields=("agency", "kind", "goal"), name="one_role_of_an_agency_for_a_goal"),
            models.UniqueConstraint(fields=("agency", "kind", "target"), name="one_role_of_an_agency_for_a_target"),
        )

    def __str__(self) -> str:
        return f"{self.agency} {self.kind} {self.goal_id or self.target_id}"
