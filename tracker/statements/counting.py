"""What counts: which statements give a number, and how far to trust them. No data is no number."""

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass

# The table, read from the top: the first row that gives a reason decides.
VOICES = {
    "party": "",
    "background": "Background in the outlet’s own voice: counts nowhere.",
}
TOLD_BY_ANOTHER = "Another party’s account: kept, does not move the position."
MODALITIES = {
    "actual": "",
    "future": "",
    "hypothetical": "Only supposed: kept, does not move the position.",
    "negated": "A thing denied: kept, does not move the position.",
}
FORESEEN = {
    "expect": "An expectation: kept, does not move the position.",
    "forecast": "A forecast: kept, does not move the position.",
}
DIRECTIONS = {
    "for": "",
    "against": "Against: listed under the option as rejected, and may carry a red line.",
    "neutral": "Neutral: heard, gives no number.",
    "ambivalent": "Ambivalent: heard, gives no number.",
    "declined": "Declined to say: heard, gives no number.",
    "not_stated": "Takes no side: heard, gives no number.",
}
ACTS = {
    "agree": "",
    "support": "",
    "concede": "",
    "request": "",
    "propose": "",
    "threaten": "A threat without a value: kept, does not move the position.",
    "protest": "A protest without a value: kept, does not move the position.",
    "go_alone": "Going alone without a value: kept, does not move the position.",
    "consult": "Talking it over commits to nothing: kept, does not move the position.",
    "cooperate": "Working together commits to nothing: kept, does not move the position.",
    "reject": "A rejection says what is not wanted: kept, does not move the position.",
    "accuse": "An accusation is about the other side: kept, does not move the position.",
    "expect": FORESEEN["expect"],
    "forecast": FORESEEN["forecast"],
    "inform": "Information only: kept, does not move the position.",
}
NEED_A_VALUE = frozenset({"threaten", "protest", "go_alone"})
ONLY_SUMMARISED = "Only in an outlet’s summary: counts half, never moves the position alone."


@dataclass(frozen=True, slots=True)
class Counts:
    """What one statement is worth for one holder's position."""

    number: bool  # it gives a number
    share: float  # how much of one: 1, 0.5, or 0 without a number
    alone: bool  # it may move the position with nothing beside it
    rejects: bool  # it is listed under its option as rejected
    why: str  # why it counts less than fully, or an empty string


def counts(
    direction: str,
    act: str,
    modality: str,
    *,
    told_by_other: bool,
    voice: str,
    has_value: bool,
    modes: Collection[str],
) -> Counts:
    """Whether a statement gives its holder's position a number, how much of one, and if not, why.

    `has_value`: the coder gave a value. `modes`: how each report of the statement carries it
    (verbatim, paraphrase, relayed, outlet_summary). Raises KeyError for a word not in the tables.
    Source: the project's own rule. Modality and acts follow the PLOVER event ontology.
    """
    reasons = (
        VOICES[voice],
        TOLD_BY_ANOTHER if told_by_other else "",
        MODALITIES[modality],
        FORESEEN.get(act, ""),
        DIRECTIONS[direction],
        "" if act in NEED_A_VALUE and has_value else ACTS[act],
    )
    why = next(filter(None, reasons), "")
    if why:
        return Counts(False, 0, False, rejects=why == DIRECTIONS["against"], why=why)
    if modes and all(mode == "outlet_summary" for mode in modes):
        return Counts(True, 0.5, False, rejects=False, why=ONLY_SUMMARISED)
    return Counts(True, 1, True, rejects=False, why="")


# The Admiralty code grades a source (A to F) and what it says (1 to 6) apart: see
# https://en.wikipedia.org/wiki/Admiralty_code. The names are the code's, the rest our words.

RELIABILITY = {
    "A": "Reliable: has been right whenever it could be checked.",
    "B": "Usually reliable: mostly right, with slips in detail.",
    "C": "Fairly reliable: right more often than wrong.",
    "D": "Not usually reliable: wrong about as often as right.",
    "E": "Unreliable: has misled before, and may again.",
    "F": "Cannot be judged: no record to go by.",
}
CREDIBILITY = {
    1: "Confirmed: two independent roots say the same.",
    2: "Probably true: one root, and it fits what else we know.",
    3: "Possibly true: one root, and it fits part of what we know.",
    4: "Doubtful: could be, though little speaks for it.",
    5: "Improbable: goes against what we know.",
    6: "Cannot be judged: nothing to hold it against.",
}


def reliability(chains: Iterable[Sequence[str]]) -> str:
    """The letter of a statement's best chain; a chain is as reliable as its worst outlet.

    Each chain holds the letters A to F of its outlets. An empty chain is a direct record, A.
    No chain at all cannot be judged, F, which counts as the worst. Raises ValueError for any
    other letter. Source: the weakest-link rule on the letters of the Admiralty code.
    """
    letters = [list(chain) for chain in chains]
    if unknown := {letter for chain in letters for letter in chain} - RELIABILITY.keys():
        raise ValueError(f"Reliability is a letter from A to F, not {', '.join(sorted(unknown))}.")
    return min((max(chain, default="A") for chain in letters), default="F")


@dataclass(frozen=True, slots=True)
class Record:
    """The root of a report that no outlet handed on: its document, or without one the record itself."""

    document: Hashable
    number: int = 0


def roots[Outlet: Hashable](reports: Iterable[tuple[Sequence[Outlet], Hashable]]) -> set[Outlet | Record]:
    """The independent roots behind one or more statements.

    Each report is its chain and its document, or None. A chain runs from the outlet we read to the
    one that heard the speaker, which is its root: three dispatches of one agency are one root. With
    an empty chain the document is the root, so two sentences of one official text are one root too.
    With neither, the record is a root of its own; so give the reports of all statements at once, do
    not join the sets of several calls.
    """
    return {
        chain[-1] if chain else Record(document, n if document is None else 0)
        for n, (chain, document) in enumerate(reports)
    }


def check_credibility(credibility: int, root_count: int) -> None:
    """Refuse, by ValueError, a credibility off the scale, and "confirmed" by fewer than two roots."""
    if credibility not in CREDIBILITY:
        raise ValueError("Credibility runs from 1 to 6.")
    if credibility == 1 and root_count < 2:
        had = "only one" if root_count else "none"
        raise ValueError(f"Credibility 1 needs two independent roots; this statement has {had}.")


def grade(letter: str, credibility: int) -> str:
    """Both halves of the Admiralty grade in one word, such as "B2"; ValueError off their scales."""
    if letter not in RELIABILITY or credibility not in CREDIBILITY:
        raise ValueError("A grade is a letter from A to F and a figure from 1 to 6.")
    return f"{letter}{credibility}"
