"""Everything that changes what was written: outlets, documents, and the words cut from them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.base.dates import DomainDate
from tracker.base.models import Stale, keep, keep_all, moment, remove
from tracker.base.names import tells_apart
from tracker.history.operations import change
from tracker.sources.anchors import Anchor, find
from tracker.sources.corrected import Correction
from tracker.sources.extract import normalise
from tracker.sources.models import Document, Excerpt, Outlet
from tracker.sources.queries import standing


def add_outlet(
    *, by: Membership, name: str, kind: str = Outlet.Kind.NEWSPAPER, reliability: str = "F", why: str = ""
) -> Outlet:
    """There is an outlet of that name, graded A to F."""
    by.require(Can.RECORD)
    with change(by, "outlet.added") as line:
        outlet = new_outlet(by=by, name=name, kind=kind, reliability=reliability, why=why)
        line.about(outlet)
    return outlet


def new_outlet(
    *, by: Membership, name: str, kind: str = Outlet.Kind.NEWSPAPER, reliability: str = "F", why: str = ""
) -> Outlet:
    tells_apart(name, Outlet.objects.filter(workspace=by.workspace), "name")
    outlet = Outlet(
        workspace=by.workspace, name=name, kind=kind, reliability=reliability, why=why, is_new=not by.may(Can.MANAGE)
    )
    return keep(outlet)


def edit_outlet(outlet: Outlet, *, by: Membership, expected: int, name: str, kind: str) -> Outlet:
    """The outlet is called so, and of that kind; its grade stays."""
    by.require(by.mends(outlet), outlet)
    with change(by, "outlet.edited") as line:
        outlet.claim(expected)
        outlet.name, outlet.kind = name, kind
        outlet.is_new = outlet.is_new and not by.may(Can.MANAGE)
        keep(outlet)
        line.about(outlet)
    return outlet


def regrade_outlet(outlet: Outlet, *, by: Membership, expected: int, reliability: str, why: str) -> Outlet:
    """The outlet is graded otherwise, for a reason; the grades before stay in its history."""
    by.require(by.mends(outlet), outlet)
    with change(by, "outlet.regraded", why=why) as line:
        if not why.strip():
            raise ValidationError({"why": _("Say why: the next person will ask.")})
        outlet.claim(expected)
        before, outlet.reliability, outlet.why = outlet.reliability, reliability, why
        outlet.is_new = outlet.is_new and not by.may(Can.MANAGE)
        keep(outlet)
        line.about(outlet, before=before, after=reliability)
    return outlet


def remove_outlet(outlet: Outlet, *, by: Membership, expected: int) -> Outlet:
    """The outlet is gone; refused while a document or a chain of relays names it."""
    by.require(by.mends(outlet), outlet)
    with change(by, "outlet.removed") as line:
        outlet.claim(expected)
        line.about(outlet)
        remove(outlet)
    return outlet


def accept_outlets(*, by: Membership, only: int | None = None) -> int:
    """A lead has seen every new outlet, or that one; how many."""
    by.require(Can.MANAGE)
    with change(by, "outlet.seen") as line:
        new = Outlet.objects.filter(workspace=by.workspace, is_new=True)
        seen = list(new.filter(pk=only) if only else new)
        if not seen:
            raise ValidationError(_("Nothing new is left to see."))
        Outlet.objects.filter(pk__in=[outlet.pk for outlet in seen]).update(is_new=False)
        line.about(seen[0], seen=[str(outlet) for outlet in seen])
    return len(seen)


def add_document(
    *,
    by: Membership,
    title: str,
    text: str,
    outlet: Outlet | None = None,
    at: datetime | None = None,
    **facts: Any,
) -> Document:
    """The text is in the workspace, cut into passages for search; its original is kept with its SHA-256."""
    by.require(Can.RECORD, outlet)
    with change(by, "document.added", at=at) as line:
        document = new_document(by=by, title=title, text=text, outlet=outlet, at=at, **facts)
        line.about(document)
    return document


def new_document(
    *,
    by: Membership,
    title: str,
    text: str,
    outlet: Outlet | None,
    author: str = "",
    published: DomainDate | None = None,
    address: str = "",
    language: str = "en",
    original: bytes = b"",
    filename: str = "",
    encoding: str = "",
    rights: str = "",
    at: datetime | None = None,
) -> Document:
    document = Document(
        workspace=by.workspace,
        title=title,
        outlet=outlet,
        author=author,
        address=address,
        language=language,
        text=normalise(text),
        sha256=hashlib.sha256(original or text.encode()).hexdigest(),
        encoding=encoding,
        rights=rights,
        recorded_by=by,
        **moment(at),
    )
    document.published = published
    if original:
        name = f"{document.sha256[:16]}{PurePath(filename).suffix[:10]}"
        document.file = ContentFile(original, name=name)
    try:
        keep(document)
    except Exception:
        document.file.delete(save=False)  # it lies beside the database, which forgets by itself
        raise
    document.derive(new=True)
    return document


def edit_document(
    document: Document,
    *,
    by: Membership,
    expected: int,
    title: str,
    outlet: Outlet | None = None,
    author: str = "",
    published: DomainDate | None = None,
    address: str = "",
    language: str = "en",
    rights: str = "",
) -> Document:
    """This is what we know of the document; its text stays as it is."""
    by.require(by.mends(document), document, outlet)
    with change(by, "document.edited") as line:
        document.claim(expected)
        document.title, document.outlet, document.author, document.published = title, outlet, author, published
        document.address, document.rights = address, rights
        spoken, document.language = document.language, language
        keep(document)
        if language != spoken:
            document.derive()  # whose words are found by the stems of their language
        line.about(document)
    return document


def correct_text(document: Document, *, by: Membership, expected: int, text: str, why: str = "") -> Document:
    """The document reads so. Excerpts stand where their words surely are; others are unresolved, none is dropped."""
    by.require(by.mends(document), document)
    with change(by, "document.corrected", why=why) as line:
        before = document.text
        document.claim(expected)
        document.text = normalise(text)
        keep(document)
        document.derive()
        lost = follow(document, before)
        line.about(document, lost=lost)
    return document


def follow(document: Document, before: str) -> int:
    """The excerpts of a text that read `before` stand in it as it reads now; how many are not found."""
    correction, lost = Correction(before, document.text), 0
    for excerpt in document.excerpts.select_for_update().defer("search"):
        anchor = Anchor(excerpt.start, excerpt.end, excerpt.exact, excerpt.prefix, excerpt.suffix)
        stands = excerpt.state == Excerpt.State.ANCHORED
        found = (correction.untouched(anchor) if stands else None) or correction.surely(anchor)
        lost += found is None
        if found is None and stands:
            excerpt.claim(excerpt.version)
            excerpt.state = Excerpt.State.UNRESOLVED
            excerpt.save(update_fields=["state"])
        elif found and (found != anchor or not stands):
            excerpt.claim(excerpt.version)
            put(excerpt, found)
    return lost


def put(excerpt: Excerpt, anchor: Anchor) -> None:
    """The excerpt stands there."""
    excerpt.start, excerpt.end, excerpt.exact = anchor.start, anchor.end, anchor.exact
    excerpt.prefix, excerpt.suffix, excerpt.state = anchor.prefix, anchor.suffix, Excerpt.State.ANCHORED
    excerpt.save(update_fields=["start", "end", "exact", "prefix", "suffix", "state"])


def reanchor(excerpt: Excerpt, *, by: Membership, expected: int, quotation: str, near: int | None = None) -> Excerpt:
    """The excerpt, which was not found in the corrected text, is those words of it.

    Raises `anchors.NotFound` or `anchors.Ambiguous`, whose messages are for people.
    """
    by.require(Can.RECORD, excerpt)
    with change(by, "excerpt.reanchored") as line:
        excerpt.claim(expected)
        if excerpt.state == Excerpt.State.ANCHORED:
            raise ValidationError(_("These words are found in the text: somebody has chosen them again already."))
        before = excerpt.exact
        put(excerpt, find(excerpt.document.text, quotation, near=near))
        line.about(excerpt, document=excerpt.document.title, before=before[:200])
    return excerpt


def move_excerpt(
    excerpt: Excerpt,
    *,
    by: Membership,
    expected: int,
    quotation: str,
    near: int | None = None,
    translation: "Translation | None" = None,
) -> Excerpt:
    """The excerpt is those words of its document, for every statement that quotes it. Left out, its translation stays.

    Raises `anchors.NotFound` or `anchors.Ambiguous`, whose messages are for people.
    """
    by.require(by.mends(excerpt), excerpt)
    with change(by, "excerpt.moved") as line:
        excerpt.claim(expected)
        before, place = excerpt.exact, find(excerpt.document.text, quotation, near=near)
        same = standing(excerpt.document, place.start, place.end)
        if same == excerpt:
            raise ValidationError({"quotation": _("These are its words already.")})
        if same:
            raise ValidationError({"quotation": _("These words are marked already. Quote them in the statement.")})
        put(excerpt, place)
        if translation:
            render(excerpt, translation, by=by)
        line.about(excerpt, document=excerpt.document.title, before=before[:200])
    return excerpt


@dataclass(frozen=True)
class Translation:
    """What quoted words say in our language, and who translated them."""

    words: str
    translator: str = ""


def translate(excerpt: Excerpt, *, by: Membership, expected: int, translation: str, translator: str = "") -> Excerpt:
    """In our language the words say this, as that person translated them; an empty one takes the translation away."""
    by.require(Can.RECORD, excerpt)
    with change(by, "excerpt.translated") as line:
        excerpt.claim(expected)
        excerpt.translation = translation.strip()
        excerpt.translator = translator.strip() if excerpt.translation else ""
        keep(excerpt)
        line.about(excerpt, translator=excerpt.translator)
    return excerpt


def render(excerpt: Excerpt, given: Translation, *, by: Membership) -> None:
    """The words are translated so, as a part of another operation; nothing is done where they are already."""
    words, translator = given.words.strip(), given.translator.strip()
    if (words, translator) == (excerpt.translation, excerpt.translator) or not (words or excerpt.translation):
        return
    try:
        translate(excerpt, by=by, expected=excerpt.version, translation=words, translator=translator)
    except Stale as stale:
        raise ValidationError(_("These words were changed while you were typing. Save again.")) from stale


def remove_excerpt(excerpt: Excerpt, *, by: Membership, expected: int) -> Excerpt:
    """The words are no excerpt any more; refused while a statement quotes them."""
    by.require(by.mends(excerpt), excerpt)
    with change(by, "excerpt.removed") as line:
        excerpt.claim(expected)
        line.about(excerpt, document=excerpt.document.title)
        remove(excerpt)
    return excerpt


def remove_document(document: Document, *, by: Membership, expected: int) -> Document:
    """The document is gone, with excerpts that nothing quotes; refused while a statement rests on it.

    The original stays where files are kept, so that history can bring the document back whole.
    """
    by.require(by.mends(document), document)
    with change(by, "document.removed") as line:
        document.claim(expected)
        line.about(document)
        for excerpt in document.excerpts.defer("search"):
            remove(excerpt)
        remove(document)
    return document


def quote(
    document: Document,
    quotation: str,
    *,
    by: Membership,
    near: int | None = None,
    prefix: str = "",
    suffix: str = "",
    translation: str = "",
    translator: str = "",
    at: datetime | None = None,
) -> Excerpt:
    """The words of `quotation` are an excerpt of `document`, where they stand in it; found again, not made twice.

    Raises `anchors.NotFound` or `anchors.Ambiguous`, whose messages are for people.
    """
    by.require(Can.RECORD, document)
    with change(by, "excerpt.cut", at=at) as line:
        excerpt = cut(document, quotation, by=by, near=near, prefix=prefix, suffix=suffix, at=at)
        if translation:
            render(excerpt, Translation(translation, translator), by=by)
        line.about(excerpt, document=document.title)
    return excerpt


def quote_all(
    document: Document, anchors: Sequence[Anchor], *, by: Membership, unresolved: Sequence[tuple[str, str]] = ()
) -> list[Excerpt]:
    """The words at all these places are excerpts of the document; those that are so already are not made twice.

    `unresolved` are words with the reason why they are at none of them: the history keeps that.
    """
    by.require(Can.RECORD, document)
    with change(by, "excerpt.imported") as line:
        same = Document.objects.select_for_update().filter(pk=document.pk, version=document.version)
        if not same.values_list("pk"):
            raise Stale(document)  # its text may have been corrected
        there = set(document.excerpts.anchored().values_list("start", "end"))
        new = {(each.start, each.end): each for each in anchors if (each.start, each.end) not in there}
        if not new:
            raise ValidationError(_("Nothing was imported: none of it is both new and surely found in the text."))
        made = [
            Excerpt(
                workspace=by.workspace, document=document, start=each.start, end=each.end, exact=each.exact,
                prefix=each.prefix, suffix=each.suffix, recorded_by=by,
            )
            for each in new.values()
        ]  # fmt: skip
        keep_all(Excerpt, made)
        line.about(document, made=len(made), unresolved=list(unresolved))
    return made


def cut(
    document: Document,
    quotation: str,
    *,
    by: Membership,
    near: int | None = None,
    prefix: str = "",
    suffix: str = "",
    at: datetime | None = None,
) -> Excerpt:
    anchor = find(document.text, quotation, near=near, prefix=prefix, suffix=suffix)
    if same := standing(document, anchor.start, anchor.end):
        return same
    excerpt = Excerpt(
        workspace=by.workspace,
        document=document,
        start=anchor.start,
        end=anchor.end,
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        recorded_by=by,
        **moment(at),
    )
    keep(excerpt)
    return excerpt
