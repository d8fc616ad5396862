from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("careers", "0009_portfolio")]
    operations: list = []
