"""Every statement as the list shows it."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.actors.models import Party
from tracker.agenda.when import When
from tracker.base.clash import spoken
from tracker.base.numbers import figure
from tracker.base.shown import Shown
from tracker.desk.forms.statements import KINDS, FilterForm
from tracker.desk.statements import COUNTED, Listed
from tracker.statements.models import Report, Statement
from tracker.statements.queries import grade, grade_words, root_count
from tracker.statements.quotes import Gloss, best, gloss

QUOTED = 180  # letters shown of what is quoted
ORDERED = {  # how the list is sorted, and what its other pages hold
    "": (gettext_lazy("the newest first"), gettext_lazy("Newer"), gettext_lazy("Older")),
    "said": (gettext_lazy("the oldest first"), gettext_lazy("Older"), gettext_lazy("Newer")),
    "-recorded": (
        gettext_lazy("the last recorded first"), gettext_lazy("Recorded later"), gettext_lazy("Recorded earlier")
    ),
    "recorded": (
        gettext_lazy("in the order of recording"), gettext_lazy("Recorded earlier"), gettext_lazy("Recorded later")
    ),
}  # fmt: skip

WAYS = {  # by the names that the export knows
    "csv": gettext_lazy("CSV"),
    "xlsx": gettext_lazy("Excel"),
    "docx": gettext_lazy("Word"),
    "md": gettext_lazy("Markdown"),
    "html": gettext_lazy("HTML"),
}


@dataclass(frozen=True)
class Line(Shown):
    """One statement: in our words, and the first of those that are quoted for it."""

    statement: Statement
    seen: str  # which one, in which version
    href: str
    quoted: str
    verbatim: bool
    language: str
    gloss: Gloss | None
    holders: list[tuple[Party, bool]]
    side: str
    option: str
    grade: str
    grade_words: str
    carried: str
    state: str
    waiting: bool
    tags: list[str]


@dataclass(frozen=True)
class Chip:
    """A wish, and the address without it."""

    words: str
    href: str


@dataclass
class Page:
    sentence: str
    lines: list[Line]
    chips: list[Chip]
    clear: str
    order: str  # such as "the newest first"
    earlier: Chip | None
    later: Chip | None
    asked: str  # what stands in the address: where people come back to
    ways: dict[str, Any]  # out, as files: each format by the name that the export knows
    kept: list[tuple[str, str]]  # what such a file is asked for besides


def page(found: Listed, form: FilterForm, asked: QueryDict, when: When | None) -> Page:
    chips = wishes(form, asked)
    query = f"?{when.query}" if when and when.query else ""
    order, before, after = map(str, ORDERED[form.sorted_by])
    return Page(
        sentence=counted(found.count, bool(chips), order),
        lines=[line(each, found.waiting.get(each.pk, 0), query) for each in found.rows],
        chips=chips,
        clear=f"?{when.within if when else ''}" if chips else "",
        order=order,
        earlier=Chip(before, address(asked, before=str(found.earlier))) if found.earlier else None,
        later=Chip(after, address(asked, after=str(found.later))) if found.later else None,
        asked=asked.urlencode(),
        ways=WAYS,
        kept=[(name, value) for name, values in wished(asked).lists() for value in values],
    )


def counted(count: int, narrowed: bool, order: str) -> str:
    given = {"n": count, "order": order}
    if count > COUNTED:
        given["n"] = f"{COUNTED:,}"
        return (_("%(n)s or more fit, %(order)s.") if narrowed else _("%(n)s or more, %(order)s.")) % given
    if not count:
        return ""
    if narrowed:
        return ngettext("%(n)s statement fits.", "%(n)s statements fit, %(order)s.", count) % given
    return ngettext("One statement.", "%(n)s statements, %(order)s.", count) % given


def line(said: Statement, waiting: int, query: str) -> Line:
    carrier = best(said.carriers)
    quoted = carrier.quoted if carrier else []
    letters = grade(said)
    holders = [(each.party, each.told_by_other) for each in said.held]
    tags = [str(said.get_modality_display())] if said.modality != Statement.Modality.ACTUAL else []
    tags += [str(KINDS["conditional"])] if said.needs else []  # type: ignore[attr-defined]
    reports, roots = len(said.carriers), root_count([said])
    carried = ngettext("%(n)s report", "%(n)s reports", reports) % {"n": reports}
    if reports > 1:
        carried += ", " + ngettext("%(n)s root", "%(n)s roots", roots) % {"n": roots}
    return Line(
        statement=said,
        seen=f"{said.pk}-{said.version}",
        href=f"{said.get_absolute_url()}{query}",
        quoted=Truncator(" ".join(quoted[0].exact.split())).chars(QUOTED) if quoted else "",
        verbatim=bool(quoted and carrier and carrier.mode == Report.Mode.VERBATIM),
        language=carrier.document.language if quoted and carrier and carrier.document else "",
        gloss=gloss(quoted),
        holders=holders,
        side=str(said.get_direction_display()) if said.issue_id else "",
        option=said.option.words if said.option else figure(said.value) if said.value is not None else "",
        grade=letters,
        grade_words=grade_words(letters),
        carried=carried if reports else _("no report"),
        state=_("Waiting") if waiting else _("Weighed") if holders else "",
        waiting=bool(waiting),
        tags=tags,
    )


def wishes(form: FilterForm, asked: QueryDict) -> list[Chip]:
    """A chip for each wish that was understood."""
    found = []
    for name, value in form.wanted.items():
        if name == "kind":
            found += [Chip(str(KINDS[kind]), without(asked, "kind", kind)) for kind in value]
            continue
        each = form.fields[name]
        words = str(value) if name == "document" else spoken(each, asked.get(name, ""))
        label = _("Text") if name == "document" else each.label
        found.append(Chip(f"{label}: {words}", without(asked, name)))
    return found


def without(asked: QueryDict, name: str, value: Any = None) -> str:
    left = asked.copy()
    kept = [each for each in left.getlist(name) if value is not None and each != value]
    left.setlist(name, kept)
    return address(left)


def address(asked: QueryDict, **changed: str) -> str:
    """The same wishes at another place of the list."""
    found = wished(asked)
    for name, value in changed.items():
        found[name] = value
    return f"?{found.urlencode()}"


def wished(asked: QueryDict) -> QueryDict:
    """The wishes without empty ones, and without the place in the list."""
    found = QueryDict(mutable=True)
    for name, values in asked.lists():
        if name not in ("after", "before") and (full := [each for each in values if each]):
            found.setlist(name, full)
    return found
