"""Everything that changes what was written: outlets, documents, and the words cut from them."""

import hashlib
from datetime import datetime
from pathlib import PurePath
from typing import cast

from django.core.files.base import ContentFile

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.base.dates import DomainDate
from tracker.base.models import keep, moment
from tracker.history.operations import change
from tracker.sources.anchors import find
from tracker.sources.extract import normalise, paragraphs
from tracker.sources.models import Document, Excerpt, Outlet, Passage


def add_outlet(
    *, by: Membership, name: str, kind: str = Outlet.Kind.NEWSPAPER, reliability: str = "F", why: str = ""
) -> Outlet:
    """There is an outlet of that name, graded A to F."""
    by.require(Can.RECORD)
    with change(by, "outlet.added") as line:
        outlet = Outlet(
            workspace=by.workspace,
            name=name,
            kind=kind,
            reliability=reliability,
            why=why,
            is_new=not by.may(Can.MANAGE),
        )
        keep(outlet)
        line.about(outlet)
    return outlet


def add_document(
    *,
    by: Membership,
    title: str,
    text: str,
    outlet: Outlet | None = None,
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
    """The text is in the workspace, cut into passages for search; its original is kept with its SHA-256."""
    by.require(Can.RECORD, outlet)
    with change(by, "document.added", at=at) as line:
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
        keep(document)
        Passage.objects.bulk_create(
            Passage(
                workspace=by.workspace,
                document=document,
                start=start,
                end=end,
                language=language,
                text=document.text[start:end],
            )
            for start, end in paragraphs(document.text)
        )
        line.about(document)
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
            excerpt.translation, excerpt.translator = translation, translator
            keep(excerpt)
        line.about(excerpt, document=document.title)
    return excerpt


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
    same = Excerpt.objects.anchored().filter(document=document, start=anchor.start, end=anchor.end).first()
    if same:
        return cast(Excerpt, same)
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
