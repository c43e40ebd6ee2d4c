"""The rows of the grid as HTML: the one place that writes it by hand, because templates take twenty times as long.

Every value is escaped where it is written; what is the same in all cells is rendered once.
"""

from dataclasses import dataclass
from functools import cached_property
from html import escape

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tracker.agenda.models import Issue
from tracker.compare.shown.cells import ShownCell, ShownRow
from tracker.compare.window import STRETCH


@dataclass
class Writer:
    """Writes the rows of one page for a person who may record, or only read."""

    workspace: str  # slug
    columns: int
    may_record: bool
    dense: bool
    roots: str  # what a root is, explained where one points at the number

    # Rows -------------------------------------------------------------------------------------------------------------
    def row(self, line: ShownRow) -> SafeString:
        """An issue with its cells; cells that nobody looks at yet are left open, for each stretch of columns one."""
        issue = line.row.issue
        drawn = "".join(self.cell(issue, cell) for cell in line.cells)
        open_ = "".join(self.later(start) for start in range(len(line.cells), self.columns, STRETCH))
        at = f'id="{escape(issue.slug)}" data-issue="{issue.pk}"'
        return safe(f'<tr role="row" {at}>{self.head(line)}{drawn}{open_}</tr>')

    def part_of(self, line: ShownRow, *, head: bool) -> SafeString:
        """The cells of a row that take the place of what was left open; the head too, whose gap is known only now."""
        cells = "".join(self.cell(line.row.issue, cell) for cell in line.cells)
        return safe(f'<tr data-issue="{line.row.issue.pk}">{self.head(line) if head else ""}{cells}</tr>')

    def later(self, start: int) -> str:
        """The place of cells that come when they are scrolled to."""
        span = min(STRETCH, self.columns - start)
        return f'<td role="cell" class="later" colspan="{span}" data-from="{start}"></td>'

    def head(self, line: ShownRow) -> str:
        issue = line.row.issue
        question = f'<p class="issue-q">{escape(issue.question)}</p>' if issue.question else ""
        number = f'<span class="n">{line.row.number}</span>'
        name = f'<a class="issue-name" href="{escape(line.href)}">{number} <bdi>{escape(issue.title)}</bdi></a>'
        return f'<th role="rowheader" scope="row">{name}{question}{self.spread(line)}</th>'

    def spread(self, line: ShownRow) -> str:
        """Whose gap is the widest, and how wide."""
        if line.state:
            said = f'<span class="tag">{escape(line.state)}</span>'
        else:
            said = f'<span class="muted">{escape(line.standing)}</span>'
        gap = f'<b><span class="sr">{self.words["gap"]} </span>{escape(line.gap)}</b>' if line.spread else ""
        return f'<span class="spread" id="spread-{line.row.issue.pk}">{said}{gap}</span>'

    def branch(self, line: ShownRow) -> SafeString:
        row, to = line.row, escape(line.fold)
        fetch = f'hx-get="?{to}" hx-target="body" hx-swap="innerMorph" hx-push-url="true"'
        name = f'<span class="n">{row.number}</span> <bdi>{escape(row.issue.title)}</bdi>'
        toggle = f'<a class="fold" href="?{to}" {fetch} aria-expanded="{"false" if line.folded else "true"}">{name}</a>'
        return safe(
            f'<tr role="row" class="branch" id="{escape(row.issue.slug)}">'
            f'<th role="rowheader" scope="rowgroup">{toggle}</th>'
            f'<td role="cell" colspan="{self.columns}">{escape(line.branch)}</td></tr>'
        )

    # Cells ------------------------------------------------------------------------------------------------------------
    def cell(self, issue: Issue, cell: ShownCell) -> SafeString:
        moved = f'<span class="sr">{escape(cell.moved)} </span>' if cell.delta else ""
        delta = f'<span class="delta">{moved}{cell.delta}</span>' if cell.delta else ""
        facts = self.nothing(issue, cell) if cell.look == "none" else self.few(cell) if self.dense else self.facts(cell)
        return safe(
            f'<td role="cell" class="cell {cell.look} party-{cell.party.symbol}" id="{cell_id(issue, cell)}">'
            f'<div class="cell-in" data-party="{escape(str(cell.party))}">'
            f'<a class="says" href="{escape(cell.href)}">{self.says(cell)}</a>{self.pencil(cell)}{delta}{cell.svg}'
            f'<p class="facts">{facts}</p></div></td>'
        )

    def pencil(self, cell: ShownCell) -> str:
        """What the key Enter does, for who points; a dense cell has no room for it."""
        if not self.may_record or self.dense or not cell.href:
            return ""
        words = f"{self.words['edit']}: {escape(str(cell.party))}"
        sign = '<svg class="i" aria-hidden="true"><use href="#i-edit"/></svg>'
        named = f'type="button" tabindex="-1" aria-label="{words}" title="{words}"'
        return f'<button class="here js-only" {named}>{sign}</button>'

    def says(self, cell: ShownCell) -> str:
        """The largest words of a cell."""
        if cell.borrowed:
            return (
                f'<span class="borrowed"><bdi>{escape(cell.says)}</bdi>'
                f'<span class="under">{escape(cell.borrowed)}</span></span>'
            )
        if cell.look == "none":
            return escape(cell.says)
        if cell.look == "value":
            return f"<bdi>{escape(cell.says)}</bdi>{under(cell.while_inside)}{under(cell.dissent)}"
        summary = f'<span class="under"><bdi>{escape(cell.summary)}</bdi></span>' if cell.summary else ""
        return self.part("look", look=cell.look, words="") + ("" if self.dense else summary)

    def nothing(self, issue: Issue, cell: ShownCell) -> str:
        """What to do where nothing is on record."""
        if self.may_record:
            to = f"{self.record}?issue={issue.pk}&amp;party={escape(cell.party.slug)}"
            does = (
                f'<a class="record" href="{to}"><svg class="i" aria-hidden="true"><use href="#i-plus"/></svg>'
                f'{self.words["record"]}<span class="sr">: {escape(str(cell.party))}</span></a>'
            )
        else:
            does = f"<span>{self.words['open']}</span>"
        return does + waiting(cell)

    def facts(self, cell: ShownCell) -> str:
        """Firmness, evidence and its grade, the newest day, the review."""
        if cell.wall:
            firm = self.part("redline", assumed=cell.assumed)
        else:
            firm = f'<span class="firm">{escape(cell.firmness)}</span>' if cell.firmness else ""
        grade = f'<abbr class="grade" title="{escape(cell.grade_words)}">{cell.grade}</abbr>' if cell.grade else ""
        state = self.part("state", state=cell.review, quiet=True)
        return f'{firm}{waiting(cell)}<span class="ev">{self.support(cell)}{grade}</span>{self.newest(cell)}{state}'

    def few(self, cell: ShownCell) -> str:
        """The same in as few elements as can be: whether there is a wall, how much evidence, its grade, the review."""
        wall = self.part("redline", assumed=cell.assumed) if cell.wall else ""
        warn = " warn" if cell.one_root else ""
        says = escape(", ".join(filter(None, [cell.statements, cell.roots, cell.grade, cell.stale])))
        support = (
            f'<span class="ev{warn}" role="img" aria-label="{says}" title="{says}">{cell.count} {cell.grade}</span>'
        )
        clock = '<svg class="i warn" aria-hidden="true"><use href="#i-old"/></svg>' if cell.stale else ""
        look, sign, words = self.reviews[cell.review]
        review = f'<svg class="i state {look}" role="img" aria-label="{words}"><use href="#{sign}"/></svg>'
        return f"{wall}{waiting(cell)}{support}{clock}{review}"

    def support(self, cell: ShownCell) -> str:
        """How many statements, from how many roots."""
        words, warn = self.words, ' class="warn"' if cell.one_root else ""
        if cell.only:
            return f'<span class="warn">{words["only"]}<span class="sr"> {words["only, in full"]},</span></span>'
        if not cell.count:
            return f'<span>{cell.count}<span class="sr"> {words["supporting"]}</span></span>'
        said = f'<span>{cell.count},<span class="sr"> {words["supporting, from"]}</span></span>'
        return f'{said}<abbr{warn} title="{escape(self.roots)}">{escape(cell.roots_short)}</abbr>'

    def newest(self, cell: ShownCell) -> str:
        """The newest day, with a clock where it is stale."""
        day, stale = escape(cell.newest), escape(cell.stale)
        if not stale:
            return f"<time>{day}</time>" if day else ""
        clock = f'<svg class="i" role="img" aria-label="{stale}"><use href="#i-old"/></svg>'
        return f'<span class="warn" title="{stale}">{clock}{day}</span>'

    # What is the same everywhere --------------------------------------------------------------------------------------
    @cached_property
    def record(self) -> str:
        return escape(reverse("statements:record", kwargs={"ws": self.workspace}))

    @cached_property
    def words(self) -> dict[str, str]:
        said = {
            "gap": _("Widest gap"),
            "edit": _("Edit here"),
            "open": _("Open the position"),
            "record": _("Record a statement"),
            "only": _("only 1"),
            "only, in full": _("supporting statement, from one root"),
            "supporting": _("supporting statements"),
            "supporting, from": _("supporting statements, from"),
        }
        return {name: escape(words) for name, words in said.items()}

    @cached_property
    def reviews(self) -> dict[str, tuple[str, str, str]]:
        """The look, the sign and the words of each state of a review, as `ui/state.html` has them."""
        return {
            "approved": ("ok", "i-check", escape(_("Approved"))),
            "questioned": ("ask", "i-ask", escape(_("Questioned"))),
            "proposed": ("todo", "i-half", escape(_("Proposed, not yet approved"))),
        }

    def part(self, name: str, **given: object) -> str:
        """A piece of `templates/ui`, rendered once for all cells that show the same."""
        key = name, *given.values()
        if key not in self.parts:
            self.parts[key] = render_to_string(f"ui/{name}.html", given).strip()
        return self.parts[key]

    @cached_property
    def parts(self) -> dict[tuple[object, ...], str]:
        return {}


def under(words: str) -> str:
    return f'<span class="under">{escape(words)}</span>' if words else ""


def waiting(cell: ShownCell) -> str:
    return f'<span class="waiting">{escape(cell.waiting)}</span>' if cell.waiting else ""


def cell_id(issue: Issue, cell: ShownCell) -> str:
    """The address of a cell within the page."""
    return escape(f"{issue.slug}--{cell.party.slug}")


def safe(html: str) -> SafeString:
    return SafeString(html)  # every value in it was escaped where it was written
