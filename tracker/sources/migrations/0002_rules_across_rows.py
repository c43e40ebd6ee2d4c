from django.db import migrations

from tracker.base.rules import InstallTriggers, append_only, one_workspace


class Migration(migrations.Migration):
    replaces = [
        ("sources", "0002_one_workspace"),
    ]
    dependencies = [("sources", "0001_tables"), ("accounts", "0002_rules_across_rows")]
    operations = [
        InstallTriggers(),
        *one_workspace("sources_outlet"),
        *one_workspace("sources_document", {"outlet_id": "sources_outlet", "recorded_by_id": "accounts_membership"}),
        *one_workspace("sources_passage", {"document_id": "sources_document"}),
        *one_workspace("sources_excerpt", {"document_id": "sources_document", "recorded_by_id": "accounts_membership"}),
        append_only("sources_outletevent"),
        append_only("sources_documentevent"),
        append_only("sources_excerptevent"),
    ]
