"""What the form of a new statement begins with: what its address says, and what the text itself proposes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from tracker.accounts.access import find, within
from tracker.accounts.models import Membership
from tracker.actors.models import Party, Speaker
from tracker.agenda.models import Issue, Meeting, Negotiation
from tracker.agenda.queries import filings
from tracker.base.prepared import prepared
from tracker.sources.models import Document, Excerpt
from tracker.sources.queries import standing
from tracker.statements import offers, proposals
from tracker.statements.models import Relay, Report, Statement

HELD = (Meeting.Kind.SUMMIT, Meeting.Kind.SESSION)  # at which people speak
EXACT = ("day", "days")
SAY_NO = (Statement.Act.REJECT, Statement.Act.PROTEST, Statement.Act.ACCUSE, Statement.Act.THREATEN)


@dataclass
class Beginning:
    """Of a statement that is to be recorded."""

    negotiation: Negotiation | None = None
    document: Document | None = None
    words: str = ""
    fields: dict[str, Any] = field(default_factory=dict)
    replies_to: Statement | None = None
    place: str = ""  # by what its draft is told from others


def begin(asked: QueryDict, sent: QueryDict, member: Membership) -> Beginning:
    """From the address, such as "?document=7&start=10&end=90&issue=architecture&party=nato"."""
    found = Beginning()
    if pk := offers.number(asked.get("document")):
        found.document = find(member, Document, pk=pk)
    if pk := offers.number(asked.get("replies_to")):
        found.replies_to = find(member, Statement, pk=pk)
    issue = find(member, Issue, pk=pk) if (pk := offers.number(asked.get("issue"))) else None
    issue = issue or (found.replies_to.issue if found.replies_to else None)
    found.negotiation = talks(asked, sent, member, issue, found.document)
    if asked.get("issue") and issue is None and found.negotiation:
        issue = find(member, Issue, slug=asked["issue"], negotiation=found.negotiation)
    fields: dict[str, Any] = {"modality": Statement.Modality.ACTUAL, "voice": Statement.Voice.PARTY}
    if issue:
        fields["issue"] = issue.pk
    if asked.get("party"):
        fields["holders"] = [find(member, Party, slug=asked["party"]).pk]
    if found.replies_to:
        fields["replies_to"] = str(found.replies_to.pk)
    found.fields = fields
    if found.document and sent:
        fields["text"] = found.document  # the rest was typed
    elif found.document:
        propose(found, offers.number(asked.get("start")), offers.number(asked.get("end")), member)
    if found.negotiation and fields.get("said") and not fields.get("meeting"):
        held = within(member.workspace, Meeting).filter(negotiation=found.negotiation, kind__in=HELD)
        there = [each for each in held if each.held.contains(fields["said"].first) and each.held.precision in EXACT]
        fields["meeting"] = there[0].pk if len(there) == 1 and fields["said"].precision == "day" else None
    found.place = "-".join(str(asked[name]) for name in ("document", "start", "end", "replies_to") if asked.get(name))
    return found


def talks(
    asked: QueryDict, sent: QueryDict, member: Membership, issue: Issue | None, document: Document | None
) -> Negotiation | None:
    """The negotiation that was chosen; else that of the issue, of the text; else the first."""
    of_workspace = within(member.workspace, Negotiation)
    slug = (sent.get("negotiation") or asked.get("negotiation") or "")[:60].replace("\0", "")
    if slug and (chosen := of_workspace.filter(slug=slug).first()):
        return chosen
    if issue:
        return issue.negotiation
    if document:
        for filing in filings(document.pk):
            return filing.negotiation
    return of_workspace.first()


def propose(found: Beginning, start: int, end: int, member: Membership) -> None:
    """The words that were selected, and what the text says of them; without words only the text."""
    document, fields = found.document, found.fields
    assert document is not None  # noqa: S101
    report: dict[str, Any] = {"document": str(document.pk)}
    own = [{"outlet": document.outlet.name}] if document.outlet else []
    fields["said"], fields["text"], fields["reports"] = document.published, document, [report | {"relays": own}]
    if not 0 <= start < end <= len(document.text):
        return
    start, end = trimmed(document.text, start, end)
    found.words = document.text[start:end]
    if not found.words:
        return
    verbatim = proposals.quoted(document.text, start, end)
    known = standing(document, start, end)
    report["quotes"] = [offers.Passage.of(known) if known else offers.Passage(found.words, start)]
    report["mode"] = Report.Mode.VERBATIM if verbatim else Report.Mode.PARAPHRASE
    names: dict[str, int] = {}
    aliases: dict[str, int] = {}
    for speaker in Speaker.objects.filter(workspace=member.workspace).prefetch_related("aliases")[: offers.MOST_NAMES]:
        names[speaker.name] = speaker.pk
        aliases |= {alias.name: speaker.pk for alias in speaker.aliases.all()}
    own_words = document.author in names and not verbatim  # who is named in a speech is spoken of
    spoke = names[document.author] if own_words else proposals.named(document.text, start, end, names, aliases)
    if own_words:
        report["mode"] = Report.Mode.VERBATIM
    if spoke:
        fields["speaker"] = Speaker.objects.get(pk=spoke).name
    last = next(iter(last_cut(document.pk, member.pk)), None)
    if last:
        between = [sorted((place, start)) for place in places(last.pk, document.pk)]
        go_on(fields, last, speaker=not any("\n\n" in document.text[one:other] for one, other in between))
    others = [name for name in offers.outlets(member.workspace.pk) if name not in {each["outlet"] for each in own}]
    year = document.published.first.year if document.published else None
    heard = proposals.source(document.text, start, end, others, year)
    if heard:
        relay = {"outlet": heard.outlet, "label": heard.label, "published": heard.published}
        fields["said"] = heard.published or document.published
        if last and fields["said"] != last.said:
            fields["meeting"] = None  # found by the day
        fields["reports"] = [report | {"relays": [*own, relay]}]
    else:
        came = usual(relays(document.pk, member.pk)) if last else []
        chain = [{"outlet": each.outlet.name, "label": each.label, "published": each.published} for each in came]
        fields["reports"] = [report | {"relays": chain or own}]


@prepared
def last_cut(document: int, member: int) -> QuerySet[Statement]:
    """What the member recorded last from the text."""
    found = Statement.objects.filter(coder=member, reports__document=document).order_by("-recorded_at", "-pk")
    return found.select_related("speaker").defer("search")[:1]


@prepared
def relays(document: int, member: int) -> QuerySet[Relay]:
    """How the text came by the statements that the member recorded from it."""
    found = Relay.objects.filter(report__document=document, report__statement__coder=member)
    return found.select_related("outlet").order_by("report", "order")


def usual(relays: Iterable[Relay]) -> list[Relay]:
    """The way by which the text came by all of them; none where it names another now and then, as a digest does."""
    chains = [list(chain) for _report, chain in groupby(relays, key=lambda each: each.report_id)]
    ways = {tuple((each.outlet_id, each.label) for each in chain) for chain in chains}
    return chains[-1] if len(ways) == 1 else []


@prepared
def places(statement: int, document: int) -> QuerySet[Excerpt, int]:
    """Where the words begin that the statement quotes."""
    quoted = Excerpt.objects.filter(quotations__report__statement=statement, document=document)
    return quoted.order_by("start").values_list("start", flat=True)


def go_on(fields: dict[str, Any], last: Statement, *, speaker: bool) -> None:
    """Who codes a text mostly goes on where they were: the issue of their last statement, in the same paragraph its
    speaker, and what leads nobody astray: an act that said yes, an exact day.
    """
    if last.speaker and speaker:
        fields.setdefault("speaker", last.speaker.name)
    if last.issue_id:
        fields.setdefault("issue", last.issue_id)
    if last.direction == Statement.Direction.FOR and last.act not in SAY_NO:
        fields["act"] = last.act
    if last.said.precision in EXACT or not fields["said"]:
        fields |= {"said": last.said, "meeting": last.meeting_id}


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The selected words without the white space around them, and without quotation marks around all of them; of a
    sentence that is mostly one quotation, what is quoted: who said it is a field of its own.
    """
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip()
    opens, closes = (
        words[:1] in (*proposals.OPENING, proposals.STRAIGHT),
        words[-1:] in (*proposals.CLOSING, proposals.STRAIGHT),
    )
    if opens and closes and len(words) > 2:
        start, words = start + 1, words[1:-1]
    elif first := proposals.only_quotation(words):
        start, words = start + first[0], first[1]
    return start, start + len(words)


def back(found: Beginning, member: Membership) -> str:
    """Where the form was opened from."""
    if found.document:
        return found.document.get_absolute_url()
    if found.replies_to:
        return found.replies_to.get_absolute_url()
    return reverse("desk:statements", kwargs={"ws": member.workspace.slug})
