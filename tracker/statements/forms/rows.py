"""The rows below a statement: texts that carry it, outlets in between, what it depends on.

A row is a form of its own, named "report-0", "report-0-relay-1", "condition-0"; one in which nothing was filled in
counts for nothing. One more, or one less, is asked for by a button named "again".
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.base.direction import isolated
from tracker.base.forms import CarryForm, DomainDateField, select, words
from tracker.sources.anchors import Ambiguous, NotFound, find
from tracker.sources.models import Document, Excerpt, Outlet, foreign
from tracker.sources.operations import Translation
from tracker.sources.queries import outlet_named, standing
from tracker.statements.models import Report
from tracker.statements.offers import Offers, Passage, number
from tracker.statements.operations import Depends, Heard, Reported, Words

MOST_QUOTED = 20_000  # letters of one quotation
MOST_ROWS = 50
MOST_WORDS = 2_000
OF_WORDS = ("quote", "near", "translation", "translator", "excerpt", "seen")  # the fields of one quotation


def numbers(data: Any, before: str) -> list[int]:
    """Of the rows that begin with `before` and a hyphen, as they were sent."""
    row = re.compile(rf"{re.escape(before)}-(\d{{1,4}})(?:-|$)")
    return sorted({int(found[1]) for name in data if (found := row.match(name))})[:MOST_ROWS]


def following(found: Sequence[int]) -> int:
    return found[-1] + 1 if found else 0


class Row(CarryForm):
    """One row; what it is named says where it stands."""

    @property
    def gone(self) -> bool:
        """Whether a button was pressed that takes it away."""
        return self.is_bound and self.data.get("again") == f"drop-{self.prefix}"

    @property
    def number(self) -> str:
        return str(self.prefix).rpartition("-")[2]

    @property
    def filled(self) -> bool:
        return self.is_bound and any(
            str(self.data.get(self.add_prefix(name)) or "").strip()
            for name, each in self.fields.items()
            if not each.widget.is_hidden and name not in self.idle
        )

    idle: tuple[str, ...] = ()  # fields that say nothing alone

    def clear(self) -> None:
        """What was typed is shown without what is wrong with it."""
        self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}
        for row in getattr(self, "relays", ()):
            row.clear()

    def full_clean(self) -> None:
        if self.taking or (self.is_bound and not self.filled):
            self._errors, self.cleaned_data = ErrorDict(renderer=self.renderer), {}
        else:
            super().full_clean()


class RelayRow(Row):
    outlet = words(gettext_lazy("Outlet"), required=False)
    label = words(gettext_lazy("Which dispatch"), required=False)
    published = DomainDateField(label=gettext_lazy("Published"), required=False, past=True)

    def __init__(self, *args: Any, offers: Offers, **kwargs: Any) -> None:
        self.workspace = offers.workspace
        super().__init__(*args, **kwargs)
        self.fields["outlet"].widget.attrs |= {"list": "outlets"}
        self.fields["label"].widget.attrs |= {"placeholder": ""}

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.cleaned_data.get("outlet") and "outlet" not in self.errors:
            self.add_error("outlet", _("Name the outlet."))
        return self.cleaned_data

    @property
    def heard(self) -> Heard:
        given = self.cleaned_data
        outlet: Outlet | str = outlet_named(self.workspace, given["outlet"]) or given["outlet"]
        return Heard(outlet, given["label"], given["published"])


class Quoted(NamedTuple):
    """The fields of one quotation."""

    quote: forms.BoundField
    near: forms.BoundField  # where it stands
    more: bool  # there is one above it
    translation: forms.BoundField
    translator: forms.BoundField
    excerpt: forms.BoundField  # that these words were
    seen: forms.BoundField  # in this version
    translates: bool  # a translation is asked for, or there


class ReportRow(Row):
    """One text that carries the statement, in which words, and through which outlets it came."""

    id = forms.IntegerField(widget=forms.HiddenInput, required=False)
    document = forms.CharField(label=gettext_lazy("Text"), required=False, widget=forms.Select)
    mode = select(
        [("", gettext_lazy("Choose")), *Report.Mode.choices],
        label=gettext_lazy("How the text carries it"),
        required=False,
    )
    direct = forms.BooleanField(
        label=gettext_lazy("A direct record: our notes, an official text, a recording"), required=False
    )

    def __init__(
        self, data: Any = None, *, offers: Offers, prefix: str, report: Report | None = None, begun: Any = None
    ) -> None:
        self.offers, self.report, begun = offers, report, begun or {}
        self.excerpts = {quoted.excerpt.exact: quoted.excerpt for quoted in report.quotations.all()} if report else {}
        super().__init__(data, prefix=prefix, initial=begun)
        texts = [("", _("None, or not kept here")), *offers.documents]
        chosen = self["document"].value()
        if number(chosen) not in dict(texts) and (beside := offers.document(chosen)):
            texts.insert(1, (beside.pk, beside.title))
        self.fields["document"].widget.choices = texts
        self.language = offers.language(chosen)
        self.add_quotes(begun)
        self.add_relays(begun)

    def add_quotes(self, begun: Mapping[str, Any]) -> None:
        at = f"{self.prefix}-quote"
        found = numbers(self.data, at) if self.is_bound else list(range(max(1, len(begun.get("quotes", ())))))
        more = self.again and self.data.get("again") == at
        if more or not found:
            found.append(following(found))
        self.quotes = []
        for n in found:
            if self.is_bound and self.data.get("again") == f"drop-{at}-{n}":
                continue
            label = _("Quotation") if n == found[0] else _("And further on")
            name = f"quote-{n}"
            self.fields[name] = words(label, MOST_QUOTED, rows=3, required=False, strip=True)
            self.fields[name].widget.attrs["dir"] = "auto"
            if self.language:
                self.fields[name].widget.attrs["lang"] = self.language
            self.fields[f"near-{n}"] = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
            self.add_translation(n)
            if n < len(begun.get("quotes", ())):
                self.fill_in(n, begun["quotes"][n])
            self.quotes.append(name)
        if more:
            self.fields[self.quotes[-1]].widget.attrs["autofocus"] = True

    def add_translation(self, n: int) -> None:
        """What the quotation says in our language, and who translated it: the same person as last time."""
        label = _("What it says in our language")
        self.fields[f"translation-{n}"] = words(label, MOST_QUOTED, rows=2, required=False)
        self.fields[f"translator-{n}"] = words(_("Who translated it"), required=False)
        for name in (f"translation-{n}", f"translator-{n}"):
            self.fields[name].widget.attrs["dir"] = "auto"
        for name in (f"excerpt-{n}", f"seen-{n}"):
            self.fields[name] = forms.IntegerField(required=False, widget=forms.HiddenInput)
        self.idle = (*self.idle, f"translator-{n}")
        if self.strange:
            self.initial[f"translator-{n}"] = self.offers.translator

    @property
    def strange(self) -> bool:
        """Whether the text is in a language that wants a translation."""
        return bool(self.language) and foreign(self.language)

    def fill_in(self, n: int, given: Passage) -> None:
        found = dict(zip(("quote", "near", "translation", "translator", "seen", "excerpt"), given, strict=True))
        if not given.translation:
            del found["translator"]
        self.initial = {**self.initial, **{f"{name}-{n}": value for name, value in found.items()}}

    def add_relays(self, begun: Mapping[str, Any]) -> None:
        at, data = f"{self.prefix}-relay", self.data if self.is_bound else None
        given = begun.get("relays", ())
        found = numbers(self.data, at) if self.is_bound else list(range(len(given) + 1))
        more = self.again and self.data.get("again") == at
        if more or not found:
            found.append(following(found))
        rows = [
            RelayRow(data, prefix=f"{at}-{n}", offers=self.offers, initial=given[n] if n < len(given) else {})
            for n in found
        ]
        self.relays = [row for row in rows if not row.gone]
        if more:
            self.relays[-1].fields["outlet"].widget.attrs["autofocus"] = True

    @property
    def passages(self) -> list[Quoted]:
        """The fields of each quotation. A translation is asked for where the text is in another language."""
        found = []
        for at, name in enumerate(self.quotes):
            quote, near, translation, translator, excerpt, seen = (
                self[name.replace("quote", each)] for each in OF_WORDS
            )
            translates = self.strange or bool(translation.value())
            found.append(Quoted(quote, near, at > 0, translation, translator, excerpt, seen, translates))
        return found

    @property
    def filled(self) -> bool:
        return super().filled or any(row.filled for row in self.relays)

    def is_valid(self) -> bool:
        return super().is_valid() and all(row.is_valid() for row in self.relays)

    def clean(self) -> dict[str, Any]:
        super().clean()
        if not self.cleaned_data.get("mode") and "mode" not in self.errors:
            self.add_error("mode", _("Say how the text carries it."))
        self.text = self.clean_text()
        self.found: list[Words | Excerpt] = []
        for name in self.quotes:
            if quoted := self.cleaned_data.get(name):
                self.anchor(name, quoted)
        if self.cleaned_data.get("direct") and any(row.filled for row in self.relays):
            self.add_error("direct", _("A direct record came through no outlet: clear the outlets, or this mark."))
        return self.cleaned_data

    def clean_text(self) -> Document | None:
        """The document that was chosen, of this workspace."""
        typed = self.cleaned_data.get("document") or ""
        if not typed:
            return None
        found = self.offers.document(typed)
        if found is None:
            self.add_error("document", _("Choose one of the texts."))
        return found

    def anchor(self, name: str, quoted: str) -> None:
        known = self.excerpts.get(quoted)
        if known is None and self.moved(name, quoted):
            return
        if known and self.text and known.document_id == self.text.pk:  # also where the text was corrected since
            self.found.append(Words(known, translation=self.translated(name, known)))
        elif self.text is None:
            if "document" not in self.errors:
                self.add_error("document", _("Choose the text that these words stand in."))
        else:
            near = self.cleaned_data.get(name.replace("quote", "near"))
            try:
                place = find(self.text.text, quoted, near=near)
            except (NotFound, Ambiguous) as reason:
                self.add_error(name, str(reason))
            else:
                given = bool(self.cleaned_data.get(name.replace("quote", "translation")))
                same = standing(self.text, place.start, place.end) if given else None
                self.found.append(Words(quoted, near, self.translated(name, same) if given else None))

    def moved(self, name: str, quoted: str) -> bool:
        """Whether a colleague changed meanwhile where these words begin and end; then it is asked which shall stand."""
        excerpt, seen = (self.cleaned_data.get(name.replace("quote", each)) for each in ("excerpt", "seen"))
        now = next((each for each in self.excerpts.values() if each.pk == excerpt), None)
        if now is None or now.version == seen:
            return False
        self.see(name.replace("quote", "seen"), now)
        asked = _("Meanwhile it was changed to “%(words)s”. Save again if other words shall stand.")
        self.add_error(name, asked % {"words": isolated(now.exact)})
        return True

    def see(self, name: str, excerpt: Excerpt) -> None:
        """The form that comes back knows the excerpt as it is now."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data[self.add_prefix(name)] = str(excerpt.version)
        self.data = data

    def translated(self, name: str, known: Excerpt | None) -> Translation | None:
        """What was typed as the translation; of what a colleague translated meanwhile it is asked again."""
        translation, translator, seen = (name.replace("quote", each) for each in ("translation", "translator", "seen"))
        if self.add_prefix(translation) not in self.data:
            return None
        given = Translation(self.cleaned_data.get(translation) or "", self.cleaned_data.get(translator) or "")
        if known and known.translation not in ("", given.words) and self.cleaned_data.get(seen) != known.version:
            theirs = {
                "words": isolated(known.translation),
                "translator": isolated(known.translator or _("a colleague")),
            }
            asked = _("It is translated already, by %(translator)s: “%(words)s” Save again if yours shall stand.")
            self.see(seen, known)
            self.add_error(translation, asked % theirs)
        return given

    @property
    def reported(self) -> Reported:
        """The text's own outlet is the first by itself where a new report does not name it."""
        chain: list[Heard] | None = [row.heard for row in self.relays if row.filled]
        own = self.text.outlet if self.text else None
        if self.cleaned_data["direct"]:
            chain = []
        elif not chain:
            chain = None
        elif own and not self.report and chain[0].outlet != own:
            chain.insert(0, Heard(own))
        pk = self.report.pk if self.report else None
        return Reported(self.cleaned_data["mode"], self.text, self.found, chain, pk)


def report_as_typed(report: Report) -> dict[str, Any]:
    """A report as the form is filled in with it."""
    relays = list(report.relays.all())
    return {
        "id": report.pk,
        "document": str(report.document_id or ""),
        "mode": report.mode,
        "direct": report.direct and report.document_id is not None,
        "quotes": [Passage.of(quoted.excerpt) for quoted in report.quotations.all()],
        "relays": [
            {"outlet": relay.outlet.name, "label": relay.label, "published": relay.published} for relay in relays
        ],
    }


class ConditionRow(Row):
    text = words(gettext_lazy("It depends on"), MOST_WORDS, rows=2, required=False)
    on = select([], label=gettext_lazy("Which is about"), required=False)
    wanted = select([], label=gettext_lazy("Wanted there"), required=False)
    group = forms.TypedChoiceField(
        label=gettext_lazy("Together with"),
        choices=[(n, gettext_lazy("Set %(n)s") % {"n": n}) for n in range(1, 10)],
        coerce=int,
        required=False,
    )
    idle = ("group",)

    def __init__(self, *args: Any, offers: Offers, **kwargs: Any) -> None:
        self.offers = offers
        super().__init__(*args, **kwargs)
        self.fields["on"].choices = [("", _("Nothing on the agenda")), *offers.on]  # type: ignore[attr-defined]
        self.fields["wanted"].choices = [("", _("Not said")), *offers.wanted]  # type: ignore[attr-defined]
        self.fields["wanted"].widget.choices = [("", _("Not said")), *offers.wanted_on(self["on"].value())]

    def clean(self) -> dict[str, Any]:
        super().clean()
        given = self.cleaned_data
        if not given.get("text") and "text" not in self.errors:
            self.add_error("text", _("Say in a few words what it depends on."))
        kind, _hyphen, pk = (given.get("on") or "").partition("-")
        self.issue = self.offers.issues.get(int(pk)) if kind == "issue" else None
        self.meeting = self.offers.meetings.get(int(pk)) if kind == "meeting" else None
        self.option = self.offers.options.get(number(given.get("wanted")))
        if self.option and (self.issue is None or self.option.issue_id != self.issue.pk):
            if self.issue is None and self.meeting is None:
                self.issue = self.offers.issues[self.option.issue_id]  # the option says which issue it is about
            else:
                self.add_error("wanted", _("That option belongs to another issue."))
        return given

    @property
    def depends(self) -> Depends:
        given = self.cleaned_data
        return Depends(given["text"], self.issue, self.meeting, self.option, given["group"] or 1)
