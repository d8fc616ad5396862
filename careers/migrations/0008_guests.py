import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

NEWS = """
CREATE FUNCTION careers_news_of_skill(subject bigint, said text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO careers_cataloguenews (what, skill_id, at) VALUES (said, subject, now())
    ON CONFLICT (skill_id, at) DO UPDATE SET what = excluded.what WHERE excluded.what <> 'changed';
$$;
CREATE FUNCTION careers_skill_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM careers_news_of_skill(NEW.id, 'new');
    RETURN NULL;
END $$;
CREATE FUNCTION careers_skill_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM careers_news_of_skill(NEW.id, CASE
        WHEN NEW.retired_at IS NOT NULL AND OLD.retired_at IS NULL THEN 'retired'
        WHEN NEW.retired_at IS NULL AND OLD.retired_at IS NOT NULL THEN 'new'
        ELSE 'changed' END);
    RETURN NULL;
END $$;
CREATE FUNCTION careers_outcome_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM careers_news_of_skill(NEW.skill_id, 'changed');
    RETURN NULL;
END $$;
CREATE TRIGGER skill_news_new AFTER INSERT ON careers_skill FOR EACH ROW EXECUTE FUNCTION careers_skill_came();
CREATE TRIGGER skill_news AFTER UPDATE ON careers_skill FOR EACH ROW
    WHEN ((OLD.title, OLD.hours, OLD.level, OLD.description, OLD.stage_id, OLD.retired_at) IS DISTINCT FROM
          (NEW.title, NEW.hours, NEW.level, NEW.description, NEW.stage_id, NEW.retired_at))
    EXECUTE FUNCTION careers_skill_changed();
CREATE TRIGGER outcome_news_new AFTER INSERT ON careers_outcome FOR EACH ROW
    EXECUTE FUNCTION careers_outcome_changed();
CREATE TRIGGER outcome_news AFTER UPDATE ON careers_outcome FOR EACH ROW
    WHEN ((OLD.text, OLD.retired_at) IS DISTINCT FROM (NEW.text, NEW.retired_at))
    EXECUTE FUNCTION careers_outcome_changed();

CREATE FUNCTION careers_news_of_resource() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE said text := 'changed';
BEGIN
    IF TG_OP = 'INSERT' THEN said := 'new';
    ELSIF NEW.retired_at IS NOT NULL AND OLD.retired_at IS NULL THEN said := 'retired';
    ELSIF NEW.retired_at IS NULL AND OLD.retired_at IS NOT NULL THEN said := 'new';
    END IF;
    INSERT INTO careers_cataloguenews (what, resource_id, at) VALUES (said, NEW.id, now())
    ON CONFLICT (resource_id, at) DO UPDATE SET what = excluded.what WHERE excluded.what <> 'changed';
    RETURN NULL;
END $$;
CREATE TRIGGER resource_news_new AFTER INSERT ON careers_resource FOR EACH ROW
    EXECUTE FUNCTION careers_news_of_resource();
CREATE TRIGGER resource_news AFTER UPDATE ON careers_resource FOR EACH ROW
    WHEN ((OLD.title, OLD.url, OLD.kind, OLD.cost, OLD.hours, OLD.level, OLD.retired_at) IS DISTINCT FROM
          (NEW.title, NEW.url, NEW.kind, NEW.cost, NEW.hours, NEW.level, NEW.retired_at))
    EXECUTE FUNCTION careers_news_of_resource();
"""
NO_NEWS = """
DROP TRIGGER resource_news ON careers_resource;
DROP TRIGGER resource_news_new ON careers_resource;
DROP FUNCTION careers_news_of_resource;
DROP TRIGGER outcome_news ON careers_outcome;
DROP TRIGGER outcome_news_new ON careers_outcome;
DROP TRIGGER skill_news ON careers_skill;
DROP TRIGGER skill_news_new ON careers_skill;
DROP FUNCTION careers_outcome_changed;
DROP FUNCTION careers_skill_changed;
DROP FUNCTION careers_skill_came;
DROP FUNCTION careers_news_of_skill;
"""


class Migration(migrations.Migration):
    dependencies = [("careers", "0007_forecasts")]
    operations = [
        migrations.AddField(
            model_name="user",
            name="back_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="user",
            name="news_read_at",
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        migrations.AddField(
            model_name="user",
            name="seen_at",
            field=models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
        ),
        migrations.CreateModel(
            name="CatalogueNews",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[("new", "New"), ("changed", "Changed"), ("retired", "Retired")], max_length=7
                    ),
                ),
                ("at", models.DateTimeField(db_index=True)),
                (
                    "resource",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="careers.resource"
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="careers.skill"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(models.F("skill"), models.F("at"), name="news_of_a_skill_once"),
                    models.UniqueConstraint(models.F("resource"), models.F("at"), name="news_of_a_resource_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("resource__isnull", False), ("skill", None)),
                            models.Q(("resource", None), ("skill__isnull", False)),
                            _connector="OR",
                        ),
                        name="news_of_one_thing",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("at", models.DateTimeField()),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
                (
                    "brought",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list
                    ),
                ),
                ("held", models.JSONField(default=dict)),
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
                "ordering": ["-at", "-id"],
                "constraints": [models.UniqueConstraint(models.F("user"), models.F("key"), name="merge_key")],
            },
        ),
        migrations.CreateModel(
            name="Reset",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(default=uuid.uuid4, editable=False)),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("recovered_at", models.DateTimeField(blank=True, null=True)),
                ("events", models.JSONField(blank=True, default=list)),
                ("ticks", models.JSONField(blank=True, default=list)),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="careers.stage",
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
                "ordering": ["-at", "-id"],
                "constraints": [models.UniqueConstraint(models.F("user"), models.F("key"), name="reset_key")],
            },
        ),
        migrations.RunSQL(NEWS, NO_NEWS),
    ]
