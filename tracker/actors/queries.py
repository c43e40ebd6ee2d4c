"""Reads of who negotiates, shaped for lists, each in a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from tracker.accounts.access import within
from tracker.accounts.models import Workspace
from tracker.actors.models import SYMBOLS, BlocMembership, Party, Post, Speaker


def parties(workspace: Workspace) -> QuerySet[Party]:
    """Every party by name, with its other names and its stays in blocs."""
    stays = Prefetch("stays", BlocMembership.objects.select_related("bloc", "party"))
    found: QuerySet[Party] = within(workspace, Party).prefetch_related("aliases", stays)
    return found


def next_symbol(workspace: Workspace) -> int:
    """The first of those that the fewest parties have."""
    used = Counter(within(workspace, Party).values_list("symbol", flat=True))
    return min(range(1, SYMBOLS + 1), key=lambda symbol: used[symbol])


def people(workspace: Workspace, name: str = "", party: Party | None = None) -> QuerySet[Speaker]:
    """Those of that name, in any spelling on record, who ever spoke for `party`; with their names and posts."""
    found: QuerySet[Speaker] = within(workspace, Speaker)
    if name:
        found = found.filter(Q(name__icontains=name) | Q(pk__in=Speaker.objects.filter(aliases__name__icontains=name)))
    if party:
        found = found.filter(pk__in=Post.objects.filter(party=party).values("speaker"))
    return found.prefetch_related("aliases", Prefetch("posts", Post.objects.select_related("party")))


def statement_counts(speakers: Iterable[Speaker]) -> dict[int, int]:
    """How many statements each of them made. The room above keeps them: the database knows whose they are."""
    pks = [speaker.pk for speaker in speakers]
    counted: Any = Speaker.objects.filter(pk__in=pks).annotate(number=Count("statements"))
    return dict(counted.order_by().values_list("pk", "number"))


def seniors(posts: Iterable[Post], day: date) -> set[int]:
    """Of these posts those than which, on `day`, nobody on record held a higher one for the same party."""
    held = [post for post in posts if day in post.during]
    those = Post.objects.filter(party__in={post.party_id for post in held}, during__contains=day)
    highest = dict(those.order_by().values_list("party").annotate(highest=Max("authority")))
    return {post.pk for post in held if post.authority == highest.get(post.party_id)}


def on(posts: Iterable[Post], day: date) -> Post | None:
    """The post held on `day`, the highest; otherwise the one held last."""
    ordered = sorted(posts, key=lambda post: (day in post.during, post.authority, post.pk))
    held = [post for post in ordered if day in post.during]
    if held:
        return held[-1]
    return max(ordered, key=lambda post: (post.during.upper or date.max, post.pk), default=None)
