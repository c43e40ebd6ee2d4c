"""What a statement costs that is cut from a text: the whole request, beside a highlight in Taguette."""

from collections.abc import Callable
from itertools import count
from secrets import token_hex
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from lxml.html import fromstring

from tests.bench._own import BODY, SENTENCE, database, in_turn
from tests.bench._taguette import taguette

TIMES = 101
GOAL = 0.8  # of a highlight


def main() -> None:
    with database(), taguette(BODY) as theirs:
        acts = product() | ({"highlight in Taguette": theirs.highlight} if theirs else {})
        found = in_turn(acts, TIMES)
    for name, median in found.items():
        print(f"{name:28} {median:8.2f} ms")
    for name in list(found)[:2] if theirs else ():
        print(f"{name} / highlight: {found[name] / found['highlight in Taguette']:.2f} (goal: at most {GOAL})")
    if not theirs:
        print(f"Taguette is not here: the goal is at most {GOAL} x its highlight.")


def product() -> dict[str, Callable[[], object]]:
    """In the demo dossier, words of a text of 24 KB that nobody has quoted before, each time."""
    from tests import make
    from tracker.accounts.models import Membership
    from tracker.agenda.models import Filing, Issue, Negotiation
    from tracker.exchange.demo.loader import load, read
    from tracker.statements import operations
    from tracker.statements.operations import Reported, Words

    load(read())
    analyst = Membership.objects.get(user__email="analyst@example.org", workspace__slug="demo")
    text = "\n\n".join(f"Paragraph {n}: {SENTENCE}, the {n}th said." for n in range(300))
    document = make.document(analyst, text)
    Filing.objects.create(workspace=analyst.workspace, negotiation=Negotiation.objects.get(), document=document)
    client = Client(headers={"Host": "localhost"})
    client.force_login(get_user_model().objects.get(pk=analyst.user_id), "django.contrib.auth.backends.ModelBackend")
    issue = Issue.objects.get(slug="architecture")
    chosen = {"issue": str(issue.pk), "direction": "for", "option": str(issue.worded[0].pk), "act": "support"}
    chosen |= {"speaker": "Anders Fogh Rasmussen", "credibility": "2", "words": "They want one system of sectors."}
    paths, typed, places = [], [], count()
    for n in range(TIMES + 6):
        start = text.index(f"Paragraph {n}:")
        query = {"document": document.pk, "start": start, "end": text.index("said.", start) + 5, "in_text": 1}
        paths.append(f"{reverse('statements:record', kwargs={'ws': 'demo'})}?{urlencode(query)}")
        form = fromstring(client.get(paths[-1]).content).get_element_by_id("statement-form")
        typed.append([pair for pair in form.form_values() if pair[0] not in chosen] + list(chosen.items()))

    def request() -> None:
        n = next(places)
        body = urlencode([("csrfmiddlewaretoken", token_hex(32)), *typed[n]])
        answer = client.post(paths[n], body, content_type="application/x-www-form-urlencoded")
        assert answer.status_code in (204, 302), answer.content

    nato, starts = issue.negotiation.seats[0].party, count()

    def operation() -> None:
        start = text.index(f"Paragraph {200 + next(starts) % 100}:")
        words = Words(text[start : text.index("the", start)].rstrip(", "), start)
        carried = Reported("verbatim", document, [words])
        operations.record(by=analyst, issue=issue, holders=[nato], said=make.when("4 July 2011"), reports=[carried],
                          words="They want one system of sectors.", direction="for", act="support")  # fmt: skip

    return {"statements.record": operation, "the request that records": request}


if __name__ == "__main__":
    main()
