"""The sentence that each page of this room begins with."""

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Party
from tracker.agenda.models import Meeting
from tracker.analysis.verdict import Verdict
from tracker.base.direction import isolated
from tracker.compare.comparison import Comparison, Row
from tracker.compare.coverage import ToHear
from tracker.compare.words import SAME, apart, capital, listed, percent, quoted, scaled, several, why_no_gap, widest
from tracker.desk.queries.home import MOST_FRESH, Mine, News
from tracker.desk.queries.party import OnParty
from tracker.positions.words import at, measured


# The overview --------------------------------------------------------------------------------------------------------
def overview(comparison: Comparison, ahead: Sequence[Meeting], first: ToHear | None) -> str:
    """How far they are, what comes next, and where we know least."""
    said = [verdicts(comparison), between(comparison), coming(ahead)]
    if first and first.cell.reading is None:
        said.append(_("We know least of %(party)s on %(issue)s.") % about(first))
    elif first:
        said.append(_("To hear first: %(party)s on %(issue)s.") % about(first))
    return " ".join(filter(None, said))


def about(found: ToHear) -> dict[str, object]:
    return {"party": isolated(found.cell.party), "issue": f"“{isolated(found.cell.issue)}”"}


def verdicts(comparison: Comparison) -> str:
    """How many issues there are, and how many of them have which verdict."""
    kept = sum(comparison.verdicts.values())
    issues = ngettext("%(n)s issue", "%(n)s issues", kept) % {"n": kept}
    names = {
        Verdict.AGREED: _("%(n)s agreed"),
        Verdict.AGREED_IN_SUBSTANCE: _("%(n)s agreed in substance"),
        Verdict.BRIDGEABLE: _("%(n)s bridgeable"),
        Verdict.BLOCKED: _("%(n)s blocked"),
        Verdict.NOT_COMPARABLE: _("%(n)s not comparable yet"),
    }
    found = [words % {"n": n} for word, words in names.items() if (n := comparison.verdicts[word])]
    return f"{issues}: {listed(found)}." if found else _("No issue is open.")


def between(comparison: Comparison) -> str:
    """How far apart the first two are that are compared."""
    if len(comparison.compared) < 2:
        return ""
    one, other = comparison.compared[:2]
    found = comparison.between(one, other)
    if found.hidden or found.value is None:
        return ""
    if found.value <= SAME:
        words = _("%(one)s and %(other)s are not apart on anything they both state, at a coverage of %(coverage)s.")
    else:
        words = _("%(one)s and %(other)s are %(distance)s of the whole apart, at a coverage of %(coverage)s.")
    return words % {
        "one": isolated(comparison.parties[one]),
        "other": isolated(comparison.parties[other]),
        "distance": percent(found.value),
        "coverage": percent(found.coverage),
    }


def coming(ahead: Sequence[Meeting]) -> str:
    if not ahead:
        return ""
    return _("Next: %(meeting)s, %(day)s.") % {"meeting": ahead[0], "day": ahead[0].held}


def state(row: Row, verdict: str) -> str:
    """What became of an issue; nothing while it is open, or where the verdict beside it says the same."""
    return "" if row.state is None or row.state.state in ("open", verdict) else str(row.state.get_state_display())


# An issue ------------------------------------------------------------------------------------------------------------
def issue(row: Row) -> str:
    """Who stands how far from whom, whether anything could be acceptable to all, and who has said nothing."""
    if row.is_branch:
        return branch(row)
    if not row.cells:
        return _("Nobody is at the table yet.")
    if row.agreed and row.state:
        return _("Agreed, %(day)s.") % {"day": row.state.effective}
    if row.dropped and row.state:
        return _("Dropped from the agenda, %(day)s.") % {"day": row.state.effective}
    pair, said = row.widest, []
    if pair and pair.gap is not None:
        some_way = _("%(a)s and %(b)s are %(apart)s, by %(gap)s of the scale.")
        words = _("%(a)s and %(b)s stand at the same point.") if pair.gap <= SAME else some_way
        values = {
            "a": isolated(pair.a.party),
            "b": isolated(pair.b.party),
            "apart": apart(pair.gap),
            "gap": percent(pair.gap),
        }
        said += [words % values, zone(row)]
    silent = [isolated(cell.party) for cell in row.cells if cell.reading is None]
    spoken = [cell for cell in row.cells if cell.reading is not None]
    if not spoken:
        return _("Nothing is on record of anybody on this issue.")
    if not said and len(spoken) == 1 and spoken[0].reading:
        only = spoken[0]
        said.append(_("Only %(party)s is on record: %(stood)s.") % {"party": isolated(only.party), "stood": stood(row)})
        silent = []
    elif not said and pair and len(row.pairs) == 1:
        said.append(capital(_("%(why)s: nothing to measure.") % {"why": why_no_gap(pair)}))
        silent = [name for name in silent if name not in (isolated(pair.a.party), isolated(pair.b.party))]
    elif not said:
        said.append(_("Nothing to measure: fewer than two of those that are compared state a value."))
    if silent and len(silent) <= 3:
        said.append(_("Nothing is on record of %(parties)s.") % {"parties": listed(silent)})
    elif silent:
        said.append(_("Of %(n)s parties nothing is on record.") % {"n": len(silent)})
    return " ".join(filter(None, said))


def stood(row: Row) -> str:
    only = next(cell for cell in row.cells if cell.reading)
    return at(only.reading, row.issue) if only.reading else ""


def zone(row: Row) -> str:
    """What all those on record could accept, or who leaves no room."""
    common = row.zone
    bounded = any(cell.stand and cell.stand.bounded for cell in row.cells)
    if common is None or not bounded:
        return _("How far anybody would go is not known.") if common else ""
    low, high = (measured(scaled(end, row.issue), row.issue) for end in (common.low, common.high))
    if not common.empty:
        zone = (
            _("All on record could accept %(low)s")
            if low == high
            else _("All on record could accept %(low)s to %(high)s")
        )
        words = zone % {"low": low, "high": high}
        return f"{words}, {_('as far as is known')}." if common.assumed else f"{words}."
    names = {cell.party.pk: isolated(cell.party) for cell in row.cells}
    lower, upper = (names[pk] for pk in common.causes or ())
    return _("No outcome is acceptable to all: %(a)s accepts nothing below %(low)s, %(b)s nothing above %(high)s.") % {
        "a": lower, "b": upper, "low": low, "high": high,
    }  # fmt: skip


def branch(row: Row) -> str:
    """What the issues under a branch come to."""
    kept = [each for each in row.below if not each.dropped]
    counted = ngettext("%(n)s issue stands under it.", "%(n)s issues stand under it.", len(row.below))
    said = [counted % {"n": len(row.below)}]
    if tied := widest(row.below):
        said.append(
            _("The widest gap is on %(issues)s, %(gap)s of the scale.")
            % {"issues": several([quoted(each) for each in tied]), "gap": percent(tied[0].gap)}
        )
    blocked = [quoted(each) for each in kept if each.verdict == Verdict.BLOCKED]
    if blocked:
        said.append(_("Blocked: %(issues)s.") % {"issues": listed(blocked)})
    return " ".join(said)


# A party -------------------------------------------------------------------------------------------------------------
def party(record: OnParty) -> str:
    """On how much it is on record, who speaks for it, and how it moved last."""
    total, known = len(record.cells), sum(1 for cell in record.cells if cell.reading)
    if not total:
        return _("It has no seat in a negotiation yet.")
    said = [_("On record on %(n)s of %(total)s issues.") % {"n": known, "total": total}]
    stale = sum(1 for cell in record.cells if cell.backing.stale_since)
    if stale:
        said.append(_("The evidence on %(n)s of them is stale.") % {"n": stale})
    posts = sorted(
        (post for post, _newest in record.voices if record.day in post.during), key=lambda post: -post.authority
    )
    if posts:
        named = listed(list(dict.fromkeys(str(post.speaker) for post in posts))[:3])
        said.append(_("It is spoken for by %(names)s.") % {"names": named})
    last = next((move for move in record.moves if move.kind in ("softened", "hardened", "moved")), None)
    if last:
        did = {"softened": _("softened"), "hardened": _("hardened"), "moved": _("moved")}[last.kind]
        said.append(_("It last %(did)s on “%(issue)s”, %(day)s.") % {
            "did": did, "issue": isolated(last.reading.position.issue), "day": last.reading.effective,
        })  # fmt: skip
    return " ".join(said)


# Home ----------------------------------------------------------------------------------------------------------------
def home(news: News, mine: Mine, zone: ZoneInfo) -> str:
    """What happened since, and what waits."""
    said = []
    if news.since:
        since = moment(news.since, zone)
        number = f"{MOST_FRESH}+" if news.fresh >= MOST_FRESH else str(news.fresh)
        if news.fresh:
            words = ngettext(
                "Since you were last here, %(since)s, colleagues made %(n)s change.",
                "Since you were last here, %(since)s, colleagues made %(n)s changes.",
                news.fresh,
            )
        else:
            words = _("Since you were last here, %(since)s, nobody else changed anything.")
        said.append(words % {"since": since, "n": number})
    waits = sum(number for _talks, number in mine.to_weigh)
    counts = [
        ngettext("%(n)s statement waits to be weighed", "%(n)s statements wait to be weighed", waits) % {"n": waits}
        if waits
        else "",
        ngettext("%(n)s reading of yours is questioned", "%(n)s readings of yours are questioned", len(mine.questioned))
        % {"n": len(mine.questioned)}
        if mine.questioned
        else "",
        ngettext("%(n)s reading is to be reviewed", "%(n)s readings are to be reviewed", mine.to_review_count)
        % {"n": mine.to_review_count}
        if mine.to_review_count
        else "",
    ]
    found = [each for each in counts if each]
    if found:
        said.append(capital(listed(found)) + ".")
    elif said:
        said.append(_("Nothing waits for you."))
    return " ".join(said)


def moment(at: datetime, zone: ZoneInfo) -> str:
    return f"{at.astimezone(zone):%-d %B, %H:%M}"


def named(parties: Sequence[Party]) -> str:
    return listed([isolated(party) for party in parties])
