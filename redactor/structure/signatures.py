"""The signature block at a protocol's very end, where no heading announces it."""

import re
from collections.abc import Container, Mapping, Sequence
from typing import Final

from redactor.structure import attachments, words
from redactor.structure.lines import Line

_LONG: Final = 120
_NAME: Final = r"[A-ZÅÄÖÉ][\w'’.-]{0,30}(?:[ ](?:af|av|von|de|[A-ZÅÄÖÉ])[\w'’.-]{0,30}){1,4}"
_TITLE: Final = r"(?:[ ]?\([A-ZÅÄÖa-zåäö]{1,12}\))?"
_SHARE: Final = (
    r"(?:,?[ ](?:punkt(?:erna)?|§{1,2}|ärende(?:na)?)[ ]?[0-9][0-9 ,-]{0,12}(?:och[ ][0-9]{1,3})?)?"
)
"""Which items somebody signs for."""
_SIGNED_BY: Final = r"(?:signera|underteckna)(?:t|ts|d)(?:[ ](?:digitalt|elektroniskt))?(?:[ ]av)?"
_ROLE: Final = (
    r"(?:(?:vid[ ]protokollet|justera(?:s|t|d)(?:[ ]av)?|(?:nämnd|mötes|vice[ ])?sekreterare(?:n)?"
    r"|(?:vice[ ]|mötes)?ordförande(?:n)?|justera(?:re|nde)(?:n)?|protokollförare|underskrifter?"
    rf"|(?:detta[ ])?protokoll(?:et)?[ ](?:är[ ]|har[ ])?(?:digitalt[ ]|elektroniskt[ ])?{_SIGNED_BY}"
    rf"|(?:digitalt|elektroniskt)[ ]{_SIGNED_BY})(?:[ ]?§§?[ ]?[0-9 -]{{1,12}})?)"
)
_LEAD: Final = re.compile(
    rf"(?i:(?P<role>{_ROLE}))(?:[ \t]*[:,][ \t]*|[ \t]+|$)"
    rf"(?:{_NAME}{_TITLE}{_SHARE}(?:,[ ]{_NAME}{_TITLE}{_SHARE}){{0,3}}|[_.…]{{3,}})?[ \t]*$"
)
_NAMED: Final = re.compile(rf"{_NAME}{_TITLE}(?:,?[ \t]+(?i:(?P<role>{_ROLE})))?[ \t]*$")
_DATE: Final = r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[ ][a-zåäö]{3,9}[ ][0-9]{4})"
_OTHER: Final = re.compile(
    rf"[_.…–-]{{3,}}$|(?:den[ ])?{_DATE}(?:[ ]kl\.?[ ][0-9.:]{{4,5}})?$", re.IGNORECASE
)
_NAME_IN: Final = re.compile(_NAME)
_SIGNED: Final = re.compile(r"protokoll(?:et)?\b|signera|underteckna|justera[std]\b", re.IGNORECASE)


def closing(lines: Sequence[Line], apart: Container[int]) -> Mapping[int, bool]:
    """The lines of signature blocks, and whether a block begins there: only roles, names, dates follow.

    A block has two roles, or says that the protocol is signed; one role with a name may be anybody's.
    """
    found: dict[int, bool] = {}
    run: list[Line] = []
    ends = True
    for line in reversed(lines):
        if ends and line.index not in apart and _fits(line):
            run.append(line)
            continue
        found |= _block(run[::-1])
        run = []
        # Another part of the file may follow the block.
        ends = line.index in apart or attachments.begins(line) is not None
    return found | _block(run[::-1])


def _fits(line: Line) -> bool:
    text = line.text
    if len(text) > _LONG or line.cell is not None or line.bulleted:
        return False
    return any(form.match(text) for form in (_LEAD, _NAMED, _OTHER))


def _role(line: Line) -> str:
    match = _LEAD.match(line.text) or _NAMED.match(line.text)
    return words.key(match["role"] or "") if match else ""


def _has_name(line: Line) -> bool:
    match = _LEAD.match(line.text)
    return _NAME_IN.search(line.text, match.end("role") if match else 0) is not None


def _block(run: Sequence[Line]) -> dict[int, bool]:
    roles = [_role(line) for line in run]
    first = next((i for i, role in enumerate(roles) if role), None)
    if first is None:
        return {}
    if first and roles[-1] and words.key(run[-1].text) == roles[-1] and not run[first].gap:
        first -= 1  # each name stands above its role
    own = {role for role in roles[first:] if role}
    proven = len(own) > 1 or any(_SIGNED.search(role) for role in own)
    if not proven or not run[first].gap or not any(_has_name(line) for line in run[first:]):
        return {}
    return {line.index: line is run[first] for line in run[first:]}
