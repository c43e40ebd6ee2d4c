"""A model's output, made ready: with every input, and who is left out and why."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Party
from tracker.agenda.models import Issue
from tracker.agenda.queries import issues_of
from tracker.agenda.when import When
from tracker.analysis.compromise import Outcome
from tracker.analysis.stands import TOLERANCE
from tracker.base.direction import isolated
from tracker.base.errors import Unknown
from tracker.base.numbers import figure, percent, rounded
from tracker.base.shown import Shown
from tracker.compare import drawings, words
from tracker.compare.comparison import Comparison
from tracker.compare.model import Input, Modelled
from tracker.compare.pairs import crowd
from tracker.compare.shown.cells import address
from tracker.compare.shown.past import in_time
from tracker.compare.weighing import weighing
from tracker.positions.pictures import SCALE, Picture, picture
from tracker.positions.words import measured, red_line


@dataclass
class ShownInput(Shown):
    """One party, as the table of inputs prints it."""

    party: Party
    href: str
    capability: str
    salience: str
    assumed: bool
    position: str
    share: str  # of the whole weight that takes part
    why: str


@dataclass
class ShownModel(Shown):
    """One issue."""

    issue: Issue
    number: str
    href: str
    mean: str
    median: str
    nearest: list[str]  # to the compromise, to the median
    rests: str
    why: str  # why there is no outcome
    state: str
    inputs: list[ShownInput] = field(default_factory=list)
    left: list[ShownInput] = field(default_factory=list)
    picture: Picture | None = None


@dataclass
class Model:
    """The page."""

    sentence: str
    parties: list[Party]
    issues: list[ShownModel]
    listed: bool = False  # each has a page to itself
    every: str = ""  # the page of all, from that of one

    @property
    def pictures(self) -> dict[str, Picture]:
        return {each.issue.slug: each.picture for each in self.issues if each.picture}


def issue_named(slug: str, when: When) -> Issue | None:
    """The issue that the address names, if it names one."""
    issues = issues_of(when.negotiation)
    found = next((issue for issue in issues if issue.slug == slug), None)
    if slug and not found:
        offers = [(issue.title, f"{when.path}?{when.address(issue=issue.slug)}") for issue in issues]
        raise Unknown(_("This negotiation has no issue “%(name)s”.") % {"name": slug}, offers)
    return found


def model_page(comparison: Comparison, found: Sequence[Modelled], when: When, only: Issue | None) -> dict[str, Any]:
    """All that the template needs beside the negotiation and the time."""
    listed = only is None and crowd(comparison.parties)
    made = (listed_issue if listed else whole_issue) if len(comparison.parties) > 1 else None
    issues = [made(comparison, each, when) for each in found] if made else []
    every = f"{when.path}?{when.address(issue=None)}" if only else ""
    return {
        "shown": Model("" if only else sentence(found), comparison.parties, issues, listed, every),
        **in_time(comparison, when),
    }


def listed_issue(comparison: Comparison, of: Modelled, when: When) -> ShownModel:
    """The issue on a line that leads to its own page."""
    return outlined(of, f"{when.path}?{when.address(issue=of.issue.slug)}")


def whole_issue(comparison: Comparison, of: Modelled, when: When) -> ShownModel:
    """The issue with its picture and all that goes into it."""
    negotiation, issue, outcome = comparison.negotiation, of.issue, of.shown
    path = reverse("desk:issue", kwargs={"ws": negotiation.workspace.slug, "n": negotiation.slug, "slug": issue.slug})
    total = sum(each.pull.weight for each in of.taking)
    shown = outlined(of, f"{path}?{when.query}" if when.query else path)
    shown.inputs = [input_of(comparison, each, total, when) for each in of.taking]
    shown.left = [input_of(comparison, each, 0, when) for each in of.left]
    shown.picture = drawn(of, outcome, when) if outcome else None
    return shown


def outlined(of: Modelled, href: str) -> ShownModel:
    """What the model comes to on the issue."""
    issue, outcome = of.issue, of.shown
    shown = ShownModel(
        issue=issue,
        number=of.row.number,
        href=href,
        mean="–",
        median="–",
        nearest=[],
        rests=rests(of),
        why="" if outcome else why_none(of),
        state=str(of.row.state.get_state_display()) if of.row.state and of.row.state.state != "open" else "",
    )
    if outcome:
        shown.mean, shown.median = (at(point, issue) for point in (outcome.mean, outcome.median))
        shown.nearest = [
            _("The compromise lies nearest to %(who)s.") % {"who": who(of, outcome.mean)},
            _("The median is the position of %(who)s.") % {"who": who(of, outcome.median)},
            *crossed(of, outcome.mean),
        ]
    return shown


def at(point: float, issue: Issue) -> str:
    """A share of the scale, as a point of it that looks no more exact than what was weighed."""
    return measured(rounded(words.scaled(point, issue), (issue.maximum or 0.0) - (issue.minimum or 0.0)), issue)


def who(of: Modelled, point: float) -> str:
    return words.few([isolated(party) for party in of.nearest(point)])


def crossed(of: Modelled, point: float) -> list[str]:
    """The red lines beyond which a point lies: a model that knows no red lines may well propose it."""
    found = []
    for each in of.taking:
        stand, reading = each.cell.stand, each.cell.reading
        if stand is None or reading is None:
            continue
        for end, beyond in (("low", point < stand.lowest - TOLERANCE), ("high", point > stand.highest + TOLERANCE)):
            if beyond and (line := red_line(reading, end, of.issue)):
                wall = _("%(line)s, assumed") % {"line": line[0]} if line[1] else line[0]
                found.append(f"{isolated(each.party)} ({wall})")
    if not found:
        return []
    return [_("The compromise lies beyond what is accepted by %(who)s.") % {"who": words.few(found)}]


def input_of(comparison: Comparison, each: Input, total: float, when: When) -> ShownInput:
    pull, cell = each.pull, each.cell
    stated = cell.reading.stated if cell.reading else None
    return ShownInput(
        party=each.party,
        href=address(cell, comparison.negotiation.workspace.slug, when),
        capability=figure(pull.capability),
        salience="50" if pull.salience is None else figure(pull.salience),
        assumed=pull.salience is None,
        position="–" if stated is None else measured(stated, each.cell.issue),
        share=percent(pull.weight / total if total else None),
        why=left_out(each),
    )


def left_out(each: Input) -> str:
    """Why a party takes no part."""
    if each.why == "bare":
        return _("no statement supports its reading")
    if each.why:
        return words.silence(each.cell) or _("states no value")
    return ""


def rests(of: Modelled) -> str:
    """On how many parties and how much of the weight an outcome rests."""
    counted = ngettext("%(n)s party of %(all)s", "%(n)s parties of %(all)s", len(of.taking)) % {
        "n": len(of.taking),
        "all": len(of.inputs),
    }
    coverage = of.outcome.coverage if of.outcome else None
    return _("%(counted)s, coverage %(share)s of the weight") % {"counted": counted, "share": percent(coverage)}


def why_none(of: Modelled) -> str:
    """Why the model says nothing of an issue."""
    if not of.issue.scaled:
        return _("The issue has no scale.")
    if not of.taking:
        return _("Nobody states a value on evidence.")
    weighing = [each for each in of.taking if each.pull.weight]
    if len(weighing) < 2:
        return _("Only %(party)s weighs anything here: there is nothing to weigh it against.") % {
            "party": words.listed([isolated(each.party) for each in weighing]) or _("nobody")
        }
    return _("Too little on record to say: %(rests)s.") % {"rests": rests(of)}


def drawn(of: Modelled, outcome: Outcome, when: When) -> Picture:
    """The parties on the issue's scale, with the model's two strokes."""
    shapes = [drawings.shape(each.cell) for each in of.taking]
    marks = [
        (100 * outcome.mean, _("compromise %(at)s") % {"at": at(outcome.mean, of.issue)}),
        (100 * outcome.median, _("median %(at)s") % {"at": at(outcome.median, of.issue)}),
    ]
    title = _("%(issue)s: a model’s output, not a position") % {"issue": of.issue.title}
    said = "; ".join(line for _at, line in marks)
    svg = weighing(
        shapes,
        drawings.options(of.row),
        marks,
        title=title,
        description=f"{words.capital(said)}. {drawings.described(of.row)}",
        ids=f"model-{of.issue.pk}",
    )
    note = _("Each position weighed by capability \N{MULTIPLICATION SIGN} salience: %(inputs)s.") % {
        "inputs": "; ".join(map(pulling, of.taking))
    }
    name, note = of.issue.slug, f"{note} {words.capital(rests(of))}."
    return picture(name, svg, when, note=note, left=SCALE)[name]


def pulling(each: Input) -> str:
    """One input, in a note: "NATO 100, times 80"."""
    salience = _("50 (assumed)") if each.pull.salience is None else figure(each.pull.salience)
    return f"{isolated(each.party)} {figure(each.pull.capability)} \N{MULTIPLICATION SIGN} {salience}"


def sentence(found: Sequence[Modelled]) -> str:
    """To whom alone the model's compromise is nearest most often, and on how many issues to several alike."""
    shown = [(each, each.shown) for each in found if each.shown]
    if not shown:
        return _("On no issue are there two positions on evidence that a model could weigh.")
    nearest = [each.nearest(outcome.mean) for each, outcome in shown if outcome]
    near = Counter(those[0] for those in nearest if len(those) == 1)
    alike = sum(len(those) > 1 for those in nearest)
    if not near:
        return _("On every issue the model’s compromise lies equally near to several parties.")
    most = max(near.values())
    names = words.few([isolated(party) for party, number in near.items() if number == most])
    said = ngettext(
        "Weighed by what each can do and how much it cares, the compromise on the one issue lies nearest to %(names)s.",
        "Weighed by what each can do and how much it cares, the compromise lies nearest to %(names)s on %(most)s of "
        "%(n)s issues.",
        len(shown),
    ) % {"names": names, "most": most, "n": len(shown)}
    if not alike:
        return said
    more = ngettext("On %(n)s other it lies equally near to several parties.",
                    "On %(n)s others it lies equally near to several parties.", alike)  # fmt: skip
    return f"{said} {more % {'n': alike}}"
