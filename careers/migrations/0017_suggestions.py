from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("careers", "0016_without_is_staff")]
    operations: list = []
