"""What is said of stays and posts."""

from django.utils.translation import gettext as _

from tracker.actors.models import Post, Stretch


def lasting(stretch: Stretch) -> str:
    """Such as "May 2008 – 2012", "since May 2008", "until 2012"; empty where neither end is known."""
    since, until = stretch.since, stretch.until
    if since and until:
        return _("%(since)s – %(until)s") % {"since": since, "until": until}
    if since:
        return _("since %(since)s") % {"since": since}
    return _("until %(until)s") % {"until": until} if until else ""


def rank(post: Post) -> str:
    """How much what is said in this post binds the party: "authority 75 of 100"."""
    words = _("authority %(n)s of 100, the official line") if post.official else _("authority %(n)s of 100")
    return words % {"n": post.authority}
