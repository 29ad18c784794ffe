"""Case numbers (diarienummer) as Swedish authorities write them, with and without a label."""

import re
from dataclasses import dataclass
from typing import Final

_YEAR: Final = r"(?:19|20)[0-9]{2}"
_UNIT: Final = r"(?:[A-ZÅÄÖ]{1,8}|[A-ZÅÄÖ][a-zåäö]{1,2}[A-ZÅÄÖ]{0,2})"

_STRICT: Final = re.compile(
    r"(?<![\w/.-])(?:"
    rf"{_UNIT}[ ]?-[ ]?{_YEAR}[ ]?[-/][ ]?[0-9]{{1,6}}(?:[:-]-?[0-9]{{1,4}})*"  # ASN-2024-5443, SLK-2023-1:-1
    rf"|{_UNIT}[ ]?/?{_YEAR}[ ]?[/:][ ]?(?:[A-Z]-?)?[0-9]{{1,6}}(?:[-:/][0-9]{{1,4}})*"  # KS 2018/14
    rf"|{_UNIT}[ ]?/?{_YEAR}[ ]?-[ ]?[0-9]{{1,6}}(?:-[0-9]{{1,4}})*"  # SN 2024-00123, KS2024-12
    rf"|{_UNIT}[ ]?[0-9]{{1,6}}(?:-[0-9]{{1,4}})?[ ]?/[ ]?(?:{_YEAR}|[0-9]{{2}})"  # KS 106-360/2016
    rf"|{_UNIT}[ ]?[0-9]{{2}}/[0-9]{{1,5}}"  # BUN 24/123
    rf"|{_YEAR}-[A-ZÅÄÖ]{{2,8}}[0-9]{{1,6}}(?:/[0-9]{{1,4}})?"  # 2013-KS0548/003
    rf"|{_YEAR}-[0-9]{{1,3}}(?:\.[0-9]{{1,3}})+-[0-9]{{1,6}}(?:/[0-9]{{1,4}})?"  # 2019-1.1.1-256/1
    rf"|[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{2,4}}-[0-9]{{1,6}}[-/]{_YEAR}"  # 1.5.1-85/2016
    rf"|[0-9]{{1,3}}(?:\.[0-9]{{1,3}}){{2,4}}-{_YEAR}"  # 1.5.1.85-2016
    r")(?![\w/]|[.,:-][0-9])"
)
_LOOSE: Final = re.compile(
    rf"(?:{_YEAR}[/][0-9]{{1,6}}|[0-9]{{1,6}}[/]{_YEAR}|{_YEAR}-[0-9]{{3,6}})(?![\w/-])"
)
_LABEL: Final = re.compile(
    r"(?<![^\W_])(?:dnr|d[.]?nr|diarie[- ]?(?:nr|numm?er|numr|nummret|beteckning)"
    r"|[äa]rende[- ]?(?:nr|nummer|id|beteckning)|[äa]rende[ ](?:nr|id)|diarie)"
    r"(?:(?![^\W_])|(?<=dnr)(?=[a-zåäö]{1,8}[ -]?[0-9]))[.:]{0,2}[ \t]*[:.]?(?:\*\*)?[ \t]*",
    re.IGNORECASE,
)
_VALUE: Final = re.compile(
    r"(?:[A-ZÅÄÖa-zåäö]{1,10}[ \-/]{0,3})?[0-9][0-9A-ZÅÄÖ]*(?:[ ]?[-./:][ ]?-?[0-9A-ZÅÄÖ]+(?![a-zåäö])){0,6}"
)
_TELLING: Final = re.compile(r"[0-9][ ]?[-/.:]|[A-ZÅÄÖ][-/]|[0-9]{4}")
_NO_CASE: Final = re.compile(r"(?:SOU|SFS|Ds|DS|SOSFS|Dir|EU|Prop|AFS|BFS|HSLF|KSAU|Skr|Bet|Rskr|Lag|LSS)\b")
_RANGE: Final = re.compile(rf"(?P<unit>{_UNIT})[ ]{_YEAR}[ ]?-[ ]?{_YEAR}$")
_MORE: Final = re.compile(r"[ ]*(?:,|;|och|samt)[ ]+")


@dataclass(frozen=True, slots=True)
class Case:
    """A case number in a folded line: `text` without label, start..end with it."""

    text: str
    start: int
    end: int
    labelled: bool


def find(text: str, start: int = 0) -> Case | None:
    """The first case number from `start` on: labelled ones before others."""
    for label in _LABEL.finditer(text, start):
        value = _VALUE.match(text, label.end())
        if value and _TELLING.search(value.group()):
            end = _several(text, value.end())
            return Case(text[value.start() : end], label.start(), end, True)
    for match in _STRICT.finditer(text, start):
        if not _NO_CASE.match(match.group()) and not _RANGE.match(match.group()):
            return Case(match.group(), match.start(), match.end(), False)
    return None


def at_start(text: str, start: int = 0) -> Case | None:
    """A case number that begins at `start` (blanks and marks aside)."""
    lead = re.compile(r"[\s*_(\[|]*").match(text, start)
    begin = lead.end() if lead else start
    found = find(text, begin)
    if found is not None and found.start == begin:
        return found
    loose = _LOOSE.match(text, begin)
    if loose and not re.search(r"[^\W\d]", text[loose.end() :]):
        return Case(loose.group(), begin, loose.end(), False)
    return None


def is_label(text: str) -> bool:
    """Whether a piece of a line is the label of a case number, which follows it."""
    return _LABEL.fullmatch(text.strip(" \t*")) is not None


def is_case_line(text: str) -> bool:
    """Whether a line is a case number and nothing else."""
    found = at_start(text)
    return found is not None and not any(c.isalnum() for c in text[found.end :])


def _several(text: str, end: int) -> int:
    """Where a row of case numbers under one label ends."""
    for _ in range(4):
        more = _MORE.match(text, end)
        following = _STRICT.match(text, more.end()) if more else None
        if following is None:
            break
        end = following.end()
    return end
