"""How likely something is, in the words of one scale, which never share a sentence with how sure we are.

Source: Intelligence Community Directive 203, Analytic Standards (2015), the first row of its table; it forbids to mix
the two rows, and to say likelihood and confidence in one sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SCALE = (  # words, from per cent, to per cent
    ("almost no chance", 1, 5),
    ("very unlikely", 5, 20),
    ("unlikely", 20, 45),
    ("roughly even chance", 45, 55),
    ("likely", 55, 80),
    ("very likely", 80, 95),
    ("almost certain", 95, 99),
)
NONE, VERY_UN, UN, EVEN, LIKELY, VERY, CERTAIN = (words for words, _low, _high in SCALE)
EITHER = f"{UN}, {EVEN} or {LIKELY}"  # where the word itself does not say on which side of even it stands

OFF = (  # what people write instead, the longest first: and what stands for it
    (r"more likely than not|better than even|chances are|odds[- ]on", LIKELY),
    (r"less likely than not|more unlikely than not", UN),
    (r"in all (?:likelihood|probability)|in every likelihood", VERY),
    (r"(?:extremely|exceedingly|vanishingly) (?:unlikely|improbable)", NONE),
    (r"(?:highly|most|quite|rather|really|pretty) (?:unlikely|improbable)", VERY_UN),
    (r"(?:highly|extremely|most|exceedingly) (?:likely|probabl[ey])", VERY),
    (r"(?:quite|rather|fairly|pretty|reasonably|more than) likely", LIKELY),
    (r"(?:very|quite|rather) (?:probabl[ey])", VERY),
    (r"(?:virtually|nearly|practically|as good as|all but) (?:certain(?:ly)?|sure(?:ly)?)", CERTAIN),
    (r"almost surely", CERTAIN),
    (r"(?:un)?doubtless(?:ly)?|undoubtedly|without (?:a |any )?doubt|(?:there is )?no doubt|beyond doubt", CERTAIN),
    (r"inevitabl[ey]|unquestionably|definitely|for sure|bound to|assuredly|certainly", CERTAIN),
    (r"(?:a |the )?(?:good|fair|strong|decent) (?:chance|possibility|prospect|likelihood)", LIKELY),
    (r"(?:a |the )?(?:real|serious|distinct|significant) (?:chance|possibility|prospect|likelihood)", EVEN),
    (r"(?:a |the )?(?:small|slim|slight|faint|low|poor) (?:chance|possibility|prospect|likelihood)", VERY_UN),
    (r"(?:a |the )?remote (?:chance|possibility|prospect|likelihood)", NONE),
    (r"inconceivable|unthinkable|out of the question", NONE),
    (r"fifty[- ]fifty|50[-/: ]50|even (?:chance|odds)|toss[- ]up", EVEN),
    (r"improbabl[ey]|doubtful", UN),
    (r"probabl[ey]|presumably", LIKELY),
    (r"(?:may|might|could) (?:well|yet|very well|easily|conceivably|possibly|perhaps)", EITHER),
    (r"(?:may|might|could) (?:be|have)(?! to\b)", EITHER),
    (r"possibly|perhaps|maybe|conceivably|potentially|it is possible(?: that)?|might", EITHER),
    (r"could(?! not\b)", EITHER),
)  # fmt: skip
ON = r"almost no chance|(?:very )?(?:un)?likely|roughly even (?:chance|odds)|almost certain(?:ly)?"
SURE = (
    r"(?:high|higher|highest|moderate|medium|low|lower|great|full|some|little|limited|our|every) "
    r"(?:level of |degree of )?confidence(?![- ]building)|confident(?:ly)?|confidence (?:that|is|remains|level)"
)


def whole(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w])", re.IGNORECASE)


WORDS = whole("|".join(f"(?P<off{n}>{pattern})" for n, (pattern, _words) in enumerate(OFF)) + f"|(?P<on>{ON})")
CONFIDENT = whole(SURE)
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)|«[^»]*»")
SENTENCE = re.compile(r"[^.!?\n]*(?:[.!?](?!\s|$)[^.!?\n]*)*[.!?]?")


@dataclass(frozen=True)
class Slip:
    """Something in a text that says likelihood otherwise than the scale does."""

    words: str  # as they stand there
    instead: str  # what the scale has for them; empty: a sentence that mixes likelihood with confidence
    sentence: str


def slips(text: str) -> list[Slip]:
    """What is to be mended in a text, as it stands there. Words of others, in quotation marks, stay."""
    return [slip for sentence in sentences(text) for slip in of_one(sentence)]


def sentences(text: str) -> Iterator[str]:
    """Its sentences, in which quoted words are left out."""
    unquoted = QUOTED.sub("…", text)
    yield from (said for found in SENTENCE.findall(unquoted) if (said := " ".join(found.split())))


def of_one(sentence: str) -> Iterator[Slip]:
    found = [match for match in WORDS.finditer(sentence) if not a_month(match)]
    for match in found:
        if match.lastgroup and match.lastgroup != "on":
            yield Slip(match[0], OFF[int(match.lastgroup.removeprefix("off"))][1], sentence)
    if found and (sure := CONFIDENT.search(sentence)):
        yield Slip(sure[0], "", sentence)


def a_month(match: re.Match[str]) -> bool:
    """ "In May have come …": a month, where no sentence begins."""
    return match[0].startswith("May ") and match.start() > 0


def speaks(text: str) -> bool:
    """Whether a text says how likely something is, or how sure we are of it."""
    return any(WORDS.search(sentence) or CONFIDENT.search(sentence) for sentence in sentences(text))
