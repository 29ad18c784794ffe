"""Whether text can be read: fonts without a true ToUnicode map give nonsense, which looks like text."""

import re
from collections import Counter
from typing import Final

_PAIRS: Final = """
ac ad ag ak al am an ap ar as at av ba be bi bl bo br bu bä ca ce ch ci ck co ct da dd de df di dl dn do
dr ds ea ec ed ee ef eg eh ek el em en ep er es et ev ex fa fe fi fo fr ft fö ga ge gi go gr gs gt gå ha
he hi ho ia ic id ie if ig ik il im in io ir is it iv ja jo ju jä ka ke kl kn ko kr ks kt ku kv ky la ld
le li lj ll lm ln lo ls lt lu lä lå ma me mh mi mm mn mo mp ms mu mv mö na nd ne nf ng ni nk nl nn no ns
nt nu nä oc od of og ok ol om on op or os ot ou ov pa pd pe pi pl po pp pr på ra rb rd re rg ri rk rl rm
rn ro rs rt ru rv ry rä rå sa se sf si sk sl sm sn so sp sr ss st su sv sy sä ta te tf th ti tj tl tn to
tr ts tt tu tv ty tä tö ul um un up ur us ut va ve vi vs vä vå wh xt yc yd yr ys yt äl äm än är ät ål ån
år öd öl ör öv
"""
"""The pairs of letters that make up 94 % of Swedish and English text, and most of names."""
_COMMON: Final = frozenset(_PAIRS.split())
_WORD: Final = re.compile(r"[^\W\d_]+")
_UNKNOWN: Final = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]{2,}")
_ENOUGH: Final = 12
"""Pairs of letters; less tells nothing."""
_LEGIBLE: Final = 0.72
"""Of the pairs are common in text; of letters exchanged for others it is about half."""
_AGREE: Final = 0.6
"""Of the words that OCR sees in a page, at least so many stand in its text layer."""


def legible(text: str) -> bool:
    """Whether a page's text, as extracted, looks like Swedish or English; no surety, but cheap."""
    if _UNKNOWN.search(text):
        return False
    pairs = Counter(word[at : at + 2] for word in _WORD.findall(text.lower()) for at in range(len(word) - 1))
    total = sum(pairs.values())
    return total < _ENOUGH or sum(n for pair, n in pairs.items() if pair in _COMMON) >= _LEGIBLE * total


def agree(text: str, seen: str) -> bool:
    """Whether the words that OCR saw are those of the text."""
    known = Counter(_WORD.findall(text.lower()))
    words = Counter(word for word in _WORD.findall(seen.lower()) if len(word) > 1)
    return sum((known & words).values()) >= _AGREE * sum(words.values())
