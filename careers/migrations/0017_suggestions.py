import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("careers", "0016_without_is_staff"),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("accepted", "Accepted"),
                            ("rejected", "Not taken"),
                            ("duplicate", "Marked as a duplicate"),
                            ("fixed", "Mended"),
                            ("retired", "Retired"),
                            ("kept", "Left as it is"),
                        ],
                        max_length=9,
                    ),
                ),
                ("subject", models.CharField(max_length=160)),
                ("reason", models.CharField(blank=True, max_length=300)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Suggestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "url",
                    models.URLField(
                        max_length=500,
                        validators=[django.core.validators.URLValidator(schemes=["http", "https"])],
                        verbose_name="address",
                    ),
                ),
                ("title", models.CharField(max_length=160)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("course", "Course"),
                            ("book", "Book"),
                            ("article", "Article"),
                            ("video", "Video"),
                            ("documentation", "Documentation"),
                            ("practice", "Practice"),
                            ("tool", "Tool"),
                            ("dataset", "Data set"),
                            ("competition", "Competition"),
                            ("community", "Community"),
                        ],
                        max_length=13,
                    ),
                ),
                (
                    "cost",
                    models.CharField(
                        choices=[("free", "Free"), ("freemium", "Free in part"), ("paid", "Paid")], max_length=8
                    ),
                ),
                ("why", models.CharField(max_length=600)),
                ("suggested_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("accepted", "In the catalogue"),
                            ("rejected", "Not taken"),
                            ("duplicate", "There already"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                ("reason", models.CharField(blank=True, help_text="The person reads it.", max_length=300)),
                (
                    "resource",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.resource",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-suggested_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="SuggestedSkill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="careers.skill"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "suggestion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="skills", to="careers.suggestion"
                    ),
                ),
            ],
            options={
                "ordering": ["skill__stage__order", "skill__order"],
            },
        ),
        migrations.CreateModel(
            name="Wish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("free", "Something free"),
                            ("video", "A video"),
                            ("exercises", "Exercises"),
                            ("shorter", "Something shorter"),
                            ("easier", "Something easier"),
                            ("other", "Something else"),
                        ],
                        max_length=9,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="careers.skill"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "wishes",
                "ordering": ["-at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("broken", "The page is gone or broken"),
                            ("outdated", "It is outdated"),
                            ("level", "The level is wrong"),
                            ("promotional", "It advertises more than it teaches"),
                            ("other", "Something else"),
                        ],
                        max_length=11,
                    ),
                ),
                ("words", models.CharField(blank=True, max_length=600)),
                ("reported_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "Waiting"), ("answered", "Answered"), ("withdrawn", "Withdrawn")],
                        default="open",
                        max_length=9,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("fixed", "Mended"),
                            ("retired", "Taken out of the catalogue"),
                            ("kept", "Left as it is"),
                        ],
                        max_length=7,
                    ),
                ),
                ("answer", models.CharField(blank=True, help_text="The person reads it.", max_length=300)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="careers.resource"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["-reported_at", "-id"],
                "indexes": [
                    models.Index(condition=models.Q(("state", "open")), fields=["resource"], name="report_open")
                ],
                "constraints": [
                    models.UniqueConstraint(models.F("user"), models.F("key"), name="report_key"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "open")), fields=("user", "resource"), name="report_open_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("answered_at__isnull", False),
                                ("state", "answered"),
                                models.Q(("outcome", ""), _negated=True),
                            ),
                            models.Q(
                                ("answered_at__isnull", True), ("outcome", ""), ("state__in", ["open", "withdrawn"])
                            ),
                            _connector="OR",
                        ),
                        name="report_answered_with_an_outcome",
                    ),
                ],
            },
        ),
        migrations.AddIndex(
            model_name="suggestion",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["suggested_at"], name="suggestion_waiting"
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.UniqueConstraint(models.F("user"), models.F("key"), name="suggestion_key"),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "waiting")), fields=("user", "url"), name="suggestion_waits_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("decided_at__isnull", True), ("state__in", ["waiting", "withdrawn"])),
                    models.Q(("decided_at__isnull", False), ("state__in", ["accepted", "rejected", "duplicate"])),
                    _connector="OR",
                ),
                name="suggestion_decided_with_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "rejected"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="suggestion_rejected_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="suggestedskill",
            constraint=models.UniqueConstraint(
                models.F("user"), models.F("suggestion"), models.F("skill"), name="suggested_skill_once"
            ),
        ),
        migrations.AddIndex(
            model_name="wish",
            index=models.Index(fields=["at"], name="wish_at"),
        ),
        migrations.AddConstraint(
            model_name="wish",
            constraint=models.UniqueConstraint(models.F("user"), models.F("skill"), models.F("what"), name="wish_once"),
        ),
    ]
