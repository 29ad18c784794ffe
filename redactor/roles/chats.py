"""Who speaks in an exported chat of a workplace."""

import re
from collections.abc import Iterator

from redactor.domain.document import Span

_HEAD = 300
"""Characters in which an export says what it is."""
_WORKPLACE = re.compile(
    r"(?i)(?<![^\W_])(?:teams|gruppchatt|(?:arbets)?kanal(?:en)?|slack)(?![^\W_])|(?m:^#[a-zåäö])"
)
_TIME = r"\d{1,2}[:.]\d\d(?::\d\d)?"
_DAY = r"(?:(?:\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}|\d{1,2} [a-zåäö]{3,9}\.?),? ?(?:kl\.? ?)?)?"
_NAME = r"[A-ZÅÄÖÁÉ][\w'’-]+(?: [A-ZÅÄÖÁÉ][\w'’-]+){1,3}"
_TURN = re.compile(
    rf"(?m)^(?:\[?{_DAY}{_TIME}\]?[ ,-]{{1,3}}(?P<named>{_NAME}) ?:"
    rf"|(?P<timed>{_NAME}),?[ \t]+{_DAY}{_TIME}[ ]*$)"
)


def speakers(text: str) -> Iterator[Span]:
    """Where the speakers of a workplace's chat are named before what they say. Linear."""
    if _WORKPLACE.search(text, 0, _HEAD):
        for turn in _TURN.finditer(text):
            yield Span(*turn.span("named" if turn["named"] else "timed"))
