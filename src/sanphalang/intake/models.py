"""Tables of imports: the batch, its rows, what was found in them, and what people decided."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sanphalang.access.models import Centre
from sanphalang.files.models import KeptFile, Source


class ImportBatch(models.Model):
    """One import (รอบนำเข้า): a file, what was understood of it, and how far it has come.

    ``stage`` says what is being done or waited for; ``done`` of ``total`` rows how far a running stage is; ``cursor``
    is the last row that a resumable stage has finished, so that a killed job goes on where it stopped. ``layout`` is
    the sheet, the header and the columns as understood or as a person set them. ``counts`` has the outcomes by name,
    ``found`` the findings by kind.
    """

    class Stage(models.TextChoices):
        READING = "reading"
        REFUSED = "refused"
        COLUMNS = "columns"
        CHECKING = "checking"
        REVIEW = "review"
        BRINGING_IN = "bringing_in"
        DONE = "done"
        WITHDRAWING = "withdrawing"
        WITHDRAWN = "withdrawn"

    kind = models.CharField(max_length=30)
    file = models.ForeignKey(KeptFile, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    centre = models.ForeignKey(Centre, null=True, on_delete=models.PROTECT, related_name="+")
    actor = models.CharField(max_length=80)
    created_at = models.DateTimeField(default=timezone.now)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.READING)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    cursor = models.BigIntegerField(default=0)
    beat = models.DateTimeField(default=timezone.now)
    refusal = models.JSONField(default=dict)
    layout = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    found = models.JSONField(default=dict)
    report = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.pk} {self.file_name}"


class Outcome(models.TextChoices):
    """What becomes of a row; the six sum to the rows of data."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    DOUBLE = "double"
    DOUBTFUL = "doubtful"
    REJECTED = "rejected"


class ImportRow(models.Model):
    """A data row of a batch and what becomes of it. Its cells and values lie with the originals.

    ``record`` is the record that it tells of, or may tell of while it is doubtful; ``leader`` is the row that it
    doubles; ``why`` are the reasons for the outcome, as kinds.
    """

    class Decision(models.TextChoices):
        NONE = ""
        SAME = "same"
        DIFFERENT = "different"
        AS_IS = "as_is"
        SKIP = "skip"

    # Rows and findings come and go with each check of their batch, by the hundred thousand: the database is not asked
    # about each of them whether the batch is there.
    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, related_name="rows", db_index=False, db_constraint=False
    )
    number = models.BigIntegerField()
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    identity = models.CharField(max_length=260, blank=True)
    place = models.IntegerField(null=True)
    record = models.BigIntegerField(null=True)
    leader = models.BigIntegerField(null=True)
    score = models.FloatField(default=0)
    why = models.JSONField(default=list)
    decision = models.CharField(max_length=9, choices=Decision.choices, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("batch", "number"), name="one_row_a_number"),)
        indexes = (models.Index(fields=("batch", "outcome", "number"), name="rows_by_outcome"),)

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.number} {self.outcome}"


class Finding(models.Model):
    """Something noticed in a cell. ``detail`` never holds a private value; the cell lies with the originals."""

    batch = models.ForeignKey(
        ImportBatch, on_delete=models.CASCADE, related_name="findings", db_index=False, db_constraint=False
    )
    row = models.BigIntegerField()
    field = models.CharField(max_length=30)
    kind = models.CharField(max_length=40)
    detail = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=("batch", "kind", "row"), name="findings_by_kind"),
            models.Index(fields=("batch", "row"), name="findings_by_row"),
        )

    def __str__(self) -> str:
        return f"{self.batch_id}/{self.row} {self.kind}"


class Choice(models.Model):
    """A person's answer for every row of a batch whose cells say the same: what ``written`` means.

    ``written`` is the match key of the cells as they came, so that variants of one spelling are answered together.
    Only fields that hold nothing private are answered for a whole file; one cell's correction lies with the originals.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="choices")
    field = models.CharField(max_length=30)
    written = models.CharField(max_length=500, blank=True)
    value = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("batch", "field", "written"), name="one_choice_a_spelling"),)

    def __str__(self) -> str:
        return f"{self.batch_id} {self.field}"


class RememberedColumns(models.Model):
    """The columns that people of a centre settled for a source, used again for its next list there.

    ``columns`` maps a header's key to its field, or to nothing for a column to leave out. ``centre`` is the code of the
    centre, empty for the nation: nobody decides how another centre's lists are read.
    """

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    centre = models.CharField(max_length=8, blank=True)
    columns = models.JSONField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("source", "kind", "centre"), name="one_mapping_a_source"),)

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind}"
