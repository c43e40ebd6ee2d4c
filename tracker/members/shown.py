"""What the templates of this room print, made ready."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tracker.accounts.models import Membership
from tracker.accounts.permissions import ROLES
from tracker.base.forms import shown as moment
from tracker.members.forms import GRADES, MODES
from tracker.members.queries import People
from tracker.members.words import MAY


@dataclass(frozen=True)
class Person:
    """One line of the list."""

    pk: int
    name: str
    email: str
    role: str
    me: bool
    since: str
    last: str


@dataclass(frozen=True)
class Asked:
    """An invitation that nobody has used yet."""

    pk: int
    name: str
    role: str
    by: str
    until: str


@dataclass(frozen=True)
class Page:
    sentence: str
    here: list[Person]
    gone: list[Person]
    asked: list[Asked]
    roles: list[str]
    table: list[tuple[str, list[bool]]] = field(default_factory=list)


def page(people: People, member: Membership) -> Page:
    zone = member.workspace.zone
    leads = sum(each.role == Membership.Role.LEAD for each in people.here)
    lead = ngettext("one leads", "%(n)s lead", leads) % {"n": leads}
    number = len(people.here)
    return Page(
        sentence=ngettext("One person works here.", "%(n)s people work here; %(lead)s.", number)
        % {"n": number, "lead": lead},
        here=[person(each, member) for each in people.here],
        gone=[person(each, member) for each in people.gone],
        asked=[
            Asked(
                each.pk,
                each.email or _("whoever has the link"),
                str(each.get_role_display()),
                str(each.made_by),
                moment(each.expires_at, zone),
            )
            for each in people.asked
        ],
        roles=[str(label) for label in Membership.Role.labels],
        table=[(str(words), [can in ROLES[role] for role in Membership.Role.values]) for can, words in MAY.items()],
    )


def person(each: Membership, member: Membership) -> Person:
    since, last = each.since, each.last  # type: ignore[attr-defined]  # annotated by queries.people
    return Person(
        pk=each.pk,
        name=str(each),
        email=each.user.email,
        role=str(each.get_role_display()),
        me=each.pk == member.pk,
        since=f"{since.astimezone(member.workspace.zone):%-d %b %Y}",
        last=moment(last, member.workspace.zone),
    )


def weights(member: Membership) -> list[tuple[str, list[tuple[str, float]]]]:
    """How evidence is weighed here, in words."""
    space = member.workspace
    return [
        (_("Reliability of the source"), [(str(GRADES[key]), space.grade_weights[key]) for key in GRADES]),
        (_("How the words reached us"), [(str(MODES[key]), space.mode_weights[key]) for key in MODES]),
    ]
