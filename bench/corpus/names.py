"""Pools of names to invent people from, put together by hand, and the two halves they are parted into.

Surnames are partly composed as Swedish ones are. Names of the tuning half never stand in a test document.
"""

import hashlib
from pathlib import Path
from typing import Literal

Half = Literal["tuning", "test"]


def _words(name: str) -> tuple[str, ...]:
    return tuple((Path(__file__).parent / "pools" / f"{name}.txt").read_text("utf-8").split())


_GIVEN = _words("given")
_BEGINNINGS = _words("beginnings")
_ENDINGS = _words("endings")
_SURNAMES = _words("surnames")
MIDDLE = frozenset({"Hans", "Eric", "Erik", "Maria", "Reza", "Thi", "Anh", "Hoa", "Anna", "Karl", "Marie"})
"""Given names that also stand between a first name and a surname."""
PARTICLES = frozenset({"von", "af", "de", "der", "van", "El", "Al", "Bin", "bin"})


def half_of(word: str) -> Half:
    """Fixed for ever: by the hash of the word."""
    return "test" if hashlib.sha256(word.encode()).digest()[0] < 102 else "tuning"


def _surnames() -> tuple[str, ...]:
    pairs = ((a, b) for a in _BEGINNINGS for b in _ENDINGS)
    made = [a + b for a, b in pairs if not a.lower().endswith((b, b[0]))]
    # A tenth of what can be composed, the same ever after, so that common and foreign names have weight.
    composed = [name for name in made if hashlib.sha256(name.encode()).digest()[1] < 26]
    return (*_SURNAMES, *composed)


GIVEN: dict[Half, tuple[str, ...]] = {
    half: tuple(name for name in dict.fromkeys(_GIVEN) if half_of(name) == half)
    for half in ("tuning", "test")
}
SURNAMES: dict[Half, tuple[str, ...]] = {
    half: tuple(name for name in dict.fromkeys(_surnames()) if half_of(name) == half)
    for half in ("tuning", "test")
}
KNOWN_GIVEN = frozenset(_GIVEN)
