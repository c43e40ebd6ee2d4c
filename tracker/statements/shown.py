"""What the form of a statement says beside its fields: what it counts, and which statements may be the same one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.actors.models import Party, Post, Speaker
from tracker.agenda.when import NOW
from tracker.base.direction import isolated
from tracker.statements import counting, offers, words
from tracker.statements.forms import ManyForm, StatementForm
from tracker.statements.models import Pledge, Statement
from tracker.statements.queries import counts, statements, told_by_another, with_reports


@dataclass(frozen=True)
class Worth:
    """What it counts for one party."""

    party: Party
    what: str
    why: str
    full: bool
    told: bool


@dataclass
class Beside:
    """What the form shows beside what is typed."""

    worths: list[Worth] = field(default_factory=list)
    post: Post | None = None
    implied: bool = False  # the holder follows from the speaker's post
    speaker_is_new: str = ""
    alike: list[str] = field(default_factory=list)  # who may be meant by a new name
    missing: str = ""  # what has to be said first
    twins: list[Statement] = field(default_factory=list)


def beside(form: StatementForm) -> Beside:
    """As the form stands, whether or not it can be saved."""
    typed = Typed(form)
    found = Beside(post=typed.post, implied=typed.implied)
    if typed.name and typed.speaker is None:
        found.speaker_is_new = typed.name
        found.alike = offers.speakers_alike(form.workspace, typed.name)
    if typed.background:
        found.missing = _("Background in the text’s own voice: it counts nowhere.")
    elif not typed.holders:
        found.missing = _("Say whose view it is.")
    elif not typed.direction:
        found.missing = _("Say which side it takes.")
    elif not typed.act:
        found.missing = _("Say what the words do, under “Act”.")
    else:
        found.worths = [worth(typed, party) for party in typed.holders]
    found.twins = offers.twins(
        form.workspace, form.on, typed.said, typed.speaker, typed.holders, typed.words, form.record
    )
    return found


class Typed:
    """What can be read of a form that may not be complete."""

    def __init__(self, form: StatementForm) -> None:
        self.form = form
        self.background = self.of("voice") == Statement.Voice.BACKGROUND
        self.direction = self.one_of("direction", Statement.Direction.values)
        self.act = self.one_of("act", Statement.Act.values)
        self.modality = self.one_of("modality", Statement.Modality.values) or Statement.Modality.ACTUAL
        self.said = self.read("said")
        self.value = self.read("value")
        self.placed = self.value is not None or bool(self.of("option"))
        self.name = " ".join(self.of("speaker").split()).replace("\0", "")[:300]
        known = offers.speakers_named(form.workspace, self.name) if self.name else []
        self.speaker: Speaker | None = known[0] if len(known) == 1 else None
        self.post = offers.post(self.speaker, self.said.first) if self.speaker and self.said else None
        chosen = {offers.number(pk) for pk in form["holders"].value() or ()}
        self.holders = [party for party in form.parties if party.pk in chosen]
        another = " ".join(self.of("another").split()).replace("\0", "")
        self.holders += [
            party for party in (offers.parties_named(form.workspace, another) if another else [])[:1]
            if party not in self.holders
        ]  # fmt: skip
        self.implied = not self.holders and self.post is not None and not self.background
        if self.implied and self.post:
            self.holders = [form.everybody[self.post.party_id]]
        rows = [row for row in form.reports if not row.is_bound or row.filled]
        self.modes = [mode for row in rows if (mode := str(row["mode"].value() or ""))]
        quoted = [str(row[name].value() or "") for row in rows for name in row.quotes]
        self.words = [each.replace("\0", "") for each in (self.of("words"), *quoted)]

    def of(self, name: str) -> str:
        return str(self.form[name].value() or "")

    def one_of(self, name: str, known: Iterable[str]) -> str:
        typed = self.of(name)
        return typed if typed in known else ""

    def read(self, name: str) -> Any:
        try:
            return self.form.fields[name].clean(self.form[name].value())
        except Exception:  # half typed is no mistake here
            return None

    def told(self, party: Party) -> bool:
        chosen = self.form[f"told_{party.pk}"].value() if f"told_{party.pk}" in self.form.fields else ""
        if chosen in ("own", "other"):
            return bool(chosen == "other")
        return told_by_another(self.speaker, self.holders, self.said.first) if self.said else False


def worth(typed: Typed, party: Party) -> Worth:
    told = typed.told(party)
    found = counting.counts(
        typed.direction, typed.act, typed.modality, told_by_other=told, voice=Statement.Voice.PARTY,
        has_value=typed.value is not None, modes=typed.modes,
    )  # fmt: skip
    what, why = words.worth(found, party, placed=typed.placed)
    return Worth(party, what, why, full=found.number and typed.placed, told=told)


def saved(statement: Statement) -> str:
    """What the notice says of a statement that was saved."""
    (said,) = with_reports(statements([statement.pk], date.max, NOW), "held__party")
    placed = said.option_id is not None or said.value is not None
    parties = [holder.party for holder in said.held]
    return words.after([(each, *words.worth(counts(said, each), each, placed=placed)) for each in parties])


# Many at once ---------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Row:
    """One of those chosen: what it has now and is to have, or why it cannot."""

    statement: Statement
    parts: list[tuple[str, str, str]]  # name, before, after
    why: str


@dataclass(frozen=True)
class Many:
    title: str
    sentence: str
    verb: str  # what the button does that does it
    rows: list[Row]


def many(form: ManyForm) -> Many:
    chosen, changing, refused = len(form.statements), len(form.changing), len(form.reasons)
    given = {"n": chosen, "changing": changing, "refused": refused, "same": chosen - changing}
    title = ngettext("Change one statement", "Change %(n)s statements", chosen) % given
    if not form.changes:
        sentence = _("Say what all of them are to have; then it is shown what changes. Nothing is saved before that.")
    elif refused:
        sentence = ngettext("One cannot be changed so, and then none is.",
                            "%(refused)s cannot be changed so, and then none is.", refused) % given  # fmt: skip
    elif not changing:
        sentence = _("All of them are so already.")
    else:
        sentence = ngettext("One changes.", "%(changing)s change.", changing) % given
        if given["same"]:
            sentence += " " + ngettext("One is so already.", "%(same)s are so already.", given["same"]) % given
        sentence += " " + _("Nothing is saved yet.")
    verb = ngettext("Change one statement", "Change %(changing)s statements", changing) % given
    for each in form.statements:
        each.workspace = form.member.workspace
    return Many(title, sentence, verb, [row(each, form) for each in form.statements])


def row(statement: Statement, form: ManyForm) -> Row:
    parts = []
    for name, value in form.changes.items():
        before = getattr(statement, name)
        if before != value:
            parts.append((str(form.fields[name].label), str(before or _("none")), str(value or _("none"))))
    return Row(statement, parts, form.reasons.get(statement.pk, ""))


def changed(done: Sequence[Statement]) -> str:
    return ngettext("One statement changed.", "%(n)s statements changed.", len(done)) % {"n": len(done)}


def pledged(pledge: Pledge) -> str:
    """Who announced it, when, until when, and how one would see it."""
    said = pledge.statement
    who = said.speaker or ", ".join(str(each.party) for each in said.holders.select_related("party"))
    facts = [_("%(who)s, %(day)s.") % {"who": isolated(who), "day": said.said}]
    if pledge.due:
        facts.append(_("Due: %(due)s.") % {"due": pledge.due})
    if pledge.seen_by:
        facts.append(_("One would see it so: %(how)s") % {"how": pledge.seen_by})
    return " ".join(facts)
