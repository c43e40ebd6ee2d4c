"""The form of one statement, in the order in which an analyst thinks of it. It never saves: operations do."""

from collections.abc import Mapping, Sequence
from textwrap import shorten
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.models import Membership
from tracker.actors.models import Party, Speaker
from tracker.agenda import queries as agenda
from tracker.agenda.models import Issue, Negotiation, Option
from tracker.base.clash import Difference
from tracker.base.dates import DomainDate
from tracker.base.forms import DomainDateField, Figure, OnScale, RecordForm, select
from tracker.base.forms import words as text
from tracker.base.numbers import figure
from tracker.statements import offers
from tracker.statements.counting import CREDIBILITY
from tracker.statements.forms.reports import ReportForm, WithReports
from tracker.statements.forms.rows import (
    ConditionRow,
    Row,
    following,
    numbers,
)
from tracker.statements.models import Statement
from tracker.statements.operations import Pledged

MOST_WORDS, LONGEST_SENTENCE = 2_000, 280  # letters
SIDES = (Statement.Direction.FOR, Statement.Direction.AGAINST)  # which name an option or a value
MEANT = "speaker-"  # begins what a button says that names who is meant
TOLD = [
    ("", gettext_lazy("as the speaker’s post says")),
    ("own", gettext_lazy("in its own words")),
    ("other", gettext_lazy("told by another")),
]


class StatementForm(RecordForm, WithReports):
    """A statement with whose view it is, the texts that carry it, and what it depends on."""

    negotiation = forms.ChoiceField(label=gettext_lazy("Negotiation"), required=False)
    speaker = text(gettext_lazy("Who said it"), required=False)
    voice = select(Statement.Voice.choices, label=gettext_lazy("Whose voice"), required=False)
    holders = forms.MultipleChoiceField(label=gettext_lazy("Whose view it is"), required=False)
    another = text(gettext_lazy("Another party"), required=False)
    issue = select([], label=gettext_lazy("On which issue"), required=False)
    direction = select(
        Statement.Direction.choices, label=gettext_lazy("Which side it takes"), required=False, widget=forms.RadioSelect
    )
    option = select([], label=gettext_lazy("Which option"), required=False)
    value = Figure(label=gettext_lazy("Another value"), required=False)
    act = select([("", gettext_lazy("Choose")), *Statement.Act.choices], label=gettext_lazy("Act"), required=False)
    modality = select(Statement.Modality.choices, label=gettext_lazy("Modality"), required=False)
    said = DomainDateField(label=gettext_lazy("When it was said"), past=True)
    meeting = select([], label=gettext_lazy("Meeting"), required=False)
    credibility = forms.TypedChoiceField(
        label=gettext_lazy("Credibility of what is said"),
        choices=[(n, str(n)) for n in CREDIBILITY],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    words = text(
        gettext_lazy("In our words"),
        MOST_WORDS,
        rows=2,
        required=False,
        help_text=gettext_lazy("One sentence. Left empty, the words quoted."),
    )
    rationale = text(gettext_lazy("The reason it gives"), MOST_WORDS, rows=2, required=False)
    seek = text(gettext_lazy("Replies to: words of that statement"), required=False)
    replies_to = forms.CharField(label=gettext_lazy("Replies to"), required=False)
    pledge_what = text(gettext_lazy("What can be checked"), MOST_WORDS, rows=2, required=False)
    pledge_due = DomainDateField(label=gettext_lazy("Due"), required=False)
    pledge_seen_by = text(gettext_lazy("How one would see it"), MOST_WORDS, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        member: Membership,
        negotiation: Negotiation | None,
        record: Statement | None = None,
        begun: Mapping[str, Any] | None = None,
    ) -> None:
        self.member, self.workspace, self.talks, begun = member, member.workspace, negotiation, dict(begun or {})
        super().__init__(data, record=record, initial=begun)
        if self.again and (meant := self.data["again"]).startswith(MEANT):
            self.data = self.data.copy()
            self.data["speaker"] = meant.removeprefix(MEANT)
        self.menus = offers.offers(member, negotiation, begun.get("text"))
        self.offer_negotiations()
        self.offer_parties()
        self.offer_issues()
        self.fields["speaker"].widget.attrs |= {"list": "people"}
        self.fields["another"].widget.attrs |= {"list": "parties"}
        self.fields["meeting"].choices = [  # type: ignore[attr-defined]
            ("", _("At none of them")),
            *((pk, f"{meeting.name}, {meeting.held}") for pk, meeting in self.menus.meetings.items()),
        ]
        known = offers.reports(record) if record else []
        self.add_reports(known, begun.get("reports", ()))
        self.add_conditions(record)

    # What is offered -------------------------------------------------------------------------------------------------
    def offer_negotiations(self) -> None:
        self.negotiations = agenda.negotiations(self.workspace.pk)
        self.fields["negotiation"].choices = [(each.slug, each.title) for each in self.negotiations]  # type: ignore[attr-defined]
        self.initial["negotiation"] = self.talks.slug if self.talks else ""
        if len(self.negotiations) < 2:
            del self.fields["negotiation"]

    def offer_parties(self) -> None:
        """Those at the table, in their order, and whoever was chosen beside them."""
        self.everybody = everybody = {party.pk: party for party in offers.parties(self.workspace.pk)}
        seated = [pk for pk in offers.seated(self.talks.pk) if pk in everybody] if self.talks else []
        chosen = [pk for pk in self.initial.get("holders", ()) if pk not in seated]
        if self.is_bound:
            sent = map(offers.number, self.data.getlist("holders"))
            chosen += [pk for pk in dict.fromkeys(sent) if pk not in (*seated, *chosen) and pk in everybody]
        self.parties = [everybody[pk] for pk in (*seated, *chosen) if pk in everybody]
        self.fields["holders"].choices = [(party.pk, str(party)) for party in self.parties]  # type: ignore[attr-defined]
        for party in self.parties:
            label = _("How %(party)s comes to hold it") % {"party": party}
            self.fields[f"told_{party.pk}"] = select(TOLD, label=label, required=False)

    def offer_issues(self) -> None:
        self.fields["issue"].choices = [("", _("Choose")), *self.menus.leaves]  # type: ignore[attr-defined]
        chosen = self["issue"].value()
        self.on = self.menus.issues.get(offers.number(chosen))
        options = [option for option in self.menus.options.values() if self.on and option.issue_id == self.on.pk]
        self.options = {str(option.pk): option for option in options}
        choices = [*((pk, option.words) for pk, option in self.options.items()), ("", _("Names none of them"))]
        self.fields["option"].widget = OnScale({pk: figure(option.value) for pk, option in self.options.items()})
        self.fields["option"].choices = choices  # type: ignore[attr-defined]
        if self.on and self.on.minimum is not None and self.on.maximum is not None:
            ends = {"low": figure(self.on.minimum), "high": figure(self.on.maximum)}
            self.fields["value"].help_text = _("From %(low)s to %(high)s.") % ends

    def add_conditions(self, record: Statement | None) -> None:
        if not self.is_bound:
            begun = offers.conditions(record) if record else []
            self.conditions = [
                ConditionRow(prefix=f"condition-{n}", offers=self.menus, initial=each)
                for n, each in enumerate([*begun, {}])
            ]
            return
        found = numbers(self.data, "condition")
        if self.data.get("again") == "condition" or not found:
            found.append(following(found))
        rows = [ConditionRow(self.data, prefix=f"condition-{n}", offers=self.menus) for n in found]
        self.conditions = [row for row in rows if not row.gone]

    def values(self, record: Statement) -> dict[str, Any]:
        found = super().values(record)
        pledge = getattr(record, "pledge", None)
        holders = list(record.holders.all())
        return found | {
            "speaker": record.speaker.name if record.speaker else "",
            "holders": [holder.party_id for holder in holders],
            "replies_to": str(record.replies_to_id or ""),
            "credibility": record.credibility,
            "pledge_what": pledge.what if pledge else "",
            "pledge_due": pledge.due if pledge else None,
            "pledge_seen_by": pledge.seen_by if pledge else "",
            **{f"told_{holder.party_id}": "other" if holder.told_by_other else "own" for holder in holders},
        }

    @property
    def chips(self) -> list[tuple[Party, Any, bool, Any]]:
        """Each party that may hold it: whether it was chosen, and how it comes to hold it."""
        chosen = {str(pk) for pk in self["holders"].value() or ()}
        return [
            (party, f"id_holders_{party.pk}", str(party.pk) in chosen, self[f"told_{party.pk}"])
            for party in self.parties
        ]

    @property
    def candidates(self) -> list[Statement]:
        """What it may reply to: the chosen one, and those on the issue that have the words sought."""
        chosen, seek = str(self["replies_to"].value() or ""), str(self["seek"].value() or "")
        return offers.to_reply(self.workspace, self.on, seek, chosen, self.record)

    @property
    def outlets(self) -> Sequence[str]:
        return offers.outlets(self.workspace.pk)

    @property
    def people(self) -> Sequence[tuple[str, str]]:
        return offers.people(self.workspace)

    @property
    def party_names(self) -> Sequence[tuple[str, str]]:
        return offers.party_names(self.everybody, self.workspace)

    @property
    def meanings(self) -> list[str]:
        """What each figure of credibility stands for."""
        return list(CREDIBILITY.values())

    @property
    def shows(self) -> dict[str, bool]:
        """Which parts of the form are open: those in which something stands."""
        names = {"why": ("rationale", "seek", "replies_to"), "pledge": ("pledge_what", "pledge_due", "pledge_seen_by")}
        found = {part: any(self[name].value() for name in those) for part, those in names.items()}
        rows = [row for row in self.conditions if row.filled or row.initial.get("text")]
        return found | {"conditions": bool(rows) or self.data.get("again") == "condition"}

    @property
    def first_empty(self) -> str:
        """The field at which a new statement is gone on with."""
        if self.is_bound or self.record:
            return ""
        quoted = any(row.initial.get(name) for row in self.reports for name in row.quotes)
        for name in ("speaker", "issue"):
            if quoted and not self[name].value():
                return str(self[name].id_for_label)
        return "id_direction_0" if quoted else ""

    @property
    def rows(self) -> list[Row]:
        return [*self.reports, *self.conditions]

    # What was typed --------------------------------------------------------------------------------------------------
    @property
    def day(self) -> DomainDate | None:
        return self.cleaned_data.get("said")

    def is_valid(self) -> bool:
        return super().is_valid() and all(row.is_valid() for row in self.rows)

    @property
    def status(self) -> int:
        wrong = self.is_bound and not (self.again or self.clashed) and not self.is_valid()
        return 422 if wrong else super().status

    def clean_speaker(self) -> Speaker | str | None:
        typed = " ".join(self.cleaned_data["speaker"].split())
        if not typed:
            return None
        if self.record and self.record.speaker and self.record.speaker.name == typed:
            known: Speaker = self.record.speaker
            return known
        found = offers.speakers_named(self.workspace, typed)
        if len(found) > 1:
            raise forms.ValidationError(
                _("More than one is called so: %(names)s. Type the whole name.")
                % {"names": ", ".join(speaker.name for speaker in found)}
            )
        return found[0] if found else typed

    def clean_another(self) -> Party | None:
        typed = " ".join(self.cleaned_data["another"].split())
        found = offers.parties_named(self.workspace, typed) if typed else []
        if typed and len(found) != 1:
            raise forms.ValidationError(
                _("More than one party is called so. Type its whole name.")
                if found
                else _("No party of that name. A lead or you can add it under Parties.")
            )
        return found[0] if found else None

    def clean_meeting(self) -> Any:
        return self.menus.meetings.get(offers.number(self.cleaned_data["meeting"]))

    def clean_issue(self) -> Issue | None:
        return self.menus.issues.get(offers.number(self.cleaned_data["issue"]))

    def clean_option(self) -> Option | None:
        return self.options.get(self.cleaned_data["option"])

    def clean_replies_to(self) -> Statement | None:
        typed = self.cleaned_data["replies_to"]
        if not typed:
            return None
        found = offers.statement(self.workspace, typed)
        if found is None or found == self.record:
            raise forms.ValidationError(_("Choose a statement that is on record."))
        return found

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        given["voice"] = given.get("voice") or Statement.Voice.PARTY
        given["modality"] = given.get("modality") or Statement.Modality.ACTUAL
        if given["voice"] == Statement.Voice.PARTY:
            self.ask("issue", _("Choose the issue that it is about."))
            self.ask("direction", _("Say which side it takes; that it takes none is an answer too."))
            self.ask("act", _("Say what the words do."))
        given["direction"] = given.get("direction") or Statement.Direction.NOT_STATED
        given["act"] = given.get("act") or Statement.Act.INFORM
        self.hold()
        self.place()
        given["words"] = given.get("words") or shortened(self.quoted)
        self.ask("words", _("Say in one sentence what it comes to, or quote its words."))
        if given.get("pledge_due") or given.get("pledge_seen_by"):
            self.ask("pledge_what", _("Say what was pledged or foretold."))
        return given

    @property
    def quoted(self) -> str:
        """The first words that are quoted."""
        typed = (str(row[name].value() or "") for row in self.reports for name in row.quotes)
        return next((words for words in typed if words.strip()), "")

    def ask(self, name: str, why: str) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, why)

    def hold(self) -> None:
        """Whose view it is: those ticked; where none is, the party for which the speaker spoke that day."""
        given = self.cleaned_data
        parties = [self.everybody[int(pk)] for pk in given.get("holders", ())]
        if given.get("another") and given["another"] not in parties:
            parties.append(given["another"])
        if given["voice"] == Statement.Voice.BACKGROUND:
            if parties:
                self.add_error("holders", _("Background is the text’s own voice: no party holds it."))
            given["held"] = []
            return
        if not parties and isinstance(given.get("speaker"), Speaker) and given.get("said"):
            post = offers.post(given["speaker"], given["said"].first)
            parties = [self.everybody[post.party_id]] if post else []
        if not parties and not {"holders", "another", "speaker", "said"} & set(self.errors):
            self.add_error("holders", _("Say whose view it is."))
        told = {"own": False, "other": True}
        given["held"] = [(party, told.get(given.get(f"told_{party.pk}", ""))) for party in parties]

    def place(self) -> None:
        """An option or a value belongs to a side."""
        given = self.cleaned_data
        option, value = given.get("option"), given.get("value")
        if option is None and value is None:
            return
        if given["direction"] not in SIDES:
            if "direction" not in self.errors:
                self.add_error("option", _("Only a statement for or against names an option or a value."))
            return
        issue = given.get("issue")
        if value is None or issue is None:
            return
        if issue.minimum is None or issue.maximum is None:
            self.add_error("value", _("This issue has no scale."))
        elif not issue.minimum <= value <= issue.maximum:
            ends = {"low": figure(issue.minimum), "high": figure(issue.maximum)}
            self.add_error("value", _("This scale runs from %(low)s to %(high)s.") % ends)
        elif option and option.value != value:
            self.add_error("value", _("Choose an option or type another value, not both."))

    @property
    def given(self) -> dict[str, Any]:
        """What `operations.record` and `operations.edit` ask for."""
        given = self.cleaned_data
        names = ("words", "said", "issue", "speaker", "direction", "option", "value", "act", "modality", "rationale",
                 "meeting", "credibility", "replies_to", "voice")  # fmt: skip
        what = given.get("pledge_what")
        return {
            **{name: given[name] for name in names},
            "holders": given["held"],
            "reports": self.reported,
            "conditions": [row.depends for row in self.conditions if row.filled],
            "pledge": Pledged(what, given["pledge_due"], given["pledge_seen_by"]) if what else None,
        }

    def only_reports(self, reports: ReportForm) -> None:
        """The rest was not asked: only what is wrong with the reports is said."""
        self._errors, self.cleaned_data, self.reports = reports.errors, {}, reports.reports
        for row in self.conditions:
            row.clear()

    # Two people ------------------------------------------------------------------------------------------------------
    def clash(self, current: Any) -> None:
        """A colleague saved first: field by field, and the reports and conditions each as one part."""
        taking = self.taking
        super().clash(current or self.record)
        fresh = StatementForm(member=self.member, negotiation=self.talks, record=current or self.record)
        for key, label, mine, other in (
            ("report", _("As reported"), self.reports, fresh.reports),
            ("condition", _("Depends on"), self.conditions, fresh.conditions),
        ):
            if taking == key:
                self.take_rows(key, other)
            elif (theirs := spoken(other)) != (yours := spoken(mine)):
                words_of = theirs or _("nothing"), yours or _("nothing")
                self.theirs = [*self.theirs, Difference(key, label, *words_of, untouched=False)]
        known = offers.reports(self.record)
        self.add_reports(known)
        self.add_conditions(self.record)
        self.offer_issues()
        for row in self.rows:
            row.clear()

    def take_rows(self, key: str, rows: Sequence[Row]) -> None:
        """Theirs take the place of what was typed into these rows."""
        for name in [name for name in self.data if name.startswith(f"{key}-")]:
            del self.data[name]
        for row in rows:
            for name, value in as_sent(row).items():
                self.data[name] = value


def shortened(words: str) -> str:
    """In one line, and no longer than a sentence should be."""
    return shorten(words, width=LONGEST_SENTENCE, placeholder="…")


def as_sent(row: Row) -> dict[str, str]:
    """What a browser would send of a row that was only filled in."""
    found = {}
    for name, each in row.fields.items():
        value = each.prepare_value(row.initial.get(name))
        if isinstance(each, forms.BooleanField):
            value = "on" if value else ""
        found[row.add_prefix(name)] = "" if value is None else str(value)
    for relay in getattr(row, "relays", ()):
        found |= as_sent(relay)
    return found


def spoken(rows: Sequence[Row]) -> str:
    """Rows in words, a line each."""
    lines = []
    for row in rows:
        parts = []
        for name, each in row.fields.items():
            value = row[name].value()
            if each.widget.is_hidden or value in (None, "", False) or name in row.idle:
                continue
            choices = dict(flat(getattr(each, "choices", None) or getattr(each.widget, "choices", ())))
            parts.append(
                str(choices.get(str(value), each.label if value in (True, "on") else each.prepare_value(value)))
            )
        for relay in getattr(row, "relays", ()):
            parts += [str(relay[name].value()) for name in ("outlet", "label", "published") if relay[name].value()]
        if parts:
            lines.append(", ".join(parts))
    return "\n".join(lines)


def flat(choices: Any) -> list[tuple[str, Any]]:
    """Choices without their groups."""
    found: list[tuple[str, Any]] = []
    for key, words_of in choices:
        found += flat(words_of) if isinstance(words_of, list | tuple) else [(str(key), words_of)]
    return found
