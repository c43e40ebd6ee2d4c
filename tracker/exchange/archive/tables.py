"""Which tables an archive holds, and where their rows name other rows.

They are found, not listed: a new table with a workspace takes part by itself, or stands in `LEFT_OUT` with the reason.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.db import connection, models
from django.utils.translation import gettext_lazy as _
from pghistory.models import Context

from tracker.accounts.models import User, Workspace

LEFT_OUT = {
    "briefs.sharelink": _("Links that show something outside: they are good at the address they were made for."),
    "briefs.fileorder": _("Files of editions that are still being made: each edition offers to make them again."),
    "accounts.draft": _("What is typed and not yet saved: it belongs to a page that is open here."),
    "accounts.sent": _("Which forms were sent already: they belong to pages that are open here."),
    "exchange.download": _("Files that were ordered: they are made again in a moment."),
    "members.invitation": _("Links that let somebody in: they are good at the address they were made for."),
}
LEFT_OUT_OF = {
    "accounts.user": {
        "password": _("Passwords: who has no account where it is brought in chooses one there."),
        "here_at": _("Visits were made here."),
        "last_here_at": _("Visits were made here."),
        "last_login": _("Visits were made here."),
    }
}
PEOPLE, SPACE, CONTEXTS, CHANGES = "accounts.user", "accounts.workspace", "pghistory.context", "history.change"

# Where a line of history names rows by their numbers: the key in its details, or the verb for "row".
DETAILS = {
    "thread": "annotations.thread",
    "reading": "positions.reading",
    "replaces": "positions.reading",
    "withdrew": "positions.reading",
    "evidence": "positions.evidence",
    "review": "positions.review",
    "statement": "statements.statement",
    "undid": CHANGES,
    "restored": CHANGES,
}
ROW_OF = {"issue.state_set": "agenda.issuestate", "pair.noted": "compare.pairnote"}

type Number = Callable[[str, str], str]  # a table and the SQL of an id in it: the SQL of what stands in its place


@dataclass(frozen=True)
class Table:
    """One table of the archive; in SQL its row is `t`."""

    model: type[models.Model]

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    @property
    def name(self) -> str:
        return self.model._meta.db_table

    @property
    def key(self) -> str:
        return str(self.model._meta.pk.column)

    @property
    def tracked(self) -> type[models.Model] | None:
        """The table whose rows before and after these are, if they are that."""
        return getattr(self.model, "pgh_tracked_model", None)

    @property
    def owned(self) -> bool:
        """Whether its rows say to which workspace they belong."""
        return any(field.name == "workspace" for field in self.model._meta.fields)

    @property
    def fields(self) -> dict[str, models.Field]:
        """What is written of a row, by column, its number first."""
        out = ("workspace_id", *LEFT_OUT_OF.get(self.label, ()))
        found = {str(each.column): each for each in self.model._meta.concrete_fields if not each.generated}
        kept = {name: field for name, field in found.items() if name not in out}
        return {self.key: kept.pop(self.key), **kept}

    @property
    def references(self) -> dict[str, str]:
        """Columns that name a row, its own number among them, and the label of its table."""
        found = {self.key: self.label}
        for name, field in self.fields.items():
            if isinstance(field.related_model, type):
                found[name] = field.related_model._meta.label_lower
            elif self.tracked and name == self.tracked._meta.pk.column:
                found[name] = self.tracked._meta.label_lower
        return found | ({"context": CONTEXTS} if self.label == CHANGES else {})

    @property
    def files(self) -> list[str]:
        """Columns that say where an original lies; beside each, in `sha256`, what it is known by."""
        kept = (self.tracked or self.model)._meta.concrete_fields
        return [each.column for each in kept if isinstance(each, models.FileField) and each.column in self.fields]

    def of(self, workspace: int) -> str:
        """The condition that a row is this workspace's; of people and contexts, that it is named by one that is."""
        if self.owned:
            return f"t.workspace_id = {workspace}"
        if self.label == SPACE:
            return f"t.id = {workspace}"
        if self.tracked is Workspace:
            return f"t.pgh_obj_id = {workspace}"
        return f"t.{self.key} IN (SELECT id FROM {numbers(self.label)})"

    def written(self, number: Number, lies: Callable[[str], str]) -> dict[str, str]:
        """Each column with the SQL of its value: every row is named by its `number`, every file by where it `lies`."""
        found = {name: f"t.{quoted(name)}" for name in self.fields}
        for name, label in self.references.items():
            found[name] = number(label, found[name])
        for name in self.files:
            found[name] = lies(found[name])
        if self.label == CHANGES:
            found["target_id"] = by_kind("t.target_id", number)
            found["details"] = details(number)
        if self.label == CONTEXTS:
            found["metadata"] = f"t.metadata || {named('t.metadata', 'by', 'accounts.membership', number)}"
        return found


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def numbers(label: str) -> str:
    """The name of the table that holds the numbers of the rows of another while they are written."""
    return f"archive_{label.replace('.', '_')}"


@cache
def tables() -> tuple[Table, ...]:
    """Those that are taken, so that the rows of each name only rows of itself and of those before it."""
    found = [Table(each) for each in apps.get_models() if each._meta.managed and not each._meta.proxy]
    taken = [each for each in found if each.label not in LEFT_OUT]
    rows = [each for each in taken if not each.tracked and (each.owned or each.model in (User, Workspace))]
    return (*rows, Table(Context), *(each for each in taken if each.tracked))


@cache
def numbered() -> tuple[Table, ...]:
    """Those whose rows others name. A line of history also names what is left out."""
    left_out = [Table(apps.get_model(label)) for label in LEFT_OUT]
    return (*left_out, *(each for each in tables() if not each.tracked))


@cache
def before_and_after() -> frozenset[str]:
    """The tables of rows before and after, which nothing names: they are numbered as they come."""
    return frozenset(each.label for each in tables() if each.tracked)


# Numbers inside a line of history ------------------------------------------------------------------------------------
def details(number: Number) -> str:
    """The details of a change."""
    row = " ".join(f"WHEN '{verb}' THEN {named('t.details', 'row', label, number)}" for verb, label in ROW_OF.items())
    each = by_kind("a.value::bigint", number)
    also = f"SELECT COALESCE(jsonb_agg({each} ORDER BY a.place), '[]') FROM {others()}"
    parts = [
        *(named("t.details", key, label, number) for key, label in DETAILS.items()),
        f"CASE t.verb {row} ELSE '{{}}' END",
        f"CASE jsonb_typeof(t.details->'also') WHEN 'array' THEN jsonb_build_object('also', ({also})) ELSE '{{}}' END",
    ]
    return f"t.details || {' || '.join(parts)}"


def others() -> str:
    """The other records that a change was about."""
    listed = "CASE jsonb_typeof(t.details->'also') WHEN 'array' THEN t.details->'also' ELSE '[]' END"
    return f"jsonb_array_elements_text({listed}) WITH ORDINALITY AS a(value, place)"


def by_kind(value: str, number: Number) -> str:
    """The number of the record of the kind that a change is about; as it is where we know no such table."""
    kinds = " ".join(
        f"WHEN '{each.label}' THEN {number(each.label, value)}" for each in numbered() if each.label not in NO_KINDS
    )
    return f"CASE t.target_kind {kinds} ELSE {value} END"


NO_KINDS = (PEOPLE, CONTEXTS)  # no change is about one


def named(json: str, key: str, label: str, number: Number) -> str:
    value = number(label, f"({json}->>'{key}')::bigint")
    return f"CASE jsonb_typeof({json}->'{key}') WHEN 'number' THEN jsonb_build_object('{key}', {value}) ELSE '{{}}' END"


def mentions(label: str) -> Iterator[str]:
    """Conditions and values, by which lines of history name rows of that table: as the end of a SELECT from them."""
    yield f"t.target_id FROM history_change t WHERE t.target_kind = '{label}' AND"
    yield (f"a.value::bigint FROM history_change t, {others()} WHERE t.target_kind = '{label}' AND")
    keys = [(key, "") for key, each in DETAILS.items() if each == label]
    rows = [("row", f" AND t.verb = '{verb}'") for verb, each in ROW_OF.items() if each == label]
    for key, only in [*keys, *rows]:
        told = f"jsonb_typeof(t.details->'{key}') = 'number'"
        yield f"(t.details->>'{key}')::bigint FROM history_change t WHERE {told}{only} AND"
