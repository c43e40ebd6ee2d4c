from django.db import migrations

from tracker.base.rules import refers


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_one_workspace"), ("annotations", "0005_comments_are_removed")]
    operations = [
        refers(
            "annotations_comment",
            ["removed_by_id", "workspace_id"],
            "accounts_membership",
            name="annotations_comment_removed_by_id_same_workspace",
        )
    ]
