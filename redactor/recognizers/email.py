"""E-mail addresses. No list of domains is asked for: nothing here opens a connection."""

import re
from collections.abc import Iterable
from typing import ClassVar

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_AT = re.compile(r"@|\((?:a|at|@|snabel-?a)\)|\[(?:a|at|@)\]", re.IGNORECASE)
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{}~.-]{1,64}$")
"""RFC 5322's signs but `|`, which parts a table's cells."""
_DOMAIN = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,6}[^\W\d_](?:[^\W_]|-(?=\w)){1,23}(?![\w@])")
_GLUE = re.compile(r"^[!#$%&'*+/=?^`{|}~.-]+")
_LOCAL_REACH = 70
_BLANKS = 2
"""So many blanks (or one line break) may stand on either side of the sign."""


class Email(Recognizer):
    """Addresses with `@`, also with blanks or a line break beside it, and with `(a)` or `[at]` for it."""

    name: ClassVar[str] = "email"  # type: ignore[misc] # as in the base class
    entities = ("EMAIL_ADDRESS",)
    why: ClassVar[str] = "E-postadressen hör till en enskild."

    def hits(self, text: str) -> Iterable[Hit]:
        """One look at each sign, bounded to both sides."""
        for sign in _AT.finditer(text):
            span = _address(text, sign)
            if span is not None:
                yield Hit(span, "EMAIL_ADDRESS", 0.95, "personuppgifter.epost", Certainty.CERTAIN)


def _address(text: str, sign: re.Match[str]) -> Span | None:
    left = text[max(0, sign.start() - _LOCAL_REACH) : sign.start()]
    stripped = left.rstrip(" \t\n")
    local = _LOCAL.search(stripped)
    right = sign.end()
    while right < len(text) and text[right] in " \t\n" and right - sign.end() < _BLANKS:
        right += 1
    domain = _DOMAIN.match(text, right)
    if local is None or domain is None or len(left) - len(stripped) > _BLANKS:
        return None
    parted = right > sign.end() or len(left) > len(stripped)
    if parted and not domain.group().islower():
        # `Möte @ Stadshuset. Välkomna`: a sentence, no domain.
        return None
    glue = _GLUE.match(local.group())
    begin = sign.start() - len(left) + local.start() + (glue.end() if glue else 0)
    if begin >= sign.start() - len(left) + len(stripped):
        return None
    return Span(begin, domain.end())
