"""Themes of lessons."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import sanphalang.places.rules

_LEVELS = [(level, level) for level in sanphalang.places.rules.Level]


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0002_from_lists")]

    operations = [
        migrations.CreateModel(
            name="Theme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
                ("title_key", models.CharField(max_length=200)),
                ("sentence", models.TextField(blank=True)),
                ("place", models.IntegerField(blank=True, db_index=True, null=True)),
                ("place_level", models.CharField(blank=True, choices=_LEVELS, max_length=11)),
                ("author", models.CharField(blank=True, max_length=40)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("updated_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("published_at", models.DateTimeField(blank=True, db_index=True, null=True)),
                ("published_by", models.CharField(blank=True, max_length=40)),
                ("revision", models.PositiveIntegerField(default=1)),
                ("is_demo", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="ThemePassage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(max_length=12)),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="theme_passages",
                        to="knowledge.knowledgeitem",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="passages", to="knowledge.theme"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(fields=("theme", "item", "part"), name="one_passage_of_a_part")
                ],
            },
        ),
    ]
