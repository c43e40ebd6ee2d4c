"""Everything that changes who negotiates."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.actors.models import Alias, BlocMembership, Party, Post, Speaker
from tracker.actors.queries import next_symbol
from tracker.base.dates import DomainDate
from tracker.base.models import keep, new_slug, remove
from tracker.base.names import tells_apart
from tracker.history.operations import Line, change


def is_new(by: Membership) -> bool:
    """Whether what `by` adds waits for a lead to see it."""
    return not by.may(Can.MANAGE)


def add_party(
    *,
    by: Membership,
    name: str,
    kind: str,
    short_name: str = "",
    symbol: int | None = None,
    slug: str = "",
    aliases: Iterable[str] = (),
) -> Party:
    """There is a party of that name; its symbol is the next one that the workspace uses least."""
    by.require(Can.RECORD)
    with change(by, "party.added") as line:
        others = Party.objects.filter(workspace=by.workspace)
        tells_apart(name, others, "name", "short_name", "aliases__name")
        if short_name:
            tells_apart(short_name, others, "name", "short_name", "aliases__name", field="short_name")
        party = Party(
            workspace=by.workspace,
            slug=slug or new_slug(short_name or name, others, "party"),
            name=name,
            short_name=short_name,
            kind=kind,
            symbol=symbol or next_symbol(by.workspace),
            is_new=is_new(by),
        )
        keep(party)
        for alias in aliases:
            new_alias(party, alias, by=by)
        line.about(party)
    return party


def edit_party(
    party: Party,
    *,
    by: Membership,
    expected: int,
    name: str,
    kind: str,
    short_name: str = "",
    symbol: int,
    aliases: Iterable[str] = (),
) -> Party:
    """The party is called so from now on, on every day: its slug stays, and `aliases` are all its other names."""
    by.require(by.mends(party), party)
    with change(by, "party.edited") as line:
        party.claim(expected)
        party.name, party.short_name, party.kind, party.symbol = name, short_name, kind, symbol
        party.is_new = party.is_new and is_new(by)
        keep(party)
        rename(party, aliases, by=by)
        line.about(party)
    return party


def remove_party(party: Party, *, by: Membership, expected: int) -> Party:
    """The party is gone, with its other names; refused while something rests on it."""
    by.require(by.mends(party), party)
    with change(by, "party.removed") as line:
        party.claim(expected)
        line.about(party)
        remove(party)
    return party


def rename(whose: Party | Speaker, aliases: Iterable[str], *, by: Membership) -> None:
    """`aliases` are all the other names of `whose`."""
    wanted, known = set(aliases), {alias.name: alias for alias in whose.aliases.all()}
    for name in known.keys() - wanted:
        known[name].delete()
    for name in sorted(wanted - known.keys()):
        new_alias(whose, name, by=by)


def name_also(whose: Party | Speaker, *, by: Membership, name: str) -> Alias:
    """`whose` is known by `name` too."""
    by.require(Can.RECORD, whose)
    with change(by, "alias.added") as line:
        alias = new_alias(whose, name, by=by)
        line.about(whose, alias=name)
    return alias


def new_alias(whose: Party | Speaker, name: str, *, by: Membership) -> Alias:
    party, speaker = (whose, None) if isinstance(whose, Party) else (None, whose)
    alias = Alias(workspace=by.workspace, name=name, party=party, speaker=speaker, is_new=is_new(by))
    keep(alias)
    return alias


def accept_parties(*, by: Membership, only: int | None = None) -> int:
    """A lead has seen what is new among the parties, or of that one, with its other names; how many."""
    by.require(Can.MANAGE)
    with change(by, "party.seen") as line:
        return accept(Party.objects.filter(workspace=by.workspace).unseen(), only, line, (Alias, "party"))


def accept_people(*, by: Membership, only: int | None = None) -> int:
    """A lead has seen what is new among the people, or of that one, with their other names and posts; how many."""
    by.require(Can.MANAGE)
    with change(by, "speaker.seen") as line:
        new = Speaker.objects.filter(workspace=by.workspace).unseen()
        return accept(new, only, line, (Alias, "speaker"), (Post, "speaker"))


def accept(new: Any, only: int | None, line: Line, *parts: tuple[Any, str]) -> int:
    seen = list(new.filter(pk=only) if only else new)
    if not seen:
        raise ValidationError(_("Nothing new is left to see."))
    for kind, whose in ((new.model, "pk"), *parts):
        kind.objects.filter(is_new=True, **{f"{whose}__in": [each.pk for each in seen]}).update(is_new=False)
    line.about(seen[0], seen=[str(each) for each in seen])
    return len(seen)


# Blocs ----------------------------------------------------------------------------------------------------------------
type Day = DomainDate | date | None  # of an end, a plain day is the first one after it


def join_bloc(party: Party, bloc: Party, *, by: Membership, since: Day = None, until: Day = None) -> BlocMembership:
    """`party` belongs to `bloc` from `since` to the last day of `until`."""
    by.require(Can.MANAGE, party, bloc)
    with change(by, "party.joined_bloc") as line:
        stay = BlocMembership(workspace=by.workspace, party=party, bloc=bloc)
        stay.lasts(since, until)
        keep(stay)
        line.about(party, bloc=str(bloc), since=str(stay.since or ""))
    return stay


def edit_stay(stay: BlocMembership, *, by: Membership, expected: int, since: Day, until: Day) -> BlocMembership:
    """The party belonged to the bloc from then to then."""
    by.require(Can.MANAGE, stay)
    with change(by, "stay.edited") as line:
        stay.claim(expected)
        stay.lasts(since, until)
        keep(stay)
        line.about(stay)
    return stay


def leave_bloc(stay: BlocMembership, *, by: Membership, expected: int, until: DomainDate) -> BlocMembership:
    """The party belongs to the bloc no longer than `until`."""
    by.require(Can.MANAGE, stay)
    with change(by, "party.left_bloc") as line:
        stay.claim(expected)
        stay.lasts(stay.since, until)
        keep(stay)
        line.about(stay.party, bloc=str(stay.bloc), until=str(until))
    return stay


def remove_stay(stay: BlocMembership, *, by: Membership, expected: int) -> BlocMembership:
    """The party was never in the bloc for that time: the stay is gone."""
    by.require(Can.MANAGE, stay)
    with change(by, "stay.removed") as line:
        stay.claim(expected)
        line.about(stay)
        remove(stay)
    return stay


# People ---------------------------------------------------------------------------------------------------------------
def add_speaker(
    *,
    by: Membership,
    name: str,
    aliases: Iterable[str] = (),
    party: Party | None = None,
    title: str = "",
    since: Day = None,
    until: Day = None,
    authority: int = 50,
) -> Speaker:
    """There is a speaker of that name; with `party`, who holds that post."""
    by.require(Can.RECORD, party)
    with change(by, "speaker.added") as line:
        tells_apart(name, Speaker.objects.filter(workspace=by.workspace), "name", "aliases__name")
        speaker = Speaker(workspace=by.workspace, name=name, is_new=is_new(by))
        keep(speaker)
        for alias in aliases:
            new_alias(speaker, alias, by=by)
        if party:
            post = Post(workspace=by.workspace, speaker=speaker, is_new=is_new(by))
            hold(post, party=party, title=title, since=since, until=until, authority=authority)
        line.about(speaker)
    return speaker


def edit_speaker(speaker: Speaker, *, by: Membership, expected: int, name: str, aliases: Iterable[str] = ()) -> Speaker:
    """The speaker is called so, and `aliases` are all their other names."""
    by.require(by.mends(speaker), speaker)
    with change(by, "speaker.edited") as line:
        speaker.claim(expected)
        speaker.name = name
        speaker.is_new = speaker.is_new and is_new(by)
        keep(speaker)
        rename(speaker, aliases, by=by)
        line.about(speaker)
    return speaker


def remove_speaker(speaker: Speaker, *, by: Membership, expected: int) -> Speaker:
    """The speaker is gone, with their names and posts; refused while a statement is theirs."""
    by.require(by.mends(speaker), speaker)
    with change(by, "speaker.removed") as line:
        speaker.claim(expected)
        line.about(speaker)
        remove(speaker)
    return speaker


def add_post(
    speaker: Speaker,
    party: Party,
    *,
    by: Membership,
    title: str,
    since: Day = None,
    until: Day = None,
    authority: int = 50,
) -> Post:
    """`speaker` speaks for `party` as `title` from `since` to the last day of `until`."""
    by.require(Can.RECORD, speaker, party)
    with change(by, "post.added") as line:
        post = Post(workspace=by.workspace, speaker=speaker, is_new=is_new(by))
        hold(post, party=party, title=title, since=since, until=until, authority=authority)
        line.about(post)
    return post


def edit_post(
    post: Post,
    *,
    by: Membership,
    expected: int,
    party: Party,
    title: str,
    since: Day = None,
    until: Day = None,
    authority: int,
) -> Post:
    """The post was that one, for that party, from then to then; statements find it by their day."""
    by.require(by.mends(post), post, party)
    with change(by, "post.edited") as line:
        post.claim(expected)
        post.is_new = post.is_new and is_new(by)
        hold(post, party=party, title=title, since=since, until=until, authority=authority)
        line.about(post)
    return post


def hold(post: Post, *, party: Party, title: str, since: Day, until: Day, authority: int) -> None:
    post.party, post.title, post.authority = party, title, authority
    post.lasts(since, until)
    keep(post)


def remove_post(post: Post, *, by: Membership, expected: int) -> Post:
    """The speaker never held the post: it is gone. Statements of those days find another, or none."""
    by.require(by.mends(post), post)
    with change(by, "post.removed") as line:
        post.claim(expected)
        line.about(post)
        remove(post)
    return post
