"""What changed from one edition's figures to the next, in sentences."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.base.direction import isolated
from tracker.base.numbers import percent
from tracker.exchange.words import lower

FELT = 0.005  # of a distance: less is not told

type Told = Mapping[str, Any]  # a part of the figures, as `figures` makes them
type Say = Callable[[str], str]


def changes(before: Told, now: Told, like_for_like: Say) -> list[str]:
    """Everything that another edition says otherwise: issues first, then how far apart the parties are.

    `like_for_like` says of a pair how its distance differs over the issues known in both, as the brief's head does.
    """
    old, new = before["issues"], now["issues"]
    gone = [each for slug, each in old.items() if slug not in new]
    found = [_("%(issue)s is no longer on the agenda.") % {"issue": isolated(each["title"])} for each in gone]
    for slug, issue in new.items():
        named = {"issue": isolated(issue["title"])}
        if slug not in old:
            found.append(_("%(issue)s is new on the agenda.") % named)
        else:
            found += [_("%(issue)s: %(what)s") % {**named, "what": said} for said in of_issue(old[slug], issue)]
    return [*found, *of_distances(before["distances"], now["distances"], like_for_like)]


def of_issue(old: Told, new: Told) -> Iterator[str]:
    were, are = old["parties"], new["parties"]
    for slug, cell in are.items():
        if slug in were:
            yield from of_party(were[slug], cell)
        else:
            yield _("%(party)s was not compared then, and %(now)s.") % named(cell, now=standing(cell))
    for cell in (cell for slug, cell in were.items() if slug not in are):
        yield _("%(party)s is no longer compared.") % named(cell)
    if old["verdict"] and new["verdict"] and old["verdict"] != new["verdict"]:
        yield _("the verdict was “%(was)s” and is “%(now)s”.") % {"was": old["verdict"], "now": new["verdict"]}
    if old["gap"] != new["gap"]:
        yield of_gap(old, new)


def of_gap(old: Told, new: Told) -> str:
    values = {"was": old["gap_words"], "now": new["gap_words"]}
    if old["gap"] is None:
        return _("there is a gap now, %(now)s of the scale.") % values
    if new["gap"] is None:
        return _("the gap, %(was)s of the scale then, can no longer be told.") % values
    if new["gap"] > old["gap"]:
        return _("the gap is wider, %(now)s of the scale, %(was)s then.") % values
    return _("the gap is narrower, %(now)s of the scale, %(was)s then.") % values


def of_party(old: Told, new: Told) -> Iterator[str]:
    if (old["says"], old.get("stated")) != (new["says"], new.get("stated")):
        yield of_stance(old, new)
    for end, words in (
        ("low", _("the lower end of what %(party)s accepts was %(was)s and is %(now)s.")),
        ("high", _("the upper end of what %(party)s accepts was %(was)s and is %(now)s.")),
    ):
        was, now = bound(old, end), bound(new, end)
        if was != now:
            yield words % named(new, was=was, now=now)
    if old["statements"] != new["statements"]:
        counted = ngettext(
            "%(party)s rests on %(n)s supporting statement, %(was)s then.",
            "%(party)s rests on %(n)s supporting statements, %(was)s then.",
            new["statements"],
        )
        yield counted % named(new, n=new["statements"], was=old["statements"])


def of_stance(old: Told, new: Told) -> str:
    if not on_record(old):
        return _("%(party)s %(now)s; nothing was on record of it then.") % named(new, now=standing(new))
    if not on_record(new):
        return _("nothing is on record of %(party)s now; it %(was)s then.") % named(new, was=stood(old))
    if silent(old) or silent(new):
        return _("%(party)s %(now)s; it %(was)s then.") % named(new, now=standing(new), was=stood(old))
    return _("%(party)s stands %(now)s, %(was)s then.") % named(new, now=at(new), was=at(old))


def standing(cell: Told) -> str:
    """Where a party stands; a silence is no place."""
    if not on_record(cell):
        return _("nothing is on record of it")
    return (_("is on record as %(what)s") if silent(cell) else _("stands %(what)s")) % {"what": at(cell)}


def stood(cell: Told) -> str:
    return (_("was on record as %(what)s") if silent(cell) else _("stood %(what)s")) % {"what": at(cell)}


def silent(cell: Told) -> bool:
    """Whether it is on record that it states no value: neutral, ambivalent, declined, no longer known."""
    return on_record(cell) and cell["stated"] is None


def on_record(cell: Told) -> bool:
    return "stated" in cell


def named(cell: Told, **values: Any) -> dict[str, Any]:
    return {"party": isolated(cell["party"]), **values}


def held(cell: Told) -> str:
    """ "“Joint centres” (50)"; what is a figure already is said once."""
    says, figure = cell["says"], cell.get("stated_words")
    if between(cell):
        words = isolated(lower(says))
    else:
        words = _("“%(says)s”") % {"says": isolated(says)}
    return f"{words} ({figure})" if figure and figure not in says else words


def at(cell: Told) -> str:
    """Where it stands, at an option or between two; or its silence."""
    return held(cell) if between(cell) or silent(cell) else _("at %(what)s") % {"what": held(cell)}


def between(cell: Told) -> bool:
    says: str = cell["says"]
    return says.count("“") > 1 and says.endswith("”")  # two options, which are quoted already


def bound(cell: Told, end: str) -> str:
    if cell.get(end) is None:
        return _("not known")
    kind = {"firm": _("a red line"), "assumed": _("assumed")}.get(cell.get(f"{end}_bound") or "")
    return f"{cell[f'{end}_words']} ({kind})" if kind else str(cell[f"{end}_words"])


def of_distances(before: Told, now: Told, like_for_like: Say) -> Iterator[str]:
    """Distances over all that was on record, and is, do not say who came closer: over the same issues that is told."""
    for pair, new in now.items():
        old = before.get(pair)
        if old is None or (old["value"] is None and new["value"] is None):
            continue
        values = {"pair": new["parties"], "now": told(new), "was": told(old)}
        if old["value"] is None:
            yield _("%(pair)s: enough is on record now for a distance, %(now)s.") % values
        elif new["value"] is None:
            yield _("%(pair)s: too little is on record now for a distance; it was %(was)s.") % values
        elif any(abs((new[each] or 0) - (old[each] or 0)) >= FELT for each in ("value", "coverage")):
            whole = _("Over all that is on record the distance is %(now)s, and was %(was)s.")
            yield f"{new['parties']}: {like_for_like(pair)} {whole % values}"


def told(found: Told) -> str:
    if found["value"] is None:
        return _("none")
    values = {"value": f"{found['value']:.2f}", "share": percent(found["coverage"])}
    return _("%(value)s (coverage %(share)s)") % values
