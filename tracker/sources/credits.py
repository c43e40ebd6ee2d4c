"""Where the head of a text names its source: a source line, a byline, a dateline; never what it tells. No framework."""

import re
from collections.abc import Iterable

HEAD = 4_000  # characters, and
LINES = 12  # lines among which a text may name its source
SHORT = 160  # characters beside a name, in a line that says no more
DATE = (  # with or without its weekday
    r"(?:[^\W\d_]+,? )?(?:\d{1,2}\.? [^\W\d_]+\.?,? \d{4}|[^\W\d_]+\.? \d{1,2},? \d{4}|\d{4}-\d{2}-\d{2})"
)
LABEL = re.compile(
    r"\W*(?:(?-i:B[Yy])|(?:source|outlet|publisher) ?[:–—-]|(?:published|reported) by"
    r"|(?:press|news) release(?: ?[,:|–—-]| by| of| from)"
    r"|(?:copyright(?: ©| \(c\))?(?: \d{4})?|(?:©|\(c\)) ?\d{4})(?: by)?,?) *",  # without a year, of a picture
    re.IGNORECASE,
)
BYLINE = re.compile(r"[Bb][Yy] (?P<names>[^\d:;,\s]+ [^\d:;]+?)(?: for |, ?| ?[(|/–—] ?)")
LITTLE = {"and", "de", "der", "van", "von", "la", "le", "al", "bin", "in"}  # words of a name that are not capitalised
RELEASE = re.compile(rf" (?:press|news) release[\s\d().,:/-]*(?:{DATE})?", re.IGNORECASE)
NO_MORE = re.compile(rf"[\s,.|)(\]·:–—-]*(?:{DATE})?[\s.)\]]*")  # than a day
BY_DAY = re.compile(rf"(?: ?[,|·:–—-]| \() ?{DATE}\)?\.?")
DAY_FIRST = re.compile(rf"{DATE}(?: ?[,|·:–—-]| \() ?")
DATELINE = re.compile(
    r"(?:(?P<place>[^\d,()]{2,40}?(?:, [^\d,()]{2,20}?)?)(?:[,.]? |$))?"
    r"(?:(?P<day>\d{1,2}\.? [^\W\d_]+|[^\W\d_]+\.? \d{1,2})\.?(?P<year>,? \d{4})?(?:[.,:]? ))?"
    r"(?P<mark>[(\[/]|[–—-] )"
)
TEXT_FOLLOWS = re.compile(r"\.? ?[–—:-]")
DASH_FOLLOWS = re.compile(r"\.? ?[–—-]")
NO_PLACE = re.compile(  # what stands where a dateline has its place: a picture, and who speaks
    r"(?<!\w)(?:(?:photo|picture|image|file|video|question|answer|speaker|moderator|journalist|reporter)s?"
    r"|photograph(?:er|s)?|audio|graphics?|caption|mrs?|ms|dr|minister|president|secretary"
    r"|фото|видео|вопрос|ответ|[qa]\W*$)(?!\w)",
    re.IGNORECASE,
)


def credited(text: str, names: Iterable[str]) -> str:
    """Which of `names` a text says it is from, the one it says first; empty where it says none."""
    head = text[:HEAD].strip()
    folded = head.casefold()
    those = [name for name in names if bare(name).casefold() in folded]
    for line in head.split("\n")[:LINES]:
        for name in those:
            found = re.finditer(rf"(?<!\w)(?:the )?{re.escape(bare(name))}(?!\w)", line, re.IGNORECASE)
            if any(is_credit(line[: at.start()].lstrip(), line[at.end() :].rstrip()) for at in found):
                return name
    return ""


def bare(name: str) -> str:
    return name.removeprefix("The ")


def is_credit(before: str, after: str) -> bool:
    """Whether a line names its text's source between these words."""
    if len(before) > SHORT:
        return False
    if is_dateline(before, after):
        return True
    if len(after) > SHORT:
        return False
    if not before:
        return bool(RELEASE.fullmatch(after) or BY_DAY.fullmatch(after))
    signed = BYLINE.fullmatch(before)
    named = LABEL.fullmatch(before) or DAY_FIRST.fullmatch(before) or (signed and capitalised(signed["names"]))
    return bool(named and NO_MORE.fullmatch(after))


def is_dateline(before: str, after: str) -> bool:
    """As in "MOSCOW, July 4 (Interfax) - ...", "Moscow, 4 July 2011 (Interfax)", "MOSCOW, July 4 - Interfax."."""
    found = DATELINE.fullmatch(before)
    if not found or not is_place(place := found["place"] or ""):
        return False
    closing = {"(": ")", "[": "]", "/": "/"}.get(found["mark"])
    if not closing:  # the day keeps it from being a dash between two words
        return bool(found["day"] and re.match(r"\.| [–—-]|$", after))
    if not after.startswith(closing):
        return False
    rest = after[1:]
    if not found["day"]:
        return (not place and not rest) or is_undated(place, rest)
    sure = found["year"] or (place and closing == "/")
    ends = place and not rest  # a line of its own: "Moscow, 4 July (Reuters)"
    return bool(sure or ends or TEXT_FOLLOWS.match(rest))


def is_undated(place: str, rest: str) -> bool:
    """As in "MOSCOW (Interfax) - The ...": not "Rogozin (Kremlin) - No", which says who speaks, nor before a colon."""
    town = place.partition(",")[0]  # as in "NORFOLK, Va."
    begins = place and rest[:1] == " " and rest[1:2].isupper()
    return town == town.upper() and bool(begins or DASH_FOLLOWS.match(rest))


def is_place(words: str) -> bool:
    names = len(words.split()) <= 4 and not words.startswith("The ") and capitalised(words)
    return names and not NO_PLACE.search(words)


def capitalised(words: str) -> bool:
    """Whether they can be names; of a writing without capitals, all can."""
    return not any(word[0].islower() for word in words.split() if word not in LITTLE)
