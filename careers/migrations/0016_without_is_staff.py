from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("careers", "0015_duty_of_staff")]
    # The default is for the way back.
    operations = [migrations.RemoveField(model_name="user", name="is_staff")]
