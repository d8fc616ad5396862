import careers.models.applications
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("careers", "0010_interview_stages"),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("company", models.CharField(max_length=120)),
                ("role", models.CharField(blank=True, max_length=160, verbose_name="role title")),
                (
                    "url",
                    models.URLField(
                        blank=True,
                        max_length=1000,
                        validators=[django.core.validators.URLValidator(schemes=["http", "https"])],
                        verbose_name="link to the posting",
                    ),
                ),
                ("posting", models.TextField(blank=True, max_length=100000, verbose_name="text of the posting")),
                ("source", models.CharField(blank=True, max_length=80, verbose_name="where I found it")),
                ("place", models.CharField(blank=True, max_length=120)),
                (
                    "remote",
                    models.CharField(
                        blank=True,
                        choices=[("on_site", "On site"), ("hybrid", "Partly remote"), ("remote", "Remote")],
                        max_length=8,
                        verbose_name="where the work is done",
                    ),
                ),
                (
                    "pay_from",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=11,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "pay_to",
                    models.DecimalField(
                        blank=True,
                        decimal_places=2,
                        max_digits=11,
                        null=True,
                        validators=[django.core.validators.MinValueValidator(0)],
                    ),
                ),
                (
                    "currency",
                    models.CharField(
                        blank=True,
                        max_length=3,
                        validators=[
                            django.core.validators.RegexValidator(
                                "\\A[A-Z]{3}\\Z", "Three capital letters, such as EUR, SEK or USD."
                            )
                        ],
                    ),
                ),
                (
                    "period",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("year", "a year"),
                            ("month", "a month"),
                            ("week", "a week"),
                            ("day", "a day"),
                            ("hour", "an hour"),
                        ],
                        max_length=5,
                    ),
                ),
                (
                    "priority",
                    models.PositiveSmallIntegerField(choices=[(1, "Low"), (2, "Normal"), (3, "High")], default=2),
                ),
                ("next_action", models.CharField(blank=True, max_length=200)),
                (
                    "next_on",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[careers.models.applications.validate_plannable],
                        verbose_name="by",
                    ),
                ),
                ("notes", models.TextField(blank=True, max_length=50000)),
                ("version", models.PositiveIntegerField(default=1)),
                ("added_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
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
                "ordering": ["-added_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ApplicationEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "step",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("saved", "Saved"),
                            ("applied", "Applied"),
                            ("screening", "Screening"),
                            ("interviews", "Interviews"),
                            ("offer", "Offer"),
                            ("accepted", "Accepted"),
                            ("closed", "Closed"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "reasons",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("rejected", "Rejected"),
                                ("ghosted", "No answer"),
                                ("withdrawn", "I withdrew"),
                                ("declined", "I declined the offer"),
                                ("role_closed", "The role was closed"),
                            ],
                            max_length=11,
                        ),
                        blank=True,
                        default=list,
                    ),
                ),
                ("day", models.DateField(validators=[careers.models.applications.validate_has_come])),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("note", models.TextField(blank=True, max_length=2000)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="events", to="careers.application"
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrected_by",
                        to="careers.applicationevent",
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="undone_by",
                        to="careers.applicationevent",
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
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("name", models.CharField(max_length=120)),
                ("role", models.CharField(blank=True, max_length=120, verbose_name="what they do")),
                ("met", models.CharField(blank=True, max_length=200, verbose_name="how we met")),
                ("reach", models.CharField(blank=True, max_length=200, verbose_name="how to reach them")),
                (
                    "last_touch_on",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[careers.models.applications.validate_has_come],
                        verbose_name="last touch",
                    ),
                ),
                (
                    "referral_asked_on",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[careers.models.applications.validate_has_come],
                        verbose_name="asked for a referral",
                    ),
                ),
                (
                    "referral_given_on",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[careers.models.applications.validate_has_come],
                        verbose_name="referral given",
                    ),
                ),
                (
                    "thanked_on",
                    models.DateField(
                        blank=True,
                        null=True,
                        validators=[careers.models.applications.validate_has_come],
                        verbose_name="thanked",
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="contacts", to="careers.application"
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
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("title", models.CharField(max_length=120)),
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
                "ordering": ["title", "id"],
            },
        ),
        migrations.CreateModel(
            name="DocumentVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("number", models.PositiveSmallIntegerField()),
                ("format", models.CharField(choices=[("pdf", "PDF"), ("docx", "DOCX"), ("txt", "text")], max_length=4)),
                ("size", models.PositiveIntegerField(help_text="bytes")),
                ("sha256", models.CharField(max_length=64)),
                (
                    "file",
                    models.FileField(blank=True, max_length=200, upload_to=careers.models.applications.stored_name),
                ),
                ("added_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="versions", to="careers.document"
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
                "ordering": ["document", "-number", "-id"],
            },
        ),
        migrations.CreateModel(
            name="SentDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sent_on", models.DateField(validators=[careers.models.applications.validate_has_come])),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sent", to="careers.application"
                    ),
                ),
                (
                    "document_version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sent", to="careers.documentversion"
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
                "ordering": ["sent_on", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(models.F("user"), models.F("key"), name="application_key"),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(("company", ""), _negated=True), name="application_has_a_company"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("pay_from", None), ("pay_to", None), ("pay_to__gte", models.F("pay_from")), _connector="OR"
                ),
                name="application_pay_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationevent",
            constraint=models.UniqueConstraint(models.F("user"), models.F("key"), name="application_event_key"),
        ),
        migrations.AddConstraint(
            model_name="applicationevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("step", "closed"), ("reasons", []), _connector="OR"),
                name="application_event_reasons_of_closing",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("reasons__contained_by", ["rejected", "ghosted", "withdrawn", "declined", "role_closed"])
                ),
                name="application_event_reasons_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="applicationevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("corrects", None), ("undoes", None), _connector="OR"),
                name="application_event_one_purpose",
            ),
        ),
        migrations.AddConstraint(
            model_name="contact",
            constraint=models.UniqueConstraint(models.F("user"), models.F("key"), name="contact_key"),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.UniqueConstraint(models.F("user"), models.F("key"), name="document_key"),
        ),
        migrations.AddConstraint(
            model_name="documentversion",
            constraint=models.UniqueConstraint(models.F("user"), models.F("key"), name="document_version_key"),
        ),
        migrations.AddConstraint(
            model_name="sentdocument",
            constraint=models.UniqueConstraint(
                models.F("user"), models.F("application"), models.F("document_version"), name="sent_document_once"
            ),
        ),
    ]
