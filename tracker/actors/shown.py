"""What the lists of this room show."""

from collections.abc import Collection, Iterable, Sequence
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
    past: str  # when the post was held, if not on the day
    now: bool  # it was held on the day
    senior: bool  # nobody on record held a higher one for the party that day
    statements: int
    new: bool
    may: bool


def people(listed: Iterable[Speaker], member: Membership, day: date) -> list[PersonLine]:
    speakers = list(listed)
    counts = queries.statement_counts(speakers)
    posts = {speaker.pk: queries.on(speaker.posts.all(), day) for speaker in speakers}
    seniors = queries.seniors((post for post in posts.values() if post), day)
    return [person(speaker, posts[speaker.pk], counts.get(speaker.pk, 0), member, day, seniors) for speaker in speakers]


def person(
    speaker: Speaker, post: Post | None, statements: int, member: Membership, day: date, seniors: Collection[int]
) -> PersonLine:
    now = post is not None and day in post.during
    return PersonLine(
        speaker=speaker,
        aliases=list(speaker.aliases.all()),
        post=post,
        past=lasting(post) if post and not now else "",
        now=now,
        senior=post is not None and post.pk in seniors,
        statements=statements,
        new=speaker.is_new
        or any(alias.is_new for alias in speaker.aliases.all())
        or any(each.is_new for each in speaker.posts.all()),
        may=member.may(member.mends(speaker)),
    )


def how_many(total: int, filtered: bool, day: date) -> str:
    """What the list of people says of itself."""
    posts = _("Posts are those of %(day)s.") % {"day": f"{day:%-d %b %Y}"}
    if filtered:
        said = ngettext("One person fits.", "%(n)d people fit.", total) % {"n": total}
        return f"{said} {posts}" if total else said
    said = ngettext("One person who is quoted.", "%(n)d people who are quoted.", total) % {"n": total}
    return f"{said} {posts} {_('A statement finds the post its speaker held on its own day.')}" if total else ""
