"""What a page shows of a statement: its words, who carried them and how, its grade; see `ui/quote.html`."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.actors.models import Party
from tracker.statements.models import Report, Statement
from tracker.statements.queries import counts, grade, grade_words


@dataclass(frozen=True)
class Step:
    """One rung of the ladder from the speaker to the text we read."""

    name: str
    detail: str = ""


@dataclass(frozen=True)
class Quote:
    """A statement as quoted. Without an excerpt the words are ours."""

    words: str
    verbatim: bool
    told: bool
    symbol: int | None
    chain: list[Step]
    grade: str
    grade_words: str
    said: str
    href: str
    link: str
    statement: Statement
    source: Report | None = None
    tags: list[str] = field(default_factory=list)
    gloss: str = ""
    language: str = ""
    why: str = ""  # why it counts less than fully

    @property
    def path(self) -> str:
        """How it reached us, on one line: "Sergei Lavrov, RIA Novosti, 4 Jul 2011"."""
        return ", ".join([*(step.name for step in self.chain), self.said])


def quote(statement: Statement, party: Party | None = None, *, workspace: str, relation: str = "") -> Quote:
    """The statement as quoted in the page of `party`, by its best report. Asks nothing: see `queries.with_reports`.

    A link leads to the statement; `relation` becomes a tag where it is not plain support.
    """
    report = best(statement.carriers)
    excerpts = [quotation.excerpt for quotation in report.quoted] if report else []
    letters = grade(statement)
    holder = next((held for held in statement.held if party and held.party_id == party.pk), None)
    worth = counts(statement, party) if holder and party else None
    tags = [relation] if relation else []
    if statement.direction == Statement.Direction.AGAINST and statement.option:
        tags.append(_("against: %(option)s") % {"option": statement.option.words})
    if statement.modality != Statement.Modality.ACTUAL:
        tags.append(str(statement.get_modality_display()))
    return Quote(
        words=" … ".join(excerpt.exact for excerpt in excerpts) or statement.words,
        verbatim=bool(excerpts and report and report.mode == Report.Mode.VERBATIM),
        told=bool(holder and holder.told_by_other),
        symbol=party.symbol if party else None,
        chain=ladder(statement, report),
        grade=letters,
        grade_words=grade_words(letters),
        said=str(statement.said),
        href=reverse("desk:statement", kwargs={"ws": workspace, "pk": statement.pk}),
        link=_("Statement"),
        statement=statement,
        source=report,
        tags=tags,
        gloss=" … ".join(excerpt.translation for excerpt in excerpts if excerpt.translation),
        language=report.document.language if excerpts and report and report.document else "",
        why=worth.why if worth else "",
    )


def best(reports: Iterable[Report]) -> Report | None:
    """The report to quote from: verbatim before paraphrase before relayed before summary, quoted before not."""
    order = [Report.Mode.VERBATIM, Report.Mode.PARAPHRASE, Report.Mode.RELAYED, Report.Mode.OUTLET_SUMMARY]
    ranked = sorted(reports, key=lambda report: (not report.quoted, order.index(Report.Mode(report.mode))))
    return ranked[0] if ranked else None


def ladder(statement: Statement, report: Report | None) -> list[Step]:
    """From who spoke, by the outlet that heard it, to the text that we read."""
    steps = [Step(str(statement.speaker))] if statement.speaker else []
    if report is None:
        return steps
    for relay in reversed(report.chain):
        day = str(relay.published) if relay.published else ""
        steps.append(Step(str(relay), ", ".join(filter(None, [relay.outlet.reliability, day]))))
    if not report.chain:
        detail = "" if report.direct else _("F, outlet not known")
        steps.append(Step(str(report.document) if report.document else _("our own record"), detail))
    return steps
