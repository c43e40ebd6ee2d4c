"""Which language a text is in: by its script, and where several share it, by the small words that each needs.

It says nothing rather than something unlikely: what it says is filled in for people to look at.
"""

import re
from collections import Counter

ENOUGH = 6_000  # characters to judge by
FEWEST = 0.08  # the share of small words from which on a text is in their language
AHEAD = 1.15  # how far before the next one

SCRIPTS = {
    "ar": "\u0600-\u06ff",
    "el": "\u0370-\u03ff",
    "he": "\u0590-\u05ff",
    "hi": "\u0900-\u097f",
    "th": "\u0e00-\u0e7f",
    "ko": "\uac00-\ud7af",
    "ja": "\u3040-\u30ff",
    "hy": "\u0530-\u058f",
    "ka": "\u10a0-\u10ff",
    "han": "\u4e00-\u9fff",
    "cyrillic": "\u0400-\u04ff",
    "latin": "A-Za-z\u00c0-\u024f",
}
IN_SCRIPT = {name: re.compile(f"[{letters}]") for name, letters in SCRIPTS.items()}
SMALL = {
    "latin": {
        "en": "the of and to in is that for it was on are as with be by this have from not they which or",
        "fr": "le la les de des du et en un une que qui dans pour est sur pas par au aux ce avec son il ne se",
        "de": "der die das und in den von zu mit ist des nicht ein eine auf für sich dem im auch es an als wird",
        "es": "el la los las de del y en que un una por con para se no su al es lo como más fue sobre",
        "it": "il la le di e in che un una per non con del della dei si sono è da al alla come più ha nel",
        "pt": "o a os as de do da dos das e em que um uma para com não por no na se é ao mais como foi",
        "nl": "de het een van en in is dat op te voor met niet zijn aan er ook door om bij als maar werd",
        "sv": "och att det i en som är på för av med den till inte ett har om de var från vid kan sig",
        "da": "og at det i en som er på for af med den til ikke et har de var fra ved kan sig der",
        "nb": "og at det i en som er på for av med den til ikke et har de var fra ved kan seg vi",
        "fi": "ja on ei se että oli hän mutta ovat kun myös joka tai sen kuin niin mukaan jo ole voi",
        "pl": "w i na z się nie do że to jest o za przez po od dla jak ale są oraz przy tym być jego",
        "cs": "a v se na je že s z o do i to k ve pro za by jsou ale jako po od která který není",
        "hu": "a az és hogy nem is egy meg de volt ez csak el már van mint szerint azt még ki lesz",
        "ro": "de și în a la cu pe că o să un din nu este pentru care mai au fi ce prin sau ale",
        "tr": "ve bir bu için da de ile olarak olan çok daha ne gibi kadar sonra en ama var değil olduğu",
        "id": "yang dan di untuk dari dengan ini pada tidak dalam akan itu oleh ke adalah sebagai juga",
        "hr": "i u je na se da za su od s kao će bi ne o iz koji koja što nije bio te do ili",
    },
    "cyrillic": {
        "ru": "и в не на что с по как из у за от это для к но его о был бы так же то она они при или",
        "uk": "і в не на що з та до як за від це для але його про був би також у при або чи",
        "bg": "и в не на че с по като от за да се е са ще това си но към със до как който беше или",
        "sr": "и у не на да се је са за од су као ће би о из који која што није био те до или",
    },
}
WORDS = {script: {code: set(few.split()) for code, few in codes.items()} for script, codes in SMALL.items()}
OWN = {"ru": "[ыэёЫЭЁ]", "uk": "[їєґЇЄҐ]", "sr": "[јљњћџђЈЉЊЋЏЂ]", "be": "[ўЎ]"}  # that no neighbour writes
TRADITIONAL = re.compile("[這國們會對說時來個為學發經後長員與關現將從]")


def language(text: str) -> str:
    """The code of the language that a text is in; empty where that is not plain."""
    some = text[:ENOUGH]
    letters = Counter({name: len(found.findall(some)) for name, found in IN_SCRIPT.items()})
    if letters["ja"] and letters["ja"] > 0.1 * letters["han"]:
        return "ja"
    script, number = letters.most_common(1)[0]
    if not number or number < 0.5 * sum(letters.values()):
        return ""
    if script == "han":
        return "zh-hant" if len(TRADITIONAL.findall(some)) > 0.02 * number else "zh-hans"
    if script == "ar":
        return "fa" if len(re.findall("[پچژگی]", some)) > 0.03 * number else "ar"
    if script == "cyrillic":
        own = Counter({code: len(re.findall(letters, some)) for code, letters in OWN.items()})
        if own.total():
            return own.most_common(1)[0][0]
    return by_words(some, WORDS[script]) if script in WORDS else script


def by_words(text: str, among: dict[str, set[str]]) -> str:
    words = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    number = sum(words.values())
    shares = sorted(
        ((sum(words[word] for word in small) / number, code) for code, small in among.items()), reverse=True
    )
    (first, code), (second, _) = shares[:2]
    return code if first >= FEWEST and first >= AHEAD * second else ""
