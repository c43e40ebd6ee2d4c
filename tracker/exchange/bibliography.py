"""The documents that an export rests on, numbered, and who is quoted as what."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tracker.actors.models import Post
from tracker.base.direction import isolated
from tracker.compare.comparison import Comparison
from tracker.exchange.paper import Source
from tracker.exchange.words import lower
from tracker.statements.carriers import DocumentRow
from tracker.statements.counting import RELIABILITY
from tracker.statements.models import Statement


def documents(statements: Iterable[Statement]) -> list[DocumentRow]:
    """The documents that carry these statements, each once."""
    found = [carrier.document for statement in statements for carrier in statement.carriers if carrier.document]
    return list({document.pk: document for document in found}.values())


@dataclass
class Library:
    """The documents met so far, numbered as they are met; and the posts of those who are quoted."""

    posts: dict[int, list[Post]] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)  # grows as documents are met
    met: dict[int, int] = field(default_factory=dict)  # the number of each document
    cited: dict[int, list[int]] = field(default_factory=dict)  # the numbers of each statement

    def meet(self, comparison: Comparison) -> None:
        """The posts of everybody who is quoted there are known."""
        self.know(
            said.speaker_id for row in comparison.leaves for cell in row.cells for _, said in cell.backing.weighed
        )

    def know(self, speakers: Iterable[int | None]) -> None:
        """So are those of these speakers, in one query."""
        new = {speaker for speaker in speakers if speaker} - self.posts.keys()
        self.posts |= {speaker: [] for speaker in new}
        for post in Post.objects.filter(speaker__in=new):
            self.posts[post.speaker_id].append(post)

    def cite(self, statements: Iterable[Statement]) -> list[int]:
        """The numbers of the documents that carry these statements."""
        return sorted({number for statement in statements for number in self.numbers(statement)})

    def numbers(self, statement: Statement) -> list[int]:
        if statement.pk not in self.cited:
            found = documents([statement])
            self.cited[statement.pk] = [self.number(document) for document in found]
        return self.cited[statement.pk]

    def number(self, document: DocumentRow) -> int:
        if document.pk not in self.met:
            self.met[document.pk] = len(self.met) + 1
            self.sources.append(source(self.met[document.pk], document))
        return self.met[document.pk]

    def speaker(self, statement: Statement) -> str:
        """Who spoke, and as what."""
        if statement.speaker is None:
            return ""
        held = [post for post in self.posts.get(statement.speaker.pk, []) if statement.said_on in post.during]
        post = max(held, key=lambda post: (post.authority, post.pk), default=None)
        return f"{statement.speaker}, {post.title}" if post else str(statement.speaker)


def library(comparison: Comparison) -> Library:
    """An empty one that knows everybody who is quoted there."""
    books = Library()
    books.meet(comparison)
    return books


def source(number: int, document: DocumentRow) -> Source:
    letter = document.reliability
    origin = [isolated(document.author), isolated(document.outlet or ""), str(document.published or "")]
    return Source(
        number=number,
        title=isolated(document.title),
        origin=", ".join(filter(None, origin)),
        address=document.address,
        trust=_("Reliability %(letter)s: %(words)s") % {"letter": letter, "words": lower(RELIABILITY[letter])}
        if letter
        else "",
    )
