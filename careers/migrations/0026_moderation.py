"""What moderators do about public pages."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("careers", "0025_guides")]
    operations = []
