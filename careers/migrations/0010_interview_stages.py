import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
from django.db import migrations, models

TABLES = ("interviewstage", "interviewstep", "interviewcriterion", "interviewstageskill", "daybefore")


class Migration(migrations.Migration):
    dependencies = [
        ("careers", "0009_portfolio"),
    ]

    operations = [
        migrations.CreateModel(
            name="DayBefore",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        help_text="Never changes once it is published.",
                        max_length=80,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-[a-z0-9]+)*$",
                                "Small letters, digits and single hyphens, such as linear-algebra.",
                            )
                        ],
                    ),
                ),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, help_text="Hidden from people who have nothing on it.", null=True),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("text", models.CharField(max_length=200)),
                ("on_the_day", models.BooleanField(default=False)),
                ("in_guide", models.BooleanField(default=False)),
            ],
            options={
                "verbose_name": "line of the day before",
                "verbose_name_plural": "lines of the day before",
                "ordering": ["order", "key"],
                "constraints": [models.UniqueConstraint(fields=("key",), name="day_before_key")],
            },
        ),
        migrations.CreateModel(
            name="InterviewStage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        help_text="Never changes once it is published.",
                        max_length=80,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-[a-z0-9]+)*$",
                                "Small letters, digits and single hyphens, such as linear-algebra.",
                            )
                        ],
                    ),
                ),
                (
                    "retired_at",
                    models.DateTimeField(blank=True, help_text="Hidden from people who have nothing on it.", null=True),
                ),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("title", models.CharField(max_length=80)),
                ("short_title", models.CharField(max_length=40)),
                ("purpose", models.TextField()),
                ("format", models.TextField(help_text="How it goes, in a sentence.")),
                ("length", models.CharField(help_text="The customary length in words.", max_length=120)),
                (
                    "minutes_from",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10080),
                        ],
                    ),
                ),
                (
                    "minutes_to",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10080),
                        ],
                    ),
                ),
                (
                    "attends",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list
                    ),
                ),
                (
                    "parts",
                    models.JSONField(
                        blank=True, default=list, help_text="How the time is spent: minutes, title and text."
                    ),
                ),
                (
                    "bring",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list
                    ),
                ),
                (
                    "mistakes",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list
                    ),
                ),
                (
                    "ask",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list
                    ),
                ),
                ("in_guide", models.BooleanField(default=False)),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        help_text="The broader stage.",
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="kinds",
                        to="careers.interviewstage",
                    ),
                ),
            ],
            options={
                "ordering": ["order", "key"],
            },
        ),
        migrations.CreateModel(
            name="InterviewStageSkill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "interview_stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="interview_skills",
                        to="careers.interviewstage",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="interview_skills", to="careers.skill"
                    ),
                ),
            ],
            options={
                "ordering": ["interview_stage", "order"],
            },
        ),
        migrations.AddField(
            model_name="interviewstage",
            name="skills",
            field=models.ManyToManyField(
                related_name="interview_stages", through="careers.InterviewStageSkill", to="careers.skill"
            ),
        ),
        migrations.CreateModel(
            name="InterviewStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        max_length=80,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-[a-z0-9]+)*$",
                                "Small letters, digits and single hyphens, such as linear-algebra.",
                            )
                        ],
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=200)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "interview_stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="careers.interviewstage"
                    ),
                ),
            ],
            options={
                "ordering": ["order", "key"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="InterviewCriterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "key",
                    models.CharField(
                        max_length=80,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^[a-z0-9]+(?:-[a-z0-9]+)*$",
                                "Small letters, digits and single hyphens, such as linear-algebra.",
                            )
                        ],
                    ),
                ),
                ("order", models.PositiveSmallIntegerField()),
                ("text", models.CharField(max_length=200)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "interview_stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="careers.interviewstage",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "interview criteria",
                "ordering": ["order", "key"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("interview_stage", "key"), name="interview_criterion_key")
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="interviewstageskill",
            constraint=models.UniqueConstraint(fields=("interview_stage", "skill"), name="interview_stage_skill_once"),
        ),
        migrations.AddConstraint(
            model_name="interviewstage",
            constraint=models.UniqueConstraint(fields=("key",), name="interview_stage_key"),
        ),
        migrations.AddConstraint(
            model_name="interviewstage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("minutes_from", None), ("minutes_to", None)),
                    models.Q(("minutes_from__gte", 1), ("minutes_to__gte", models.F("minutes_from"))),
                    _connector="OR",
                ),
                name="interview_stage_minutes",
            ),
        ),
        migrations.AddConstraint(
            model_name="interviewstage",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("part_of", None), models.Q(("part_of", models.F("id")), _negated=True), _connector="OR"
                ),
                name="interview_stage_not_part_of_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="interviewstep",
            constraint=models.UniqueConstraint(fields=("interview_stage", "key"), name="interview_step_key"),
        ),
        *(
            migrations.RunSQL(
                f"CREATE TRIGGER catalogue_changed AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON careers_{table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION careers_catalogue_changed();",
                f"DROP TRIGGER catalogue_changed ON careers_{table};",
            )
            for table in TABLES
        ),
    ]
