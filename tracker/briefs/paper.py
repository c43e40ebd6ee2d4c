"""A brief as a paper: what changed, the analyst's words and the live parts, dissent, how to read it."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from tracker.analysis.likelihood import SCALE, speaks
from tracker.annotations.models import Comment
from tracker.base.direction import isolated
from tracker.base.errors import Unknown
from tracker.briefs import live
from tracker.briefs.changes import changes
from tracker.briefs.figures import Figures, figures
from tracker.briefs.models import Block, Edition
from tracker.briefs.proof import Proof
from tracker.briefs.standing import Challenge, Standing, standing
from tracker.briefs.typed import Line, Part, parts
from tracker.compare.words import change_words
from tracker.exchange import paper, summary
from tracker.exchange.asked import Asked
from tracker.exchange.kept import UNREADABLE, again
from tracker.exchange.words import lower
from tracker.statements.models import Statement

Kind = Block.Kind
SHOWS_VERDICTS = {Kind.COMPARISON, Kind.ISSUE}
SHOWS_GRADES = {Kind.ISSUE, Kind.QUOTATIONS}


@dataclass(frozen=True)
class Made:
    """A brief as it is read: the paper, the figures behind it, and what of it is not settled."""

    paper: paper.Paper
    figures: Figures
    standing: Standing


def brief_paper(of: Proof, *, made_by: str, number: int | None = None) -> Made:
    """The brief as a paper; with `number` as that edition, else as a draft of the next."""
    brief, comparison, moment = of.brief, of.comparison, timezone.now()
    found, settled = figures(comparison), standing(of)
    made = paper.Paper(
        title=brief.title,
        about="",
        sentence=summary.sentence(comparison),
        facts=facts(of, moment, made_by, number),
        blocks=levelled(blocks(of, found, settled)),
        sources=of.books.sources,
        headings={"sources": _("Sources")},
        running=(brief.title, summary.point_in_time(comparison, of.when)),
        made=_("Made"),
        moment=moment,
        author=made_by,
        handling=brief.handling,
        caution=settled.sentence,
    )
    return Made(made, found, settled)


def facts(of: Proof, moment: datetime, made_by: str, number: int | None) -> list[paper.Named]:
    """What was asked for, and who made which edition when; in few lines."""
    told = dict(
        summary.facts(Asked(of.comparison, of.when, made_by), moment, [])
    )  # its standing says what is not approved
    draft = _("draft of edition %(n)s, not issued") % {"n": (of.before.number if of.before else 0) + 1}
    edition = _("edition %(n)s") % {"n": number} if number else draft
    known, since = told.pop(_("As known")), told.pop(_("Compared with"), "")
    told[_("As of")] += ", " + _("as known %(known)s") % {"known": known}
    if since and of.against:
        since = _("edition %(n)s, of %(day)s, as known then") % {"n": of.against.number, "day": since}
    if since:
        told[_("As of")] += "; " + _("compared with %(since)s") % {"since": since}
    told[_("Made")] += f"; {edition}"
    return list(told.items())


def blocks(of: Proof, found: Figures, settled: Standing) -> Iterator[paper.Block]:
    if of.before:
        yield from changed(of.before, found, of)
    for block in of.blocks:
        yield from part(block, of)
    yield from dissent(of, settled.challenges)
    yield from keys(of)


def part(block: Block, of: Proof) -> Iterator[paper.Block]:
    """What a block prints: what is on record, and the analyst's words below it."""
    if block.kind != Kind.TEXT:
        yield from live.WAYS[block.kind](block, of)
    yield from text(block, of)


def levelled(given: Iterator[paper.Block]) -> Iterator[paper.Block]:
    """No heading is more than one step below the one before it."""
    above = 0
    for block in given:
        if isinstance(block, paper.Heading):
            above = min(block.level, above + 1)
            yield replace(block, level=above)
        else:
            yield block


# The analyst's words --------------------------------------------------------------------------------------------------
def text(block: Block, of: Proof) -> Iterator[paper.Block]:
    """What was typed; what it asserts without citing a statement is marked as an assessment."""
    for typed in parts(block.text):
        if typed.kind == "heading":
            yield paper.Heading(noted(typed.line, block, of), typed.level)
        elif typed.kind == "list":
            said = any(rests(line.cites, block, of) for line in typed.lines)
            if any(line.asserts for line in typed.lines) and not said:
                yield paper.Prose(_("Assessment:"), "assessment")
            yield points(typed, block, of)
        else:
            yield prose(typed.line, block, of)


def points(typed: Part, block: Block, of: Proof) -> paper.Points:
    """A list with those below its lines."""
    lines = [
        paper.Point(noted(item.line, block, of), [points(below, block, of) for below in item.below])
        for item in typed.items
    ]
    return paper.Points(lines, typed.first)


def prose(line: Line, block: Block, of: Proof) -> paper.Prose:
    if line.asserts and not rests(line.cites, block, of):
        return paper.Prose(assessed(noted(line, block, of)), "assessment")
    return paper.Prose(noted(line, block, of))


def assessed(words: paper.Line) -> paper.Line:
    """The words, named as an assessment."""
    named = _("Assessment:")
    if isinstance(words, str):
        return f"{named} {words}"
    first, *rest = words.parts
    return paper.Noted([paper.Part(named), first._replace(words=f" {first.words.lstrip()}"), *rest])


def noted(line: Line, block: Block, of: Proof) -> paper.Line:
    """The words with their citations, each where it was typed, and with what stands out."""
    if line.plain:
        return line.words
    found = []
    for words, numbers, stress in line.parts:
        said = rests(numbers, block, of)
        found.append(paper.Part(words + own_records(said), of.books.cite(said), stress))
    return paper.Noted(found)


def rests(numbers: Iterable[int], block: Block, of: Proof) -> list[Statement]:
    """The statements of these numbers, of which something is on record."""
    return [said for number in numbers if (said := of.cited(block, number))]


def own_records(said: list[Statement]) -> str:
    """Those that no document carries have no number: they are told here."""
    own = [str(each.said) for each in said if not any(carrier.document for carrier in each.carriers)]
    return "".join(" " + _("(our own record of %(day)s)") % {"day": day} for day in own)


# What the edition before said otherwise, and who disagrees ------------------------------------------------------------
def changed(before: Edition, found: Figures, of: Proof) -> Iterator[paper.Block]:
    issued = before.issued_at.astimezone(before.workspace.zone)
    values = {"n": before.number, "day": f"{issued:%-d %B %Y}"}
    yield paper.Heading(_("Changed since edition %(n)s, of %(day)s") % values)
    try:
        lines = changes(figures_of(before), found, partial(apart, of))
    except UNREADABLE:
        yield paper.Prose(_("Its figures cannot be read here, so what changed is not told."))
    else:
        yield paper.Bullets("", lines) if lines else paper.Prose(_("Nothing changed."))


def apart(of: Proof, pair: str) -> str:
    """How far apart two parties are and were, over the issues known now and in the edition before."""
    against = of.since_issued
    one, other = ([party.slug for party in against.parties].index(slug) for slug in pair.split())
    return lower(change_words(against, one, other))


def figures_of(edition: Edition) -> Figures:
    kept: Figures = json.loads(edition.content)["figures"]
    return kept


def frozen(edition: Edition) -> paper.Paper:
    """The paper as it was issued. Raises `Unknown` where it was brought in as something that is no paper here."""
    try:
        return again(json.loads(edition.content)["paper"])
    except UNREADABLE as reason:
        raise Unknown(
            _("What was issued cannot be read here: it was brought in damaged, or is of a later version.")
        ) from reason


def dissent(of: Proof, challenges: list[Challenge]) -> Iterator[paper.Block]:
    """Open challenges to what the brief shows."""
    lines = []
    for each in challenges:
        said = each.comment
        values = {"words": isolated(said.text), "who": isolated(said.author), "day": day(said, of), "what": each.what}
        lines.append(_("“%(words)s” %(who)s, %(day)s, on %(what)s.") % values)
    if lines:
        yield paper.Bullets(_("Dissent: challenged by colleagues, and not settled"), lines, boxed=True)


def day(comment: Comment, of: Proof) -> str:
    return f"{comment.at.astimezone(of.brief.workspace.zone):%-d %B %Y}"


# How to read it -------------------------------------------------------------------------------------------------------
def keys(of: Proof) -> Iterator[paper.Block]:
    """What a reader needs to know of the words and marks that this brief uses."""
    kinds = {block.kind for block in of.blocks}
    found: list[paper.Bullets] = []
    if Kind.ISSUE in kinds or any(speaks(block.text) for block in of.blocks):
        found.append(likelihood())
    if kinds & (SHOWS_VERDICTS | SHOWS_GRADES):
        verdicts, letters, numbers, evidence = summary.keys(of.comparison)
        found += [verdicts] if kinds & SHOWS_VERDICTS else []
        found += [letters, numbers, evidence] if kinds & SHOWS_GRADES else []
    if found:
        yield paper.Heading(_("How to read this"))
        yield from found if kinds & SHOWS_GRADES else map(briefly, found)


def briefly(key: paper.Bullets) -> paper.Prose:
    """The same as one small paragraph, where all is to fit on a page."""
    return paper.Prose(f"{key.name}. {' '.join(map(str, key.lines))}", "aside")


def likelihood() -> paper.Bullets:
    words = "; ".join(
        _("%(words)s %(low)s to %(high)s %%") % {"words": words, "low": low, "high": high} for words, low, high in SCALE
    )
    return paper.Bullets(
        _("How to read likelihood and confidence"),
        [
            _("Likelihood, of what is to come, after ICD 203: %(words)s.") % {"words": words},
            _("Confidence, high, moderate or low, is how good the evidence is on which we judge; it says nothing of "
              "how likely something is, and never stands in the same sentence."),
            _("An assessment is a judgement of ours that cites no statement."),
        ],
    )  # fmt: skip
