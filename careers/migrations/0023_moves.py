"""Skills and resources know what they were merged into, and every change with impact is written down row by row."""

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("careers", "0022_follow_ups"),
    ]

    operations = [
        migrations.CreateModel(
            name="CarriedOver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "minutes",
                    models.PositiveIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(60000),
                        ]
                    ),
                ),
                ("covered", models.PositiveIntegerField(validators=[django.core.validators.MaxValueValidator(60000)])),
            ],
            options={
                "verbose_name_plural": "carried over",
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("rename", "Renamed"),
                            ("merge", "Merged"),
                            ("split", "Split"),
                            ("move", "Moved"),
                            ("retire", "Retired"),
                        ],
                        max_length=6,
                    ),
                ),
                ("of", models.CharField(choices=[("skill", "Skill"), ("resource", "Resource")], max_length=8)),
                ("key", models.CharField(max_length=80)),
                ("other", models.CharField(blank=True, max_length=80)),
                ("said", models.CharField(max_length=400)),
                ("why", models.CharField(max_length=500)),
                ("learners", models.PositiveIntegerField(default=0)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("reverted_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="MovedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("model", models.CharField(max_length=40)),
                ("row", models.BigIntegerField()),
                ("before", models.JSONField(null=True)),
                ("after", models.JSONField(null=True)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="resource",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_from",
                to="careers.resource",
            ),
        ),
        migrations.AddField(
            model_name="resourcechange",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="careers.resource",
            ),
        ),
        migrations.AddField(
            model_name="skill",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="merged_from",
                to="careers.skill",
            ),
        ),
        migrations.AddField(
            model_name="skillchange",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="careers.skill",
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(("retired_at__isnull", False), models.Q(("merged_into", models.F("id")), _negated=True)),
                    _connector="OR",
                ),
                name="resource_merged_is_retired",
            ),
        ),
        migrations.AddConstraint(
            model_name="skill",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None),
                    models.Q(("retired_at__isnull", False), models.Q(("merged_into", models.F("id")), _negated=True)),
                    _connector="OR",
                ),
                name="skill_merged_is_retired",
            ),
        ),
        migrations.AddField(
            model_name="carriedover",
            name="skill",
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="careers.skill"),
        ),
        migrations.AddField(
            model_name="carriedover",
            name="user",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="move",
            name="by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="move",
            name="reverted_by",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="movedrow",
            name="move",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="rows", to="careers.move"
            ),
        ),
        migrations.AddField(
            model_name="movedrow",
            name="user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="carriedover",
            constraint=models.UniqueConstraint(models.F("user"), models.F("skill"), name="carried_over_once"),
        ),
        migrations.AddConstraint(
            model_name="carriedover",
            constraint=models.CheckConstraint(
                condition=models.Q(("covered__lte", models.F("minutes")), ("minutes__gte", 1)),
                name="carried_over_is_a_part",
            ),
        ),
        migrations.AddIndex(
            model_name="move",
            index=models.Index(fields=["of", "key"], name="moves_of_a_thing"),
        ),
        migrations.AddConstraint(
            model_name="movedrow",
            constraint=models.CheckConstraint(
                condition=models.Q(("before__isnull", False), ("after__isnull", False), _connector="OR"),
                name="moved_row_says_something",
            ),
        ),
        # What the text said of an entry before it could say this: nothing. Else the next load would take a merge back.
        migrations.RunSQL(
            """UPDATE careers_catalogueentry SET loaded = loaded || '{"merged_into": ""}'
            WHERE kind IN ('skill', 'resource') AND NOT loaded ? 'merged_into'""",
            "UPDATE careers_catalogueentry SET loaded = loaded - 'merged_into' WHERE kind IN ('skill', 'resource')",
        ),
    ]
