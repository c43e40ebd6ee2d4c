"""A dossier read from a file and recorded by the operations that its people would have used, each on its own day."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError, transaction

from tracker.accounts.models import Membership, User, Workspace
from tracker.accounts.permissions import Can
from tracker.actors import operations as actors
from tracker.agenda import operations as agenda
from tracker.agenda.models import Issue, Option
from tracker.annotations import operations as annotations
from tracker.base.dates import parse
from tracker.base.models import Stale
from tracker.exchange.demo.rows import BadDossier, Row, capital, moment, moment_or_first, said
from tracker.members import operations as members
from tracker.positions import operations as positions
from tracker.positions.models import Position, Reading
from tracker.sources import operations as sources
from tracker.sources.operations import Translation
from tracker.statements import operations as statements
from tracker.statements.operations import pledges

DEMO = Path(__file__).with_name("dossier.toml")


def read(path: Path = DEMO) -> dict[str, Any]:
    """The dossier in that file."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as reason:
        raise BadDossier(f"{path.name} cannot be read: {reason}.") from reason


def load(dossier: Mapping[str, Any], *, password: str | None = None) -> Workspace:
    """The workspace of that dossier, with everything in it; its people all sign in with `password`.

    Nothing stays of a dossier with a fault: `BadDossier` says in which record it lies.
    """
    with transaction.atomic():
        return Loader(dossier, password).load()


class Loader:
    """What has been made so far, by kind and by the name the file gives it."""

    def __init__(self, dossier: Mapping[str, Any], password: str | None) -> None:
        self.dossier = dossier
        self.password = make_password(password)  # once: it is meant to be slow
        self.made: dict[str, dict[str, Any]] = {}

    def load(self) -> Workspace:
        self.workspace = self.found()
        for kind, make in (
            ("parties", self.party),
            ("speakers", self.speaker),
            ("outlets", self.outlet),
        ):
            self.each(kind, make)
        self.each("parties", self.stays)
        self.negotiate()
        self.each("meetings", self.meeting)
        self.each("issues", self.issue)
        self.each("documents", self.document, by="recorded_at")
        self.each("statements", self.statement, by="recorded_at")
        self.each("endings", self.ending, by="at")
        self.each("readings", self.reading, by="recorded_at")
        self.each("weighings", self.weighing, by="recorded_at")
        self.each("reviews", self.review, by="at")
        self.each("threads", self.thread)
        return self.workspace

    # What the file says, and what it refers to ------------------------------------------------------------------------
    def each(self, kind: str, make: Callable[[Row], None], *, by: str = "") -> None:
        """Every record of that kind, in the order of the file or of the moments `by`."""
        rows = [Row(SINGULAR[kind], one) for one in self.dossier.get(kind, [])]
        if by:
            rows.sort(key=lambda row: moment_or_first(row.left.get(by), self.workspace.zone))
        for row in rows:
            with self.naming(row):
                make(row)

    @contextmanager
    def naming(self, row: Row) -> Iterator[Row]:
        """A fault inside is a sentence that begins with the record; so is what was left over."""
        try:
            yield row
        except BadDossier:
            raise
        except (ValueError, TypeError, LookupError, ValidationError, PermissionDenied, Stale) as reason:
            raise BadDossier(f"{capital(row)}: {said(reason)}") from reason
        except (IntegrityError, DataError) as reason:
            raise BadDossier(f"{capital(row)}: the database refuses it ({str(reason).splitlines()[0]}).") from reason

    def keep(self, row: Row, record: Any, *names: str) -> None:
        """The record is found again by `names`; one name is one record. Nothing of the row may be left."""
        if row.left:
            raise ValueError(f"we do not know its {', '.join(sorted(row.left))}.")
        of_kind = self.made.setdefault(row.kind, {})
        for name in names:
            if name in of_kind:
                raise ValueError("another has that name already.")
            of_kind[name] = record

    def the(self, kind: str, name: Any) -> Any:
        """The record that the file calls `name`."""
        if name is None:
            return None
        if name not in self.made.get(kind, {}):
            raise ValueError(f"there is no {kind} “{name}” before it.")
        return self.made[kind][name]

    def at(self, row: Row, key: str = "recorded_at") -> datetime:
        return moment(row.take(key), self.workspace.zone)

    def person(self, row: Row, needs: Can = Can.RECORD, key: str = "by") -> Membership:
        """Who did it; where that role may not, the lead."""
        named: Membership = self.the("person", row.take(key))
        return named if named.may(needs) else self.lead

    def option(self, issue: Issue | None, value: float | None) -> Option | None:
        """The option of the issue at that point of its scale."""
        if value is None:
            return None
        options = issue.options.all() if issue else []
        for option in options:
            if option.value == value:
                return option
        raise ValueError(f"its issue has no option at {value:g}.")

    # The desk ---------------------------------------------------------------------------------------------------------
    def found(self) -> Workspace:
        """The workspace, opened by the first lead, who lets the others in."""
        people = [Row("person", one) for one in self.dossier.get("people", [])]
        people.sort(key=lambda row: row.left.get("role") != Membership.Role.LEAD)
        if not people or people[0].left.get("role") != Membership.Role.LEAD:
            raise BadDossier("Nobody in the dossier is a lead.")
        first, *others = people
        with self.naming(first):
            email, user = first.left.get("email"), self.user(first)
            first.take("role")
        with self.naming(Row("workspace", self.dossier.get("workspace", {}))) as row:
            settings = row.words(maybe=["half_life", "grade_weights", "mode_weights"])
            self.lead = members.open_workspace(lead=user, **row.words("name", "slug", maybe=["time_zone"]))
            self.settle(settings)
            self.keep(row, self.lead.workspace)
        self.keep(first, self.lead, str(email))
        for row in others:
            with self.naming(row):
                email, user = row.left.get("email"), self.user(row)
                self.keep(row, members.admit(user, role=row.take("role"), by=self.lead), str(email))
        return self.lead.workspace

    def settle(self, settings: Mapping[str, Any]) -> None:
        """The workspace weighs its evidence so."""
        workspace = self.lead.workspace
        common = {name: getattr(workspace, name) for name in ("name", "time_zone", *WEIGHS)}
        if {name: common[name] for name in settings} != settings:
            members.edit_settings(by=self.lead, expected=workspace.version, **(common | dict(settings)))

    def user(self, row: Row) -> User:
        """Who signs in with that address already is that person."""
        email, name = row.take("email"), row.take("name")
        if known := User.objects.filter(email__iexact=email).first():
            return known
        user = User.objects.create_user(email, name=name)
        user.password = self.password
        user.save(update_fields=["password"])
        return user

    # Who, and what about ----------------------------------------------------------------------------------------------
    def party(self, row: Row) -> None:
        slug = row.take("slug")
        row.take("stays", [])  # once all parties are there: `stays`
        party = actors.add_party(
            by=self.lead, slug=slug, **row.words("name", "kind", maybe=["short_name", "symbol", "aliases"])
        )
        self.keep(row, party, slug)

    def stays(self, row: Row) -> None:
        """The blocs that the party belongs to, and from when to when."""
        party = self.the("party", row.take("slug"))
        for one in row.take("stays", []):
            with self.naming(Row("stay", one, str(one.get("bloc", "")))) as stay:
                since, until = stay.maybe_day("since"), stay.maybe_day("until")
                actors.join_bloc(party, self.the("party", stay.take("bloc")), by=self.lead, since=since, until=until)
                self.keep(stay, None)

    def speaker(self, row: Row) -> None:
        key = row.take("key")
        posts = row.take("posts", [])
        speaker = actors.add_speaker(by=self.lead, **row.words("name", maybe=["aliases"]))
        self.keep(row, speaker, key)
        for one in posts:
            with self.naming(Row("post", one, f"{key}: {one.get('title', '')}")) as post:
                since, until = post.maybe_day("from"), post.maybe_day("until")
                actors.add_post(
                    speaker,
                    self.the("party", post.take("party")),
                    by=self.lead,
                    since=since,
                    until=until,
                    **post.words("title", maybe=["authority"]),
                )
                self.keep(post, None)

    def outlet(self, row: Row) -> None:
        key = row.take("key")
        outlet = sources.add_outlet(by=self.lead, **row.words("name", maybe=["kind", "reliability", "why"]))
        self.keep(row, outlet, key)

    def negotiate(self) -> None:
        with self.naming(Row("negotiation", self.dossier.get("negotiation", {}))) as row:
            seats = row.take("parties", [])
            self.negotiation = agenda.open_negotiation(
                by=self.lead,
                begins=row.maybe_day("begins"),
                ends=row.maybe_day("ends"),
                **row.words("title", maybe=["slug", "summary"]),
            )
            self.keep(row, self.negotiation)
        for one in seats:
            with self.naming(Row("participation", one, str(one.get("party", "")))) as row:
                party = self.the("party", row.take("party"))
                positions.seat(
                    self.negotiation, party, by=self.lead, **row.words(maybe=["role", "capability", "counted"])
                )
                self.keep(row, None)

    def meeting(self, row: Row) -> None:
        slug, held = row.take("slug"), row.day("on")
        meeting = agenda.add_meeting(
            self.negotiation, by=self.lead, slug=slug, held=held, **row.words("name", "kind", maybe=["place", "status"])
        )
        self.keep(row, meeting, slug)

    def issue(self, row: Row) -> None:
        slug, states = row.take("slug"), row.take("states", [])
        scale = row.take("scale", None)
        issue = positions.add_issue(
            self.negotiation,
            by=self.lead,
            slug=slug,
            parent=self.the("issue", row.take("parent", None)),
            meeting=self.the("meeting", row.take("meeting", None)),
            scale=(scale["min"], scale["max"]) if scale else None,
            unit=scale.get("unit", "") if scale else "",
            options=[(option["value"], option["words"]) for option in row.take("options", [])],
            **row.words("title", maybe=["question", "status_quo"]),
        )
        self.keep(row, issue, slug)
        for one in states:
            with self.naming(Row("state", one, f"{one.get('state', '')}” of issue “{slug}")) as state:
                agenda.set_state(
                    issue,
                    by=self.person(state),
                    at=self.at(state),
                    effective=state.day("on"),
                    state=state.take("state"),
                )
                self.keep(state, None)

    # What was written and said ----------------------------------------------------------------------------------------
    def document(self, row: Row) -> None:
        key, by, at = row.take("key"), self.person(row), self.at(row)
        document = sources.add_document(
            by=by,
            at=at,
            outlet=self.the("outlet", row.take("outlet", None)),
            published=row.maybe_day("published"),
            **row.words("title", "text", maybe=["author", "address", "language", "rights"]),
        )
        agenda.file_document(self.negotiation, document, by=by)
        self.keep(row, document, key)

    def statement(self, row: Row) -> None:
        key, issue = row.take("key"), self.the("issue", row.take("issue", None))
        statement = statements.record(
            by=self.person(row),
            at=self.at(row),
            issue=issue,
            said=row.day("said_on"),
            speaker=self.the("speaker", row.take("speaker", None)),
            meeting=self.the("meeting", row.take("meeting", None)),
            option=self.option(issue, row.take("option", None)),
            replies_to=self.the("statement", row.take("replies_to", None)),
            holders=[self.holder(one) for one in row.take("holders", [])],
            reports=[self.report(one) for one in row.take("reports", [])],
            conditions=[self.condition(one) for one in row.take("conditions", [])],
            pledge=self.pledge(row.take("pledge", None)),
            **row.words("words", maybe=("direction", "value", "act", "modality", "credibility", "rationale", "voice")),
        )
        self.keep(row, statement, key)

    def holder(self, given: Mapping[str, Any]) -> Any:
        party = self.the("party", given["party"])
        return (party, given["told_by_other"]) if "told_by_other" in given else party

    def report(self, given: Mapping[str, Any]) -> statements.Reported:
        relays = [
            statements.Heard(
                outlet=self.the("outlet", relay["outlet"]),
                label=relay.get("label", ""),
                published=parse(str(relay["published"])) if relay.get("published") else None,
            )
            for relay in given.get("relays", [])
        ]
        return statements.Reported(
            mode=given["mode"],
            document=self.the("document", given.get("document")),
            quotations=[quoted(one) for one in given.get("quotations", [])],
            chain=relays,
        )

    def condition(self, given: Mapping[str, Any]) -> statements.Depends:
        issue, wanted = self.the("issue", given.get("issue")), given.get("wanted")
        return statements.Depends(
            text=given["text"],
            issue=issue,
            meeting=self.the("meeting", given.get("meeting")),
            option=None if wanted == "held" else self.option(issue, wanted),
            group=given.get("group", 1),
        )

    def pledge(self, given: Mapping[str, Any] | None) -> statements.Pledged | None:
        if given is None:
            return None
        due = parse(str(given["due"])) if given.get("due") else None
        return statements.Pledged(what=given["what"], due=due, seen_by=given.get("seen_by", ""))

    def ending(self, row: Row) -> None:
        """What became of the pledge that a statement carries."""
        row.name = row.take("of")
        pledge = self.the("statement", row.name).pledge
        pledges.end(
            pledge,
            by=self.person(row) if "by" in row.left else self.lead,
            expected=pledge.version,
            at=self.at(row, "at") if "at" in row.left else None,
            outcome=row.take("outcome"),
            ended=row.day("ended"),
            ended_by=self.the("statement", row.take("ended_by", None)),
        )
        self.keep(row, None)

    # What we hold them to want ----------------------------------------------------------------------------------------
    def position(self, party: str, issue: str) -> Position:
        found = Position.objects.get(party=self.the("party", party), issue=self.the("issue", issue))
        found.issue = self.the("issue", issue)
        return found

    def reading(self, row: Row) -> None:
        key, by, at = row.take("key"), self.person(row), self.at(row)
        position = self.position(row.take("party"), row.take("issue"))
        slip: Reading | None = self.the("reading", row.take("replaces", None))
        effective = row.day("effective")
        if slip:
            slip.position = position
        common: dict[str, Any] = {"by": by, "at": at, "expected": position.version}
        if row.take("withdrawn", False):
            if slip is None:
                raise ValueError("it withdraws a reading, but does not say which it replaces.")
            row.words(
                maybe=["stance", *JUDGED, "option", "value", "evidence"]
            )  # a withdrawal puts nothing in its place
            reading = positions.withdraw(slip, reason=row.take("summary"), **common)
        else:
            judged = row.words("stance", maybe=JUDGED) | {
                "stated": row.take("value", None),
                "option": self.option(position.issue, row.take("option", None)),
                "summary": row.take("summary"),
                "effective": effective,
                "evidence": [self.bears(one, at) for one in row.take("evidence", [])],
            }
            reading = (
                positions.correct(slip, **common, **judged) if slip else positions.revise(position, **common, **judged)
            )
        self.keep(row, reading, key)

    def bears(self, given: Mapping[str, Any], at: datetime) -> positions.Bears:
        statement = self.the("statement", given["statement"])
        if statement.recorded_at > at:
            raise ValueError(f"it rests on statement “{given['statement']}”, which was recorded later.")
        return positions.Bears(statement, given["relation"], given.get("note", ""))

    def weighing(self, row: Row) -> None:
        """What was weighed at another time than that of a reading."""
        position, at = self.position(row.take("party"), row.take("issue")), self.at(row)
        bears = self.bears(row.words("statement", "relation", maybe=["note"]), at)
        positions.weigh(
            position,
            bears.statement,
            by=self.person(row),
            relation=bears.relation,
            note=bears.note,
            reading=self.the("reading", row.take("reading", None)),
            at=at,
        )
        self.keep(row, None)

    def review(self, row: Row) -> None:
        name = row.take("reading")
        row.name = f"{row.left.get('state', '')}” of reading “{name}"
        reading, state = self.the("reading", name), row.take("state")
        needs = Can.APPROVE if state == "approved" else Can.DISCUSS
        positions.review(
            reading, by=self.person(row, needs), at=self.at(row, "at"), state=state, note=row.take("note", "")
        )
        self.keep(row, None)

    # What we say of it ------------------------------------------------------------------------------------------------
    def thread(self, row: Row) -> None:
        on = row.take("on")
        ((kind, name),) = on.items()
        row.name = f"{kind} {name}"
        about = self.position(*name.split("/")) if kind == "position" else self.the(kind, name)
        settled, comments = row.take("settled", False), row.take("comments")
        thread, last = None, self.lead
        for one in comments:
            with self.naming(Row("comment", one, f"{one.get('at', '')}” on “{row.name}")) as said:
                last, at, text = self.person(said, Can.DISCUSS), self.at(said, "at"), said.take("text")
                if thread:
                    annotations.comment(thread, by=last, text=text, at=at)
                else:
                    thread = annotations.open_thread(about, by=last, text=text, at=at, kind=row.take("kind"))
                self.keep(said, None)
        if thread is None:
            raise ValueError("nobody says anything in it.")
        if settled:
            by = last if last.may(Can.APPROVE) or last.pk == thread.opened_by_id else self.lead
            annotations.settle(thread, by=by, expected=thread.version, at=at)
        self.keep(row, None)


SINGULAR = {
    "parties": "party", "speakers": "speaker", "outlets": "outlet", "documents": "document", "meetings": "meeting",
    "issues": "issue", "statements": "statement", "endings": "ending", "readings": "reading", "reviews": "review",
    "threads": "thread", "weighings": "weighing",
}  # fmt: skip
JUDGED = (
    "low", "low_bound", "high", "high_bound", "mutual", "salience", "firmness", "confidence", "confidence_reason",
    "basis", "why",
)  # fmt: skip


WEIGHS = ("half_life", "grade_weights", "mode_weights")


def quoted(given: Any) -> statements.Words | str:
    """Words of a document; where they stand more than once, `near` says which are meant."""
    if isinstance(given, str):
        return given
    translation = Translation(given["translation"], given.get("translator", "")) if given.get("translation") else None
    return statements.Words(given["words"], given.get("near"), translation)
