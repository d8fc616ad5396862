import datetime
import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_ALARMS = [
    (0, "When it begins"),
    (10, "10 minutes before"),
    (30, "30 minutes before"),
    (60, "1 hour before"),
    (1440, "1 day before"),
]


class Migration(migrations.Migration):
    dependencies = [("careers", "0006_study")]
    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("token", models.CharField(default=None, editable=False, max_length=40, null=True, unique=True)),
                ("with_study", models.BooleanField(default=True, verbose_name="Study time")),
                ("with_camps", models.BooleanField(default=True, verbose_name="Camps and target date")),
                ("with_interviews", models.BooleanField(default=True, verbose_name="Interviews and hand-ins")),
                ("with_follow_ups", models.BooleanField(default=True, verbose_name="Next actions of applications")),
                ("study_at", models.TimeField(default=datetime.time(19, 0), verbose_name="Study begins at")),
                (
                    "alarm_minutes",
                    models.PositiveSmallIntegerField(blank=True, choices=_ALARMS, null=True, verbose_name="Reminder"),
                ),
                (
                    "user",
                    models.OneToOneField(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="calendar_feed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(alarm_minutes=None) | models.Q(alarm_minutes__lte=1440),
                        name="calendar_alarm",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ForecastShown",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField()),
                ("goal", models.CharField(max_length=80)),
                ("likely", models.DateField()),
                ("cautious", models.DateField()),
                ("minutes_left", models.PositiveIntegerField()),
                ("minutes_a_week", models.PositiveIntegerField(help_text="The pace that was reckoned with.")),
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
                "ordering": ["-day", "id"],
                "constraints": [
                    models.UniqueConstraint("user", "day", "goal", name="forecast_of_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(cautious__gte=models.F("likely")), name="forecast_in_order"
                    ),
                ],
            },
        ),
    ]
