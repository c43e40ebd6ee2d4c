"""The form on which a statement is recorded, as a browser fills it in and sends it."""

from django.http import QueryDict

from tests import make

PATH = "/w/desk/statements/record/"
TEXT = """Lavrov spoke in Sochi. 🇷🇺 “Our partners say they owe each other help,” Lavrov added (RIA Novosti II, July 4).
The United States and its allies call the plan a shield against Iran.
Article 5 obliges members to help.
Rogozin said the president would come only for a deal é (Interfax I, July 1)."""


class Desk(make.Table):
    def __init__(self, by):
        super().__init__(by=by)
        self.us = make.party(by, "United States")
        make.actors.join_bloc(self.us, self.nato, by=by, since=make.when("1949").first)
        make.positions.seat(self.talks, self.us, by=by, counted=False)
        self.lavrov = make.speaker(by, "Sergei Lavrov", self.russia, "Foreign minister")
        self.interfax = make.outlet(by, "Interfax")
        self.gsn = make.outlet(by, "Newswire")
        self.text = make.document(by, TEXT, outlet=self.gsn, title="The digest")


def place(words):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words)}


def filled(form, **typed):
    """What a browser sends of the form, with what was `typed` over it."""
    sent = QueryDict(mutable=True)
    for row in [form, *form.reports, *form.conditions, *(relay for each in form.reports for relay in each.relays)]:
        for name in row.fields:
            value = row[name].value()
            if value is None and name == "holders":
                continue
            value = row.fields[name].prepare_value(value) if value is not None else ""
            if isinstance(value, list | tuple):
                sent.setlist(row.add_prefix(name), [str(each) for each in value])
            elif value is not False:
                sent[row.add_prefix(name)] = str(value)
    for name, value in typed.items():
        sent.setlist(name, [str(each) for each in value] if isinstance(value, list) else [str(value)])
    return sent


def opened(client, **query):
    return client.get(PATH, query).context["form"]


def save(client, form, query=None, **typed):
    path = PATH + (f"?{query}" if query else "")
    return client.post(path, filled(form, **typed).urlencode(), content_type="application/x-www-form-urlencoded")


def plain(table, **typed):
    """The least that has to be said."""
    return {
        "issue": table.issue.pk, "holders": [table.russia.pk], "direction": "for", "act": "support",
        "said": "4 July 2011", "words": "They want sectors.",
    } | typed  # fmt: skip
