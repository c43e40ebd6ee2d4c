"""A report without a chain was one where the coder had said so: of our own notes, or of a text whose outlet is known."""

from django.db import migrations
from django.db.models import Q


def mark(apps, schema_editor):
    reports = apps.get_model("statements", "Report").objects.filter(relays__isnull=True)
    reports.filter(Q(document__isnull=True) | Q(document__outlet__isnull=False)).update(direct=True)


class Migration(migrations.Migration):
    dependencies = [("statements", "0004_report_direct"), ("sources", "0002_one_workspace")]
    operations = [migrations.RunPython(mark, migrations.RunPython.noop)]
