"""Tables of issue schemes: named lists of issues, public, by which records of any room are tagged."""

from __future__ import annotations

from django.db import models


class TagScheme(models.Model):
    """A scheme of issues (ชุดประเด็น): ten basic problems, population groups, policy issues.

    Schemes are data. ``edition`` counts changes of its list; ``source`` says where the list comes from, and is empty
    where its owner has yet to fill it.
    """

    code = models.SlugField(max_length=40, primary_key=True)
    name_th = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    source = models.CharField(max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(default=100)
    edition = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("order", "code")

    def __str__(self) -> str:
        return self.name_th


class Tag(models.Model):
    """An issue of a scheme. It is never deleted: records that bear it keep it when a later edition leaves it out.

    It stood in the editions from ``since`` on, and before ``until`` where that is known.
    """

    scheme = models.ForeignKey(TagScheme, on_delete=models.PROTECT, related_name="tags")
    name = models.CharField(max_length=120)
    name_key = models.CharField(max_length=120)
    order = models.PositiveSmallIntegerField()
    since = models.PositiveIntegerField()
    until = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ("scheme__order", "order", "id")
        constraints = (models.UniqueConstraint(fields=("scheme", "name_key"), name="one_tag_of_a_name"),)

    def __str__(self) -> str:
        return self.name
