"""One who is quoted: what they were when, and what they said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.actors import queries as actors
from tracker.actors.models import Post, Speaker
from tracker.actors.words import lasting, rank
from tracker.desk.queries.sources import Voice
from tracker.desk.shown.document import Cut, cut
from tracker.statements.models import Statement


@dataclass(frozen=True)
class Held:
    """A post, with when it was held."""

    post: Post
    lasting: str
    now: bool
    may: bool


@dataclass(frozen=True)
class Page:
    speaker: Speaker
    aliases: str
    sentence: str
    posts: list[Held]
    said: list[Cut]
    more: int  # statements that do not stand here
    all: str  # where every one of them stands
    new: bool
    may: bool


def page(voice: Voice, member: Membership) -> Page:
    today = timezone.localdate(timezone=member.workspace.zone)
    speaker, ws = voice.speaker, member.workspace.slug
    aliases = list(speaker.aliases.all())
    return Page(
        speaker=speaker,
        aliases=", ".join(map(str, aliases)),
        sentence=sentence(voice, actors.on(voice.posts, today)),
        posts=[Held(post, lasting(post), today in post.during, member.may(member.mends(post))) for post in voice.posts],
        said=[
            replace(
                cut(each, reverse("desk:statement", kwargs={"ws": ws, "pk": each.pk})), spoke=spoke(each, voice.posts)
            )
            for each in voice.newest
        ],
        more=voice.said - len(voice.newest),
        all=everything(speaker, ws),
        new=speaker.is_new or any(alias.is_new for alias in aliases) or any(post.is_new for post in voice.posts),
        may=member.may(member.mends(speaker)),
    )


def sentence(voice: Voice, post: Post | None) -> str:
    """Such as "Foreign minister for Russia, since 9 Mar 2004. 12 statements on record, the newest of 4 Jul 2011."."""
    parts = []
    if post:
        when = lasting(post)
        held = _("%(title)s for %(party)s") % {"title": post.title, "party": post.party}
        parts.append(", ".join(filter(None, [held, when, rank(post)])) + ".")
    if voice.newest:
        number = ngettext("One statement on record", "%(n)d statements on record", voice.said) % {"n": voice.said}
        parts.append(_("%(number)s, the newest of %(day)s.") % {"number": number, "day": voice.newest[0].said})
    else:
        parts.append(_("Nothing they said is on record."))
    return " ".join(parts)


def spoke(said: Statement, posts: Sequence[Post]) -> str:
    """In which post that day, and with how much authority; without one, nothing."""
    post = actors.on((post for post in posts if said.said_on in post.during), said.said_on)
    return _("as %(title)s, %(rank)s") % {"title": post.title, "rank": rank(post)} if post else ""


def everything(speaker: Speaker, ws: str) -> str:
    """The list of statements, narrowed to theirs."""
    try:
        return f"{reverse('desk:statements', kwargs={'ws': ws})}?{urlencode({'speaker': speaker.name})}"
    except NoReverseMatch:
        return ""
