"""What any record may be: versioned, so that the second of two people is told; dated; read with its peers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from typing import Any

from django.contrib.postgres.lookups import Unaccent
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F, Func, ProtectedError, RestrictedError
from django.db.models.functions import Lower
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracker.base.dates import DomainDate


class Stale(Exception):
    """Somebody else changed the record since the version the writer had seen."""

    def __init__(self, record: models.Model) -> None:
        super().__init__("This changed while you were typing.")
        self.record = record


class ClockTimestamp(Func):
    """The moment of the call itself, not of the transaction's start: later writers get later moments."""

    template = "clock_timestamp()"
    output_field = models.DateTimeField()


class PeerManager(models.Manager):
    """Fetches a missing relation for all rows read together, in one query."""

    def get_queryset(self) -> Any:
        return super().get_queryset().fetch_mode(models.FETCH_PEERS)


class Versioned(models.Model):
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def claim(self, expected: int) -> None:
        """The record is this writer's until the transaction ends; `Stale` if its version is no longer `expected`."""
        row = type(self)._base_manager.filter(pk=self.pk, version=expected)
        if not row.update(version=F("version") + 1):
            raise Stale(self)
        self.version = expected + 1


def domain_date(name: str) -> property:
    """A date of the domain in two columns, `<name>_on` (first day) and `<name>_before` (the day after the last)."""
    on, before = f"{name}_on", f"{name}_before"

    def read(record: models.Model) -> DomainDate | None:
        first = getattr(record, on)
        return DomainDate(first, getattr(record, before)) if first else None

    def write(record: models.Model, value: DomainDate | None) -> None:
        setattr(record, on, value.first if value else None)
        setattr(record, before, value.end if value else None)

    return property(read, write)


def ends_after_it_starts(name: str) -> models.CheckConstraint:
    """The rule of every domain date: both ends or none, the end after the first day."""
    known = {f"{name}_on__isnull": False, f"{name}_before__isnull": False}  # NULL would pass as neither true nor false
    both = models.Q(**known, **{f"{name}_before__gt": F(f"{name}_on")})
    none = models.Q(**{f"{name}_on__isnull": True, f"{name}_before__isnull": True})
    return models.CheckConstraint(
        condition=both | none,
        name=f"%(class)s_{name}_ends_after_it_starts",
        violation_error_message=gettext_lazy("The date ends before it starts."),
    )


def exactly_one(fields: Sequence[str], name: str, message: Any) -> models.CheckConstraint:
    """Exactly one of `fields` is filled."""
    condition = models.Q()
    for chosen in fields:
        condition |= models.Q(**{f"{field}__isnull": field != chosen for field in fields})
    return models.CheckConstraint(condition=condition, name=name, violation_error_message=message)


def recorded_at() -> "models.DateTimeField[datetime, datetime]":
    """The column that says when a row was recorded: the database's clock, after the version was claimed."""
    return models.DateTimeField(db_default=ClockTimestamp(), editable=False)


def by_name(field: str = "name") -> list[Any]:
    """The order in which people look for a name: Å beside A, in whatever case it is written."""
    return [Lower(Unaccent(field)), "id"]


NO_SLUGS = ("add", "arrange", "seen")  # addresses mean something else by them
DASHES = re.compile("[‐‑‒–—―−/]")


def new_slug(name: str, among: models.QuerySet[Any], otherwise: str) -> str:
    """A slug for `name` that no record in `among` has; made once, kept when the record is renamed."""
    stem = slugify(DASHES.sub("-", name))[:50].strip("-") or otherwise
    taken = {*NO_SLUGS, *among.filter(slug__startswith=stem).values_list("slug", flat=True)}
    return next(slug for n in count(1) if (slug := stem if n == 1 else f"{stem}-{n}") not in taken)


def keep[M: models.Model](record: M) -> M:
    """The record is saved, valid as its model says; else `ValidationError`, in the words of the rule it breaks.

    Rules of the table are left to the database, which checks them anyway: asking it twice doubles the work.
    """
    check(record)
    with in_words(type(record)):
        record.save()
    return record


def keep_all[M: models.Model](model: type[M], records: Sequence[M]) -> Sequence[M]:
    """So are all of these, which are new, in one statement."""
    for record in records:
        check(record)
    with in_words(model):
        model._default_manager.bulk_create(records)
    return records


def check(record: models.Model) -> None:
    foreign = {field.name for field in record._meta.concrete_fields if field.is_relation}
    record.clean_fields(exclude=foreign)
    record.clean()


@contextmanager
def in_words(model: type[models.Model]) -> Iterator[None]:
    """What the database refuses is told in the words of the rule that it breaks."""
    try:
        yield
    except IntegrityError as refused:
        broken = getattr(getattr(refused.__cause__, "diag", None), "constraint_name", "")
        for rule in model._meta.constraints:
            if rule.name == broken:
                raise ValidationError(rule.get_violation_error_message()) from refused
        raise


def moment(at: datetime | None, name: str = "recorded_at") -> dict[str, datetime]:
    """The field `name`, for the loaders that may say when; otherwise the database's clock does."""
    return {name: at} if at else {}


def remove(record: models.Model) -> None:
    """The record is gone; `ValidationError`, which says what still rests on it, if anything does."""
    try:
        with transaction.atomic():
            record.delete()
    except (ProtectedError, RestrictedError) as refused:
        kinds = Counter(resting(each) for each in resting_on(refused))
        listed = ", ".join(f"{number} {words}" for words, number in kinds.items())
        raise ValidationError(_("It cannot go while something rests on it: %(what)s.") % {"what": listed}) from refused
    except IntegrityError as refused:
        raise ValidationError(_("It cannot go while something rests on it.")) from refused


def resting_on(refused: ProtectedError | RestrictedError) -> Iterable[models.Model]:
    if isinstance(refused, ProtectedError):
        return refused.protected_objects
    return refused.restricted_objects


def resting(record: models.Model) -> str:
    """What to call one of many such records."""
    return str(record._meta.verbose_name_plural)
