"""The table of the cache that all processes share; rate limits live there."""

from django.db import migrations

CREATE = """
CREATE UNLOGGED TABLE careers_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamptz NOT NULL
);
CREATE INDEX careers_cache_expires ON careers_cache (expires);
"""


class Migration(migrations.Migration):
    dependencies = [("careers", "0003_no_circles")]
    operations = [migrations.RunSQL(CREATE, "DROP TABLE careers_cache;")]
