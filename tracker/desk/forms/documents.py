"""What is typed to bring a text in, to list it with negotiations, and to narrow the list of texts."""

from functools import cached_property
from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.accounts.access import within
from tracker.accounts.models import Membership, Workspace
from tracker.agenda.models import Negotiation
from tracker.base.forms import CarryForm, DomainDateField, words
from tracker.sources.extract import LARGEST, Decoded, Unreadable, called, decode, normalise, titled
from tracker.sources.forms import AboutForm, Text
from tracker.sources.held import Upload, held, hold, release
from tracker.sources.models import Document, Outlet
from tracker.sources.queries import same_original

ENDINGS = {".txt", ".text", ""}
PREVIEW = 1_200  # characters of the text that show whether it is read right
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


class DocumentForm(AboutForm):
    """A text to be brought in, pasted or as a file. A file comes back with the form: nobody has to choose it twice."""

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
    text = Text(label=gettext_lazy("Text"), required=False)
    file = forms.FileField(
        label=gettext_lazy("Or a text file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
        help_text=gettext_lazy("Plain text (.txt) of at most 20 MB, in any encoding."),
    )
    held = forms.CharField(required=False, widget=forms.HiddenInput)
    encoding = forms.ChoiceField(label=gettext_lazy("Read as"), required=False)
    negotiations = forms.ModelMultipleChoiceField(
        label=gettext_lazy("List it with"),
        queryset=Negotiation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("text", "file")

    def __init__(self, data: Any = None, *args: Any, member: Membership, **kwargs: Any) -> None:
        super().__init__(data, *args, workspace=member.workspace, **kwargs)
        self.member = member
        for name in ("text", "file", "encoding"):
            self.fields[name].either = True  # type: ignore[attr-defined]  # one of the two is needed
        self.existing: Document | None = None
        self.fields["negotiations"].queryset = within(member.workspace, Negotiation)  # type: ignore[attr-defined]
        self.fields["encoding"].choices = [("", _("find out")), *ENCODINGS]  # type: ignore[attr-defined]

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
    def read(self) -> Decoded | Unreadable | None:
        """What is written in the file."""
        if self.upload is None:
            return None
        try:
            return decode(self.upload.data, str(self.data.get("encoding", "")) or None)
        except Unreadable as reason:
            return reason

    @property
    def odd_ending(self) -> str:
        """How the file's name ends, where that is no text's."""
        ending = PurePath(self.upload.name).suffix if self.upload else ""
        return "" if ending.lower() in ENDINGS else ending[:20]

    @property
    def kept(self) -> Upload | None:
        """The file that is kept aside while the form is not done."""
        return self.upload if isinstance(self.read, Decoded) and not self.odd_ending else None

    @property
    def chosen(self) -> str:
        """The encoding that somebody chose."""
        return str(self.data.get("encoding", "")) if self.is_bound else ""

    @property
    def doubtful(self) -> bool:
        """Whether people should look at how the file was read."""
        return bool(self.kept and isinstance(self.read, Decoded) and (not self.read.sure or self.chosen))

    @property
    def preview(self) -> str:
        return self.read.text.strip()[:PREVIEW] if isinstance(self.read, Decoded) else ""

    def come_back(self) -> None:
        """The form is shown again: the file is kept aside, and its encoding is filled in where it is a guess."""
        if not self.is_bound:
            return
        data = self.data.copy()  # type: ignore[attr-defined]
        data["held"] = hold(self.kept, by=self.member) if self.kept else ""
        if isinstance(self.read, Decoded) and not self.read.sure:
            data["encoding"] = self.read.encoding
        elif self.upload is None:
            data["encoding"] = ""
        self.data = data

    def let_go(self) -> None:
        """The text is in: its file is kept aside no longer."""
        if self.kept and self.data.get("held"):
            release(self.kept, by=self.member)

    # What was typed ---------------------------------------------------------------------------------------------------
    def clean_new_outlet(self) -> str:
        name = str(self.cleaned_data["new_outlet"])
        if name and self.cleaned_data.get("outlet"):
            raise forms.ValidationError(_("Choose an outlet, or name a new one; not both."))
        return name

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given["text"], given["original"], given["filename"] = self.what_was_written(given)
        if given["original"] and isinstance(self.read, Decoded):
            given["encoding"] = self.read.encoding
        for name in ("file", "held"):
            given.pop(name, None)
        if given["text"] and not given.get("title") and "title" not in self.errors:
            otherwise = PurePath(given["filename"]).stem or first_words(given["text"])
            given["title"] = titled(given["text"], otherwise)[:300]
        return given

    def what_was_written(self, given: dict[str, Any]) -> tuple[str, bytes, str]:
        """The text, the original it was read from, and what that is called; empty, with words beside the field."""
        text = given.get("text", "")
        if self.upload is None:
            if self.data.get("held") and self.data.get("again") != WITHOUT:
                self.add_error("file", _("The file is no longer kept here. Choose it again."))
            elif not text.strip() and "text" not in self.errors:
                self.add_error("text", _("Paste the text, or choose a file."))
            self.look_for(text.encode())
            return text, b"", ""
        if isinstance(self.read, Unreadable):
            self.add_error("file", str(self.read))
        elif self.odd_ending:
            refused = _("This file’s name ends in %(ending)s. Save it as plain text (.txt); nothing was imported.")
            self.add_error("file", refused % {"ending": self.odd_ending})
        elif text.strip():
            self.add_error("text", _("Paste the text or choose a file, not both."))
        elif isinstance(self.read, Decoded):
            self.look_for(self.upload.data)
            self.be_sure(self.read)
            return self.read.text, self.upload.data, self.upload.name
        return "", b"", ""

    def look_for(self, original: bytes) -> None:
        """Whether the same original is here already."""
        if original.strip():
            self.existing = same_original(self.member.workspace, Upload("", original).sha256)
        if self.existing:
            self.add_error(None, _("This text is here already, as “%(title)s”.") % {"title": self.existing})

    def be_sure(self, read: Decoded) -> None:
        """Words beside the encoding where it is a guess that nobody has looked at."""
        if read.sure:
            return
        if not self.chosen:
            self.add_error(
                "encoding",
                _("We read it as %(name)s, which is a guess. If the text below reads well, save again; else choose.")
                % {"name": called(read.encoding)},
            )
        else:
            self.add_error("encoding", _("The file cannot be read so. Below it is read as we would guess."))


def first_words(text: str) -> str:
    """The beginning of a text, as a title."""
    first = " ".join(normalise(text).split()[:12])
    return first if len(first) <= 120 else f"{first[:119].rstrip()}…"


class FilingForm(CarryForm):
    """The negotiations that a document is listed with."""

    negotiations = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Listed with"),
        queryset=Negotiation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, workspace: Workspace, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["negotiations"].queryset = within(workspace, Negotiation)  # type: ignore[attr-defined]


class DocumentsForm(forms.Form):
    """Which texts the list shows."""

    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=300)
    outlet = forms.ModelChoiceField(
        label=gettext_lazy("Outlet"), queryset=Outlet.objects.none(), required=False, empty_label=gettext_lazy("all")
    )
    negotiation = forms.ModelChoiceField(
        label=gettext_lazy("Listed with"),
        queryset=Negotiation.objects.none(),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("all"),
    )
    published_from = DomainDateField(label=gettext_lazy("Published from"), required=False)
    published_to = DomainDateField(label=gettext_lazy("to"), required=False)
    uncoded = forms.BooleanField(label=gettext_lazy("No statement yet"), required=False)

    def __init__(self, data: Any, workspace: Workspace, negotiation: Negotiation | None = None) -> None:
        super().__init__(data)
        self.fields["outlet"].queryset = within(workspace, Outlet)  # type: ignore[attr-defined]
        self.fields["negotiation"].queryset = within(workspace, Negotiation)  # type: ignore[attr-defined]
        if negotiation:
            del self.fields["negotiation"]
