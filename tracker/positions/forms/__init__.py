"""The form that says what a position has become. It never saves: operations do."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.access import within
from tracker.accounts.models import Membership
from tracker.base.dates import DomainDate
from tracker.base.forms import CarryForm, DomainDateField, EditForm, Figure, OnScale, select, words
from tracker.base.models import Versioned
from tracker.base.numbers import figure
from tracker.positions.clash import Theirs, as_values
from tracker.positions.models import Evidence, Position, Reading, Review
from tracker.positions.operations import OVERTAKEN, Bears, on_scale, shut_out
from tracker.positions.queries import OnRecord, newest_saved
from tracker.positions.words import measured
from tracker.statements.models import Statement

VALUE = Reading.Stance.VALUE
MOST_WORDS = 4_000  # letters of a summary
MOST_REASON = 2_000
BEARING = (Evidence.Relation.SUPPORTS, Evidence.Relation.QUALIFIES, Evidence.Relation.CONTRADICTS)
SILENCES = (Reading.Stance.NEUTRAL, Reading.Stance.AMBIVALENT, Reading.Stance.DECLINED)  # said in the same words
MOST_NOTE = 2_000
RELATIONS = [each for each in Evidence.Relation.choices if each[0] != Evidence.Relation.NOT_WEIGHED]
KNOWN_WHY = [Reading.Why.MERGED, Reading.Why.RESCALED, Reading.Why.CORRECTED]  # other operations say so themselves


class ReviseForm(EditForm):
    """What the party wants from which day on, how sure we are, and how each statement bears on that."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)  # the reading that the form was filled in from
    effective = DomainDateField(
        label=gettext_lazy("In force from"),
        help_text=gettext_lazy("A day, a month (“May 2012”) or a year: when the party came to stand there."),
    )
    why = select([each for each in Reading.Why.choices if each[0] not in KNOWN_WHY], label=gettext_lazy("What changed"))
    stance = select(Reading.Stance.choices, label=gettext_lazy("Where it stands"), widget=forms.RadioSelect)
    option = select([], label=gettext_lazy("On the scale"), required=False)
    stated = Figure(label=gettext_lazy("Another value"), required=False)
    low = Figure(label=gettext_lazy("Low end"), required=False)
    low_bound = select(Reading.Bound.choices, label=gettext_lazy("How sure is the low end"))
    high = Figure(label=gettext_lazy("High end"), required=False)
    high_bound = select(Reading.Bound.choices, label=gettext_lazy("How sure is the high end"))
    mutual = forms.BooleanField(label=gettext_lazy("The red line binds both sides"), required=False)
    summary = words(gettext_lazy("In our words"), MOST_WORDS, rows=4, help_text=gettext_lazy("One or two sentences."))
    firmness = select(
        [("", gettext_lazy("Not judged")), *Reading.Firmness.choices], label=gettext_lazy("Firmness"), required=False
    )
    salience = forms.IntegerField(
        label=gettext_lazy("Salience"),
        required=False,
        min_value=0,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        help_text=gettext_lazy("How much the issue matters to it, 0 to 100."),
        error_messages={
            "invalid": gettext_lazy("Type a whole number from 0 to 100."),
            "min_value": gettext_lazy("Salience runs from 0 to 100."),
            "max_value": gettext_lazy("Salience runs from 0 to 100."),
        },
    )
    confidence = select(Reading.Confidence.choices, label=gettext_lazy("Our confidence"))
    confidence_reason = words(gettext_lazy("Why so confident"), MOST_REASON, rows=2, required=False)
    basis = select(Reading.Basis.choices, label=gettext_lazy("Basis"))

    def __init__(self, data: Any = None, *, record: OnRecord, moved_by: Statement | None = None) -> None:
        self.record, self.issue, self.moved_by = record, record.position.issue, moved_by
        self.options = {str(option.pk): option for option in self.issue.worded}
        self.reading = self.begun_from(data)
        self.relations = record.relations_of(self.reading)
        self.theirs: Theirs | None = None
        super().__init__(data, initial=self.filled_in())
        self.statements = self.weigh()
        if self.issue.scaled:
            figures = {pk: figure(option.value) for pk, option in self.options.items()}
            choices = [*((pk, option.words) for pk, option in self.options.items()), ("", _("Another value"))]
            ends = {"low": figure(self.issue.minimum or 0), "high": measured(self.issue.maximum or 0, self.issue)}
            self.fields["stated"].help_text = _("From %(low)s to %(high)s.") % ends
            self.fields["option"].widget = OnScale(figures)
            self.fields["option"].choices = choices  # type: ignore[attr-defined]
        else:
            for name in ("option", "stated", "low", "low_bound", "high", "high_bound", "mutual"):
                del self.fields[name]
            self.fields["stance"].choices = [each for each in Reading.Stance.choices if each[0] != VALUE]  # type: ignore[attr-defined]

    def begun_from(self, data: Any) -> Reading | None:
        """The reading that the form was filled in from, which need not be in force any more."""
        seen = (data or {}).get("seen")
        return next((each for each in self.record.readings if str(each.pk) == seen), self.record.in_force)

    def filled_in(self) -> dict[str, Any]:
        """What the form begins with: the reading in force, from the day shown on."""
        reading, position = self.reading, self.record.position
        initial: dict[str, Any] = {
            "stance": VALUE if self.issue.scaled else "",
            "confidence": Reading.Confidence.LOW,
            "basis": Reading.Basis.STATED,
            "low_bound": Reading.Bound.NONE,
            "high_bound": Reading.Bound.NONE,
        }
        if reading:
            initial |= as_values(reading)
        return initial | {
            "effective": str(DomainDate.day(self.record.day)),
            "why": Reading.Why.CLARIFIED if reading else Reading.Why.FIRST,
            "expected": position.version,
            "seen": reading.pk if reading else None,
            **{f"bears_{pk}": row.relation for pk, row in self.relations.items()},
            **(self.as_said(self.moved_by) if self.moved_by else {}),
        }

    def as_said(self, statement: Statement) -> dict[str, Any]:
        """What the statement that moves it says, as a beginning."""
        said: dict[str, Any] = {
            "effective": str(statement.said),
            "summary": statement.words,
            f"bears_{statement.pk}": Evidence.Relation.SUPPORTS,
        }
        if statement.direction in SILENCES:
            return said | {"stance": statement.direction, "option": "", "stated": None}
        same = (statement.minimum, statement.maximum) == (self.issue.minimum, self.issue.maximum)
        if statement.direction == Statement.Direction.FOR and str(statement.option_id) in self.options:
            return said | {"stance": VALUE, "option": str(statement.option_id), "stated": None}
        if statement.direction == Statement.Direction.FOR and statement.value is not None and same:
            option = next((pk for pk, each in self.options.items() if each.value == statement.value), "")
            return said | {"stance": VALUE, "option": option, "stated": None if option else statement.value}
        return said

    def weigh(self) -> dict[str, Statement]:
        """A choice for each statement of the party on this issue, and for what the reading in force rests on."""
        found = {}
        for pk, statement in self.record.said.items():
            if statement.issue_id != self.issue.pk and pk not in self.relations:
                continue
            name = f"bears_{pk}"
            self.fields[name] = select([("", "—"), *RELATIONS], label=_("How it bears"), required=False)
            found[name] = statement
        return found

    # What was typed --------------------------------------------------------------------------------------------------
    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.issue.scaled:
            self.place()
            self.bound("low")
            self.bound("high")
            self.in_order()
            self.holds_its_own()
        return self.cleaned_data

    def place(self) -> None:
        """Stance, option and value agree; what the form began with gives way to what was chosen now."""
        if {"stance", "option", "stated"} & set(self.errors):
            return
        given, changed = self.cleaned_data, set(self.changed_data)
        option, value = self.options.get(given["option"]), given["stated"]
        chose, typed = option is not None and "option" in changed, value is not None and "stated" in changed
        if given["stance"] != VALUE and "stance" not in changed and (chose or typed):
            given["stance"] = VALUE  # who picks a point of the scale means it
        if given["stance"] != VALUE:
            if chose or typed:
                self.add_error("stance", _("A value belongs to the stance “A value”, and to no other."))
            given["option"] = given["stated"] = None
            return
        if option and value is not None and value != option.value:
            if chose and typed:
                self.add_error("stated", _("Choose an option or type another value, not both."))
            elif typed or ("option" not in changed and "stated" not in changed):
                option = None
            else:
                value = None
        elif option is None and value is None:
            self.add_error("option", _("Choose where it stands, or type another value."))
        if option is None and value is not None:
            option = next((each for each in self.options.values() if each.value == value), None)
        given["option"], given["stated"] = option, option.value if option else value
        self.on_scale("stated")

    def on_scale(self, name: str) -> None:
        value, low, high = self.cleaned_data.get(name), self.issue.minimum, self.issue.maximum
        if value is not None and low is not None and high is not None and not low <= value <= high:
            self.add_error(name, on_scale(self.issue))

    def bound(self, end: str) -> None:
        """An end of the range is known exactly when we say how sure it is."""
        self.on_scale(end)
        value, bound = self.cleaned_data.get(end), self.cleaned_data.get(f"{end}_bound")
        if value is not None and bound == Reading.Bound.NONE:
            self.add_error(f"{end}_bound", _("Say whether this end is a red line, or one assumed."))
        if value is None and end not in self.errors and bound not in (None, Reading.Bound.NONE):
            self.add_error(end, _("Type where this end lies, or say that it is not known."))

    def in_order(self) -> None:
        low, high = self.cleaned_data.get("low"), self.cleaned_data.get("high")
        if low is not None and high is not None and low > high:
            values = {"low": figure(low), "high": figure(high)}
            self.add_error("low", _("The low end (%(low)s) is above the high end (%(high)s).") % values)

    def holds_its_own(self) -> None:
        """A party accepts its own position: said beside the end that shuts it out."""
        outside = shut_out(*(self.cleaned_data.get(name) for name in ("stated", "low", "high")))
        if outside:
            self.add_error(*outside)

    def doubts(self, today: date) -> list[str]:
        """Also of a reading in force before there was anything to take a position in."""
        effective, begins = self.cleaned_data["effective"], self.issue.negotiation.begins
        if begins is None or effective.end > begins.first:
            return super().doubts(today)
        dates = {"effective": effective, "begins": begins}
        words = _("It is in force from %(effective)s, before the negotiation began, %(begins)s: is it right?")
        return [*super().doubts(today), words % dates]

    @property
    def as_it_was(self) -> bool:
        """Whether it was sent just as it was filled in, so that there is nothing to save."""
        return self.is_bound and self.reading is not None and not set(self.changed_data) - {"expected", "seen"}

    @property
    def judged(self) -> dict[str, Any]:
        """What `operations.revise` asks for."""
        given = {name: self.cleaned_data[name] for name in self.cleaned_data if name not in self.statements}
        del given["seen"]
        given["firmness"] = given["firmness"] or None
        return {**given, "evidence": self.evidence()}

    def evidence(self) -> list[Bears]:
        """How each statement bears; what was noted stays where the judgement does."""
        found = []
        for name, statement in self.statements.items():
            relation, row = self.cleaned_data[name], self.relations.get(statement.pk)
            if relation:
                note = row.note if row and row.relation == relation else ""
                found.append(Bears(statement, relation, note))
        return found

    # Two people ------------------------------------------------------------------------------------------------------
    def clash(self, current: Versioned | None) -> None:
        """A colleague saved first: theirs stands beside what was typed, part by part, and nothing typed is lost."""
        taking = self.taking
        super().clash(current or self.record.position)
        self.errors.pop(NON_FIELD_ERRORS, None)  # the page says it, with who and when
        newest = newest_saved(self.record.position)
        if newest:
            self.theirs = Theirs(self, newest)
        if self.theirs and taking:
            self.errors.clear()
            self.theirs.take(taking)


class CorrectForm(ReviseForm):
    """What a reading should have said: filled in with the slip, of which it takes the place."""

    why = None  # type: ignore[assignment]  # a correction says so itself

    def __init__(self, data: Any = None, *, record: OnRecord, slip: Reading) -> None:
        self.slip = slip
        super().__init__(data, record=record)

    def begun_from(self, data: Any) -> Reading | None:
        return self.slip

    def filled_in(self) -> dict[str, Any]:
        return super().filled_in() | {"effective": str(self.slip.effective)}


class WithdrawForm(EditForm):
    """Why a reading is to stand no longer."""

    reason = words(
        gettext_lazy("Why it is withdrawn"),
        MOST_REASON,
        rows=3,
        help_text=gettext_lazy("It stays in the history with this."),
    )


# Judging what waits, and what others judged ---------------------------------------------------------------------------
class Judging(CarryForm):
    """A form that one key sends. Who saw less than there is now is told, and what was noted comes back."""

    def refuse(self, reason: ValidationError) -> None:
        super().refuse(reason)
        self.clashed = getattr(reason, "code", "") == OVERTAKEN


class Given(forms.ModelChoiceField):
    """A record that the page named in a hidden field."""

    widget = forms.HiddenInput
    default_error_messages = {"invalid_choice": gettext_lazy("That is no longer here.")}


class WeighForm(Judging):
    """How a statement bears on what we hold."""

    position = Given(queryset=None)
    statement = Given(queryset=None)
    reading = Given(queryset=None, required=False)
    expected = forms.IntegerField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    relation = forms.ChoiceField(
        label=gettext_lazy("How it bears"),
        choices=[*RELATIONS, (Evidence.Relation.NOT_WEIGHED, gettext_lazy("Not weighed: it waits again"))],
        widget=forms.RadioSelect,
    )
    note = words(gettext_lazy("Note"), MOST_NOTE, rows=2, required=False)

    def __init__(self, data: Any = None, *, member: Membership, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        for name, model in (("position", Position), ("statement", Statement), ("reading", Reading)):
            self.fields[name].queryset = within(member.workspace, model)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        super().clean()
        reading, position = self.cleaned_data.get("reading"), self.cleaned_data.get("position")
        bears = self.cleaned_data.get("relation") in BEARING
        if reading and position and reading.position_id != position.pk:
            self.add_error("reading", _("That reading is of another position."))
        elif bears and reading is None and "relation" in self.cleaned_data:
            self.add_error("relation", _("Nothing is in force here: record a reading, or say that it does not bear."))
        return self.cleaned_data

    def named(self, name: str) -> Any:
        """The record that the form is about, whether it was sent or filled in."""
        given = self.data.get(name) if self.is_bound else self.initial.get(name)
        try:
            return self.fields[name].clean(given)
        except ValidationError:
            return None


class Picked(forms.Form):
    """Which statement an address names, and for which reading."""

    statement = Given(queryset=None)
    reading = Given(queryset=None, required=False)

    def __init__(self, data: Any, *, position: Position) -> None:
        super().__init__(data)
        self.fields["reading"].queryset = position.readings.all()  # type: ignore[attr-defined]
        held = Statement.objects.filter(holders__party=position.party_id, workspace=position.workspace_id)
        self.fields["statement"].queryset = held  # type: ignore[attr-defined]


class ReviewForm(Judging):
    """What a colleague says of a reading."""

    state = forms.ChoiceField(
        label=gettext_lazy("Review"),
        choices=[
            (Review.State.APPROVED, gettext_lazy("Approve")),
            (Review.State.QUESTIONED, gettext_lazy("Question")),
            (Review.State.PROPOSED, gettext_lazy("Propose again")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether you approve, question or propose it again.")},
    )
    note = words(gettext_lazy("Note"), MOST_NOTE, rows=3, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        super().clean()
        if self.cleaned_data.get("state") == Review.State.QUESTIONED and not self.cleaned_data.get("note"):
            self.add_error("note", _("Say what you ask: its author has to answer it."))
        if "seen" in self.cleaned_data:
            self.cleaned_data["seen"] = self.cleaned_data["seen"] or 0
        return self.cleaned_data


class QueueForm(ReviewForm):
    """The same from a list, which says of which reading."""

    reading = Given(queryset=None)

    def __init__(self, data: Any = None, *, member: Membership, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["reading"].queryset = within(member.workspace, Reading)  # type: ignore[attr-defined]
