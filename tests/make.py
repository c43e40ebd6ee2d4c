"""One plain function per record, through the operations where there is one. Names are counted so that none clash."""

from datetime import UTC, date, datetime
from itertools import count

from tracker.accounts.models import Membership, User, Workspace
from tracker.actors import operations as actors
from tracker.agenda import operations as agenda
from tracker.annotations import operations as annotations
from tracker.base.dates import DomainDate, parse
from tracker.briefs import operations as briefs
from tracker.briefs.proof import proof
from tracker.briefs.tasks import make_file
from tracker.briefs.templates import TEMPLATES
from tracker.compare import operations as compare
from tracker.compare.operations import note_pair
from tracker.exchange import operations as exchange
from tracker.exchange.queries import Wish
from tracker.exchange.tasks import make as make_download
from tracker.positions import operations as positions
from tracker.positions.models import Position
from tracker.sources import operations as sources
from tracker.statements import operations as statements

number = count(1)
PASSWORD = "a long enough password"
OPTIONS = ((0, "One system, divided into sectors"), (50, "Joint centres"), (100, "Two systems that cooperate"))


def when(written):
    return written if isinstance(written, DomainDate) else parse(str(written))


def moment(written):
    """Noon UTC of a day: `moment("2011-07-05")`."""
    return datetime.combine(date.fromisoformat(written), datetime.min.time().replace(hour=12), UTC)


def workspace(slug="desk", **fields):
    return Workspace.objects.get_or_create(slug=slug, defaults={"name": slug.title(), **fields})[0]


def user(email=None, name="", password=None):
    email = email or f"person{next(number)}@example.org"
    return User.objects.create_user(email, password, name=name or email.partition("@")[0].title())


def member(space=None, role="lead", **fields):
    space = space or workspace()
    return Membership.objects.create(workspace=space, user=fields.pop("user", None) or user(**fields), role=role)


def lead_of(space):
    return Membership.objects.filter(workspace=space, role="lead").first() or member(space, "lead")


def party(by, name=None, kind="state", **fields):
    return actors.add_party(by=by, name=name or f"Party {next(number)}", kind=kind, **fields)


def speaker(by, name=None, party=None, title="Minister", since=None, until=None, authority=90):
    person = actors.add_speaker(by=by, name=name or f"Speaker {next(number)}")
    if party:
        actors.add_post(person, party, by=by, title=title, since=since, until=until, authority=authority)
    return person


def outlet(by, name=None, reliability="B", kind="agency"):
    return sources.add_outlet(by=by, name=name or f"Outlet {next(number)}", kind=kind, reliability=reliability)


def document(by, text="A spokesman said that one system, divided into sectors, is what they want.", **fields):
    fields.setdefault("title", f"Dispatch {next(number)}")
    fields["published"] = when(fields.get("published", "5 July 2011"))
    return sources.add_document(by=by, text=text, **fields)


def negotiation(by, title="Missile defence", parties=(), **fields):
    talks = agenda.open_negotiation(by=by, title=title, **fields)
    for each in parties:
        positions.seat(talks, each, by=by)
    return talks


def meeting(by, talks, name="Sochi", held="4 July 2011", kind="session", status="held", **fields):
    return agenda.add_meeting(talks, by=by, name=name, kind=kind, held=when(held), status=status, **fields)


def issue(by, talks, title="Architecture", scale=(0, 100), options=OPTIONS, **fields):
    return positions.add_issue(talks, by=by, title=title, scale=scale, options=options if scale else (), **fields)


def filled(client, path, **typed):
    """The fields of the form at `path` as a browser would send them, with what is typed over."""
    form = client.get(path).context["form"]
    found = {}
    for name, field in form.fields.items():
        value, choices = form[name].value(), list(getattr(field, "choices", []))
        found[form.add_prefix(name)] = choices[0][0] if value is None and choices else value
    return {name: "" if value is None or value is False else value for name, value in (found | typed).items()}


def position(party, issue):
    return Position.objects.get(party=party, issue=issue)


def statement(by, issue, *holders, said="4 July 2011", at=None, **fields):
    fields.setdefault("words", f"They want it so, said for the {next(number)}th time.")
    fields.setdefault("direction", "for")
    fields.setdefault("act", "support")
    fields.setdefault("credibility", 2)
    return statements.record(by=by, issue=issue, holders=holders, said=when(said), at=at, **fields)


def pledge(by, issue, *holders, what="Missiles are moved west.", due="2012", **fields):
    fields.setdefault("act", "threaten")
    pledged = statements.Pledged(what, when(due) if due else None)
    return statement(by, issue, *holders, pledge=pledged, **fields).pledge


def reading(by, position, stated=50, effective="4 July 2011", evidence=(), at=None, **fields):
    """A reading of that value; `stated=None` with another `stance` for the silences."""
    position.refresh_from_db(fields=["version"])
    fields.setdefault("stance", "value" if stated is not None else "neutral")
    fields.setdefault("summary", "What they want.")
    fields.setdefault("salience", 80)
    links = [each if isinstance(each, positions.Bears) else positions.Bears(each, "supports") for each in evidence]
    return positions.revise(
        position,
        by=by,
        expected=position.version,
        effective=when(effective),
        stated=stated,
        evidence=links,
        at=at,
        **fields,
    )


def thread(by, about, text="Are we sure?", **fields):
    return annotations.open_thread(about, by=by, text=text, **fields)


def view(by, talks, name=None, page="grid", query="order=gap", **fields):
    name = name or f"View {next(number)}"
    return compare.save_view(talks, by=by, name=name, page=page, query=query, **fields)


def brief(by, talks, title="Where they stand", template="note", text="", **fields):
    """A brief; with `text` its first block says so."""
    made = briefs.make_brief(talks, by=by, template=TEMPLATES[template], title=title, **fields)
    if text:
        write(by, made, text)
    return made


def write(by, made, text):
    """The first text of the brief is another."""
    block = made.blocks.filter(kind="text").first()
    return briefs.edit_block(block, by=by, expected=block.version, text=text)


def edition(by, made, *, files=True):
    """The brief, issued as it reads now, with all its files or none yet."""
    issued = briefs.issue(made, by=by, seen=briefs.seen(proof(made)))
    if files:
        files_of(issued)
    return issued


def files_of(edition):
    """What the worker beside the server does."""
    for order in edition.orders.all():
        make_file.call(order.pk)


def download(by, talks, query="format=md", name="talks.md"):
    ordered = exchange.order(Wish(talks, "export", query), by=by, name=name)
    make_download.call(ordered.pk)
    return ordered


class Table:
    """The smallest desk that has something to compare: NATO and Russia on one issue, with a statement each."""

    def __init__(self, by=None, space=None, titled=""):
        self.by = by or lead_of(space or workspace())
        self.nato = party(self.by, "NATO", "alliance", symbol=1)
        self.russia = party(self.by, "Russia", symbol=2)
        self.talks = negotiation(self.by, f"{titled} missile defence".strip().capitalize(), [self.nato, self.russia])
        self.sochi = meeting(self.by, self.talks)
        self.issue = issue(self.by, self.talks)
        self.ria = outlet(self.by, "RIA Novosti")
        self.digest = document(self.by, outlet=self.ria)
        self.said = statement(
            self.by,
            self.issue,
            self.russia,
            value=10,
            reports=[statements.Reported("paraphrase", self.digest, ["one system, divided into sectors"])],
        )
        self.answered = statement(self.by, self.issue, self.nato, value=90, reports=[statements.Reported("relayed")])
        self.of_russia, self.of_nato = position(self.russia, self.issue), position(self.nato, self.issue)

    def read(self):
        """Both have said what they want, on evidence."""
        self.low = reading(self.by, self.of_russia, 10, evidence=[self.said])
        self.high = reading(self.by, self.of_nato, 90, evidence=[self.answered])
        return self


def reviewed(table):
    """The desk with one review and one issue state, so that every kind of append-only row is there."""
    table.review = positions.review(table.low, by=table.by, state="questioned", note="On what evidence?")
    table.note = note_pair(table.issue, [table.nato, table.russia], by=table.by, text="Ours.", effective=when("2011"))
    table.edition = edition(table.by, brief(table.by, table.talks))
    table.state = agenda.set_state(table.issue, by=table.by, state="open", effective=when("1 July 2011"))
    return table
