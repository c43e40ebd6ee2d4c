from django.db import migrations

from tracker.base.rules import InstallTriggers, append_only, one_workspace


class Migration(migrations.Migration):
    replaces = [
        ("actors", "0002_one_workspace"),
    ]
    dependencies = [("actors", "0001_tables"), ("accounts", "0002_rules_across_rows")]
    operations = [
        InstallTriggers(),
        *one_workspace("actors_party"),
        *one_workspace("actors_speaker"),
        *one_workspace("actors_blocmembership", {"party_id": "actors_party", "bloc_id": "actors_party"}),
        *one_workspace("actors_alias", {"party_id": "actors_party", "speaker_id": "actors_speaker"}),
        *one_workspace("actors_post", {"party_id": "actors_party", "speaker_id": "actors_speaker"}),
        append_only("actors_partyevent"),
        append_only("actors_speakerevent"),
        append_only("actors_postevent"),
        append_only("actors_aliasevent"),
        append_only("actors_blocmembershipevent"),
    ]
