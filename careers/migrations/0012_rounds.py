import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import careers.models.accounts
import careers.models.applications
import careers.models.rounds


class Migration(migrations.Migration):
    dependencies = [
        ("careers", "0011_applications"),
    ]

    operations = [
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("title", models.CharField(blank=True, max_length=120, verbose_name="own name")),
                (
                    "format",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("phone", "Phone"),
                            ("video", "Video"),
                            ("on_site", "On site"),
                            ("shared_computer", "Shared computer"),
                            ("whiteboard", "Whiteboard"),
                            ("take_home", "Take-home"),
                        ],
                        max_length=15,
                    ),
                ),
                (
                    "starts_at",
                    models.DateTimeField(
                        blank=True, null=True, validators=[careers.models.rounds.validate_moment], verbose_name="starts"
                    ),
                ),
                (
                    "zone",
                    models.CharField(
                        default="UTC",
                        max_length=64,
                        validators=[careers.models.accounts.validate_time_zone],
                        verbose_name="their time zone",
                    ),
                ),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1, "At least 1 minute."),
                            django.core.validators.MaxValueValidator(1440, "At most 24 h."),
                        ],
                        verbose_name="length",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=300)),
                (
                    "link",
                    models.URLField(
                        blank=True,
                        max_length=1000,
                        validators=[django.core.validators.URLValidator(schemes=["http", "https"])],
                    ),
                ),
                ("interviewers", models.TextField(blank=True, max_length=2000)),
                (
                    "due_at",
                    models.DateTimeField(
                        blank=True, null=True, validators=[careers.models.rounds.validate_moment], verbose_name="due"
                    ),
                ),
                (
                    "budget_minutes",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1, "At least 1 minute."),
                            django.core.validators.MaxValueValidator(10080, "At most 168 h."),
                        ],
                        verbose_name="time I give it",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("planned", "Planned"), ("held", "Held"), ("cancelled", "Cancelled")],
                        default="planned",
                        max_length=9,
                    ),
                ),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("passed", "Passed"), ("failed", "Not passed"), ("withdrawn", "I withdrew")],
                        max_length=9,
                    ),
                ),
                (
                    "told_on",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[careers.models.applications.validate_has_come],
                        verbose_name="told on",
                    ),
                ),
                (
                    "rating",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="how it went",
                    ),
                ),
                ("notes", models.TextField(blank=True, max_length=50000)),
                ("version", models.PositiveIntegerField(default=1)),
                ("added_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="rounds", to="careers.application"
                    ),
                ),
                (
                    "interview_stage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.interviewstage",
                        verbose_name="kind",
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
                "ordering": ["added_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="RoundQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("coding", "Coding"),
                            ("concepts", "Concepts"),
                            ("mathematics", "Mathematics and statistics"),
                            ("design", "System design"),
                            ("project", "My projects"),
                            ("behaviour", "Behaviour and motivation"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=11,
                    ),
                ),
                ("question", models.TextField(max_length=2000)),
                ("said", models.TextField(blank=True, max_length=10000, verbose_name="what I said")),
                (
                    "score",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MaxValueValidator(5)]
                    ),
                ),
                ("better", models.TextField(blank=True, max_length=10000, verbose_name="a better answer")),
                ("added_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="careers.round"
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.skill",
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
                "ordering": ["added_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="RoundTask",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "list",
                    models.CharField(
                        choices=[
                            ("prepare", "Prepare"),
                            ("day_before", "The day before, and the day"),
                            ("ask", "My questions to ask"),
                            ("rubric", "What they look for"),
                        ],
                        max_length=10,
                    ),
                ),
                ("item", models.CharField(max_length=80)),
                ("text", models.CharField(blank=True, max_length=300)),
                ("done_at", models.DateTimeField(blank=True, null=True)),
                ("added_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="tasks", to="careers.round"
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
                "ordering": ["added_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="RoundWork",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("day", models.DateField(validators=[careers.models.applications.validate_has_come])),
                (
                    "minutes",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1, "At least 1 minute."),
                            django.core.validators.MaxValueValidator(1440, "At most 24 h."),
                        ]
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=300)),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="work", to="careers.round"
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
                "ordering": ["-day", "-id"],
            },
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.UniqueConstraint(models.F("user"), models.F("key"), name="round_key"),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("interview_stage__isnull", False), models.Q(("title", ""), _negated=True), _connector="OR"
                ),
                name="round_has_a_name",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome", ""), models.Q(("status", "planned"), _negated=True), _connector="OR"),
                name="round_outcome_after_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="round",
            constraint=models.CheckConstraint(
                condition=models.Q(("told_on", None), models.Q(("outcome", ""), _negated=True), _connector="OR"),
                name="round_told_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="roundquestion",
            constraint=models.UniqueConstraint(models.F("user"), models.F("key"), name="round_question_key"),
        ),
        migrations.AddConstraint(
            model_name="roundquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("score", None), ("score__lte", 5), _connector="OR"), name="round_question_score"
            ),
        ),
        migrations.AddConstraint(
            model_name="roundtask",
            constraint=models.UniqueConstraint(
                models.F("user"), models.F("round"), models.F("list"), models.F("item"), name="round_task_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="roundtask",
            constraint=models.CheckConstraint(
                condition=models.Q(("item", ""), _negated=True), name="round_task_says_which"
            ),
        ),
        migrations.AddConstraint(
            model_name="roundwork",
            constraint=models.UniqueConstraint(models.F("user"), models.F("key"), name="round_work_key"),
        ),
    ]
