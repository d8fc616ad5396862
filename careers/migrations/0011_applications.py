from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("careers", "0010_interview_stages")]
    operations: list = []
