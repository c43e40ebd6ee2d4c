from django.db import migrations

from tracker.base.rules import one_workspace


class Migration(migrations.Migration):
    dependencies = [("briefs", "0003_files_to_be_made")]
    operations = one_workspace("briefs_fileorder", {"edition_id": "briefs_edition"})
