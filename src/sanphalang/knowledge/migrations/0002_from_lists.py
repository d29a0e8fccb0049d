"""What lists compare an item by, and what lists told of it."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models

import sanphalang.knowledge.rules
import sanphalang.places.rules

_COMPARED = ("title", "title_key", "title_sort", "kind", "place", "place_level", "year")


def fill(apps, schema_editor):
    """Take what items are compared by from their latest versions."""
    items, versions = apps.get_model("knowledge", "KnowledgeItem"), apps.get_model("knowledge", "Version")
    latest = {}
    for number, *values in versions.objects.order_by("number").values_list("item", *_COMPARED).iterator():
        latest[number] = values
    written = []
    for number, (title, key, sort, *others) in latest.items():
        kind, place, level, year = others
        written.append(
            items(
                pk=number,
                name=title,
                name_key=key,
                name_sort=sort,
                identity=key,
                kind=kind,
                place=place,
                place_level=level,
                year=year,
            )
        )
    columns = ["name", "name_key", "name_sort", "identity", "kind", "place", "place_level", "year"]
    items.objects.bulk_update(written, columns, batch_size=50)


class Migration(migrations.Migration):
    dependencies = [
        ("files", "0001_initial"),
        ("knowledge", "0001_initial"),
    ]

    operations = [
        migrations.AddField("knowledgeitem", "name", models.CharField(blank=True, max_length=200)),
        migrations.AddField("knowledgeitem", "name_key", models.CharField(blank=True, max_length=200)),
        migrations.AddField("knowledgeitem", "name_sort", models.BinaryField(default=bytes, max_length=200)),
        migrations.AddField("knowledgeitem", "identity", models.CharField(blank=True, db_index=True, max_length=200)),
        migrations.AddField(
            "knowledgeitem",
            "kind",
            models.CharField(
                choices=[
                    ("healthy_community", "healthy_community"),
                    ("grassroots_economy", "grassroots_economy"),
                    ("strong_society", "strong_society"),
                    ("other", "other"),
                ],
                default=sanphalang.knowledge.rules.Kind["OTHER"],
                max_length=20,
            ),
        ),
        migrations.AddField("knowledgeitem", "place", models.IntegerField(blank=True, db_index=True, null=True)),
        migrations.AddField(
            "knowledgeitem",
            "place_level",
            models.CharField(
                blank=True,
                choices=[
                    (sanphalang.places.rules.Level["PROVINCE"], sanphalang.places.rules.Level["PROVINCE"]),
                    (sanphalang.places.rules.Level["DISTRICT"], sanphalang.places.rules.Level["DISTRICT"]),
                    (sanphalang.places.rules.Level["SUBDISTRICT"], sanphalang.places.rules.Level["SUBDISTRICT"]),
                    (sanphalang.places.rules.Level["VILLAGE"], sanphalang.places.rules.Level["VILLAGE"]),
                ],
                max_length=11,
            ),
        ),
        migrations.AddField("knowledgeitem", "year", models.SmallIntegerField(blank=True, null=True)),
        migrations.AddField("knowledgeitem", "told", models.TextField(blank=True)),
        migrations.AddField("knowledgeitem", "drawn_from", models.CharField(blank=True, max_length=300)),
        migrations.AddField("knowledgeitem", "is_written", models.BooleanField(default=True)),
        migrations.AddField("knowledgeitem", "updated_at", models.DateTimeField(default=django.utils.timezone.now)),
        migrations.AddField("knowledgeitem", "revision", models.PositiveIntegerField(default=1)),
        migrations.CreateModel(
            name="ItemClaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("batch", models.BigIntegerField()),
                ("row", models.BigIntegerField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("created", models.BooleanField()),
                ("revision", models.PositiveIntegerField()),
                ("set_fields", models.JSONField()),
                (
                    "kept",
                    models.CharField(
                        blank=True,
                        choices=[("edited", "Edited"), ("known", "Known"), ("too_old", "Too Old")],
                        max_length=8,
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="claims",
                        to="knowledge.knowledgeitem",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="files.source",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "itemclaim", models.UniqueConstraint(fields=("batch", "row"), name="one_item_claim_a_row")
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
