"""Bank accounts, bankgiro and plusgiro, each beside a word that says what it is.

Ranges and check digits: Bankgirot, *Bankernas kontonummeruppbyggnad*. A wrong check digit beside the
word is suspect, never nothing.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import ClassVar

import regex

from redactor.domain.document import Span
from redactor.domain.identity import luhn
from redactor.domain.labels import Label, before
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_LABELLED = regex.compile(
    r"(?<![^\W_])(?:konto|bankkonto|lönekonto|sparkonto|privatkonto|personkonto|clearing|cl\.? ?nr"
    r"|bankgiro|bank-giro|bg|plusgiro|plus-giro|postgiro|pg|autogiro"
    r"|swedbank|sparbanken|nordea|handelsbanken|seb|danske bank|skandia|skandiabanken|länsförsäkringar"
    r"|ica banken|sbab|avanza|nordnet|ikano|bank"
    r"|sätt(?:s|as|a|er)? in på|insättning|utbetal(?:as|ning)|betalas ut"
    r"|återbetal(?:as|ning)|överför(?:s|as|ing))"
    r"[^\W\d_]{0,12}(?=[^\w\n]|\d|\n)",
    regex.IGNORECASE,
)
_REACH = 60
"""How far behind the word its number may begin."""
_BESIDE = 12
"""How far a number without a right check digit may."""

_NEXT = 40
"""How far behind an account the next one of a list may begin."""
_WITH_CHECK_DIGIT = 5
"""Digits of a clearing number that has a check digit of its own (`8214-9`): nothing else is written so."""

_GIRO = re.compile(
    r"(?<![\w-])(?P<bankgiro>\d{3,4}[ ]?-[ ]?\d{4})(?![\w-])"
    r"|(?<![\w-])(?P<plusgiro>\d{1,3}(?:[ ]?\d{2,3}){0,3}[ ]?-[ ]?\d)(?![\w-])"
    r"|(?<![\w-])(?P<bare>\d{7,8})(?![\w-])"
)
_ACCOUNT = re.compile(
    r"(?<![\w,-])(?P<clearing>8\d{3}[ ]?-?[ ]?\d(?=[ ,./-])|[1-9]\d{3})"
    r"(?P<gap>[ ]?[,.:/-]?[ ]{0,2}(?:(?:konto)?(?:nr|nummer)?\.?:?[ ])?)"
    r"(?P<serial>\d(?:[ .-]?\d){5,10})(?![\w]|-\d)"
)
_SERIAL = re.compile(r"(?<![\w,-])\d(?:[ .-]?\d){6,13}(?![\w]|-\d)")
_NO_SERIAL = re.compile(r"(?:19|20)\d{2}-|[\d -]+(?:kr|SEK|tkr|mnkr)\b")
_NUMBER_WORD = re.compile(r"n(?:umme)?r$", re.IGNORECASE)
_BANKGIRO = re.compile(r"bank-?giro|(?<!\w)bg", re.IGNORECASE)
_PLUSGIRO = re.compile(r"(?:plus|post)-?giro|(?<!\w)pg", re.IGNORECASE)
_ACCOUNT_WORD = re.compile(r"konto|clearing|(?<!\w)cl", re.IGNORECASE)


class _Check(Enum):
    """Which digits the check digit covers, and how."""

    SHORT_11 = "clearing without its first digit, and 7 digits, modulus 11"
    WHOLE_11 = "clearing and 7 digits, modulus 11"
    SERIAL_10 = "10 digits, modulus 10"
    SERIAL_11 = "9 digits, modulus 11"


_RANGES = (
    *((1100, 2099, _Check.SHORT_11), (2300, 2399, _Check.WHOLE_11), (2400, 2499, _Check.SHORT_11)),
    *((3000, 3299, _Check.SHORT_11), (3300, 3300, _Check.SERIAL_10), (3301, 3781, _Check.SHORT_11)),
    *((3782, 3782, _Check.SERIAL_10), (3783, 3999, _Check.SHORT_11), (4000, 4999, _Check.WHOLE_11)),
    *((5000, 5999, _Check.SHORT_11), (6000, 6999, _Check.SERIAL_11), (7000, 7999, _Check.SHORT_11)),
    *((8000, 8999, _Check.SERIAL_10), (9020, 9059, _Check.WHOLE_11), (9060, 9069, _Check.SHORT_11)),
    *((9070, 9109, _Check.WHOLE_11), (9120, 9149, _Check.SHORT_11), (9150, 9169, _Check.WHOLE_11)),
    *((9170, 9179, _Check.SHORT_11), (9180, 9189, _Check.SERIAL_10), (9190, 9199, _Check.WHOLE_11)),
    *((9230, 9239, _Check.SHORT_11), (9250, 9259, _Check.SHORT_11), (9260, 9269, _Check.WHOLE_11)),
    *((9270, 9289, _Check.SHORT_11), (9300, 9349, _Check.SERIAL_10), (9390, 9399, _Check.WHOLE_11)),
    *((9400, 9449, _Check.SHORT_11), (9460, 9469, _Check.SHORT_11), (9470, 9479, _Check.WHOLE_11)),
    *((9500, 9549, _Check.SERIAL_10), (9550, 9569, _Check.WHOLE_11), (9570, 9579, _Check.SERIAL_10)),
    *((9580, 9589, _Check.SHORT_11), (9590, 9599, _Check.WHOLE_11), (9610, 9619, _Check.WHOLE_11)),
    *((9630, 9639, _Check.SHORT_11), (9640, 9649, _Check.WHOLE_11), (9650, 9679, _Check.WHOLE_11)),
    *((9680, 9689, _Check.SHORT_11), (9700, 9709, _Check.WHOLE_11), (9710, 9719, _Check.WHOLE_11)),
    *((9750, 9759, _Check.WHOLE_11), (9780, 9789, _Check.WHOLE_11), (9880, 9889, _Check.WHOLE_11)),
    *((9890, 9899, _Check.SERIAL_10), (9960, 9969, _Check.SERIAL_10)),
)
_STARTS = tuple(first for first, _, _ in _RANGES)


@dataclass(frozen=True, slots=True)
class _Word:
    """A label and where its numbers may begin."""

    text: str
    end: int
    reach: int


class Accounts(Recognizer):
    """Account and giro numbers beside their labels."""

    name: ClassVar[str] = "accounts"  # type: ignore[misc] # as in the base class
    entities = ("SE_BANK_ACCOUNT", "SE_BANKGIRO", "SE_PLUSGIRO")
    why: ClassVar[str] = "Numret leder till en enskilds konto."

    def hits(self, text: str) -> Iterable[Hit]:
        """Certain with a right check digit, suspect with a wrong one."""
        found: dict[Span, Hit] = {}
        for word in _words(text):
            if _BANKGIRO.match(word.text) or _PLUSGIRO.match(word.text):
                hits: Iterable[Hit] = _giros(text, word)
            else:
                hits = _accounts(text, word)
            for hit in hits:
                if found.get(hit.span, hit).score <= hit.score:
                    found[hit.span] = hit
        return _outermost(found.values())


def _outermost(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Without hits inside another: an account is found with and without its clearing number."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda h: (h.span.start, -h.span.end)):
        if not kept or hit.span.end > kept[-1].span.end:
            kept.append(hit)
    return tuple(kept)


def _words(text: str) -> Iterator[_Word]:
    for match in _LABELLED.finditer(text):
        stop = match.end() + _REACH
        if any(c.isdigit() for c in text[match.end() : stop]):
            yield _Word(match.group(), match.end(), stop)


def _giros(text: str, word: _Word) -> Iterator[Hit]:
    """The numbers up to the next label: `BG 123-4567, 5050-1055, PG 12 34 56-6`."""
    plusgiro = bool(_PLUSGIRO.match(word.text))
    kind, other = ("plusgiro", "bankgiro") if plusgiro else ("bankgiro", "plusgiro")
    at = word.end
    for match in _GIRO.finditer(text, word.end, min(len(text), word.reach + 15)):
        if match.start() > word.reach or not _own(text, word, match.start(), Label.GIRO):
            return
        right = luhn(re.sub(r"\D", "", match.group()))
        far = match.start() - at > _BESIDE
        if match.lastgroup == other or (far and (not right or _NO_SERIAL.match(match.group()))):
            continue
        at = match.end()
        yield _hit(Span(*match.span()), f"SE_{kind.upper()}", kind, right=right)


def _accounts(text: str, word: _Word) -> Iterator[Hit]:
    """The accounts behind a word: the first within reach, the next ones in the same list."""
    labelled = bool(_ACCOUNT_WORD.search(word.text))
    at, reach = word.end, word.reach
    while match := _ACCOUNT.search(text, at, min(len(text), reach + 30)):
        if match.start() > reach or "\n\n" in text[at : match.start()]:
            break
        at = match.end()
        clearing = re.sub(r"\D", "", match["clearing"])
        right = _valid(clearing, re.sub(r"\D", "", match["serial"]))
        known = right or labelled or len(clearing) == _WITH_CHECK_DIGIT
        if right is None or not known or not _own(text, word, match.start(), Label.ACCOUNT):
            continue
        yield _hit(Span(*match.span()), "SE_BANK_ACCOUNT", "bankkonto", right=right)
        reach = at + _NEXT
    if reach == word.reach and labelled:
        yield from _without_clearing(text, word)


def _without_clearing(text: str, word: _Word) -> Iterator[Hit]:
    """A personal account may be written without its clearing number."""
    serial = _SERIAL.search(text, word.end, min(len(text), word.reach + 30))
    if not serial or serial.start() - word.end > _BESIDE:
        return
    digits = sum(c.isdigit() for c in serial.group())
    if _NO_SERIAL.match(text, serial.start()) or (digits < 9 and not _NUMBER_WORD.search(word.text)):
        return
    if _own(text, word, serial.start(), Label.ACCOUNT):
        yield _hit(Span(*serial.span()), "SE_BANK_ACCOUNT", "bankkonto", right=False)


def _own(text: str, word: _Word, start: int, kind: Label) -> bool:
    """No other label stands between the word and the number."""
    label = before(text, start)
    return label is None or label.span.end <= word.end or label.kind in (kind, Label.LOOSE)


def _valid(clearing: str, serial: str) -> bool | None:
    """Whether the check digit is right; None where no bank has the clearing number or the length."""
    number = int(clearing[:4])
    i = bisect_right(_STARTS, number) - 1
    if i < 0 or number > _RANGES[i][1]:
        return None
    check = _RANGES[i][2]
    if check in (_Check.SHORT_11, _Check.WHOLE_11):
        if len(serial) != 7:
            return None
        return _mod11((clearing[1:4] if check is _Check.SHORT_11 else clearing[:4]) + serial)
    if check is _Check.SERIAL_11:
        return _mod11(serial.zfill(9)) if 8 <= len(serial) <= 9 else None
    return luhn(serial.zfill(10)) if 6 <= len(serial) <= 10 else None


def _mod11(digits: str) -> bool:
    """Weights 1, 2 … 10, 1 from the right."""
    return sum(int(d) * (place % 10 + 1) for place, d in enumerate(reversed(digits))) % 11 == 0


def _hit(span: Span, entity: str, rule: str, *, right: bool) -> Hit:
    if right:
        return Hit(span, entity, 0.95, f"personuppgifter.{rule}", Certainty.CERTAIN)
    return Hit(span, entity, 0.5, f"personuppgifter.{rule}_osaker", Certainty.SUSPECT)
