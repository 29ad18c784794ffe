"""The ways in which an item's number is written, also as OCR reads them."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final


class Way(StrEnum):
    SECTION = "§ 12"
    DOT = "12."
    PAREN = "12)"
    ITEM = "Ärende 12"
    POINT = "Punkt 12"
    POINTED = "3.12"
    LETTERED = "B2"
    ROMAN = "IV."
    AFTER = "12 §"
    BARE = "12"
    ATTACHMENT = "Bilaga 12"


@dataclass(frozen=True, slots=True)
class Number:
    """A number at a line's beginning. `text` is as written without label; `end` is where it ends in the line.

    `last` is the end of a range (`§§ 63-73`), else `value`; of `3.12` that is 3012, of `B2` 66002, of
    `IV.` 4.
    `damaged`: OCR may have made the label, so only the series can tell. `glued`: what OCR made of the
    sign may also be a digit.
    """

    way: Way
    text: str
    value: int
    last: int
    suffix: str
    end: int
    damaged: bool = False
    glued: bool = False


_DIGITS: Final = r"(?:[0-9]|(?<=[0-9])[OolI|]|[OolI|](?=[0-9]))"
_SUFFIX: Final = r"(?:[ ]?(?P<suffix>[a-hA-H])(?=[.):]|\s+[A-ZÅÄÖ0-9*(]|\s*$))?"
MARKS: Final = (
    r"(?:[\u2190-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff#¤†‡!¶@+]{1,3}|\[[A-Za-zÅÄÖåäö*! ]{1,5}\]"
    r"|\([A-Za-zÅÄÖåäö*!]{1,3}\))"
)
"""Signs that a legend may explain and that stand beside a number; bullets are none."""
_LEAD: Final = rf"(?:{MARKS}[ \t]{{0,9}})?(?:\*{{1,2}}(?![ \t*])|__)?[ \t]{{0,9}}"
_STAMPED: Final = (
    r"(?:[\[(<]?(?i:sekretess(?:ärende|belag[dt])?|sekr\.?|hemligt?"
    r"|konfidentiellt?)[\])>]?[ \t]{0,2}[:.-]?[ \t]{1,3}"
    r"(?=[^\n]{1,16}[ \t][A-ZÅÄÖ]))?"
)
"""A marker before the number: `SEKRETESS: 3. Rubrik`."""
_TAIL: Final = r"(?![0-9]|[.,:][0-9]|/[0-9])"

_SECTION: Final = re.compile(
    rf"{_STAMPED}{_LEAD}§{{1,2}}[ \t]{{0,9}}(?P<text>(?P<value>{_DIGITS}{{1,4}}){_SUFFIX}(?:/[0-9]{{2,4}})?"
    rf"(?:[ ]?-[ ]?§?[ ]?(?P<last>[0-9]{{1,4}})(?![0-9]))?){_TAIL}"
)
_RESTORED: Final = re.compile(
    rf"{_LEAD}(?P<sign>[S$85&])(?P<blank>[ \t]?)(?P<text>(?P<value>{_DIGITS}{{1,4}}){_SUFFIX}){_TAIL}(?![.)])"
)
_ORDINAL: Final = re.compile(
    rf"{_STAMPED}{_LEAD}(?P<text>(?P<value>[0-9]{{1,3}})(?P<suffix>[a-h])?)\\?(?P<sign>[.)])(?=\s|\*"
    rf"|_|$|[A-ZÅÄÖ])"
)
_COMMA: Final = re.compile(rf"{_LEAD}(?P<text>(?P<value>[0-9]{{1,3}})),(?=[ \t]{{1,9}}[A-ZÅÄÖ])")
"""What OCR may make of `4. Avtal`."""
_WORDED: Final = re.compile(
    rf"{_STAMPED}{_LEAD}(?P<word>[ÄA]rende(?:punkt)?|Punkt|Pkt\.?|Dagordningspunkt|Paragraf)"
    r"[ \t]{0,9}(?:nr\.?|nummer)?[ \t]{0,9}"
    rf"(?P<text>(?P<value>[0-9]{{1,4}}){_SUFFIX}){_TAIL}(?![/-][0-9])[.:)]?(?=\s|\*|$|-)",
    re.IGNORECASE,
)
_POINTED: Final = re.compile(
    rf"{_LEAD}(?P<text>(?P<major>[1-9][0-9]?)\.(?P<value>[1-9][0-9]{{0,2}}))(?:\.|(?![0-9.,:/-]))(?=[\s*_])"
)
_LETTERED: Final = re.compile(
    rf"{_LEAD}(?P<text>(?P<letter>[A-ZÅÄÖ])(?P<value>[1-9][0-9]?))"
    r"(?=[*†#¤]{0,2}(?:[.):]{0,1}[ ]{2,}|[.):]{0,1}\t|[.)][ ]|[ ](?=[A-ZÅÄÖ][a-zåäö])|[.):]{0,1}[*_]{0,2}$))"
)
_ROMAN: Final = re.compile(
    rf"{_LEAD}(?P<text>X{{0,3}}(?:IX|IV|V?I{{0,3}}))[.)](?=[ \t]{{1,9}}[\"'(\[*]?[A-ZÅÄÖ])"
)
_AFTER: Final = re.compile(
    rf"{_LEAD}(?P<text>(?P<value>[0-9]{{1,4}})(?:[ ]?(?P<suffix>[a-h]))?)[ ]?§"
    r"(?=[ \t]{1,9}[\[(*A-ZÅÄÖ]|[ \t]*$)"
)
_ROMANS: Final = {"I": 1, "V": 5, "X": 10}
_BARE: Final = re.compile(rf"{_LEAD}(?P<text>(?P<value>[0-9]{{1,4}}){_SUFFIX})(?=\s|$|\*|{MARKS})")
_SEPARATOR: Final = re.compile(r"[\s.:)*_|\-\\]*")
_MARKED: Final = re.compile(rf"{_SEPARATOR.pattern}(?:{MARKS}{_SEPARATOR.pattern})?")
_HEADING: Final = re.compile(
    r"[\"'”»(*_\[]*(?:[A-ZÅÄÖÉÜ]|[0-9])|[(\[][^()\n]{0,40}(?:sekretess|slut(?:en|et)\b|hemlig)"
)
_PAGE: Final = re.compile(r"[0-9]{1,4}[ ]?(?:\(|/|av\b)")
_LABEL_ALONE: Final = re.compile(r"[.:\s*_]*$")


def parse(text: str) -> Number | None:
    """The number that a folded line begins with, by the surest way of writing it."""
    match = _SECTION.match(text)
    if match:
        return _number(Way.SECTION, match)
    match = _WORDED.match(text)
    if match:
        way = Way.POINT if match["word"].casefold().rstrip(".").endswith(("punkt", "pkt")) else Way.ITEM
        return _number(Way.SECTION if match["word"].casefold() == "paragraf" else way, match)
    match = _ORDINAL.match(text)
    if match:
        return _number(Way.DOT if match["sign"] == "." else Way.PAREN, match)
    match = _POINTED.match(text)
    if match:
        return _number(Way.POINTED, match)
    match = _LETTERED.match(text)
    if match:
        return _number(Way.LETTERED, match)
    match = _AFTER.match(text)
    if match:
        return _number(Way.AFTER, match)
    match = _ROMAN.match(text)
    if match and match["text"]:
        value = _roman(match["text"])
        return Number(Way.ROMAN, match["text"], value, value, "", match.end())
    return None


def _roman(text: str) -> int:
    """What a Roman number counts: a smaller sign before a larger one is taken from it."""
    signs = [_ROMANS[sign] for sign in text]
    return sum(-a if a < b else a for a, b in zip(signs, [*signs[1:], 0], strict=True))


def restored(text: str) -> tuple[Number, ...]:
    """What a line may begin with if OCR misread, joined or lost the sign, the likeliest first."""
    found: list[Number] = []
    match = _RESTORED.match(text)
    if match and titled(text[match.end() :]):
        glued = match["sign"] in "85" and not match["blank"]
        found.append(replace(_number(Way.SECTION, match, damaged=True), glued=glued))
    match = _BARE.match(text)
    if match and not _PAGE.match(text) and titled(text[match.end() :]):
        found.append(_number(Way.BARE, match, damaged=True))
    match = _COMMA.match(text)
    if match:
        found.append(_number(Way.DOT, match, damaged=True))
    return tuple(found)


def of_label(label: str) -> Number | None:
    """The number that a paragraph's automatic label shows."""
    found = parse(label.strip() + " X")
    if found is None:
        match = _BARE.match(label.strip())
        if match is None:
            return None
        found = _number(Way.BARE, match)
    return Number(found.way, found.text, found.value, found.last, found.suffix, 0)


def rest_from(text: str, number: Number) -> int:
    """Where what follows the number begins, without separators."""
    found = _SEPARATOR.match(text, number.end)
    return found.end() if found else number.end


def titled(rest: str) -> bool:
    """Whether what follows a number can be a heading: nothing, or something that begins with a capital."""
    if _LABEL_ALONE.match(rest):
        return not rest.startswith(".")
    stripped = _MARKED.sub("", rest, count=1)
    return not rest.startswith(",") and _HEADING.match(stripped) is not None


def begins_item(text: str) -> bool:
    """Whether a piece of a line reads as an item's heading of its own."""
    found = parse(text.strip())
    return found is not None and len(text.strip()) > found.end + 2 and titled(text.strip()[found.end :])


def _number(way: Way, match: re.Match[str], damaged: bool = False) -> Number:
    groups = match.groupdict()
    value = int(re.sub("[lI|]", "1", re.sub("[Oo]", "0", match["value"])))
    value += 1000 * int(groups.get("major") or ord(groups.get("letter") or "\0"))
    last = int(groups["last"]) if groups.get("last") else value
    suffix = (groups.get("suffix") or "").casefold()
    return Number(way, match["text"].strip(), value, max(last, value), suffix, match.end(), damaged)
