"""The export of the page, from the shell."""

import re
import sys
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management import BaseCommand, CommandError, CommandParser
from django.http import QueryDict
from django.utils import timezone

from tracker.accounts.models import Workspace
from tracker.agenda.models import Negotiation
from tracker.agenda.when import When, WhenForm
from tracker.base.errors import Unknown
from tracker.exchange.asked import Asked, narrowed
from tracker.exchange.formats import FORMATS, made
from tracker.exchange.forms import chosen, filled, outline, too_long
from tracker.exchange.handling import HandlingField
from tracker.exchange.paper import TooLong
from tracker.exchange.scopes import SCOPES
from tracker.exchange.sizes import size

OFFER = re.compile(r"(?:party|issue|since)=([\w-]+)")  # what an offered address names


class Command(BaseCommand):
    help = "Writes what the export page downloads to standard output: ./run manage export ... > FILE"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--workspace", required=True, metavar="SLUG")
        parser.add_argument("--negotiation", required=True, metavar="SLUG")
        parser.add_argument("--format", required=True, metavar="F", help=f"one of {', '.join(FORMATS)}")
        parser.add_argument("--party", action="append", default=[], metavar="SLUG", help="again for each; else all")
        parser.add_argument("--issue", action="append", default=[], metavar="SLUG", help="again for each; else all")
        parser.add_argument("--what", default="comparison", choices=SCOPES, help="the positions, or what moved")
        parser.add_argument("--handling", default="", metavar="WORDS", help="who may read it, on every page")
        parser.add_argument("--as-of", default="", metavar="DATE", help="the day shown; else today")
        parser.add_argument("--known-at", default="", metavar="DATE", help="a day, or a moment with its offset")
        parser.add_argument("--since", default="", metavar="DATE", help="a day, or a meeting")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = exported(**options)
        except Unknown as unknown:
            names = [found[1] for _words, address in unknown.offers if (found := OFFER.search(address))]
            raise CommandError(
                f"{unknown.words} {f'There are: {", ".join(names)}.' if names else ''}".strip()
            ) from None
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def exported(
    *,
    workspace: str,
    negotiation: str,
    format: str,
    party: list[str],
    issue: Sequence[str] = (),
    what: str = "comparison",
    handling: str = "",
    **options: Any,
) -> bytes:
    """The file's bytes. Raises `Unknown` or CommandError, each with a sentence."""
    kind = FORMATS.get(format)
    if kind is None:
        raise CommandError(f"We do not export as “{format}”. There are: {', '.join(FORMATS)}.")
    try:
        handling = HandlingField().clean(handling)
    except ValidationError as reason:
        raise CommandError(" ".join(reason.messages)) from None
    desk = Workspace.objects.filter(slug=workspace).first()
    if desk is None:
        names = ", ".join(Workspace.objects.values_list("slug", flat=True))
        raise CommandError(f"There is no workspace “{workspace}”. There are: {names or 'none yet'}.")
    talks = Negotiation.objects.filter(workspace=desk, slug=negotiation).first()
    if talks is None:
        names = ", ".join(Negotiation.objects.filter(workspace=desk).values_list("slug", flat=True))
        raise CommandError(f"{desk} has no negotiation “{negotiation}”. There are: {names or 'none yet'}.")
    talks.workspace = desk
    given = QueryDict(mutable=True)
    given.update({name: options[name] for name in ("as_of", "known_at", "since")})
    form = WhenForm(given, talks, timezone.now().astimezone(desk.zone).date())
    if not form.is_valid():
        wrong = (f"--{name.replace('_', '-')}: {' '.join(map(str, said))}" for name, said in form.errors.items())
        raise CommandError("\n".join(wrong))
    when = When(talks, form, form.today, "")
    parties = chosen(party, talks.table, "", "")
    asked = narrowed(Asked(outline(when, parties), when, "the export command", handling), issue)
    holds = size(asked, SCOPES[what], kind)
    if holds.too_much:
        raise CommandError(holds.too_much)
    asked = filled(asked)
    try:
        return made(kind, SCOPES[what], asked)
    except TooLong as reason:
        raise CommandError(too_long(kind, reason)) from None
