from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("careers", "0007_forecasts")]
    operations: list = []
