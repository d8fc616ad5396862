from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("careers", "0004_shared_cache")]
    operations: list = []
