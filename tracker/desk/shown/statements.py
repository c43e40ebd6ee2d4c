"""Every statement as the list shows it."""

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

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


@dataclass(frozen=True)
class Line(Shown):
    """One statement."""

    statement: Statement
    href: str
    words: str
    quoted: bool
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
    newer: str
    older: str
    people: list[str] = field(default_factory=list)


def page(found: Listed, form: FilterForm, asked: QueryDict, when: When | None) -> Page:
    chips = wishes(form, asked)
    query = f"?{when.query}" if when and when.query else ""
    return Page(
        sentence=counted(found.count, bool(chips)),
        lines=[line(each, found.waiting.get(each.pk, 0), query) for each in found.rows],
        chips=chips,
        clear=f"?{when.within if when else ''}" if chips else "",
        newer=address(asked, before=str(found.earlier)) if found.earlier else "",
        older=address(asked, after=str(found.later)) if found.later else "",
    )


def counted(count: int, narrowed: bool) -> str:
    if count > COUNTED:
        n = f"{COUNTED:,}"
        return (_("%(n)s or more fit, the newest first.") if narrowed else _("%(n)s or more, the newest first.")) % {
            "n": n
        }
    if not count:
        return ""
    if narrowed:
        return ngettext("%(n)s statement fits.", "%(n)s statements fit, the newest first.", count) % {"n": count}
    return ngettext("One statement.", "%(n)s statements, the newest first.", count) % {"n": count}


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
        href=f"{said.get_absolute_url()}{query}",
        words=" … ".join(words.exact for words in quoted) or said.words,
        quoted=bool(quoted),
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
    """The same wishes, without empty ones, at another place of the list."""
    found = QueryDict(mutable=True)
    for name, values in asked.lists():
        if name not in ("after", "before") and (full := [each for each in values if each]):
            found.setlist(name, full)
    for name, value in changed.items():
        found[name] = value
    return f"?{found.urlencode()}"
