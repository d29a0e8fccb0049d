"""What came in from outside, kept as it came: sources, files, and small originals."""

from django.db import models
from django.utils import timezone


class Source(models.Model):
    """Where facts came from: an agency's list, a survey, a centre's own field work (ที่มาของข้อมูล)."""

    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200, unique=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class KeptFile(models.Model):
    """A file on disk under its checksum; the same bytes are stored once.

    ``removed_at``: the bytes were removed, because they named somebody who was erased or were kept long enough.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    kept_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.sha256[:12]


class Original(models.Model):
    """A small original of one row of an import: its cells, a person's corrections, what was read, or
    a record as it was before; at last digests of what was read.

    ``content`` is JSON text. These rows hold private values, which is why they live apart from what refers to them
    and are written and read through ``files.originals`` alone: erasure can blank them, and retention can leave nothing
    of them but digests.
    """

    class Kind(models.IntegerChoices):
        CELLS = 1
        CORRECTED = 2
        VALUES = 3
        BEFORE = 4
        DIGESTS = 5

    kind = models.SmallIntegerField(choices=Kind.choices)
    owner = models.BigIntegerField()
    number = models.BigIntegerField()
    content = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "owner", "number"), name="one_original"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.owner}/{self.number}"


class Kept(models.TextChoices):
    """Why a withdrawal left a record as it is; ``too_old``: what was there before is not kept any more."""

    EDITED = "edited"
    KNOWN = "known"
    TOO_OLD = "too_old"


class ClaimBase(models.Model):
    """That a source told of a record: in which row of which import, and what that set.

    Everything that the row said lies with the originals under the same batch and row, because it holds private
    values; once its list was kept long enough, digests of it. ``set_fields`` names the columns that the import wrote
    (``*`` for all, when it made the record); ``revision`` is the record's revision right after, by which a withdrawal
    knows later edits; ``kept`` says why a withdrawal left the record as it is. The foreign key to the record is the
    register's own.
    """

    # Always the source of the batch, which the database does hold to it: asked once a batch, not once a claim.
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    batch = models.BigIntegerField()
    row = models.BigIntegerField()
    at = models.DateTimeField(default=timezone.now)
    created = models.BooleanField()
    revision = models.PositiveIntegerField()
    set_fields = models.JSONField()
    kept = models.CharField(max_length=8, blank=True, choices=Kept.choices)

    class Meta:
        abstract = True
