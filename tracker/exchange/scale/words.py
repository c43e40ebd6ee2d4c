"""What is said in a synthetic dossier: names and sentences made of a few lists, so that some words are rare."""

from random import Random

VERBS = ["accepts", "refuses", "delays", "proposes", "limits", "extends", "verifies", "finances", "suspends", "shares"]
VERBS += ["monitors", "renews", "restricts", "guarantees", "postpones", "supports", "questions", "reopens", "signs"]
KINDS = ["joint", "common", "regional", "binding", "voluntary", "temporary", "gradual", "mutual", "technical", "legal"]
KINDS += ["early", "annual", "partial", "public", "separate", "written", "maritime", "northern", "southern", "final"]
THINGS = ["inspection", "ceiling", "corridor", "tariff", "quota", "protocol", "register", "fund", "zone", "deadline"]
THINGS += [
    "guarantee",
    "committee",
    "border",
    "fleet",
    "reactor",
    "pipeline",
    "harbour",
    "satellite",
    "licence",
    "levy",
]
THINGS += [
    "exchange",
    "review",
    "exemption",
    "sanction",
    "treaty",
    "timetable",
    "observer",
    "archive",
    "subsidy",
    "port",
]
LINKS = ["before", "after", "unless it includes", "together with", "in exchange for", "without", "instead of", "under"]
SYLLABLES = ["ba", "dor", "vel", "mi", "ran", "tos", "ke", "lun", "sha", "pir"]
SYLLABLES += ["go", "nem", "ul", "zat", "fi", "bre", "kos", "ta", "wen", "ari"]
NAMES = len(SYLLABLES) ** 3  # that are as short as can be


def name(number: int) -> str:
    """The name of that number, which no other number has."""
    syllables: list[str] = []
    while number or len(syllables) < 3:
        number, place = divmod(number, len(SYLLABLES))
        syllables.append(SYLLABLES[place])
    return "".join(syllables).capitalize()


def title(chance: Random) -> str:
    return (
        f"{chance.choice(KINDS).capitalize()} {chance.choice(THINGS)} {chance.choice(LINKS)} a {chance.choice(THINGS)}"
    )


def sentence(who: str, chance: Random) -> str:
    """Such as "Velmiran accepts the joint fund without a written treaty.", about somewhere that is seldom named."""
    pick, where = chance.choice, name(int(NAMES * chance.random() ** 2))
    thing, other = f"{pick(KINDS)} {pick(THINGS)}", f"{pick(KINDS)} {pick(THINGS)}"
    return f"{who} {pick(VERBS)} the {thing} {pick(LINKS)} a {other} near {where}."


def quotation(who: str, chance: Random) -> str:
    """A longer one, as it stands in a text."""
    return f"{sentence(who, chance)[:-1]}, and {pick_up(chance)} the {chance.choice(THINGS)} this year."


def pick_up(chance: Random) -> str:
    return f"{chance.choice(VERBS)} the {chance.choice(KINDS)} {chance.choice(THINGS)} that {chance.choice(VERBS)}"
