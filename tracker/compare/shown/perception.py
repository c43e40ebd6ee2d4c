"""What each party tells of each other, made ready."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Party
from tracker.agenda.models import Issue
from tracker.agenda.when import When
from tracker.analysis.stands import TOLERANCE
from tracker.analysis.verdict import SUBSTANCE
from tracker.base.direction import isolated
from tracker.base.numbers import percent
from tracker.base.shown import Shown
from tracker.compare.comparison import Cell, Comparison
from tracker.compare.perception import Account, Own, Regard, farther
from tracker.compare.shown.past import in_time
from tracker.compare.words import SAME
from tracker.positions.words import holds, measured
from tracker.statements.quotes import Quote, quote


@dataclass
class ShownAccount(Shown):
    """One account on one issue, beside what its subject says itself."""

    issue: Issue
    href: str  # the issue
    told: str  # what the other is said to want
    quote: Quote
    itself: str  # what it says itself
    itself_href: str
    quoted: Quote | None  # its own words behind that
    verdict: str  # how far the two lie apart, and which way
    look: str  # apart, same, or nothing: for the weight of the verdict


@dataclass
class ShownRegard(Shown):
    """One party about another."""

    teller: Party | None
    about: Party
    heading: str
    accounts: list[ShownAccount] = field(default_factory=list)
    unmade: list[ShownAccount] = field(default_factory=list)


def perception_page(comparison: Comparison, regards: Sequence[Regard], when: When) -> dict[str, Any]:
    """All that the template needs beside the negotiation and the time."""
    return {
        "regards": [regard_of(comparison, each, when) for each in regards],
        "sentence": sentence(comparison, regards),
        **in_time(comparison, when),
    }


def cell_of(comparison: Comparison, party: Party | None, issue: Issue) -> Cell | None:
    row = comparison.by_issue[issue.pk]
    return next((cell for cell in row.cells if party and cell.party.pk == party.pk), None)


def regard_of(comparison: Comparison, regard: Regard, when: When) -> ShownRegard:
    about = isolated(regard.about)
    heading = (
        _("%(teller)s about %(about)s") % {"teller": isolated(regard.teller), "about": about}
        if regard.teller
        else _("About %(about)s, by somebody whose party on that day is not known") % {"about": about}
    )
    shown = ShownRegard(regard.teller, regard.about, heading)
    for each in regard.accounts:
        account = account_of(comparison, regard, each, when)
        (shown.unmade if each.unmade and each.itself is None else shown.accounts).append(account)
    return shown


def account_of(comparison: Comparison, regard: Regard, account: Account, when: When) -> ShownAccount:
    negotiation, issue = comparison.negotiation, account.issue
    workspace, query = negotiation.workspace.slug, f"?{when.query}" if when.query else ""
    place = reverse("desk:issue", kwargs={"ws": workspace, "n": negotiation.slug, "slug": issue.slug})
    itself, href = own_line(account, workspace, query)
    look, verdict = verdict_of(account, regard, cell_of(comparison, regard.teller, issue))
    return ShownAccount(
        issue=issue,
        href=f"{place}{query}",
        told=told(account),
        quote=quote(account.statement, regard.about, workspace=workspace),
        itself=itself,
        itself_href=href,
        quoted=next((quote(said, account.about, workspace=workspace) for said in account.supporting), None),
        verdict=verdict,
        look=look,
    )


def told(account: Account) -> str:
    """What the other is said to want, for or against."""
    said, issue = account.statement, account.issue
    if said.option:
        words = said.option.words
    elif said.value is not None:
        words = _("%(value)s on the scale") % {"value": measured(said.value, issue)}
    else:
        return str(said.get_direction_display())
    return _("against: %(option)s") % {"option": words} if said.direction == "against" else words


def own_line(account: Account, workspace: str, query: str) -> tuple[str, str]:
    """What the other says itself, and where that stands: the reading in force, else its own newest statement."""
    cell, own = account.held, account.answers or account.own
    if cell and cell.reading and cell.position:
        href = reverse("positions:detail", kwargs={"ws": workspace, "pk": cell.position.pk})
        return holds(cell.reading, account.issue) or str(cell.reading.get_stance_display()), f"{href}{query}"
    if own:
        return statement_line(own[0], workspace, query)
    return "", ""


def statement_line(own: Own, workspace: str, query: str) -> tuple[str, str]:
    return own.words, reverse("desk:statement", kwargs={"ws": workspace, "pk": own.statement}) + query


def verdict_of(account: Account, regard: Regard, teller: Cell | None) -> tuple[str, str]:
    """How far apart the two accounts lie; which way only where the teller's own position gives a direction."""
    names = {
        "teller": isolated(regard.teller) if regard.teller else _("The speaker"),
        "about": isolated(regard.about),
    }
    said = _(" It never said so itself.") if account.unmade else ""
    if account.denied:
        said = _(" It spoke against that itself.")
    if account.told is None or account.itself is None:
        none = _("No gap to measure: %(about)s is on no point of the scale by its own account.")
        if account.told is None:
            none = _("No gap to measure: the account names no point of the scale.")
        return "", none % names + said
    gap = abs(account.told - account.itself)
    if gap <= SAME:
        return "same", _("%(teller)s describes %(about)s as %(about)s describes itself.") % names + said
    names["gap"] = percent(gap)
    match farther(account, teller):
        case "hardened":
            line = _("%(teller)s describes %(about)s as %(gap)s of the scale harder than %(about)s describes itself.")
        case "softened":
            line = _("%(teller)s describes %(about)s as %(gap)s of the scale softer than %(about)s describes itself.")
        case _none:
            line = _("%(teller)s puts %(about)s %(gap)s of the scale from where %(about)s puts itself.")
    return "apart", line % names + said


def sentence(comparison: Comparison, regards: Sequence[Regard]) -> str:
    """How often parties speak for each other, and how often that is not what the other says."""
    accounts = [each for regard in regards for each in regard.accounts]
    if not accounts:
        return _("Nobody is on record telling what another party wants.")
    gaps = [abs(each.told - each.itself) for each in accounts if each.told is not None and each.itself is not None]
    numbers: dict[str, int | str] = {
        "n": len(accounts),
        "known": len(gaps),
        "apart": sum(gap > SUBSTANCE + TOLERANCE for gap in gaps) or _("none"),
        "never": sum(each.unmade for each in accounts),
    }
    said = [ngettext("%(n)s account of what another wants is on record.",
                     "%(n)s accounts of what another wants are on record.", len(accounts))]  # fmt: skip
    if gaps:
        said.append(_("Of %(known)s that can be measured, %(apart)s lie more than a tenth of the scale from what the "
                      "other says itself."))  # fmt: skip
    if numbers["never"]:
        said.append(_("Of what they tell, %(never)s the other has never said in its own words."))
    return " ".join(said) % numbers
