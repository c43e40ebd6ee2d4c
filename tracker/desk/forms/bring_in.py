"""What is typed to bring in a text that is pasted or comes as a file."""

from functools import cached_property
from pathlib import PurePath
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tracker.accounts.access import within
from tracker.accounts.models import Membership
from tracker.agenda.models import Negotiation
from tracker.base.forms import words
from tracker.desk.forms.encodings import ENCODINGS
from tracker.sources.extract import LARGEST, Unreadable, called, normalise, titled
from tracker.sources.files import Contents
from tracker.sources.files.language import language
from tracker.sources.files.limited import read
from tracker.sources.forms import AboutForm, Text, languages, spoken
from tracker.sources.held import Upload, held, hold, release
from tracker.sources.queries import Twin, outlet_of, twin

PREVIEW = 1_200  # characters of the text that show whether it is read right
WITHOUT = "without-file"  # the button that lets an uploaded file go
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
    def read(self) -> Contents | Unreadable | None:
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
        return self.upload if isinstance(self.read, Contents) else None

    @property
    def doubtful(self) -> bool:
        """Whether people should look at how the file was read."""
        return bool(isinstance(self.read, Contents) and self.read.encoding and (not self.read.sure or self.chosen))

    @property
    def summary(self) -> str:
        """What was read, in a line."""
        if not isinstance(self.read, Contents):
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
        return self.read.text.strip()[:PREVIEW] if isinstance(self.read, Contents) else ""

    @property
    def cut_off(self) -> bool:
        """Whether the text goes on after what is shown of it."""
        return isinstance(self.read, Contents) and len(self.read.text.strip()) > PREVIEW

    # What it says of itself -------------------------------------------------------------------------------------------
    @cached_property
    def guesses(self) -> dict[str, Any]:
        """What the file says of itself, as the fields take it; to be looked at."""
        if not isinstance(self.read, Contents) or self.upload is None:
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
        if self.upload and isinstance(self.read, Contents):
            return twin(self.member.workspace, self.upload.sha256, self.read.text)
        return None

    @property
    def twin_words(self) -> str:
        """That it is here already, with a link; the user decides."""
        if self.twin is None:
            return ""
        said = _("This text is here already, as {link}.")
        if self.twin.original and self.upload:
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

    def be_sure(self, found: Contents) -> None:
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
    apart = False  # something else was typed than the file says

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
        if isinstance(self.read, Contents) and not self.read.sure:
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
        self.tell_apart()

    def tell_apart(self) -> None:
        """Where something else was typed than the file says, perhaps for another file, both are to be seen."""
        stem = PurePath(self.upload.name).stem if self.upload else ""
        for name, value in self.guesses.items():
            beside = "outlet" if name in OUTLETS else name
            try:
                typed = self.fields[name].to_python(self.data.get(name)) or self.other_outlet(name)
            except forms.ValidationError:
                continue
            if value and typed and str(typed) != str(value):
                words = dict(languages()).get(value, value) if name == "language" else value
                said = _("The file is called: {}") if value == stem else _("The file says: {}")
                self.fields[beside].help_text = format_html(said, format_html("<bdi>{}</bdi>", words))
                self.apart = True

    def other_outlet(self, name: str) -> str:
        """What was typed in the other of the two fields for an outlet."""
        if name == "outlet":
            return str(self.data.get("new_outlet", ""))
        return str(self.fields["outlet"].to_python(self.data.get("outlet")) or "") if name in OUTLETS else ""

    def let_go(self) -> None:
        """The text is in: its file is kept aside no longer."""
        if self.kept and self.data.get("held"):
            release(self.kept, by=self.member)

    # What was typed ---------------------------------------------------------------------------------------------------
    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        given["text"], given["original"], given["filename"] = self.what_was_written(given)
        if given["original"] and isinstance(self.read, Contents):
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
        elif isinstance(self.read, Contents):
            self.look_for_twins(given)
            self.be_sure(self.read)
            return self.read.text, self.upload.data, self.upload.name
        given.pop("anyway", None)
        return "", b"", ""


def first_words(text: str) -> str:
    """The beginning of a text, as a title."""
    first = " ".join(normalise(text).split()[:12])
    return first if len(first) <= 120 else f"{first[:119].rstrip()}…"
