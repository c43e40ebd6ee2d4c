"""Conditions on rows, as known at a moment, written out as SQL.

Put together of Django's expressions they took a fifth of a page's time, because each page asks several of them anew.
"""

from datetime import datetime
from typing import Any, ClassVar

from django.db.models import BooleanField, Func


class AsKnown(Func):
    """A condition on the columns named, and on the moment `known`. Compared with rows recorded by then."""

    output_field = BooleanField()
    columns: ClassVar[tuple[str, ...]]
    sql: ClassVar[str]

    def __init__(self, known: datetime) -> None:
        super().__init__(*self.columns, known)

    def as_sql(self, compiler: Any, connection: Any, **_extra: Any) -> Any:  # type: ignore[override]
        *columns, (known, params) = [compiler.compile(each) for each in self.get_source_expressions()]
        names = {name: sql for name, (sql, _) in zip(self.columns, columns, strict=True)}
        return self.sql.format(**names, known=known), [*params] * self.sql.count("{known}")


class Replaced(AsKnown):
    """Whether a reading has a successor by then: another one, or none, stands in its place."""

    columns = ("pk",)
    sql = (  # OFFSET 0: looked up for each reading; joined, all successors there are may be read for each position
        "EXISTS (SELECT FROM positions_reading successor"
        " WHERE successor.replaces_id = {pk} AND successor.recorded_at <= {known} OFFSET 0)"
    )


class Outrun(AsKnown):
    """Whether another reading of the same position and first day, recorded later, was in force instead."""

    columns = ("pk", "position", "effective_on", "recorded_at")
    sql = (
        "EXISTS (SELECT FROM positions_reading rival"
        " WHERE rival.position_id = {position} AND rival.effective_on = {effective_on} AND NOT rival.withdrawn"
        " AND (rival.recorded_at, rival.id) > ({recorded_at}, {pk}) AND rival.recorded_at <= {known}"
        f" AND NOT {Replaced.sql.replace('{pk}', 'rival.id')})"
    )


class TakenBack(AsKnown):
    """Whether a row of evidence is followed by one that says "not weighed" of the same."""

    columns = ("pk", "position", "statement", "reading", "recorded_at")
    sql = (  # 'not_weighed' is written out, so that the index evidence_taken_back serves
        "EXISTS (SELECT FROM positions_evidence later WHERE later.relation = 'not_weighed'"
        " AND later.position_id = {position} AND later.statement_id = {statement}"
        " AND later.reading_id IS NOT DISTINCT FROM {reading}"
        " AND (later.recorded_at, later.id) > ({recorded_at}, {pk}) AND later.recorded_at <= {known} OFFSET 0)"
    )


class Weighed(AsKnown):
    """Whether a row of evidence that stands mentions the statement, for the position of its holder."""

    columns = ("party", "issue", "statement")
    sql = (
        "EXISTS (SELECT FROM positions_position held JOIN positions_evidence said ON said.position_id = held.id"
        " WHERE held.party_id = {party} AND held.issue_id = {issue} AND said.statement_id = {statement}"
        " AND said.relation <> 'not_weighed' AND said.recorded_at <= {known} AND NOT "
        + TakenBack.sql.replace("{position}", "said.position_id")
        .replace("{statement}", "said.statement_id")
        .replace("{reading}", "said.reading_id")
        .replace("{recorded_at}", "said.recorded_at")
        .replace("{pk}", "said.id")
        + ")"
    )
