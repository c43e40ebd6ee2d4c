"""What a statement counts, in sentences."""

from collections.abc import Sequence
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from tracker.statements.counting import ONLY_SUMMARISED, Counts


def worth(found: Counts, party: Any, *, placed: bool = True) -> tuple[str, str]:
    """What a statement is worth for a party, and why less than fully; `placed`: it names an option or a value."""
    if found.rejects:
        return _("Listed as rejected"), _("It is against; it may carry a red line.")
    if found.number and not placed:
        return kept(party), _("It names neither an option nor a value.")
    if found.number and found.why == ONLY_SUMMARISED:
        return _("Counts half"), _("Only in an outlet’s summary; it never moves the position alone.")
    if found.number:
        return _("Counts fully"), ""
    return kept(party), f"{found.why.partition(':')[0]}."


def kept(party: Any) -> str:
    name = str(party)
    whose = _("%(party)s’") if name.endswith("s") else _("%(party)s’s")
    return _("Kept, does not move %(whose)s position") % {"whose": whose % {"party": name}}


def listed(names: Sequence[Any]) -> str:
    return get_text_list([str(name) for name in names], _("and"))


def after(lines: Sequence[tuple[Any, str, str]]) -> str:
    """What the notice says once it is saved: party, worth and why of each holder."""
    if not lines:
        return _("Saved as background: it counts nowhere.")
    groups: dict[tuple[str, str], list[Any]] = {}
    for party, what, why in lines:
        groups.setdefault((what, why), []).append(party)
    said = [
        what if str(party[0]) in what else _("%(what)s for %(parties)s") % {"what": what, "parties": listed(party)}
        for (what, _why), party in groups.items()
    ]
    reasons = [why for _what, why in groups if why]
    return " ".join([_("Saved."), *(f"{each}." for each in said), *dict.fromkeys(reasons)])
