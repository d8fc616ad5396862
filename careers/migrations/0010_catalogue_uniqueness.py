"""Uniqueness of curated rows by fields instead of expressions, so that forms check it and say it in words."""

from django.db import migrations, models

UNIQUE = (
    ("background", "background_key", ("key",), {}),
    ("camp", "camp_key", ("key",), {}),
    ("campskill", "camp_skill_once", ("camp", "skill", "role"), {"nulls_distinct": False}),
    ("catalogueentry", "catalogue_entry_once", ("kind", "key"), {}),
    ("headstart", "head_start_once", ("background", "skill"), {}),
    ("outcome", "outcome_key", ("skill", "key"), {}),
    ("prerequisite", "prerequisite_once", ("skill", "needs"), {}),
    ("resource", "resource_key", ("key",), {}),
    ("resource", "resource_url", ("url",), {"violation_error_message": "This address is listed already."}),
    ("role", "role_key", ("key",), {}),
    ("roleskill", "role_skill_once", ("role", "skill"), {}),
    ("skill", "skill_key", ("key",), {}),
    ("skill", "skill_slug", ("slug",), {}),
    ("skillresource", "skill_resource_once", ("skill", "resource"), {}),
    ("stage", "stage_key", ("key",), {}),
)


class Migration(migrations.Migration):
    dependencies = [("careers", "0003_shared_cache")]
    operations = [
        *(migrations.RemoveConstraint(model, name) for model, name, _, _ in UNIQUE),
        *(
            migrations.AddConstraint(model, models.UniqueConstraint(fields=fields, name=name, **options))
            for model, name, fields, options in UNIQUE
        ),
        migrations.CreateModel(
            "CatalogueConflict",
            fields=[],
            options={
                "proxy": True,
                "verbose_name": "conflict with the text files",
                "verbose_name_plural": "conflicts with the text files",
                "indexes": [],
                "constraints": [],
            },
            bases=("careers.catalogueentry",),
        ),
    ]
