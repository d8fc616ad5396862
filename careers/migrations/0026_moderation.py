"""What members report of public pages, what moderators withhold, and their acts, which nobody edits."""

import uuid

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

# An account that goes takes its name along and leaves the rest of the row.
TRIGGER = """
CREATE FUNCTION careers_moderation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE'
        AND to_jsonb(NEW) - 'by_id' - 'owner_id' = to_jsonb(OLD) - 'by_id' - 'owner_id'
        AND (NEW.by_id IS NULL OR NEW.by_id = OLD.by_id)
        AND (NEW.owner_id IS NULL OR NEW.owner_id = OLD.owner_id)
    THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'The history of moderation is not edited.';
END $$;
CREATE TRIGGER moderation_stays BEFORE UPDATE OR DELETE ON careers_moderationevent
    FOR EACH ROW EXECUTE FUNCTION careers_moderation_stays();
"""
UNDO = """
DROP TRIGGER moderation_stays ON careers_moderationevent;
DROP FUNCTION careers_moderation_stays;
"""
# The address at which a page is reported stands among those of its projects.
FREE_THE_ADDRESS = "UPDATE careers_shownproject SET slug = 'report-' || id WHERE slug = 'report'"


class Migration(migrations.Migration):
    dependencies = [("careers", "0025_guides")]
    operations = [
        migrations.CreateModel(
            name="ModerationEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("project", models.UUIDField(blank=True, null=True)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("kept", "Left as it is"),
                            ("withheld", "Withheld"),
                            ("stayed", "Stays withheld"),
                            ("given-back", "Given back"),
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.CharField(max_length=600)),
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
                (
                    "owner",
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
            name="PageReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("project", models.UUIDField(blank=True, null=True)),
                ("page", models.CharField(blank=True, max_length=100)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("spam", "It advertises, or is spam"),
                            ("hate", "Hate or harassment"),
                            ("private", "Somebody’s private data"),
                            ("copied", "Somebody else’s work, copied"),
                            ("false", "False claims"),
                            ("other", "Something else"),
                        ],
                        max_length=7,
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
                        choices=[("kept", "The page stays"), ("withheld", "Not shown any more")],
                        max_length=8,
                    ),
                ),
                ("answer", models.CharField(blank=True, max_length=600)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
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
                    models.Index(
                        condition=models.Q(("state", "open")), fields=["owner", "project"], name="page_report_open"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(models.F("user"), models.F("key"), name="page_report_key"),
                    models.UniqueConstraint(
                        condition=models.Q(("owner__isnull", False), ("state", "open")),
                        fields=("user", "owner", "project"),
                        name="page_report_open_once",
                        nulls_distinct=False,
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
                        name="page_report_answered_with_an_outcome",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Withheld",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("project", models.UUIDField(blank=True, null=True)),
                ("reason", models.CharField(max_length=600)),
                ("since", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("answer", models.CharField(blank=True, max_length=1000)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("heard_at", models.DateTimeField(blank=True, null=True)),
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
                "verbose_name_plural": "withheld",
                "ordering": ["since", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        models.F("user"), models.F("project"), name="withheld_once", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="withheld_with_a_reason"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answer", ""), ("answered_at__isnull", True), ("heard_at__isnull", True)),
                            models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="withheld_heard_after_an_answer",
                    ),
                ],
            },
        ),
        migrations.RunSQL(TRIGGER, UNDO),
        migrations.RunSQL(FREE_THE_ADDRESS, migrations.RunSQL.noop),
    ]
