"""What a link shows outside: made once a minute, however often whoever has it asks.

Both are kept in the worker that answers (`CACHES["here"]`): no question to the database, and no stranger's page among
what all workers count together.
"""

import time
from threading import Lock
from typing import Any

from django.core.cache import caches

from tracker.briefs import shown
from tracker.briefs.models import ShareLink

MINUTE = 60  # seconds
ONE = Lock()  # such pages are made one after the other
MOST = 60  # openings of one link in a minute, of its page and its files together, by each worker


def too_often(link: ShareLink) -> bool:
    """Whether it was opened so often in this minute that it waits for the next."""
    here, key = caches["here"], f"opened-{link.token_hash}-{int(time.time()) // MINUTE}"
    here.add(key, 0, MINUTE)
    try:
        return here.incr(key) > MOST
    except ValueError:  # the minute was over in between
        return False


def page_of(link: ShareLink) -> dict[str, Any]:
    """What its page prints of the paper: an edition as it was issued, a view as it is, or was a minute ago."""
    here, key = caches["here"], f"page-{link.token_hash}"
    found: dict[str, Any] | None = here.get(key)
    if found is None:
        with ONE:  # who comes while it is made waits for it
            found = here.get(key) or drawn_up(link)
            here.set(key, found, MINUTE)
    return found


def drawn_up(link: ShareLink) -> dict[str, Any]:
    paper = shown.links.paper_of(link)
    head = {"title": paper.title, "running": paper.running, "handling": paper.handling}
    return {"paper": head, "preview": shown.brief.leaf(paper)}
