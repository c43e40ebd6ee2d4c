"""Several files that are brought in at once, each with what is known of it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.access import within
from tracker.accounts.models import Membership
from tracker.agenda.models import Negotiation
from tracker.base.forms import CarryForm, words
from tracker.desk.forms.bring_in import ACCEPTED, ReadForm, listed_with
from tracker.sources.extract import LARGEST
from tracker.sources.files import Contents
from tracker.sources.forms import spoken
from tracker.sources.held import Upload, held, hold, release
from tracker.sources.models import Document

MOST = 100  # files at once
TOO_MANY = gettext_lazy("A hundred files are brought in at once. Bring those in first, and choose this one again.")


class RowForm(ReadForm):
    """One of several files: what is known of it, to be corrected, and whether it is to be brought in."""

    anyway = forms.BooleanField(label=gettext_lazy("Bring it in"), required=False)
    new_outlet = words(gettext_lazy("Or a new outlet"), required=False)
    told = forms.BooleanField(required=False, widget=forms.HiddenInput)  # that the like of it is here already

    def __init__(self, data: Any = None, *, upload: Upload, token: str, member: Membership) -> None:
        self.file, self.token = upload, token
        super().__init__(data, member=member, prefix=upload.sha256[:12])
        if data is None:
            self.initial.update(self.guesses, anyway=not self.twin, told=bool(self.twin))
            if isinstance(self.read, Contents) and not self.read.sure:
                self.initial["encoding"] = self.read.encoding

    @property
    def upload(self) -> Upload:
        return self.file

    @property
    def wanted(self) -> bool:
        """Whether it is ticked."""
        return bool(self.data.get(self.add_prefix("anyway")))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given.pop("anyway", None)
        if not given.pop("told", False) and self.twin:
            self.add_error("anyway", self.twin_words)  # it came in since this was shown: perhaps with these files
        if isinstance(self.read, Contents):
            given |= {"text": self.read.text, "encoding": self.read.encoding}
            given["title"] = given.get("title") or self.guesses["title"]
            given["language"] = given.get("language") or spoken(self.read.language) or "en"
        return given | {"original": self.file.data, "filename": self.file.name}

    def come_back(self) -> None:
        """The row is shown again: what it was told of, it is told of no more, and has to be ticked anew."""
        if self.twin and "anyway" in self.errors:
            data = self.data.copy()  # type: ignore[attr-defined]
            data[self.add_prefix("told")] = "on"
            data.pop(self.add_prefix("anyway"), None)
            self.data = data


@dataclass(frozen=True)
class Refused:
    """A file that cannot be brought in, and why, in a sentence."""

    name: str
    why: str


class Several:
    """Several files, each of which stands alone: one that is refused spoils no other."""

    def __init__(self, data: Any, files: Any, *, member: Membership, listed: Any) -> None:
        self.member, self.data = member, data
        self.about = ListedForm(data or None, member=member, initial={"negotiations": listed})
        self.rows: list[RowForm] = []
        self.refused: list[Refused] = []
        self.done: list[Document] = []
        self.left: list[RowForm] = []
        self.new = files.getlist("file") if files else []
        tokens = data.getlist("row") if data else []
        for token in tokens[:MOST]:
            self.again(token)
        for token in tokens[MOST:]:
            kept = held(token, by=member)
            self.refused.append(Refused(kept.name if kept else _("A file"), str(TOO_MANY)))
        for file in self.new:
            if len(self.rows) < MOST:
                self.take(Upload(file.name or "", file.read(LARGEST + 1)))
            else:
                self.refused.append(Refused(file.name or "", str(TOO_MANY)))

    def again(self, token: str) -> None:
        """A file that was read before, and what was typed beside it."""
        if (upload := held(token, by=self.member)) is None:
            self.refused.append(Refused(_("A file"), _("It is no longer kept here. Choose it again.")))
        elif not self.has(upload):
            self.rows.append(RowForm(self.data, upload=upload, token=token, member=self.member))

    def take(self, upload: Upload) -> None:
        """A file that was chosen now: it is read and kept aside, or refused and not kept at all."""
        if there := self.has(upload):
            why = _("It is the same file as %(name)s.") % {"name": there.file.name}
            self.refused.append(Refused(upload.name, why))
            return
        row = RowForm(upload=upload, token="", member=self.member)
        if isinstance(row.read, Contents):
            row.token = hold(upload, by=self.member)
            self.rows.append(row)
        else:
            self.refused.append(Refused(upload.name, str(row.read)))

    def has(self, upload: Upload) -> RowForm | None:
        return next((row for row in self.rows if row.file.sha256 == upload.sha256), None)

    def carry(self, operation: Callable[..., Document]) -> None:
        """Each row that is ticked goes to `operation`; what is right is done, the others stay, with words beside."""
        if self.new or not self.about.is_valid() or self.about.again:
            return
        for row in list(self.rows):
            if not row.wanted:
                self.left.append(row)
            elif document := row.carry(partial(operation, **self.about.cleaned_data)):
                self.done.append(document)
                self.rows.remove(row)
                release(row.file, by=self.member)
            else:
                row.come_back()
        if self.rows == self.left:
            self.rows = []
            for row in self.left:
                release(row.file, by=self.member)

    @property
    def accepted(self) -> str:
        return ACCEPTED

    @property
    def finished(self) -> bool:
        return bool(self.done or self.left) and not self.rows

    @property
    def status(self) -> int:
        return 422 if self.about.errors or any(row.is_bound and row.errors for row in self.rows) else 200


class ListedForm(CarryForm):
    """The negotiations with which all of the files are listed."""

    negotiations = listed_with()

    def __init__(self, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["negotiations"].queryset = within(member.workspace, Negotiation)  # type: ignore[attr-defined]
