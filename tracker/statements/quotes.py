"""What a page shows of a statement: its words, who carried them and how, its grade; see `ui/quote.html`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.translation import gettext as _

from tracker.actors.models import Party
from tracker.base.direction import isolated
from tracker.base.shown import Shown
from tracker.statements.carriers import ExcerptRow, ReportRow
from tracker.statements.models import Report, Statement
from tracker.statements.queries import counts, grade, grade_words


@dataclass(frozen=True)
class Step(Shown):
    """One rung of the ladder from the speaker to the text we read."""

    name: str
    detail: str = ""


@dataclass(frozen=True)
class Gloss(Shown):
    """What quoted words say in our language, and who translated them."""

    words: str
    by: str = ""


@dataclass(frozen=True)
class Quote(Shown):
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
    carrier: ReportRow | None = None
    tags: list[str] = field(default_factory=list)
    gloss: Gloss | None = None
    language: str = ""
    why: str = ""  # why it counts less than fully
    acts: Sequence[tuple[str, str]] = ()  # of `ui/quote.html`: what may be changed

    @property
    def path(self) -> str:
        """How it reached us, on one line: "Sergei Lavrov, RIA Novosti, 4 Jul 2011"."""
        return ", ".join([*(isolated(step.name) for step in self.chain), self.said])


def quote(statement: Statement, party: Party | None = None, *, workspace: str, relation: str = "") -> Quote:
    """The statement as quoted in the page of `party`, by its best carrier. Asks nothing: see `queries.with_reports`.

    A link leads to the statement; `relation` becomes a tag where it is not plain support.
    """
    carrier = best(statement.carriers)
    quoted = carrier.quoted if carrier else []
    letters = grade(statement)
    holder = next((held for held in statement.held if party and held.party_id == party.pk), None)
    worth = counts(statement, party) if holder and party else None
    tags = [relation] if relation else []
    if statement.direction == Statement.Direction.AGAINST and statement.option:
        tags.append(_("against: %(option)s") % {"option": statement.option.words})
    if statement.modality != Statement.Modality.ACTUAL:
        tags.append(str(statement.get_modality_display()))
    return Quote(
        words=" … ".join(words.exact for words in quoted) or statement.words,
        verbatim=bool(quoted and carrier and carrier.mode == Report.Mode.VERBATIM),
        told=bool(holder and holder.told_by_other),
        symbol=party.symbol if party else None,
        chain=ladder(statement, carrier),
        grade=letters,
        grade_words=grade_words(letters),
        said=str(statement.said),
        href=reverse("desk:statement", kwargs={"ws": workspace, "pk": statement.pk}),
        link=_("Statement"),
        statement=statement,
        carrier=carrier,
        tags=tags,
        gloss=gloss(quoted),
        language=carrier.document.language if quoted and carrier and carrier.document else "",
        why=worth.why if worth else "",
    )


def gloss(quoted: Iterable[ExcerptRow]) -> Gloss | None:
    """The translations of these words, if there are any, and everybody who made them."""
    translated = [words for words in quoted if words.translation]
    by = dict.fromkeys(words.translator for words in translated if words.translator)
    return Gloss(" … ".join(words.translation for words in translated), ", ".join(by)) if translated else None


def manner(carrier: ReportRow) -> str:
    """How it carries the statement, in a word: "Verbatim"."""
    return str(Report.Mode(carrier.mode).label)


def best(carriers: Iterable[ReportRow]) -> ReportRow | None:
    """The one to quote from: verbatim before paraphrase before relayed before summary, quoted before not."""
    order = [Report.Mode.VERBATIM, Report.Mode.PARAPHRASE, Report.Mode.RELAYED, Report.Mode.OUTLET_SUMMARY]
    ranked = sorted(carriers, key=lambda each: (not each.quoted, order.index(Report.Mode(each.mode))))
    return ranked[0] if ranked else None


def ladder(statement: Statement, carrier: ReportRow | None) -> list[Step]:
    """From who spoke, by the outlet that heard it, to the text that we read."""
    steps = [Step(str(statement.speaker))] if statement.speaker else []
    if carrier is None:
        return steps
    for relay in reversed(carrier.chain):
        day = str(relay.published) if relay.published else ""
        steps.append(Step(str(relay), ", ".join(filter(None, [relay.reliability, day]))))
    if not carrier.chain:
        detail = "" if carrier.direct else _("F, outlet not known")
        steps.append(Step(str(carrier.document) if carrier.document else _("our own record"), detail))
    return steps
