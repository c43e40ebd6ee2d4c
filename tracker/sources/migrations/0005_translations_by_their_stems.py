"""The words of a translation are found by their stems. A generated column cannot be altered: it is made anew."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("sources", "0004_likeness_of_documents")]

    operations = [
        migrations.RemoveIndex(model_name="excerpt", name="excerpt_search"),
        migrations.RemoveField(model_name="excerpt", name="search"),
        migrations.AddField(
            model_name="excerpt",
            name="search",
            field=models.GeneratedField(
                db_persist=True,
                expression=django.contrib.postgres.search.CombinedSearchVector(
                    django.contrib.postgres.search.SearchVector("exact", config="tracker_simple", weight="A"),
                    "||",
                    django.contrib.postgres.search.SearchVector("translation", config="tracker_en", weight="B"),
                    django.contrib.postgres.search.SearchConfig("tracker_simple"),
                ),
                output_field=django.contrib.postgres.search.SearchVectorField(),
            ),
        ),
        migrations.AddIndex(
            model_name="excerpt",
            index=django.contrib.postgres.indexes.GinIndex(fields=["search"], name="excerpt_search"),
        ),
    ]
