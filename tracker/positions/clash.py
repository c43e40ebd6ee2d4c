"""Two people, one position: what a colleague saved meanwhile, part by part beside what was typed."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.base.clash import Difference, spoken, typed
from tracker.positions.models import Reading
from tracker.positions.queries import weighed_for

if TYPE_CHECKING:
    from tracker.positions.forms import ReviseForm

VALUE = Reading.Stance.VALUE
PARTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "effective": (gettext_lazy("In force from"), ("effective",)),
    "why": (gettext_lazy("What changed"), ("why",)),
    "place": (gettext_lazy("Where it stands"), ("stance", "option", "stated")),
    "low": (gettext_lazy("Low end"), ("low", "low_bound")),
    "high": (gettext_lazy("High end"), ("high", "high_bound")),
    "mutual": (gettext_lazy("The red line binds both sides"), ("mutual",)),
    "summary": (gettext_lazy("In our words"), ("summary",)),
    "firmness": (gettext_lazy("Firmness"), ("firmness",)),
    "salience": (gettext_lazy("Salience"), ("salience",)),
    "confidence": (gettext_lazy("Our confidence"), ("confidence", "confidence_reason")),
    "basis": (gettext_lazy("Basis"), ("basis",)),
}


def as_values(reading: Reading) -> dict[str, Any]:
    """A reading as the form's own values."""
    return {
        "effective": str(reading.effective),
        "why": reading.why,
        "stance": reading.stance,
        "option": str(reading.option_id or ""),
        "stated": None if reading.option_id else reading.stated,
        "low": reading.low,
        "low_bound": reading.low_bound,
        "high": reading.high,
        "high_bound": reading.high_bound,
        "mutual": reading.mutual,
        "summary": reading.summary,
        "firmness": reading.firmness or "",
        "salience": reading.salience,
        "confidence": reading.confidence,
        "confidence_reason": reading.confidence_reason,
        "basis": reading.basis,
    }


class Theirs:
    """The reading that a colleague saved meanwhile."""

    def __init__(self, form: "ReviseForm", reading: Reading) -> None:
        self.form, self.reading = form, reading
        relations = {row.statement_id: row.relation for row in weighed_for(reading)}
        weighed = {name: relations.get(statement.pk, "") for name, statement in form.statements.items()}
        self.typed = self.as_typed(as_values(reading) | weighed)

    @property
    def parts(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        """What can differ: a label, and the fields that make it up. A withdrawal has nothing to take over."""
        if self.reading.withdrawn:
            return {}
        fields = self.form.fields
        known = {key: (str(label), names) for key, (label, names) in PARTS.items() if names[0] in fields}
        if "why" in known and self.reading.why not in dict(fields["why"].choices):  # type: ignore[attr-defined]
            del known["why"]  # a correction: not for this form to say
        return known | {name: (statement.words, (name,)) for name, statement in self.form.statements.items()}

    @property
    def differences(self) -> list[Difference]:
        begun = self.as_typed(self.form.initial)
        return [
            Difference(key, label, theirs, yours, yours == self.words(names, begun))
            for key, (label, names) in self.parts.items()
            if (theirs := self.words(names, self.typed)) != (yours := self.words(names, self.form.data))
        ]

    def take(self, key: str) -> None:
        """The form says of that part what the colleague said; the rest stays as typed."""
        _label, names = self.parts.get(key, ("", ()))
        data = self.form.data.copy()  # type: ignore[attr-defined]
        for name in names:
            data.pop(name, None)
            if self.typed.get(name):
                data[name] = self.typed[name]
        self.form.data = data

    def as_typed(self, values: Mapping[str, Any]) -> dict[str, str]:
        """Those values as a browser would send them."""
        fields = self.form.fields
        return {name: typed(fields[name], value) for name, value in values.items() if name in fields}

    def words(self, names: tuple[str, ...], data: Mapping[str, Any]) -> str:
        """A part as people read it."""
        values = {name: str(data.get(name) or "") for name in names if name in self.form.fields}
        if "stance" in values:
            chosen = values["stance"] == VALUE
            values = {name: value for name, value in values.items() if (name == "stance") != chosen}
        said = [spoken(self.form.fields[name], value) for name, value in values.items()]
        return ", ".join(filter(None, said)) or _("nothing")
