"""Roll calls of an assembly as positions: each is an issue, each country a party, each vote a reading with its record.

`VOTES` may name a file of real ones, with the columns rcid, date, short, country and vote (yes, no, abstain).
"""

import csv
import os
import random
from collections import defaultdict
from datetime import date, timedelta
from pathlib import Path

from tests import make
from tracker.statements.operations import Reported

POINTS = {"no": 0, "abstain": 50, "yes": 100}
WORDS = ((0, "Voted no"), (50, "Abstained"), (100, "Voted yes"))
ROLL_CALLS, COUNTRIES = 86, 190


def roll_calls():
    """Of each: what it is called, its day, and who voted how."""
    if path := os.environ.get("VOTES"):
        with Path(path).open(encoding="utf-8", newline="") as file:
            return read(csv.DictReader(file))
    chance = random.Random(1)
    names = [f"Country {n}" for n in range(1, COUNTRIES + 1)]
    lean = {name: chance.random() for name in names}
    found = []
    for n in range(ROLL_CALLS):
        split = chance.random() * 0.4
        votes = {name: "no" if lean[name] < split / 3 else "abstain" if lean[name] < split else "yes" for name in names}
        votes = {name: vote for name, vote in votes.items() if chance.random() > 0.06}
        found.append((f"Resolution {n + 1}", date(2010, 12, 8) + timedelta(days=n * 9), votes))
    return found


def read(rows):
    names, days, votes = {}, {}, defaultdict(dict)
    for row in rows:
        call = row["rcid"]
        names[call], days[call] = row["short"] or f"Roll call {float(call):.0f}", date.fromisoformat(row["date"])
        votes[call][row["country"]] = row["vote"]
    return [(names[call], days[call], votes[call]) for call in votes]


def load(by, calls):
    """The negotiation, with a seat for every country, each vote a reading that rests on what the record says."""
    talks = make.negotiation(by, title="Roll calls on arms")
    countries = sorted({name for _name, _day, votes in calls for name in votes})
    parties = {name: make.party(by, name) for name in countries}
    for party in parties.values():
        make.positions.seat(talks, party, by=by)
    for number, (name, day, votes) in enumerate(calls, start=1):
        issue = make.issue(by, talks, f"{name.capitalize()} ({number})", options=WORDS)
        options = {option.value: option for option in issue.options.all()}
        said = {}
        for vote, point in POINTS.items():
            holders = [parties[country] for country in votes if votes[country] == vote]
            if holders:
                said[vote] = make.statement(
                    by,
                    issue,
                    *holders,
                    said=f"{day:%-d %B %Y}",
                    words=f"{options[point].words} on “{name.capitalize()}”.",
                    option=options[point],
                    value=point,
                    reports=[Reported("verbatim")],
                )
        for country, vote in votes.items():
            make.reading(
                by,
                make.position(parties[country], issue),
                POINTS[vote],
                f"{day:%-d %B %Y}",
                evidence=[said[vote]],
                option=options[POINTS[vote]],
                summary=f"{options[POINTS[vote]].words}.",
            )
    return talks
