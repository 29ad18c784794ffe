"""What the model is told of each token: its form, its affixes, what the lexicon knows, its neighbours.

Training and tagging both come here; features are strings, as CRFsuite takes them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from redactor.recognizers.person_model.lexicon import NOTHING, Entry, Known, Lexicon
from redactor.recognizers.person_model.tokens import Token

Features = list[str]


@dataclass(frozen=True, slots=True)
class Word:
    """All that can be told of a token alone; made once for each word of a text."""

    shape: str
    entry: Entry
    own: tuple[str, ...] = field(repr=False)
    before: tuple[str, ...] = field(repr=False)
    """What it tells the token after it; `after`: the token before it; and so on at two tokens' distance."""
    after: tuple[str, ...] = field(repr=False)
    before_last: tuple[str, ...] = field(repr=False)
    after_next: tuple[str, ...] = field(repr=False)
    lower: str = field(repr=False)
    code: str
    may_be_name: bool = field(init=False)
    """Whether it can be part of a name: a capital that no common word has, or a listed name."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "may_be_name", _may_be_name(self.shape, self.entry))


_NO_NAME = frozenset({"0", "1", ".", "A.", "a.", "A"})
_WORDS = Known.WORD | Known.OCCUPATION
_MISREAD = 2
"""Digits in a word that OCR may have made of letters; a word with more is a number."""


def _may_be_name(shape: str, entry: Entry) -> bool:
    if shape in _NO_NAME:
        return False
    known = entry.known & _WORDS
    if shape == "a":
        return entry.given > 1 and not known
    return not known or entry.given > 0 or entry.surname > 0


_EDGE = Word("", NOTHING, (), ("-1w=|",), ("+1w=|",), ("-2w=|",), ("+2w=|",), "|", "|")


def shape(text: str) -> str:
    """Letters: `Aa`, `AA`, `a`, `aA`, `A`; initials: `A.`, `a.`.

    With a digit or two: `A1`, `a1`; with more: `1`; digits alone: `0`; signs: `.`.
    """
    first = text[0]
    if not first.isalnum():
        return "."
    if first.isdigit() and not any(map(str.isalpha, text)):
        return "0"
    if len(text) == 2 and text[1] == ".":
        return "A." if first.isupper() else "a."
    digits = sum(map(str.isdigit, text))
    if digits:
        return "1" if digits > _MISREAD else "A1" if first.isupper() else "a1"
    if text.islower():
        return "a"
    if text.isupper():
        return "AA" if len(text) > 1 else "A"
    return "Aa" if first.isupper() else "aA"


def entry_of(lower: str, lexicon: Lexicon) -> tuple[Entry, str]:
    """What the lexicon knows of a word, and how it was found: whole, as a genitive, or by its parts."""
    found = lexicon.find(lower)
    if found is not NOTHING:
        return found, ""
    head, hyphen, tail = lower.partition("-")
    if hyphen:
        first, last = lexicon.find(head), lexicon.find(tail)
        return Entry(first.given, max(first.surname, last.surname), first.known & last.known), "-"
    stem = lower[:-2] if lower.endswith((":s", "'s", "’s")) else lower[:-1] if lower.endswith("s") else ""
    return (lexicon.find(stem), "s") if len(stem) > 1 else (NOTHING, "")


def word(text: str, lexicon: Lexicon, *, listed: bool = True) -> Word:
    """A token's features. `listed=False` hides what the lexicon knows, as training does at random."""
    form = shape(text)
    lower = text.lower()
    if form in (".", "0"):
        sign = text if form == "." else "0"
        told = "w=" + sign
        return Word(
            form, NOTHING, (told,), ("-1" + told,), ("+1" + told,), ("-2" + told,), ("+2" + told,), sign, form
        )
    entry, how = entry_of(lower, lexicon)
    if not listed:
        entry = Entry(0, 0, entry.known & Known.PLACE)
    code = f"{entry.given}{entry.surname}{entry.known >> 4}{how}"
    own = (
        f"w={lower}",
        f"h={form}",
        f"l={code}",
        f"hl={form}{code}",
        f"s2={lower[-2:]}",
        f"s3={lower[-3:]}",
        f"s4={lower[-4:]}",
        f"p2={lower[:2]}",
        f"p4={lower[:4]}",
        f"hs3={form}{lower[-3:]}",
        f"n={min(len(lower), 9)}{form}",
    )
    near = (f"w={lower}", f"hl={form}{code}", f"s3={lower[-3:]}")
    far = (f"w={lower}", f"hl={form}{code}")
    return Word(
        form,
        entry,
        own,
        tuple("-1" + f for f in near),
        tuple("+1" + f for f in near),
        tuple("-2" + f for f in far),
        tuple("+2" + f for f in far),
        lower,
        form + code,
    )


def features(tokens: Sequence[Token], words: Sequence[Word]) -> Iterator[Features]:
    """The features of each token of a stretch, which hold those of its neighbours two to either side."""
    count = len(words)
    previous = earlier = _EDGE
    for i, current in enumerate(words):
        following = words[i + 1] if i + 1 < count else _EDGE
        later = words[i + 2] if i + 2 < count else _EDGE
        found = [
            *current.own,
            *previous.before,
            *following.after,
            *earlier.before_last,
            *later.after_next,
            f"h3={previous.shape}/{current.shape}/{following.shape}",
            f"c-={previous.code}/{current.code}",
            f"c+={current.code}/{following.code}",
            f"w-={previous.lower}/{current.shape}",
            f"w+={current.shape}/{following.lower}",
            f"w2={earlier.lower}/{previous.lower}/{current.shape}",
        ]
        if tokens[i].line:
            found.append("line")
            found.append("line/" + current.code)
        if i + 1 == count or tokens[i + 1].line:
            found.append("ends")
        yield found
        earlier, previous = previous, current
