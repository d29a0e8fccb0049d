"""Tables of themes: what several lessons say together, and what it is drawn from."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from sanphalang.places.rules import Level, PlaceCode


class Theme(models.Model):
    """What several lessons say together (ประเด็นบทเรียน): a title and one sentence, traced to what they say.

    ``place`` is whose theme it is, as of a version; nothing of a lesson is copied, so that one that is withdrawn, or in
    which words were emptied, is here no more either. Published once ``published_at`` is set.
    """

    title = models.CharField(max_length=200)
    title_key = models.CharField(max_length=200)
    sentence = models.TextField(blank=True)
    place = models.IntegerField(null=True, blank=True, db_index=True)
    place_level = models.CharField(max_length=11, blank=True, choices=[(level, level) for level in Level])
    author = models.CharField(max_length=40, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(default=timezone.now)
    published_at = models.DateTimeField(null=True, blank=True, db_index=True)
    published_by = models.CharField(max_length=40, blank=True)
    revision = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title

    @property
    def place_code(self) -> PlaceCode | None:
        """Whose theme it is; None for the whole country."""
        return None if self.place is None else PlaceCode.of(self.place, self.place_level)


class ThemePassage(models.Model):
    """That a theme is drawn from what a lesson says under one of its questions."""

    theme = models.ForeignKey(Theme, on_delete=models.CASCADE, related_name="passages")
    item = models.ForeignKey("knowledge.KnowledgeItem", on_delete=models.CASCADE, related_name="theme_passages")
    part = models.CharField(max_length=12)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("theme", "item", "part"), name="one_passage_of_a_part"),)

    def __str__(self) -> str:
        return f"{self.part} of {self.item_id}"
