"""What a new reading costs: the operation and the whole request, beside a bare INSERT and a highlight in Taguette."""

from collections.abc import Callable
from itertools import cycle
from secrets import token_hex
from urllib.parse import urlencode

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment, teardown_test_environment
from django.urls import reverse

from tests.bench._own import BODY, database, in_turn
from tests.bench._taguette import taguette

TIMES = 101
GOAL = 0.8  # of a highlight


def main() -> None:
    with database(), taguette(BODY) as theirs:
        acts = product() | {"bare INSERT with commit": bare_insert()}
        found = in_turn(acts | ({"highlight in Taguette": theirs.highlight} if theirs else {}), TIMES)
    for name, median in found.items():
        print(f"{name:28} {median:8.2f} ms")
    for yardstick in list(found)[2:]:
        for name in list(found)[:2]:
            goal = f" (goal: at most {GOAL})" if yardstick == "highlight in Taguette" else ""
            print(f"{name} / {yardstick}: {found[name] / found[yardstick]:.2f}{goal}")
    if not theirs:
        print(f"Taguette is not here: the goal is at most {GOAL} x its highlight.")


def product() -> dict[str, Callable[[], object]]:
    """On the demo dossier: the operation, with a statement as its evidence, and the request that carries it.

    Each revises another position than the time before: nobody has revised one a hundred times.
    """
    from tests import make
    from tracker.accounts.models import Membership
    from tracker.exchange.demo.loader import load, read
    from tracker.positions import operations
    from tracker.positions.models import Evidence, Reading

    load(read())
    analyst = Membership.objects.get(user__email="analyst@example.org", workspace__slug="demo")
    supported = Evidence.objects.filter(reading__stance="value", relation="supports").select_related("reading")
    each = list(supported.order_by("position_id", "-pk").distinct("position_id"))
    in_turn = cycle(each)

    def operation() -> Reading:
        evidence = next(in_turn)
        position, last = evidence.position, evidence.reading
        return operations.revise(
            position,
            by=analyst,
            expected=position.version,
            effective=make.when("1 June 2012"),
            evidence=[operations.Bears(evidence.statement, "supports")],
            stance="value",
            stated=last.stated,
            summary=last.summary,
        )

    client = Client(headers={"Host": "localhost"})
    client.force_login(get_user_model().objects.get(pk=analyst.user_id), "django.contrib.auth.backends.ModelBackend")
    setup_test_environment()  # so that the form can be read off its page
    forms = []
    for evidence in each:
        path = reverse("positions:revise", kwargs={"ws": "demo", "pk": evidence.position_id})
        forms.append((evidence.position, path, make.filled(client, path)))
    teardown_test_environment()
    forms_in_turn = cycle(forms)

    def request() -> None:
        position, path, typed = next(forms_in_turn)
        shown = {"csrfmiddlewaretoken": token_hex(32)}  # as a page that was shown anew: it is saved once
        sent = urlencode(typed | shown | {"expected": position.version}, doseq=True)
        assert client.post(path, sent, content_type="application/x-www-form-urlencoded").status_code == 302
        position.version += 1

    return {"positions.revise": operation, "the request that revises": request}


def bare_insert() -> Callable[[], object]:
    """The limit: one row of one table that keeps no rules, on disk."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bare (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, words text)")

    def insert() -> None:
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO bare (words) VALUES (%s)", ["What they want, in a sentence or two."])

    return insert


if __name__ == "__main__":
    main()
