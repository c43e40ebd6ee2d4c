"""Documents, and who wrote and said what."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from tracker.accounts.access import within
from tracker.accounts.models import Workspace
from tracker.actors.models import Post, Speaker
from tracker.agenda.models import Filing, Issue, Negotiation
from tracker.agenda.queries import filings
from tracker.base.dates import DomainDate
from tracker.base.prepared import Among, prepared
from tracker.sources.models import Document, Excerpt, Outlet
from tracker.sources.queries import Counts, Grade, grades, outlet_counts
from tracker.statements.models import Holder, Report, Statement
from tracker.statements.queries import with_reports

NEWEST = 20  # statements that a person's page shows


def with_statement_count(documents: QuerySet[Document]) -> QuerySet[Document]:
    """The documents without their texts, each with its outlet and how many statements it carries."""
    carried = Report.objects.filter(document=OuterRef("pk")).order_by().values("document")
    count = carried.annotate(number=Count("statement", distinct=True)).values("number")
    return documents.defer("text").select_related("outlet").annotate(statement_count=Coalesce(Subquery(count), 0))


def documents(
    workspace: Workspace,
    title: str = "",
    outlet: Outlet | None = None,
    negotiation: Negotiation | None = None,
    published_from: DomainDate | None = None,
    published_to: DomainDate | None = None,
    uncoded: bool = False,
    day: date | None = None,
    known: datetime | None = None,
) -> QuerySet[Document]:
    """The documents with these words in their title and so on; published at some time between the two dates.

    As of `day`, as `known` then: without those that came later.
    """
    found: QuerySet[Document] = within(workspace, Document)
    if title:
        found = found.filter(title__icontains=title)
    if outlet:
        found = found.filter(outlet=outlet)
    if negotiation:
        found = found.filter(Exists(Filing.objects.filter(negotiation=negotiation, document=OuterRef("pk"))))
    if published_from:
        found = found.filter(published_before__gt=published_from.first)
    if published_to:
        found = found.filter(published_on__lt=published_to.end)
    if day:
        found = found.filter(Q(published_on=None) | Q(published_on__lte=day))
    if known:
        found = found.filter(recorded_at__lte=known)
    if uncoded:
        found = found.filter(~Exists(Report.objects.filter(document=OuterRef("pk"))))
    return with_statement_count(found)


@dataclass(frozen=True)
class Voice:
    """A person with what is on record of them."""

    speaker: Speaker
    posts: Sequence[Post]
    said: int
    newest: Sequence[Statement]


def voice(speaker: Speaker) -> Voice:
    """The person, the posts in time, and the newest of what they said."""
    said = Statement.objects.filter(speaker=speaker)
    whose = Holder.objects.select_related("party")
    holders = Prefetch("holders", whose, to_attr="held")
    newest = said.select_related("issue").prefetch_related(holders).order_by("-said_on", "-pk")  # type: ignore[no-redef]  # named in the model
    return Voice(
        speaker=speaker,
        posts=list(Post.objects.filter(speaker=speaker).select_related("party").order_by("during", "pk")),
        said=said.count(),
        newest=list(newest[:NEWEST]),
    )


@dataclass(frozen=True)
class Press:
    """An outlet with what came through it."""

    outlet: Outlet
    grades: Sequence[Grade]
    documents: QuerySet[Document]
    counts: Counts


def press(outlet: Outlet) -> Press:
    """The outlet, every grade it had, its documents, and how many statements came through it."""
    documents = with_statement_count(Document.objects.filter(outlet=outlet))
    return Press(outlet, grades(outlet), documents, outlet_counts([outlet])[outlet.pk])


@dataclass(frozen=True)
class Reader:
    """A document with what was cut from it."""

    document: Document
    excerpts: Sequence[Excerpt]
    statements: Sequence[Statement]
    negotiations: Sequence[Negotiation]  # it is listed with

    def only(self, wanted: Mapping[str, str]) -> "Reader":
        """The same with nothing but the statements of one party, on one issue, by one coder, as far as is wanted."""
        if not wanted:
            return self
        statements = [said for said in self.statements if fits(said, wanted)]
        quoted = {words.pk for said in statements for carrier in said.carriers for words in carrier.quoted}
        return replace(self, statements=statements, excerpts=[each for each in self.excerpts if each.pk in quoted])


def fits(said: Statement, wanted: Mapping[str, str]) -> bool:
    held = {str(holder.party_id) for holder in said.held}
    return (
        wanted.get("party", "") in ("", *held)
        and wanted.get("issue", "") in ("", str(said.issue_id))
        and wanted.get("coder", "") in ("", str(said.coder_id))
    )


def reader(document: Document) -> Reader:
    """The document, its excerpts in the text's order, and every statement that it carries."""
    excerpts = cut_from(document.pk)
    for excerpt in excerpts:
        excerpt.document = document
    statements = with_reports(carried_by(document.pk), "held__party")
    by_pk = {issue.pk: issue for issue in issues({said.issue_id for said in statements if said.issue_id})}
    for said in statements:
        said.issue = by_pk.get(said.issue_id or 0)
    return Reader(
        document=document,
        excerpts=excerpts,
        statements=statements,
        negotiations=[filing.negotiation for filing in filings(document.pk)],
    )


@prepared
def cut_from(document: int) -> QuerySet[Excerpt]:
    return Excerpt.objects.filter(document=document).defer("search")


@prepared
def quoting(excerpt: int) -> QuerySet[Statement]:
    """The statements that quote it."""
    reports = Report.objects.filter(quotations__excerpt=excerpt)
    return Statement.objects.filter(pk__in=reports.values("statement")).select_related("workspace")


@prepared
def carried_by(document: int) -> QuerySet[Statement]:
    """The statements of which the document is a report."""
    reports = Report.objects.filter(document=document)
    return Statement.objects.filter(pk__in=reports.values("statement")).quotable()


@prepared
def issues(pks: Collection[int]) -> QuerySet[Issue]:
    return Issue.objects.filter(Among("pk", pks))
