from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0005_workspaces_are_tracked"),
    ]

    operations = [
        migrations.AlterField(
            model_name="workspace",
            name="slug",
            field=models.SlugField(
                error_messages={"unique": "Another workspace has that address already."}, max_length=60, unique=True
            ),
        ),
        migrations.AlterField(
            model_name="workspaceevent",
            name="slug",
            field=models.SlugField(
                db_index=False, error_messages={"unique": "Another workspace has that address already."}, max_length=60
            ),
        ),
        migrations.AlterConstraint(
            model_name="draft",
            name="one_draft_a_member_and_form",
            constraint=models.UniqueConstraint(
                fields=("member", "form"),
                name="one_draft_a_member_and_form",
                violation_error_message="A draft of that form is kept already.",
            ),
        ),
        migrations.AlterConstraint(
            model_name="membership",
            name="membership_role_is_known",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["reader", "analyst", "reviewer", "lead"])),
                name="membership_role_is_known",
                violation_error_message="Choose one of the roles that there are.",
            ),
        ),
    ]
