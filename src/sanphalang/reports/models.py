"""Tables of the room. The cells can be thrown away and made anew from the facts; print runs are gone after a week."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone

from sanphalang.access.models import Centre

_SOON = timedelta(seconds=30)  # by then a worker with nothing else to do has taken up what was asked of it


class Cell(models.Model):
    """How many of something there are at a place itself: not in what lies inside it, so that any interval is a sum.

    ``about`` is the kind of record, ``measure`` what is counted of it, ``place`` the padded code of the most exact
    place of the records, 0 where nobody knows it. Of people the numbers are true, and leave the room only as far as
    ``people.counts`` tells them, or to who may see the people themselves.
    """

    is_derived = True

    about = models.CharField(max_length=15)
    measure = models.CharField(max_length=60)
    place = models.IntegerField()
    number = models.PositiveIntegerField()

    class Meta:
        # Each way holds all columns: a sum over a stretch of places is read from the index alone.
        indexes = (
            models.Index(fields=("about", "measure", "place", "number"), name="cell_by_measure"),
            models.Index(fields=("about", "place", "measure", "number"), name="cell_by_place"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.about} {self.measure} at {self.place}"


class Counted(models.Model):
    """In which cells a record was counted last, so that those it has left are found when it changes.

    ``id`` is the number of the kind of record, and within it that of the record; ``how`` stands for all that decides,
    besides the place, in which cells the record is.
    """

    is_derived = True

    id = models.BigIntegerField(primary_key=True)
    place = models.IntegerField()
    how = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.id} at {self.place}"


class Reckoning(models.Model):
    """The day as of which a kind's cells say how fresh records are; held while they are computed."""

    is_derived = True

    about = models.CharField(max_length=15, primary_key=True)
    as_of = models.DateField()

    def __str__(self) -> str:
        return f"{self.about} as of {self.as_of}"


class PrintRun(models.Model):
    """Sheets of all places of one level in a centre's territory, of the nation where there is no centre.

    ``done`` is how many are made: each is a file of its own until all are, so that work which was killed goes on there.
    ``address`` is where the platform is, for the QR codes. The result is one archive, and is removed at its time.
    """

    class Level(models.TextChoices):
        DISTRICT = "district"
        SUBDISTRICT = "subdistrict"

    class Stage(models.TextChoices):
        WAITING = "waiting"
        PRINTING = "printing"
        DONE = "done"
        STOPPED = "stopped"
        FAILED = "failed"
        EXPIRED = "expired"

    centre = models.ForeignKey(Centre, null=True, on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=11, choices=Level.choices)
    thai_digits = models.BooleanField(default=False)
    language = models.CharField(max_length=5)
    address = models.CharField(max_length=200)
    asked_by = models.CharField(max_length=80)
    asked_at = models.DateTimeField(default=timezone.now)
    stage = models.CharField(max_length=8, choices=Stage.choices, default=Stage.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"print run {self.pk}"

    @property
    def is_running(self) -> bool:
        """Whether sheets are still to come."""
        return self.stage in {self.Stage.WAITING, self.Stage.PRINTING}

    @property
    def waits_long(self) -> bool:
        """Whether the work should have begun by now: its turn has not come, or no worker runs."""
        return self.stage == self.Stage.WAITING and timezone.now() - self.asked_at > _SOON
