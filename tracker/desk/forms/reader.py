"""What a text shows of the statements cut from it; it stands in the address."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.translation import gettext_lazy

from tracker.base.forms import select
from tracker.desk.queries.sources import Reader

ALL = ("", gettext_lazy("all"))


class ReaderForm(forms.Form):
    """Whose statements, on which issue, recorded by whom: each is asked only where there is more than one."""

    party = select([ALL], label=gettext_lazy("Party"), required=False)
    issue = select([ALL], label=gettext_lazy("Issue"), required=False)
    coder = select([ALL], label=gettext_lazy("Recorded by"), required=False)

    def __init__(self, data: Mapping[str, str], reader: Reader) -> None:
        super().__init__(data)
        said = reader.statements
        self.offer("party", {held.party_id: str(held.party) for each in said for held in each.held})
        self.offer("issue", {each.issue_id: str(each.issue) for each in said if each.issue_id})
        several = len({each.coder_id for each in said}) > 1  # who it was is asked only then
        self.offer("coder", {each.coder_id: str(each.coder) for each in said} if several else {})

    def offer(self, name: str, found: Mapping[int | None, str]) -> None:
        if len(found) < 2:
            del self.fields[name]
            return
        choices: Iterable[tuple[str, str]] = ((str(pk), words) for pk, words in found.items())
        self.fields[name].either = True  # type: ignore[attr-defined]  # nobody has to be told that it is optional
        self.fields[name].choices = [ALL, *sorted(choices, key=lambda each: each[1])]  # type: ignore[attr-defined]

    @property
    def wanted(self) -> dict[str, str]:
        """What is asked for and offered."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
