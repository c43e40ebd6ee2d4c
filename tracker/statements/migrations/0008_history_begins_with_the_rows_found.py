"""Rows kept before their history was, stand in it as they were found: else their first change would lose them."""

from django.db import migrations
from django.utils.timezone import now

ROWS = ("holder", "report", "quotation", "relay", "condition", "pledge")


def begin(apps, schema_editor):
    for row in ROWS:
        model, event = apps.get_model("statements", row), apps.get_model("statements", f"{row}event")
        columns = [field.attname for field in model._meta.concrete_fields]
        known = event.objects.values("pgh_obj_id")
        found = model.objects.exclude(pk__in=known).values(*columns)
        event.objects.bulk_create(
            (
                event(pgh_label="found", pgh_created_at=now(), pgh_obj_id=each["id"], **each)
                for each in found.iterator()
            ),
            batch_size=1000,
        )


class Migration(migrations.Migration):
    dependencies = [("statements", "0007_history_of_the_rows_is_append_only")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
