"""A real server on the test database, and a real Chromium that looks at it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import global_settings, settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import override_settings
from playwright.sync_api import expect

from tests import make
from tracker.accounts.models import User
from tracker.exchange.demo.loader import load, read
from tracker.postgres import address

PICTURES = Path(__file__).parent / "pictures"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
WAIT = 20  # seconds for the server to answer
BACKEND = "django.contrib.auth.backends.ModelBackend"
AXE = Axe().axe_script
# What WCAG 2.2 AA asks for, and the practices that axe knows beyond it.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

TOUCHING = """() => [...document.querySelectorAll("main :is(.btn:not(.plain), .chip)")].flatMap(one => {
    const other = one.nextElementSibling;
    if (!other?.matches(".btn:not(.plain), .chip") || !one.checkVisibility() || !other.checkVisibility()) return [];
    const [a, b] = [one, other].map(each => each.getBoundingClientRect());
    const apart = Math.max(b.left - a.right, a.left - b.right, b.top - a.bottom, a.top - b.bottom);
    return apart < 2 ? [`${one.innerText} touches ${other.innerText}`] : [];
})"""
WIDEST = """() => {
    const visible = element => getComputedStyle(element).overflowX === "visible";
    const scrolls = element => element && (!visible(element) || scrolls(element.parentElement));
    const seen = [...document.querySelectorAll("body *")].filter(element => !scrolls(element.parentElement));
    const end = element => element.getBoundingClientRect().right;
    return seen.sort((a, b) => end(b) - end(a)).slice(0, 3).map(element => element.outerHTML.slice(0, 120));
}"""


def pytest_addoption(parser):
    parser.addoption("--pictures", action="store_true", help="keep pictures of the pages in tests/browser/pictures")


def pytest_collection_modifyitems(items):
    """They come first: they take longest, and the other core has something to do meanwhile."""
    items.sort(key=lambda item: Path(__file__).parent not in item.path.parents)
    for item in items:
        if not CHROMIUM and os.environ.get("CI") != "true" and Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="no Chromium: name one in CHROMIUM"))


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {"executable_path": CHROMIUM, "args": ["--no-sandbox", "--disable-gpu", "--disable-quic"]}


@pytest.fixture(scope="session")
def browser_context_args():
    return {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", "reduced_motion": "reduce"}


@pytest.fixture(scope="session")
def site(django_db_setup, django_db_blocker, tmp_path_factory):
    """The address of the product, served on the test database."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with django_db_blocker.unblock():
        name = connection.settings_dict["NAME"]
    data = tmp_path_factory.mktemp("served")
    env = os.environ | {"TRACKER_DATA": str(data), "DATABASE_URL": test_database(name), "DEBUG": "off"}
    env["SECRET_KEY"] = settings.SECRET_KEY  # so that it knows the sessions that tests begin
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "collectstatic", "--noinput", "-v0"], env=env, check=True)
    serving = ["-m", "uvicorn", "tracker.asgi:application", "--port", str(port), "--log-level", "warning"]
    server = subprocess.Popen([sys.executable, *serving, "--timeout-graceful-shutdown", "1"], env=env)
    wait_for(f"http://127.0.0.1:{port}/login/")
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait(10)


def test_database(name):
    """The address of that database on the server the tests use."""
    settings = connection.settings_dict
    if os.environ.get("DATABASE_URL"):
        base, _, query = os.environ["DATABASE_URL"].partition("?")
        return f"{base.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
    return address.url().replace(f"/{address.NAME}?", f"/{settings['NAME']}?")


def wait_for(url):
    for _ in range(WAIT * 10):
        try:
            urllib.request.urlopen(url).close()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{url} did not answer within {WAIT} seconds")


@pytest.fixture(scope="session")
def dossier():
    """The rows of the demo by table, once it was loaded: putting them back takes a tenth of the time."""
    return {}


@pytest.fixture
def demo(transactional_db, dossier):
    """The demo dossier; its accounts have the password of `make`."""
    if dossier and may_leave_triggers_out():
        put_back(dossier)
    else:
        with override_settings(PASSWORD_HASHERS=global_settings.PASSWORD_HASHERS):  # the server's
            load(read(), password=make.PASSWORD)
        dossier |= rows_of_all()
    return User.objects


def may_leave_triggers_out():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return cursor.fetchone()[0]


def rows_of_all():
    """What stands in each table, but for those that a flush fills again, to which none of the others refers."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            if not table.startswith(("django_", "auth_")):
                with cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as copy:
                    found[table] = b"".join(copy)
    return found


@transaction.atomic
def put_back(tables):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = 'replica'")  # rows as they were: no trigger adds to them
        for table, rows in tables.items():
            with cursor.copy(f'COPY "{table}" FROM STDIN (FORMAT binary)') as copy:
                copy.write(rows)


@pytest.fixture
def visit(site, browser, browser_context_args):
    """`visit("/login/")`: a page in a browser of its own, of somebody who has not signed in."""
    contexts = []

    def open_page(address="", *, cookies=(), **options):
        context = browser.new_context(base_url=site, **browser_context_args | options)
        contexts.append(context)
        context.add_cookies([{"url": site, **cookie} for cookie in cookies])
        page = context.new_page()
        watch(page)
        if address:
            page.goto(address)
        return page

    yield open_page
    faults = [fault for context in contexts for page in context.pages for fault in page.faults]
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def signed_in(visit):
    """`signed_in("analyst@example.org")`: a page of theirs, in a browser of its own."""

    def open_page(email, **options):
        client = Client()
        client.force_login(User.objects.get(email=email), BACKEND)
        session = {"name": settings.SESSION_COOKIE_NAME, "value": client.session.session_key}
        return visit(cookies=[session], **options)

    return open_page


def watch(page):
    """Errors and warnings of the browser are kept on the page: they fail the test at its end."""
    page.faults = []
    page.on("pageerror", lambda error: page.faults.append(str(error)))
    page.on(
        "console",
        lambda said: (
            page.faults.append(said.text)
            if said.type in ("error", "warning") and "status of 4" not in said.text
            else None
        ),
    )
    page.on("request", lambda asked: page.faults.append(asked.url) if "127.0.0.1" not in asked.url else None)


def settle(page):
    """What the page fetches by itself is there."""
    expect(page.locator(".htmx-request")).to_have_count(0)


def said_by_axe(page):
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    options = {"runOnly": RULES, "resultTypes": ["violations"], "preload": False}  # what is right is not told
    found = page.evaluate("async (options) => (await axe.run(options)).violations", options)
    return [f"{page.url}: {each['id']}: {each['nodes'][0]['html'][:160]}" for each in found]


@pytest.fixture
def faults():
    """`faults(page)`: what axe has to say, what is wider than the window, and buttons that touch; or the last two."""

    def look(page, axe=True):
        settle(page)
        page.evaluate("scrollTo(0, 0)")  # what half hides below a head that sticks, is no smaller for it
        said = said_by_axe(page) if axe else []
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wider > 0:
            said.append(f"{page.url} is {wider} px wider than the window: {page.evaluate(WIDEST)}")
        return said + [f"{page.url}: {touching}" for touching in page.evaluate(TOUCHING)]

    return look


@pytest.fixture
def sound(request, faults):
    """`sound(page)`: there is nothing to say of it. On journeys axe is asked with --long alone."""
    every = request.config.getoption("--long")

    def check(page):
        assert faults(page, axe=every) == []

    return check


@pytest.fixture
def picture(pytestconfig):
    """`picture(page, "grid")`: what the page looks like, kept for a look where --pictures asks for it."""
    if not pytestconfig.getoption("--pictures", default=False):
        return lambda *args, **options: None
    PICTURES.mkdir(exist_ok=True)

    def keep(page, name, **options):
        page.screenshot(path=PICTURES / f"{name}.png", caret="initial", **options)  # hiding it would break our CSP

    return keep
