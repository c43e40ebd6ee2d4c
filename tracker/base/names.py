"""Names as people hear them: without case, accents and surplus white space."""

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _

ACCENTS = re.compile("[\u0300-\u036f]")  # of Latin, Greek and Cyrillic: elsewhere such marks make another letter


def heard(name: str) -> str:
    """What is left of a name for the ear."""
    return " ".join(ACCENTS.sub("", unicodedata.normalize("NFKD", name.casefold())).split())


def called[M: models.Model](name: str, among: "models.QuerySet[M]", *columns: str) -> M | None:
    """The first of `among` that sounds like `name` in one of these columns."""
    wanted = heard(name)
    rows: Any = among.order_by("pk").values_list("pk", *columns)
    found = (pk for pk, *names in rows if any(each and heard(each) == wanted for each in names))
    return among.filter(pk=pk).first() if wanted and (pk := next(found, None)) else None


def tells_apart(name: str, among: "models.QuerySet[Any]", *columns: str, field: str = "name") -> None:
    """Refused where one of `among` is called so, however it is written."""
    if there := called(name, among, *columns):
        words = _("“%(there)s” is here already and called so. Use it, or add to the name what tells the two apart.")
        raise ValidationError({field: words % {"there": there}})
