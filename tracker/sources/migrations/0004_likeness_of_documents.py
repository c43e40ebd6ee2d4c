from django.db import migrations

from tracker.base.rules import one_workspace
from tracker.sources.likeness import bands, runs


def fill(apps, schema_editor):
    document, likeness = (apps.get_model("sources", name) for name in ("Document", "Likeness"))
    for each in document.objects.only("pk", "workspace_id", "text").order_by("pk").iterator(chunk_size=100):
        likeness.objects.create(workspace_id=each.workspace_id, document_id=each.pk, bands=bands(runs(each.text)))


class Migration(migrations.Migration):
    dependencies = [("sources", "0003_likeness")]
    operations = [
        *one_workspace("sources_likeness", {"document_id": "sources_document"}),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
