"""Text-search configurations that drop accents before stemming; immutable, so a generated column may use them."""

from django.db import migrations

LANGUAGES = {
    "simple": "simple",
    "en": "english",
    "fr": "french",
    "de": "german",
    "es": "spanish",
    "ru": "russian",
}


def configuration(code, source):
    stem = "simple" if source == "simple" else f"{source}_stem"
    return migrations.RunSQL(
        f"""
        CREATE TEXT SEARCH CONFIGURATION tracker_{code} (COPY = {source});
        ALTER TEXT SEARCH CONFIGURATION tracker_{code}
            ALTER MAPPING FOR hword, hword_part, word WITH unaccent, {stem};
        """,
        f"DROP TEXT SEARCH CONFIGURATION tracker_{code}",
    )


class Migration(migrations.Migration):
    dependencies = [("base", "0001_extensions")]
    operations = [configuration(code, source) for code, source in LANGUAGES.items()]
