"""What the lists of this room show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.actors import queries
from tracker.actors.models import Alias, BlocMembership, Party, Post, Speaker
from tracker.actors.words import lasting


@dataclass(frozen=True)
class Stay:
    stay: BlocMembership
    lasting: str
    open: bool  # nobody has said when it ended


@dataclass(frozen=True)
class PartyLine:
    party: Party
    aliases: Sequence[Alias]
    stays: list[Stay]
    new: bool  # it, or a name of it, waits for a lead
    may: bool  # the reader may change it


def parties(listed: Iterable[Party], member: Membership) -> list[PartyLine]:
    return [
        PartyLine(
            party=party,
            aliases=list(party.aliases.all()),
            stays=[Stay(stay, lasting(stay), stay.until is None) for stay in party.stays.all()],
            new=party.is_new or any(alias.is_new for alias in party.aliases.all()),
            may=member.may(member.mends(party)),
        )
        for party in listed
    ]


@dataclass(frozen=True)
class PersonLine:
    speaker: Speaker
    aliases: Sequence[Alias]
    post: Post | None
    past: str  # when the post was held, if it is over
    statements: int
    new: bool
    may: bool


def people(listed: Iterable[Speaker], member: Membership, today: date) -> list[PersonLine]:
    speakers = list(listed)
    counts = queries.statement_counts(speakers)
    return [person(speaker, counts.get(speaker.pk, 0), member, today) for speaker in speakers]


def person(speaker: Speaker, statements: int, member: Membership, today: date) -> PersonLine:
    posts = list(speaker.posts.all())
    post = queries.on(posts, today)
    return PersonLine(
        speaker=speaker,
        aliases=list(speaker.aliases.all()),
        post=post,
        past=lasting(post) if post and today not in post.during else "",
        statements=statements,
        new=speaker.is_new
        or any(alias.is_new for alias in speaker.aliases.all())
        or any(post.is_new for post in posts),
        may=member.may(member.mends(speaker)),
    )


def how_many(total: int, filtered: bool) -> str:
    """What the list of people says of itself."""
    if filtered:
        return ngettext("One person fits.", "%(n)d people fit.", total) % {"n": total}
    said = ngettext("One person who is quoted.", "%(n)d people who are quoted.", total) % {"n": total}
    return f"{said} {_('A statement finds the post its speaker held on that day.')}" if total else ""
