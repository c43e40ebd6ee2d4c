"""What is typed to bring texts in: one that is pasted or comes as a file, or several files at once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.accounts.access import within
from tracker.accounts.models import Membership
from tracker.agenda.models import Negotiation
from tracker.base.forms import CarryForm, words
from tracker.sources.extract import LARGEST, Unreadable, called, normalise, titled
from tracker.sources.forms import AboutForm, Text, languages, spoken
from tracker.sources.held import Upload, held, hold, release
from tracker.sources.models import Document
from tracker.sources.queries import Twin, outlet_of, twin
from tracker.sources.reading import Reading
from tracker.sources.reading.language import language
from tracker.sources.reading.limited import read

PREVIEW = 1_200  # characters of the text that show whether it is read right
MOST = 100  # files at once
TOO_MANY = gettext_lazy("A hundred files are brought in at once. Bring those in first, and choose this one again.")
WITHOUT = "without-file"  # the button that lets an uploaded file go
ENCODINGS = [
    ("cp1251", gettext_lazy("windows-1251, Cyrillic")),
    ("koi8-r", gettext_lazy("KOI8-R, Russian")),
    ("koi8-u", gettext_lazy("KOI8-U, Ukrainian")),
    ("cp866", gettext_lazy("DOS 866, Cyrillic")),
    ("iso8859-5", gettext_lazy("ISO 8859-5, Cyrillic")),
    ("cp1252", gettext_lazy("windows-1252, Western Europe")),
    ("iso8859-15", gettext_lazy("ISO 8859-15, Western Europe")),
    ("cp1250", gettext_lazy("windows-1250, Central Europe")),
    ("iso8859-2", gettext_lazy("ISO 8859-2, Central Europe")),
    ("cp1253", gettext_lazy("windows-1253, Greek")),
    ("cp1254", gettext_lazy("windows-1254, Turkish")),
    ("cp1255", gettext_lazy("windows-1255, Hebrew")),
    ("cp1256", gettext_lazy("windows-1256, Arabic")),
    ("cp1257", gettext_lazy("windows-1257, Baltic")),
    ("cp1258", gettext_lazy("windows-1258, Vietnamese")),
    ("cp874", gettext_lazy("windows-874, Thai")),
    ("shift-jis", gettext_lazy("Shift JIS, Japanese")),
    ("cp932", gettext_lazy("windows-932, Japanese")),
    ("euc-jp", gettext_lazy("EUC-JP, Japanese")),
    ("iso2022-jp", gettext_lazy("ISO 2022-JP, Japanese")),
    ("gb18030", gettext_lazy("GB 18030, Chinese")),
    ("big5", gettext_lazy("Big5, Chinese")),
    ("euc-kr", gettext_lazy("EUC-KR, Korean")),
    ("cp949", gettext_lazy("windows-949, Korean")),
    ("utf-16-le", gettext_lazy("UTF-16, little-endian")),
    ("utf-16-be", gettext_lazy("UTF-16, big-endian")),
]


ACCEPTED = ".txt,.md,.html,.htm,.xhtml,.pdf,.docx"
READ = "read"  # the button that reads a file and shows what was found, saving nothing
OUTLETS = {"outlet", "new_outlet"}  # of which one is filled in


class Files(forms.FileInput):
    """One file, or several, which have a page of their own."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.get(name)


def listed_with() -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label=gettext_lazy("List it with"),
        queryset=Negotiation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class ReadForm(AboutForm):
    """What is known of a text that is brought in; what is left empty is as the text or its file says."""

    title = words(
        gettext_lazy("Title"),
        required=False,
        help_text=gettext_lazy("Left empty, the text’s headline, or the file’s name."),
    )
    new_outlet = words(
        gettext_lazy("Or an outlet that is not listed"),
        required=False,
        help_text=gettext_lazy("It is added, graded F until somebody judges it."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    encoding = forms.ChoiceField(label=gettext_lazy("Read as"), required=False)
    anyway = forms.BooleanField(label=gettext_lazy("Bring it in all the same"), required=False)

    def __init__(self, data: Any = None, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(data, *args, workspace=member.workspace, **kwargs)
        self.member = member
        self.fields["language"].choices = [("", _("as the text tells")), *languages()]  # type: ignore[attr-defined]
        self.fields["encoding"].choices = [("", _("find out")), *ENCODINGS]  # type: ignore[attr-defined]
        self.fields["encoding"].either = True  # type: ignore[attr-defined]  # it is asked where it is a guess

    # The file ---------------------------------------------------------------------------------------------------------
    @property
    def upload(self) -> Upload | None:
        raise NotImplementedError

    @property
    def chosen(self) -> str:
        """The encoding that somebody chose."""
        return str(self.data.get(self.add_prefix("encoding"), "")) if self.is_bound else ""

    @cached_property
    def read(self) -> Reading | Unreadable | None:
        """What is written in the file."""
        if self.upload is None:
            return None
        try:
            return read(self.upload.data, self.upload.name, self.chosen)
        except Unreadable as reason:
            return reason

    @property
    def kept(self) -> Upload | None:
        """The file that is kept aside while the form is not done."""
        return self.upload if isinstance(self.read, Reading) else None

    @property
    def doubtful(self) -> bool:
        """Whether people should look at how the file was read."""
        return bool(isinstance(self.read, Reading) and self.read.encoding and (not self.read.sure or self.chosen))

    @property
    def summary(self) -> str:
        """What was read, in a line."""
        if not isinstance(self.read, Reading):
            return ""
        number = len(self.read.text.split())
        said = ngettext("%(n)d word", "%(n)d words", number) % {"n": number}
        if not self.read.encoding:
            return said
        doubt = (
            _("%(words)s, read as %(name)s") if self.read.sure else _("%(words)s, read as %(name)s, which is a guess")
        )
        return doubt % {"words": said, "name": called(self.read.encoding)}

    @property
    def preview(self) -> str:
        return self.read.text.strip()[:PREVIEW] if isinstance(self.read, Reading) else ""

    @property
    def cut_off(self) -> bool:
        """Whether the text goes on after what is shown of it."""
        return isinstance(self.read, Reading) and len(self.read.text.strip()) > PREVIEW

    # What it says of itself -------------------------------------------------------------------------------------------
    @cached_property
    def guesses(self) -> dict[str, Any]:
        """What the file says of itself, as the fields take it; to be looked at."""
        if not isinstance(self.read, Reading) or self.upload is None:
            return {}
        outlet = outlet_of(self.member.workspace, self.read)
        return {
            "title": self.read.title or titled(self.read.text, PurePath(self.upload.name).stem)[:300],
            "outlet": outlet,
            "new_outlet": "" if outlet else self.read.outlet,
            "author": self.read.author,
            "published": self.read.day,
            "address": self.read.address,
            "language": spoken(self.read.language),
        }

    @cached_property
    def twin(self) -> Twin | None:
        """What is here already and reads the same, or nearly."""
        if self.upload and isinstance(self.read, Reading):
            return twin(self.member.workspace, self.upload.sha256, self.read.text)
        return None

    @property
    def twin_words(self) -> str:
        """That it is here already, with a link; the user decides."""
        if self.twin is None:
            return ""
        said = _("This text is here already, as {link}.")
        if self.twin.original:
            said = _("This file is here already, as {link}.")
        elif self.twin.share < 1:
            said = _("This text is nearly the same as {link}: {share} per cent of its words are there, in their order.")
        link = format_html('<a href="{}">{}</a>', self.twin.document.get_absolute_url(), self.twin.document)
        return format_html(said, link=link, share=int(100 * self.twin.share))

    # What was typed ---------------------------------------------------------------------------------------------------
    def clean_new_outlet(self) -> str:
        name = str(self.cleaned_data["new_outlet"])
        if name and self.cleaned_data.get("outlet"):
            raise forms.ValidationError(_("Choose an outlet, or name a new one; not both."))
        return name

    def look_for_twins(self, given: dict[str, Any]) -> None:
        """The same file is brought in only if somebody says so; what is nearly the same comes in, and it is said."""
        if not given.pop("anyway", False) and self.twin and self.twin.original:
            self.add_error("anyway", self.twin_words)

    def be_sure(self, found: Reading) -> None:
        """Words beside the encoding where it is a guess that nobody has looked at."""
        if found.sure:
            return
        if not self.chosen:
            self.add_error(
                "encoding",
                _("We read it as %(name)s, which is a guess. If the text below reads well, save again; else choose.")
                % {"name": called(found.encoding)},
            )
        else:
            self.add_error("encoding", _("The file cannot be read so. Below it is read as we would guess."))


class DocumentForm(ReadForm):
    """A text to be brought in, pasted or as a file. A file comes back with the form: nobody has to choose it twice."""

    text = Text(label=gettext_lazy("Text"), required=False)
    file = forms.FileField(
        label=gettext_lazy("Or files"),
        required=False,
        allow_empty_file=True,
        widget=Files(attrs={"accept": ACCEPTED}),
        help_text=gettext_lazy("PDF, Word (.docx), web pages (.html), .txt or .md, of at most 20 MB each."),
    )
    held = forms.CharField(required=False, widget=forms.HiddenInput)
    negotiations = listed_with()
    field_order = ("text", "file")

    def __init__(self, data: Any = None, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(data, *args, member=member, **kwargs)
        if not self.is_bound:
            self.fields["text"].widget.attrs["autofocus"] = True
        for name in ("text", "file"):
            self.fields[name].either = True  # type: ignore[attr-defined]  # one of the two is needed
        self.fields["negotiations"].queryset = within(member.workspace, Negotiation)  # type: ignore[attr-defined]

    # The file ---------------------------------------------------------------------------------------------------------
    @cached_property
    def upload(self) -> Upload | None:
        """The file that came now, or the one that came before and was kept aside."""
        if not self.is_bound or self.data.get("again") == WITHOUT:
            return None
        if file := self.files.get("file"):
            return Upload(file.name or "", file.read(LARGEST + 1))  # one too many tells that it is too large
        token = str(self.data.get("held", ""))
        return held(token, by=self.member) if token else None

    @cached_property
    def twin(self) -> Twin | None:
        if self.upload or not self.is_bound:
            return super().twin
        text = str(self.data.get("text", ""))
        text = normalise(text)
        return twin(self.member.workspace, Upload("", text.encode()).sha256, text) if text.strip() else None

    def come_back(self) -> None:
        """The form is shown again: the file is kept aside, and what it says of itself is filled in to be corrected."""
        if not self.is_bound:
            return
        data = self.data.copy()  # type: ignore[attr-defined]
        data["held"] = hold(self.kept, by=self.member) if self.kept else ""
        if isinstance(self.read, Reading) and not self.read.sure:
            data["encoding"] = self.read.encoding
        elif self.upload is None:
            data["encoding"] = ""
        if "file" in self.files:  # what was emptied since it was filled in stays empty
            typed = {name for name in self.guesses if data.get(name)}
            for name, value in self.guesses.items():
                if value and name not in typed and not (name in OUTLETS and typed & OUTLETS):
                    data[name] = str(getattr(value, "pk", value))
        if self.data.get("again") == READ and isinstance(self.read, Unreadable):
            self.add_error("file", str(self.read))
        self.data = data

    def let_go(self) -> None:
        """The text is in: its file is kept aside no longer."""
        if self.kept and self.data.get("held"):
            release(self.kept, by=self.member)

    # What was typed ---------------------------------------------------------------------------------------------------
    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given["text"], given["original"], given["filename"] = self.what_was_written(given)
        if given["original"] and isinstance(self.read, Reading):
            given["encoding"] = self.read.encoding
        if "file" in self.files and not self.errors:
            self.fill(given)
        for name in ("file", "held"):
            given.pop(name, None)
        if given["text"] and not given.get("language"):
            given["language"] = spoken(language(given["text"])) or "en"
        if given["text"] and not given.get("title") and "title" not in self.errors:
            otherwise = PurePath(given["filename"]).stem or first_words(given["text"])
            given["title"] = titled(given["text"], otherwise)[:300]
        return given

    def fill(self, given: dict[str, Any]) -> None:
        """What was left empty is as the file says, where that adds no outlet that nobody has seen."""
        for name, value in self.guesses.items():
            if (
                value
                and not given.get(name)
                and name != "new_outlet"
                and not (name == "outlet" and given["new_outlet"])
            ):
                given[name] = value

    def what_was_written(self, given: dict[str, Any]) -> tuple[str, bytes, str]:
        """The text, the original it was read from, and what that is called; empty, with words beside the field."""
        text = given.get("text", "")
        if self.upload is None:
            if self.data.get("held") and self.data.get("again") != WITHOUT:
                self.add_error("file", _("The file is no longer kept here. Choose it again."))
            elif not text.strip() and "text" not in self.errors:
                self.add_error("text", _("Paste the text, or choose a file."))
            self.look_for_twins(given)
            return text, b"", ""
        if isinstance(self.read, Unreadable):
            self.add_error("file", str(self.read))
        elif text.strip():
            self.add_error("text", _("Paste the text or choose a file, not both."))
        elif isinstance(self.read, Reading):
            self.look_for_twins(given)
            self.be_sure(self.read)
            return self.read.text, self.upload.data, self.upload.name
        given.pop("anyway", None)
        return "", b"", ""


def first_words(text: str) -> str:
    """The beginning of a text, as a title."""
    first = " ".join(normalise(text).split()[:12])
    return first if len(first) <= 120 else f"{first[:119].rstrip()}…"


# Several files --------------------------------------------------------------------------------------------------------
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
            if isinstance(self.read, Reading) and not self.read.sure:
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
        if isinstance(self.read, Reading):
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
        if isinstance(row.read, Reading):
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
