"""Tables of the programme: what it promised, how far it is, and what is being done for it.

All of it is data of the national team, and public. Forms ask for no names; an erasure looks for them (`forgetting`).
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from sanphalang.access.models import Centre
from sanphalang.web.days import in_english


class Named(models.Model):
    """What has a name in both languages; the English one may be missing."""

    name_th = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return self.name_en if in_english() and self.name_en else self.name_th


class Programme(Named):
    """The programme itself; there is one. Its months are numbered from 1.

    Nobody knows on which days they lie until ``first_month``, the first day of month 1, is entered.
    """

    first_month = models.DateField(null=True, blank=True)
    months = models.PositiveSmallIntegerField(default=18)
    revision = models.PositiveIntegerField(default=1)


class Indicator(Named):
    """An indicator (ตัวชี้วัด): what is counted, from where, up to where, and until when.

    ``counts`` is the code of a rule of ``counting``. Without days of its own it runs as long as the programme.
    """

    code = models.SlugField(max_length=20, unique=True)
    unit_th = models.CharField(max_length=40)
    unit_en = models.CharField(max_length=40, blank=True)
    counts = models.CharField(max_length=40)
    baseline = models.PositiveIntegerField(null=True, blank=True)
    target = models.PositiveIntegerField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=100)
    is_closed = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("order", "code")

    @property
    def unit(self) -> str:
        """What is counted, in the reader's language."""
        return self.unit_en if in_english() and self.unit_en else self.unit_th


class Reading(models.Model):
    """A figure that was entered by hand, as of a day, with its source; of a centre, or of the whole nation.

    One that was taken back stays, for the history, without its words.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="readings")
    centre = models.ForeignKey(Centre, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    value = models.PositiveIntegerField()
    source = models.CharField(max_length=300)
    entered_at = models.DateTimeField(default=timezone.now)
    is_taken_back = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ("-day", "-id")

    def __str__(self) -> str:
        return f"{self.value} on {self.day}"


class Sample(models.Model):
    """What an indicator stood at on a day: of a centre, or of the nation where there is none.

    ``value`` is empty where nothing was known or told; ``is_few`` says that there were some, but too few to be told.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="samples", db_index=False)
    centre = models.ForeignKey(Centre, null=True, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    value = models.PositiveIntegerField(null=True)
    verified = models.PositiveIntegerField(null=True)
    is_few = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("indicator", "centre", "day"), name="one_sample_of_a_centre_a_day"),
            models.UniqueConstraint(
                fields=("indicator", "day"), condition=Q(centre=None), name="one_sample_of_the_nation_a_day"
            ),
        )
        indexes = (models.Index(fields=("centre", "day"), name="indicator_sample_by_centre"),)

    def __str__(self) -> str:
        return f"{self.indicator_id} of {self.centre_id} on {self.day}: {self.value}"


class WorkPlan(Named):
    """One of the parts of the programme's work plan (แผนงาน)."""

    number = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ("number",)


class Activity(Named):
    """An activity (กิจกรรม) of a work plan. Months are those of the programme; what is not known is empty.

    ``owner`` is the unit that is responsible, not a person. ``progress`` in per cent and ``spent`` are what the log
    told last.
    """

    plan = models.ForeignKey(WorkPlan, on_delete=models.PROTECT, related_name="activities")
    number = models.CharField(max_length=10, unique=True)
    order = models.PositiveBigIntegerField(default=0)
    owner = models.CharField(max_length=200, blank=True)
    first_month = models.PositiveSmallIntegerField(null=True, blank=True)
    last_month = models.PositiveSmallIntegerField(null=True, blank=True)
    budget = models.PositiveBigIntegerField(null=True, blank=True)
    spent = models.PositiveBigIntegerField(null=True, blank=True)
    progress = models.PositiveSmallIntegerField(null=True, blank=True)
    is_closed = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("plan__number", "order")


class Milestone(models.Model):
    """A month in which something of an activity is due, and the day on which it was done."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="milestones")
    month = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("month", "id")
        constraints = (models.UniqueConstraint(fields=("activity", "month"), name="one_milestone_of_a_month"),)

    def __str__(self) -> str:
        return f"{self.activity_id} in month {self.month}"


class LogEntry(models.Model):
    """What was noted of an activity on a day: how far it is, what was spent so far, and what happened, in words."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="log")
    day = models.DateField()
    progress = models.PositiveSmallIntegerField(null=True, blank=True)
    spent = models.PositiveBigIntegerField(null=True, blank=True)
    text = models.TextField(blank=True)
    entered_at = models.DateTimeField(default=timezone.now)
    is_taken_back = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ("-day", "-id")

    def __str__(self) -> str:
        return f"{self.activity_id} on {self.day}"
