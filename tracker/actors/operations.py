"""Everything that changes who negotiates."""

from collections.abc import Iterable
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from tracker.accounts.models import Membership
from tracker.accounts.permissions import Can
from tracker.actors.models import SYMBOLS, Alias, BlocMembership, Party, Post, Speaker
from tracker.base.models import keep, new_slug, remove
from tracker.history.operations import change


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
        party = Party(
            workspace=by.workspace,
            slug=slug or new_slug(short_name or name, others, "party"),
            name=name,
            short_name=short_name,
            kind=kind,
            symbol=symbol or others.count() % SYMBOLS + 1,
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


def name_also(whose: Party | Speaker, name: str, *, by: Membership) -> Alias:
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


def join_bloc(party: Party, bloc: Party, *, by: Membership, since: date, until: date | None = None) -> BlocMembership:
    """`party` belongs to `bloc` from `since` up to, not including, `until`."""
    by.require(Can.MANAGE, party, bloc)
    with change(by, "party.joined_bloc") as line:
        stay = BlocMembership(workspace=by.workspace, party=party, bloc=bloc, during=DateRange(since, until))
        keep(stay)
        line.about(party, bloc=str(bloc), since=since.isoformat())
    return stay


def add_speaker(*, by: Membership, name: str, aliases: Iterable[str] = ()) -> Speaker:
    """There is a speaker of that name."""
    by.require(Can.RECORD)
    with change(by, "speaker.added") as line:
        speaker = Speaker(workspace=by.workspace, name=name, is_new=is_new(by))
        keep(speaker)
        for alias in aliases:
            new_alias(speaker, alias, by=by)
        line.about(speaker)
    return speaker


def add_post(
    speaker: Speaker,
    party: Party,
    *,
    by: Membership,
    title: str,
    since: date | None = None,
    until: date | None = None,
    authority: int = 50,
) -> Post:
    """`speaker` speaks for `party` as `title` from `since` up to, not including, `until`."""
    by.require(Can.RECORD, speaker, party)
    with change(by, "post.added") as line:
        post = Post(
            workspace=by.workspace,
            speaker=speaker,
            party=party,
            title=title,
            during=DateRange(since, until),
            authority=authority,
            is_new=is_new(by),
        )
        keep(post)
        line.about(post)
    return post
