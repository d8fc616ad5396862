import careers.models.accounts
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="Outcome",
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
                ("text", models.CharField(help_text="Continues “I can …”.", max_length=240)),
                ("retired_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ["order", "key"],
            },
        ),
        migrations.CreateModel(
            name="Prerequisite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
            options={
                "ordering": ["needs__stage__order", "needs__order"],
            },
        ),
        migrations.CreateModel(
            name="Resource",
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
                ("title", models.CharField(max_length=160)),
                ("url", models.URLField(max_length=500)),
                (
                    "authors",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=120), blank=True, default=list
                    ),
                ),
                ("provider", models.CharField(blank=True, max_length=120)),
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
                        blank=True, help_text="A first useful pass; empty for references.", null=True
                    ),
                ),
                (
                    "hours_basis",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("stated", "Stated by its makers"),
                            ("derived", "Derived from stated weeks or chapters"),
                            ("estimated", "Our estimate"),
                        ],
                        max_length=9,
                    ),
                ),
                ("description", models.TextField()),
                ("licence", models.CharField(blank=True, max_length=80)),
                ("in_guide", models.BooleanField(default=False, verbose_name="named by the guide")),
                (
                    "seen_in",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=300),
                        blank=True,
                        default=list,
                        help_text="Where the address was seen.",
                    ),
                ),
            ],
            options={
                "ordering": [django.db.models.functions.text.Lower("title"), "key"],
            },
        ),
        migrations.CreateModel(
            name="Role",
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
                ("title", models.CharField(max_length=120)),
                ("description", models.TextField()),
                ("in_guide", models.BooleanField(default=False, verbose_name="named by the guide")),
                (
                    "titles",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        help_text="Job titles that mean it.",
                    ),
                ),
                (
                    "wage_soc",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=7),
                        blank=True,
                        default=list,
                        help_text="US occupations, nearest first.",
                    ),
                ),
                ("esco_uri", models.URLField(blank=True)),
                ("onet_code", models.CharField(blank=True, max_length=10)),
            ],
            options={
                "ordering": ["order", "key"],
            },
        ),
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, null=True, verbose_name="e-mail")),
                ("name", models.CharField(blank=True, help_text="As it should stand in a greeting.", max_length=120)),
                ("is_guest", models.BooleanField(default=False)),
                ("is_staff", models.BooleanField(default=False, verbose_name="may curate")),
                ("is_active", models.BooleanField(default=True)),
                (
                    "time_zone",
                    models.CharField(
                        default="UTC", max_length=64, validators=[careers.models.accounts.validate_time_zone]
                    ),
                ),
                (
                    "theme",
                    models.CharField(
                        blank=True,
                        choices=[("", "As my device says"), ("light", "Light"), ("dark", "Dark")],
                        max_length=5,
                    ),
                ),
                (
                    "joined_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Background",
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
                ("title", models.CharField(max_length=120)),
                ("description", models.TextField()),
                ("in_guide", models.BooleanField(default=False, verbose_name="named by the guide")),
            ],
            options={
                "ordering": ["order", "key"],
                "constraints": [models.UniqueConstraint(fields=("key",), name="background_key")],
            },
        ),
        migrations.CreateModel(
            name="Camp",
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
                ("order", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("short_title", models.CharField(max_length=28)),
                ("possible", models.TextField(help_text="What one can do from here.")),
                ("note", models.TextField(blank=True, help_text="For curators.")),
            ],
            options={
                "ordering": ["order", "key"],
                "constraints": [models.UniqueConstraint(fields=("key",), name="camp_key")],
            },
        ),
        migrations.CreateModel(
            name="CatalogueEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=80)),
                ("loaded", models.JSONField(help_text="Field → value as last taken from the text.")),
                (
                    "conflicts",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="Field → the text's value, where text and database both changed.",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "catalogue entries",
                "ordering": ["kind", "key"],
                "constraints": [models.UniqueConstraint(fields=("kind", "key"), name="catalogue_entry_once")],
            },
        ),
        migrations.CreateModel(
            name="CatalogueConflict",
            fields=[],
            options={
                "verbose_name": "conflict with the text files",
                "verbose_name_plural": "conflicts with the text files",
                "proxy": True,
                "indexes": [],
                "constraints": [],
            },
            bases=("careers.catalogueentry",),
        ),
        migrations.CreateModel(
            name="CatalogueState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.BigIntegerField(default=1)),
                ("changed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "files_hash",
                    models.CharField(
                        blank=True, help_text="SHA-256 of the files that were loaded last.", max_length=64
                    ),
                ),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("pk", 1)), name="one_catalogue_state")],
            },
        ),
        migrations.CreateModel(
            name="Plan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "started_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "background",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="careers.background"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="plan",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="careers.role"),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Skill",
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
                ("order", models.PositiveSmallIntegerField(help_text="Place inside the stage.")),
                ("slug", models.SlugField(help_text="The address; old ones keep leading here.", max_length=80)),
                (
                    "former_slugs",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.SlugField(max_length=80), blank=True, default=list
                    ),
                ),
                ("title", models.CharField(max_length=120)),
                ("short_title", models.CharField(max_length=28)),
                ("description", models.TextField()),
                ("why", models.TextField(verbose_name="why the job needs it")),
                (
                    "hours",
                    models.PositiveSmallIntegerField(
                        help_text="An estimate for a newcomer to the skill.",
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(400),
                        ],
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("foundation", "Foundation"), ("core", "Core"), ("advanced", "Advanced")],
                        max_length=10,
                    ),
                ),
                ("in_guide", models.BooleanField(default=False, verbose_name="named by the guide")),
                (
                    "guide_items",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list
                    ),
                ),
                (
                    "aliases",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        help_text="Names by which people and adverts mean it.",
                    ),
                ),
                (
                    "ambiguous_aliases",
                    models.JSONField(
                        blank=True,
                        default=list,
                        help_text='Words that count only near one of their context words: [{"alias", "context"}].',
                    ),
                ),
                (
                    "in_postings",
                    models.BooleanField(
                        default=True, help_text="Off: aliases serve search only, adverts use them loosely."
                    ),
                ),
                ("esco_uri", models.URLField(blank=True)),
                ("esco_match", models.CharField(blank=True, max_length=8)),
                (
                    "prerequisites",
                    models.ManyToManyField(
                        related_name="unlocks",
                        through="careers.Prerequisite",
                        through_fields=("skill", "needs"),
                        to="careers.skill",
                    ),
                ),
            ],
            options={
                "ordering": ["stage__order", "order", "key"],
            },
        ),
        migrations.CreateModel(
            name="RoleSkill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("need", models.CharField(choices=[("essential", "Essential"), ("useful", "Useful")], max_length=9)),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="needs", to="careers.role"
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="needed_by", to="careers.skill"
                    ),
                ),
            ],
            options={
                "ordering": ["role__order", "skill__stage__order", "skill__order"],
            },
        ),
        migrations.AddField(
            model_name="role",
            name="skills",
            field=models.ManyToManyField(related_name="roles", through="careers.RoleSkill", to="careers.skill"),
        ),
        migrations.AddField(
            model_name="prerequisite",
            name="needs",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="opens", to="careers.skill"
            ),
        ),
        migrations.AddField(
            model_name="prerequisite",
            name="skill",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="builds_on", to="careers.skill"
            ),
        ),
        migrations.CreateModel(
            name="OutcomeTick",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "outcome",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="ticks", to="careers.outcome"
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
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="careers.skill"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="outcome",
            name="skill",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="outcomes", to="careers.skill"
            ),
        ),
        migrations.CreateModel(
            name="HeadStart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "action",
                    models.CharField(
                        choices=[("skip", "May be skipped"), ("shorten", "Takes half the hours")], max_length=7
                    ),
                ),
                ("reason", models.TextField(help_text="Said to the learner, so in the second person.")),
                (
                    "background",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="head_starts", to="careers.background"
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="head_starts", to="careers.skill"
                    ),
                ),
            ],
            options={
                "ordering": ["background__order", "skill__stage__order", "skill__order"],
            },
        ),
        migrations.CreateModel(
            name="EnoughGroup",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.CharField(max_length=300)),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="enough_groups", to="careers.skill"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CampSkill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "camp",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="asks_for", to="careers.camp"
                    ),
                ),
                (
                    "role",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="careers.role",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="camps", to="careers.skill"
                    ),
                ),
            ],
            options={
                "ordering": ["camp__order", "skill__stage__order", "skill__order"],
            },
        ),
        migrations.CreateModel(
            name="SkillEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "was",
                    models.CharField(
                        choices=[("todo", "To do"), ("learning", "Learning"), ("done", "Done"), ("skipped", "Skipped")],
                        max_length=8,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("todo", "To do"), ("learning", "Learning"), ("done", "Done"), ("skipped", "Skipped")],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="careers.skill"
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="undone_by",
                        to="careers.skillevent",
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
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="SkillNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=50000)),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
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
        ),
        migrations.CreateModel(
            name="SkillResource",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order", models.PositiveSmallIntegerField()),
                ("part", models.CharField(blank=True, help_text="The part to use, if not all of it.", max_length=300)),
                ("part_hours", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="members",
                        to="careers.enoughgroup",
                    ),
                ),
                (
                    "resource",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="skill_resources",
                        to="careers.resource",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="skill_resources", to="careers.skill"
                    ),
                ),
            ],
            options={
                "ordering": ["skill", "order"],
            },
        ),
        migrations.AddField(
            model_name="resource",
            name="skills",
            field=models.ManyToManyField(related_name="resources", through="careers.SkillResource", to="careers.skill"),
        ),
        migrations.CreateModel(
            name="SkillState",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[("learning", "Learning"), ("done", "Done"), ("skipped", "Skipped")], max_length=8
                    ),
                ),
                (
                    "before",
                    models.CharField(
                        choices=[("todo", "To do"), ("learning", "Learning"), ("done", "Done"), ("skipped", "Skipped")],
                        max_length=8,
                    ),
                ),
                ("since", models.DateTimeField()),
                (
                    "skill",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="states", to="careers.skill"
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
            name="Stage",
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
                ("order", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=120)),
                ("short_title", models.CharField(help_text="One or two words.", max_length=28)),
                ("purpose", models.TextField()),
                ("why", models.TextField(verbose_name="why it matters")),
            ],
            options={
                "ordering": ["order", "key"],
                "constraints": [models.UniqueConstraint(fields=("key",), name="stage_key")],
            },
        ),
        migrations.AddField(
            model_name="skill",
            name="stage",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="skills", to="careers.stage"
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.UniqueConstraint(
                django.db.models.functions.text.Lower("email"),
                name="user_email",
                violation_error_message="This address has an account already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("email__isnull", True), ("is_guest", True)),
                    models.Q(("email__isnull", False), ("is_guest", False)),
                    _connector="OR",
                ),
                name="user_guest_without_email",
            ),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(("email", django.db.models.functions.text.Lower("email"))),
                name="user_email_in_lower_case",
                violation_error_message="Write the address in small letters.",
            ),
        ),
        migrations.AddConstraint(
            model_name="roleskill",
            constraint=models.UniqueConstraint(fields=("role", "skill"), name="role_skill_once"),
        ),
        migrations.AddConstraint(
            model_name="role",
            constraint=models.UniqueConstraint(fields=("key",), name="role_key"),
        ),
        migrations.AddConstraint(
            model_name="prerequisite",
            constraint=models.UniqueConstraint(fields=("skill", "needs"), name="prerequisite_once"),
        ),
        migrations.AddConstraint(
            model_name="prerequisite",
            constraint=models.CheckConstraint(
                condition=models.Q(("skill", models.F("needs")), _negated=True), name="prerequisite_of_another"
            ),
        ),
        migrations.AddConstraint(
            model_name="outcometick",
            constraint=models.UniqueConstraint(models.F("user"), models.F("outcome"), name="outcome_tick_once"),
        ),
        migrations.AddConstraint(
            model_name="outcome",
            constraint=models.UniqueConstraint(fields=("skill", "key"), name="outcome_key"),
        ),
        migrations.AddConstraint(
            model_name="headstart",
            constraint=models.UniqueConstraint(fields=("background", "skill"), name="head_start_once"),
        ),
        migrations.AddConstraint(
            model_name="campskill",
            constraint=models.UniqueConstraint(
                fields=("camp", "skill", "role"), name="camp_skill_once", nulls_distinct=False
            ),
        ),
        migrations.AddIndex(
            model_name="skillevent",
            index=models.Index(fields=["user", "skill", "-id"], name="skill_event_latest"),
        ),
        migrations.AddConstraint(
            model_name="skillevent",
            constraint=models.UniqueConstraint(models.F("user"), models.F("key"), name="skill_event_key"),
        ),
        migrations.AddConstraint(
            model_name="skillevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("was", models.F("state")), _negated=True), name="skill_event_changes_something"
            ),
        ),
        migrations.AddConstraint(
            model_name="skillnote",
            constraint=models.UniqueConstraint(models.F("user"), models.F("skill"), name="skill_note_once"),
        ),
        migrations.AddConstraint(
            model_name="skillresource",
            constraint=models.UniqueConstraint(fields=("skill", "resource"), name="skill_resource_once"),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.UniqueConstraint(fields=("key",), name="resource_key"),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.UniqueConstraint(
                fields=("url",), name="resource_url", violation_error_message="This address is listed already."
            ),
        ),
        migrations.AddConstraint(
            model_name="resource",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("hours__isnull", True), ("hours_basis", "")),
                    models.Q(("hours__isnull", False), models.Q(("hours_basis", ""), _negated=True)),
                    _connector="OR",
                ),
                name="resource_hours_have_a_basis",
                violation_error_message="Hours need a basis, and a basis needs hours.",
            ),
        ),
        migrations.AddConstraint(
            model_name="skillstate",
            constraint=models.UniqueConstraint(models.F("user"), models.F("skill"), name="skill_state_once"),
        ),
        migrations.AddConstraint(
            model_name="skillstate",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["learning", "done", "skipped"])), name="skill_state_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="skill",
            constraint=models.UniqueConstraint(fields=("key",), name="skill_key"),
        ),
        migrations.AddConstraint(
            model_name="skill",
            constraint=models.UniqueConstraint(fields=("slug",), name="skill_slug"),
        ),
        migrations.AddConstraint(
            model_name="skill",
            constraint=models.CheckConstraint(condition=models.Q(("hours__gte", 1)), name="skill_hours"),
        ),
    ]
