"""More than one guide stand side by side."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("careers", "0024_state_heals")]
    operations = []
