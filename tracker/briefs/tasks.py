"""Files of editions, made by the worker beside the server of what was frozen when they were issued."""

import logging
from hashlib import sha256

from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.text import slugify
from django.utils.translation import gettext as _

from tracker.base.models import keep
from tracker.briefs.models import EditionFile, FileOrder
from tracker.briefs.paper import frozen
from tracker.exchange.formats import FORMATS, Format, written
from tracker.exchange.paper import TooLong

logger = logging.getLogger(__name__)


@task
def make_file(pk: int) -> None:
    """The file of that order is there, and the order gone; or the order says why not."""
    if not FileOrder.objects.filter(pk=pk, begun_at=None).update(begun_at=timezone.now()):
        return
    order = FileOrder.objects.select_related("edition__workspace").get(pk=pk)
    chosen = FORMATS[order.format]
    if order.edition.files.filter(format=order.format).exists():  # one that was taken for gone has made it after all
        order.delete()
        return
    try:
        add_file(order, chosen, written(chosen, frozen(order.edition)))
    except TooLong as reason:
        fail(order, too_long(chosen.name, reason.most))
    except Exception:
        logger.exception("A file of an edition could not be made: order %s.", pk)
        fail(order, _("It could not be made. What was issued is not harmed by that."))


def interrupted(pk: int) -> None:
    """Who made the file of that order was killed."""
    fail(FileOrder(pk=pk), _("It was interrupted."))


@transaction.atomic
def add_file(order: FileOrder, chosen: Format, content: bytes) -> None:
    """The edition has that file, for good."""
    edition = order.edition
    name = f"{slugify(edition.title, allow_unicode=True)[:60] or 'brief'}_edition-{edition.number}.{chosen.slug}"
    made = EditionFile(workspace=edition.workspace, edition=edition, format=chosen.slug, media=chosen.media, name=name)
    made.content, made.size, made.sha256 = content, len(content), checksum(content)
    keep(made)
    order.delete()


def fail(order: FileOrder, why: str) -> None:
    FileOrder.objects.filter(pk=order.pk).update(why=why)


def too_long(form: str | Promise, most: int) -> str:
    """What to do about it."""
    return _(
        "A file as %(format)s holds at most %(most)s paragraphs, quotations and rows, and this would hold more. "
        "Compare fewer parties, or take a block out."
    ) % {"format": form, "most": f"{most:,}"}


def checksum(content: bytes) -> str:
    return sha256(content).hexdigest()
