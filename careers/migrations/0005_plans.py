import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

import careers.models.plans


class Migration(migrations.Migration):
    dependencies = [
        ("careers", "0004_shared_cache"),
    ]

    operations = [
        migrations.CreateModel(
            name="PlanChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("pinned", "Pinned"), ("postponed", "Postponed"), ("placed", "Moved")], max_length=9
                    ),
                ),
                ("week", models.DateField(blank=True, null=True, validators=[careers.models.plans.validate_plan_date])),
                (
                    "until",
                    models.DateField(blank=True, null=True, validators=[careers.models.plans.validate_plan_date]),
                ),
                ("after", models.BooleanField(default=False)),
                ("because", models.CharField(blank=True, max_length=200)),
                (
                    "beside",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.skill",
                    ),
                ),
                (
                    "camp",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.camp",
                    ),
                ),
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
                ("chosen_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                "ordering": ["chosen_at", "id"],
            },
        ),
        migrations.AddField(
            model_name="plan",
            name="minutes_a_week",
            field=models.PositiveSmallIntegerField(
                default=600,
                validators=[
                    django.core.validators.MinValueValidator(30, "At least half an hour a week."),
                    django.core.validators.MaxValueValidator(4800, "At most 80 h a week."),
                ],
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="rest_days",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(6)]),
                blank=True,
                default=list,
                help_text="Weekdays without study, Monday is 0.",
                size=7,
                validators=[careers.models.plans.validate_rest_days],
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="target_on",
            field=models.DateField(blank=True, null=True, validators=[careers.models.plans.validate_plan_date]),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(("minutes_a_week__gte", 30), ("minutes_a_week__lte", 4800)),
                name="plan_minutes_a_week",
            ),
        ),
        migrations.AddConstraint(
            model_name="plan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("rest_days__contained_by", [0, 1, 2, 3, 4, 5, 6]),
                    models.Q(("rest_days__contains", [0, 1, 2, 3, 4, 5, 6]), _negated=True),
                ),
                name="plan_rest_days",
            ),
        ),
        migrations.AddConstraint(
            model_name="planchoice",
            constraint=models.UniqueConstraint(
                models.F("user"), models.F("skill"), models.F("kind"), name="plan_choice_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="planchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("after", False),
                        ("beside", None),
                        ("camp", None),
                        ("kind", "pinned"),
                        ("until", None),
                        ("week__isnull", False),
                    ),
                    models.Q(
                        ("after", False),
                        ("beside", None),
                        ("camp", None),
                        ("kind", "postponed"),
                        ("until__isnull", False),
                        ("week", None),
                    ),
                    models.Q(
                        ("after", False),
                        ("beside", None),
                        ("camp__isnull", False),
                        ("kind", "postponed"),
                        ("until", None),
                        ("week", None),
                    ),
                    models.Q(
                        ("beside__isnull", False), ("camp", None), ("kind", "placed"), ("until", None), ("week", None)
                    ),
                    models.Q(
                        ("after", False),
                        ("beside", None),
                        ("camp", None),
                        ("kind", "placed"),
                        ("until", None),
                        ("week", None),
                    ),
                    _connector="OR",
                ),
                name="plan_choice_says_what_its_kind_needs",
            ),
        ),
        migrations.AddConstraint(
            model_name="planchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("beside", models.F("skill")), _negated=True), name="plan_choice_not_beside_itself"
            ),
        ),
        migrations.AddConstraint(
            model_name="planchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("week", None), ("week__iso_week_day", 1), _connector="OR"),
                name="plan_choice_from_monday",
            ),
        ),
    ]
