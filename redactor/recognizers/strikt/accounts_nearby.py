"""Bank accounts in the shapes of all banks, beside a bank's or an account's word before or behind them."""

import re
from collections.abc import Iterable
from typing import ClassVar

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_WORD = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]{0,12}konto[^\W\d_]{0,10}|clearing[^\W\d_]{0,8}|cl\.? ?nr|autogiro|swedbank"
    r"|sparbank[^\W\d_]{0,4}|nordea|handelsbanken"
    r"|seb|danske bank|skandia(?:banken)?|länsförsäkringar|lf bank|ica banken|sbab|avanza|nordnet|ikano"
    r"|marginalen|resurs bank"
    r"|forex|klarna|lunar|revolut|bank(?:en)?|utbetal[^\W\d_]{0,8}|insättning[^\W\d_]{0,4}"
    r"|lön till)(?![^\W\d_])",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?<![\w,.+-])(?P<number>[1-9]\d{3}(?:[ ]?-[ ]?\d(?!\d)"
    r"|\d(?=[ ,-]))?[ ]?[,.:/-]?[ ]{0,2}\d(?:[ .-]?\d){5,11})(?![\w]|[-:]\d|[ ]?(?:kr|SEK)\b)"
)
_DATED = re.compile(r"(?:19|20)\d{2}-?(?:0[1-9]|1[0-2])-?[0-3]\d(?!\d)")
_CLEARING = re.compile(
    r"(?<![^\W_])(?:clearing(?:-?(?:nr|nummer))?"
    r"|cl\.? ?nr)\.?[ ]?:?[ ]?(?P<number>[1-9]\d{3}(?:-?\d)?)(?!\d)",
    re.IGNORECASE,
)
_SERIAL = re.compile(
    r"(?<![^\W_])(?:konto(?:t|nummer|nr)?"
    r"|kontonumret)\.?[ ]?(?:är )?:?[ ]?(?P<number>\d(?:[ .-]?\d){5,13})(?!\w|-\d)",
    re.IGNORECASE,
)
_REACH = 50
"""Characters before and behind a number in which a word makes it an account's."""


class AccountsNearby(Recognizer):
    """Account numbers whatever their check digit."""

    name: ClassVar[str] = "accounts_nearby"  # type: ignore[misc] # as in the base class
    entities = ("SE_BANK_ACCOUNT",)
    why: ClassVar[str] = "Numret leder till en persons konto."

    def hits(self, text: str) -> Iterable[Hit]:
        """Suspect all of them."""
        for match in _ACCOUNT.finditer(text):
            around = (
                text[max(0, match.start() - _REACH) : match.start()],
                text[match.end() : match.end() + _REACH],
            )
            if not _DATED.match(match["number"]) and any(_WORD.search(side) for side in around):
                yield _hit(match)
        for pattern in (_CLEARING, _SERIAL):
            for match in pattern.finditer(text):
                yield _hit(match)


def _hit(match: re.Match[str]) -> Hit:
    return Hit(Span(*match.span("number")), "SE_BANK_ACCOUNT", 0.5, "strikt.konto", Certainty.SUSPECT)
