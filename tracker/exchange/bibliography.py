"""The documents that an export rests on, numbered, and who is quoted as what."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from tracker.actors.models import Post
from tracker.base.direction import isolated
from tracker.compare.queries import Comparison
from tracker.exchange.tables import Source
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

    posts: dict[int, list[Post]]
    met: dict[int, tuple[int, DocumentRow]] = field(default_factory=dict)
    cited: dict[int, list[int]] = field(default_factory=dict)  # the numbers of each statement

    def cite(self, statements: Iterable[Statement]) -> list[int]:
        """The numbers of the documents that carry these statements."""
        return sorted({number for statement in statements for number in self.numbers(statement)})

    def numbers(self, statement: Statement) -> list[int]:
        if statement.pk not in self.cited:
            found = documents([statement])
            for document in found:
                self.met.setdefault(document.pk, (len(self.met) + 1, document))
            self.cited[statement.pk] = [self.met[document.pk][0] for document in found]
        return self.cited[statement.pk]

    def speaker(self, statement: Statement) -> str:
        """Who spoke, and as what."""
        if statement.speaker is None:
            return ""
        held = [post for post in self.posts.get(statement.speaker.pk, []) if statement.said_on in post.during]
        post = max(held, key=lambda post: (post.authority, post.pk), default=None)
        return f"{statement.speaker}, {post.title}" if post else str(statement.speaker)

    @property
    def sources(self) -> list[Source]:
        return [source(number, document) for number, document in self.met.values()]


def library(comparison: Comparison) -> Library:
    """An empty one, with the posts of everybody who is quoted, in one query."""
    weighed = (pair for row in comparison.leaves for cell in row.cells for pair in cell.backing.weighed)
    posts: dict[int, list[Post]] = {}
    for post in Post.objects.filter(speaker__in={statement.speaker_id for _link, statement in weighed} - {None}):
        posts.setdefault(post.speaker_id, []).append(post)
    return Library(posts)


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
