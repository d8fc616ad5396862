"""Briefs, and the projects that people build from them or from their own ideas."""

import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

TABLES = ("brief", "briefcheck", "briefskill", "briefdataset")


class Migration(migrations.Migration):
    dependencies = [("careers", "0008_guests")]
    operations = [
        migrations.CreateModel(
            name="Brief",
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
                ("description", models.TextField()),
                (
                    "level",
                    models.CharField(
                        choices=[("foundation", "Foundation"), ("core", "Core"), ("advanced", "Advanced")],
                        max_length=10,
                    ),
                ),
                (
                    "hours",
                    models.PositiveSmallIntegerField(
                        help_text="An estimate, from first line to write-up.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(400),
                        ],
                    ),
                ),
            ],
            options={
                "ordering": ["order", "key"],
            },
        ),
        migrations.CreateModel(
            name="BriefSkill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField()),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="brief_skills", to="careers.brief"
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="brief_skills", to="careers.skill"
                    ),
                ),
            ],
            options={
                "ordering": ["brief", "order"],
            },
        ),
        migrations.AddField(
            model_name="brief",
            name="skills",
            field=models.ManyToManyField(related_name="briefs", through="careers.BriefSkill", to="careers.skill"),
        ),
        migrations.CreateModel(
            name="Project",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("title", models.CharField(max_length=120)),
                ("pitch", models.CharField(blank=True, max_length=200, verbose_name="in one line")),
                ("problem", models.TextField(blank=True, max_length=20000)),
                ("audience", models.CharField(blank=True, max_length=300, verbose_name="who has it")),
                ("data_name", models.CharField(blank=True, max_length=200, verbose_name="data set")),
                (
                    "data_url",
                    models.URLField(
                        blank=True,
                        max_length=500,
                        validators=[
                            django.core.validators.URLValidator(
                                message="Write a whole address that begins with https://.", schemes=["http", "https"]
                            )
                        ],
                        verbose_name="its address",
                    ),
                ),
                ("data_licence", models.CharField(blank=True, max_length=120, verbose_name="its licence")),
                ("split", models.TextField(blank=True, max_length=20000, verbose_name="split")),
                ("reading", models.TextField(blank=True, max_length=20000, verbose_name="what the number means")),
                ("method", models.TextField(blank=True, max_length=20000)),
                ("went_wrong", models.TextField(blank=True, max_length=20000, verbose_name="where it goes wrong")),
                ("next_steps", models.TextField(blank=True, max_length=20000, verbose_name="what I would do next")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("idea", "Idea"),
                            ("building", "Building"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                        ],
                        default="idea",
                        max_length=9,
                    ),
                ),
                ("started_on", models.DateField(blank=True, null=True)),
                ("finished_on", models.DateField(blank=True, null=True)),
                ("proves", models.BooleanField(default=False, editable=False)),
                ("version", models.PositiveIntegerField(default=1)),
                ("created_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("changed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "brief",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="projects",
                        to="careers.brief",
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
                "ordering": ["-changed_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ProjectCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("checklist", models.CharField(choices=[("evidence", "Evidence"), ("brief", "Brief")], max_length=8)),
                ("item", models.CharField(max_length=80)),
                ("pointer", models.CharField(blank=True, max_length=300)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="careers.project"
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
        ),
        migrations.CreateModel(
            name="ProjectEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("idea", "Idea"),
                            ("building", "Building"),
                            ("published", "Published"),
                            ("archived", "Archived"),
                        ],
                        max_length=9,
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="careers.project"
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
                "ordering": ["at", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProjectLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("repository", "Repository"),
                            ("demo", "Live demo"),
                            ("write-up", "Write-up"),
                            ("notebook", "Notebook"),
                            ("model-card", "Model card"),
                            ("paper", "Paper"),
                            ("slides", "Slides"),
                            ("video", "Video"),
                            ("competition", "Competition"),
                            ("data-set", "Data set"),
                            ("other", "Something else"),
                        ],
                        max_length=11,
                    ),
                ),
                (
                    "url",
                    models.URLField(
                        max_length=500,
                        validators=[
                            django.core.validators.URLValidator(
                                message="Write a whole address that begins with https://.", schemes=["http", "https"]
                            )
                        ],
                        verbose_name="address",
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=120, verbose_name="what to call it")),
                (
                    "rank",
                    models.PositiveIntegerField(
                        blank=True, null=True, validators=[django.core.validators.MinValueValidator(1)]
                    ),
                ),
                (
                    "field_size",
                    models.PositiveIntegerField(
                        blank=True,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(1)],
                        verbose_name="teams",
                    ),
                ),
                ("added_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="careers.project"
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
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProjectMetric",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("name", models.CharField(max_length=80, verbose_name="metric")),
                (
                    "better",
                    models.CharField(
                        choices=[("higher", "Higher"), ("lower", "Lower")],
                        default="higher",
                        max_length=6,
                        verbose_name="better is",
                    ),
                ),
                ("unit", models.CharField(blank=True, max_length=20)),
                ("measured_on", models.CharField(blank=True, max_length=200)),
                ("is_headline", models.BooleanField(default=False)),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="metrics", to="careers.project"
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
                "ordering": ["-is_headline", "order", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProjectResult",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("order", models.PositiveSmallIntegerField(default=0)),
                ("label", models.CharField(max_length=120)),
                ("value", models.DecimalField(decimal_places=6, max_digits=18)),
                ("is_baseline", models.BooleanField(default=False)),
                (
                    "metric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="results", to="careers.projectmetric"
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
                "ordering": ["order", "id"],
            },
        ),
        migrations.CreateModel(
            name="ProjectSkill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("proof", models.CharField(blank=True, max_length=300, verbose_name="how it shows")),
                ("added_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="proofs", to="careers.project"
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="proofs", to="careers.skill"
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
                "ordering": ["skill__stage__order", "skill__order"],
            },
        ),
        migrations.CreateModel(
            name="ProjectVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("title", "title"),
                            ("pitch", "pitch"),
                            ("problem", "problem"),
                            ("audience", "audience"),
                            ("data_name", "data_name"),
                            ("data_url", "data_url"),
                            ("data_licence", "data_licence"),
                            ("split", "split"),
                            ("reading", "reading"),
                            ("method", "method"),
                            ("went_wrong", "went_wrong"),
                            ("next_steps", "next_steps"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=20000)),
                ("number", models.PositiveIntegerField()),
                ("replaced_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="careers.project"
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
                "ordering": ["-replaced_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="BriefCheck",
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
                ("text", models.CharField(max_length=240)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="checks", to="careers.brief"
                    ),
                ),
            ],
            options={
                "ordering": ["order", "key"],
                "constraints": [models.UniqueConstraint(fields=("brief", "key"), name="brief_check_key")],
            },
        ),
        migrations.CreateModel(
            name="BriefDataSet",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=120)),
                ("url", models.URLField(max_length=500)),
                ("licence", models.CharField(blank=True, max_length=80)),
                (
                    "brief",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="data_sets", to="careers.brief"
                    ),
                ),
            ],
            options={
                "ordering": ["brief", "order"],
                "constraints": [models.UniqueConstraint(fields=("brief", "url"), name="brief_data_set_once")],
            },
        ),
        migrations.AddConstraint(
            model_name="briefskill",
            constraint=models.UniqueConstraint(fields=("brief", "skill"), name="brief_skill_once"),
        ),
        migrations.AddConstraint(
            model_name="brief",
            constraint=models.UniqueConstraint(fields=("key",), name="brief_key"),
        ),
        migrations.AddConstraint(
            model_name="brief",
            constraint=models.CheckConstraint(condition=models.Q(("hours__gte", 1)), name="brief_hours"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.UniqueConstraint(models.F("user"), models.F("key"), name="project_key"),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["idea", "building", "published", "archived"])),
                name="project_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="project_has_a_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="project",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("started_on__isnull", True),
                    ("finished_on__isnull", True),
                    ("finished_on__gte", models.F("started_on")),
                    _connector="OR",
                ),
                name="project_ends_after_it_starts",
                violation_error_message="It cannot be finished before it was started.",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectcheck",
            constraint=models.UniqueConstraint(
                models.F("user"),
                models.F("project"),
                models.F("checklist"),
                models.F("item"),
                name="project_check_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(("checklist__in", ["evidence", "brief"])), name="project_checklist_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="projectevent",
            constraint=models.UniqueConstraint(models.F("user"), models.F("key"), name="project_event_key"),
        ),
        migrations.AddConstraint(
            model_name="projectevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["idea", "building", "published", "archived"])),
                name="project_event_status_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectlink",
            constraint=models.UniqueConstraint(models.F("user"), models.F("key"), name="project_link_key"),
        ),
        migrations.AddConstraint(
            model_name="projectlink",
            constraint=models.CheckConstraint(
                condition=models.Q(("url__iregex", "^https?://")), name="project_link_to_the_web"
            ),
        ),
        migrations.AddConstraint(
            model_name="projectlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind", "competition"),
                    models.Q(("field_size__isnull", True), ("rank__isnull", True)),
                    _connector="OR",
                ),
                name="project_link_rank_of_a_competition",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectlink",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rank__isnull", True),
                    ("field_size__isnull", True),
                    ("rank__lte", models.F("field_size")),
                    _connector="OR",
                ),
                name="project_link_rank_within_its_field",
                violation_error_message="A rank is no larger than the number of teams.",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectmetric",
            constraint=models.UniqueConstraint(models.F("user"), models.F("key"), name="project_metric_key"),
        ),
        migrations.AddConstraint(
            model_name="projectmetric",
            constraint=models.CheckConstraint(
                condition=models.Q(("better__in", ["higher", "lower"])), name="project_metric_direction_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="projectresult",
            constraint=models.UniqueConstraint(models.F("user"), models.F("key"), name="project_result_key"),
        ),
        migrations.AddConstraint(
            model_name="projectskill",
            constraint=models.UniqueConstraint(
                models.F("user"), models.F("project"), models.F("skill"), name="project_skill_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="projectversion",
            constraint=models.UniqueConstraint(models.F("user"), models.F("key"), name="project_version_key"),
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
