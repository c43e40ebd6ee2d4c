"""What an export is asked to hold: which parties and issues, as of when, for whom."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from tracker.agenda.when import When
from tracker.base.errors import Unknown
from tracker.compare.comparison import Comparison, Row


@dataclass(frozen=True)
class Asked:
    comparison: Comparison
    when: When
    made_by: str
    handling: str = ""  # who may read it, in the words of who asks
    issues: Sequence[Row] = field(default=())  # those it is narrowed to; none: the whole agenda


def narrowed(asked: Asked, slugs: Sequence[str]) -> Asked:
    """The same of these issues, and of what stands under them; `Unknown`, which offers those there are, for another."""
    rows = asked.comparison.rows
    by_slug = {row.issue.slug: row for row in rows}
    named = list(dict.fromkeys(filter(None, slugs)))
    for slug in named:
        if slug not in by_slug:
            offers = [
                (f"{row.number} {row.issue.title}", f"{asked.when.path}?{asked.when.address(issue=row.issue.slug)}")
                for row in rows
            ]
            raise Unknown(_("This negotiation has no issue “%(name)s”.") % {"name": slug}, offers)
    if not named:
        return asked
    chosen = [by_slug[slug] for slug in named]
    kept = {id(row) for each in chosen for row in (each, *each.below)}
    kept |= {id(row) for row in rows if row.is_branch and any(id(leaf) in kept for leaf in row.below)}
    return replace(
        asked,
        comparison=replace(asked.comparison, rows=[row for row in rows if id(row) in kept]),
        issues=[row for row in rows if row in chosen],
    )
