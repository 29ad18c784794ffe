"""The words of markers as OCR may have written them, and which of them follow one another."""

import re
from functools import cache
from typing import Final

from redactor.domain.folding import swapped

_CONFUSED: Final = {
    **{c: c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
    **dict.fromkeys("åäàáâãÅÄÀÁÂÃ", "a"),
    **dict.fromkeys("öòóôõøÖÒÓÔÕØ06Qq", "o"),
    **dict.fromkeys("éèêëÉÈÊË€cC3", "e"),
    **dict.fromkeys("iI1|!íìïÍÌÏ", "l"),
    **dict.fromkeys("5$šŠ", "s"),
}


def skeleton(text: str) -> str:
    """The text with one letter for all that OCR takes for one another; every character keeps its place."""
    return swapped(text, _CONFUSED)


def _one_edit(word: str) -> str:
    """A pattern of the word with at most one letter lost, doubled, taken for another, or swapped."""
    forms = [word]
    for i in range(len(word)):
        forms.append(word[:i] + r"[a-z\d]?" + word[i + 1 :])
        forms.append(word[:i] + r"[a-z\d]" + word[i:])
        if i + 1 < len(word):
            forms.append(word[:i] + word[i + 1] + word[i] + word[i + 2 :])
    return "|".join(dict.fromkeys(forms))


_ENDINGS: Final = (
    *("", "en", "ens", "belagd", "belagt", "belagda", "markering", "markeringen", "markerad", "markerat"),
    *("märkt", "märkta", "stämpel", "stämplad", "stämplat", "ärende", "ärenden", "ärendet", "skydd"),
    *("skyddad", "skyddat", "skyddade", "handling", "handlingar", "klassad", "klassat", "lagen", "lagens"),
    *("prövas", "prövad", "prövning"),
)
_LONG = 5
"""A longer ending may be damaged too."""
_ENDING_OF: Final = {skeleton(ending): ending for ending in _ENDINGS}


@cache
def _sekretess() -> re.Pattern[str]:
    endings = "|".join(sorted(_ENDING_OF, key=len, reverse=True))
    return re.compile(rf"(?:{_one_edit('sekretess')})(?P<ending>{endings})")


_STRONG: Final = (
    *("hemlig", "hemligt", "hemliga", "hemligstämplad", "individärende", "individärenden", "personärende"),
    *(
        "personärenden",
        "publicering",
        "publiceras",
        "omfattas",
        "offentlighets",
        "stängda",
        "lyckta",
        "dörrar",
    ),
    *("skyddade", "personuppgifter", "slutet", "sluten", "enligt", "ärende", "ärendet", "offentlig"),
    *("offentligt", "konfidentiell", "konfidentiellt", "webben"),
)
_COMMON: Final = (
    *("belagd", "belagt", "belagda", "handlingen", "handling", "osl", "del"),
    *("lagen", "kap", "jml", "stycket", "första", "paragrafen", "protokollet", "beslutet", "och", "bilaga"),
)
_WORD_OF: Final = {skeleton(word): word for word in (*_COMMON, *_STRONG)}
NEEDLES: Final = ("sekr", "etess", *sorted({skeleton(word) for word in _STRONG}))
"""In a skeleton, one of these stands in every damaged strong word."""


@cache
def _damaged_endings() -> dict[str, re.Pattern[str]]:
    return {ending: re.compile(_one_edit(bare)) for bare, ending in _ENDING_OF.items() if len(ending) > _LONG}


def _of_sekretess(bare: str) -> str | None:
    stem = _sekretess().fullmatch(bare)
    if stem is not None:
        return "sekretess" + _ENDING_OF[stem["ending"]]
    if not bare.startswith("sekretess"):
        return None
    rest = bare.removeprefix("sekretess")
    return next((f"sekretess{e}" for e, form in _damaged_endings().items() if form.fullmatch(rest)), None)


def whole(token: str) -> str | None:
    """The word of a marker that a token is, well written or damaged; None: it is none."""
    bare = skeleton(token)
    found = _WORD_OF.get(bare) or _WORD_OF.get(bare.replace("rn", "m"))
    found = found or _of_sekretess(bare)
    if found is None:
        return None
    return found.upper() if sum(map(str.isupper, token)) > len(token) / 2 else found


_PHRASES: Final = (
    *("ärendet omfattas av sekretess", "handlingen omfattas av", "handlingarna omfattas av", "detta ärende"),
    *("paragrafen omfattas", "protokollet omfattas", "hela ärendet", "ärendet är sekretess", "är belagt med"),
    *("är belagd med sekretess", "belagt med sekretess", "lyder under sekretess", "innehåller sekretess"),
    *(
        "ärendet är hemlig",
        "är hemligt",
        "slutet ärende",
        "sluten del",
        "slutna delen",
        "inom stängda dörrar",
    ),
    *("bakom stängda dörrar", "för stängda dörrar", "vid stängda dörrar", "lyckta dörrar", "slutna dörrar"),
    *("ej för publicering", "inte för publicering", "ej publiceras", "inte publiceras", "får ej", "får inte"),
    *(
        "ska ej",
        "ska inte",
        "publiceras ej",
        "publiceras inte",
        "ärendet behandlas inom",
        "skyddade personuppgifter",
    ),
    *("skyddad identitet", "skyddad folkbokföring", "skyddad adress", "sekretess gäller", "sekretess råder"),
    *(
        "sekretess enligt osl",
        "sekretess enl osl",
        "sekretess jml osl",
        "sekretess jämlikt osl",
        "enligt offentlighets",
    ),
    *(
        "sekretess med stöd av osl",
        "§ osl",
        "§ offentlighets",
        "offentlighets och sekretesslagen",
        "stycket osl",
    ),
    *(
        "stycket offentlighets",
        "första stycket",
        "andra stycket",
        "st osl",
        "ej offentlig",
        "ej offentligt",
        "delvis sluten",
        "delvis sekretess",
    ),
)
_FOLLOWING: Final = frozenset(
    (skeleton(left), skeleton(right))
    for phrase in _PHRASES
    for left, right in zip(phrase.split(), phrase.split()[1:], strict=False)
)
_AROUND: Final = " .,:;()[]-*_"
_NUMBER: Final = re.compile(r"\d{1,2}(?::\d{1,2})?[a-z]?")
_BEFORE_NUMBER: Final = frozenset(
    map(skeleton, ("enligt", "enl", "jml", "jämlikt", "av", "kap", "osl", "sekretess", "§"))
)
_AFTER_NUMBER: Final = frozenset(map(skeleton, ("kap", "§", "§§")))


_FIRST: Final = frozenset(left for left, _ in _FOLLOWING) | _BEFORE_NUMBER


def may_follow(left: str, right: str) -> bool:
    """Quickly: whether `follows`, or a broken `sekretess`, can be. Most line ends are neither."""
    first = skeleton(left.strip(_AROUND))
    return first in _FIRST or first.startswith("sek") or right.startswith(("kap", "Kap", "§"))


def follows(left: str, right: str) -> bool:
    """Whether a marker's phrase goes on from one word to the next, so that a line break parts it."""
    first, second = left.strip(_AROUND), right.strip(_AROUND)
    if _NUMBER.fullmatch(second):
        return _stem(first) in _BEFORE_NUMBER
    if _NUMBER.fullmatch(first):
        return _stem(second) in _AFTER_NUMBER
    return (_stem(first), _stem(second)) in _FOLLOWING


def _stem(word: str) -> str:
    bare = skeleton(word)
    stem = _sekretess().fullmatch(bare)
    if stem is None or stem["ending"].startswith("lag"):
        return bare
    return "sekretess"
