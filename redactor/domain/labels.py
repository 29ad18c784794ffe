"""The words that say what a number is: before it on its line, above it in its column.

All over folded text (redactor.domain.folding). One look reads at most `REACH` characters.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum

from redactor.domain.document import Span

REACH = 90
"""How many characters before a number its label may begin."""


class Label(StrEnum):
    """What kind of number a word announces."""

    IDENTITY = "identity"
    BORN = "born"
    ORGANISATION = "organisation"
    PHONE = "phone"
    ACCOUNT = "account"
    GIRO = "giro"
    PAYMENT = "payment"
    CASE = "case"
    LAW = "law"
    LOOSE = "loose"
    """A word that announces a number only when it stands right before it: `kl`, `akt`, `under`."""
    PROPERTY = "property"
    OTHER = "other"


_WORDS = {
    Label.IDENTITY: (
        r"person-? ?n(?:umme)?r|pers\.? ?-?n(?:umme)?r|p\.? ?-?nr|p\.n\.|personbeteckning\w*|personident\w*"
        r"|samordnings-? ?n(?:umme)?r|sam\.? ?nr|id-?n(?:umme)?r|identitets-? ?n(?:umme)?r"
        r"|reserv-? ?n(?:umme)?r|tf-?nr|patient-?(?:nr|id)|personal identity number|personnummer\w*"
    ),
    Label.BORN: r"född|födda?|föddes|födelse\w*|f\.d\.|f\.|födelsetid|födelsedatum|date of birth",
    Label.ORGANISATION: (
        r"org\.? ?-?n(?:umme)?r|organisations-? ?n(?:umme)?r|organisationsnummer\w*|orgnr"
        r"|vat\w*|moms\w*|företagsn(?:umme)?r"
    ),
    Label.PHONE: (
        r"tel\.?|telefon\w*|tfn\.?|tele|mobil\w*|mob\.?|fax\w*|ring|ringa|ringer|sms|sms:a|phone|mobile|växel\w*"
        r"|hemtelefon|arbetstelefon|kontakttelefon|jourtelefon"
    ),
    Label.ACCOUNT: (
        r"konto|kontot|konto-?n(?:umme)?r|kontonummer\w*|bankkonto\w*|clearing\w*|cl\.? ?nr|iban"
        r"|personkonto\w*|lönekonto\w*|sparkonto\w*"
    ),
    Label.GIRO: r"bankgiro\w*|bank-giro|bg|bg-?nr|plusgiro\w*|plus-giro|pg|pg-?nr|postgiro\w*|swish\w*|giro",
    Label.PAYMENT: (
        r"ocr|ocr-?n(?:umme)?r|ocr-?numret|faktura|faktura-?n(?:umme)?r|fakturanr|fakturanumret|invoice"
        r"|betalningsreferens|order-?n(?:umme)?r|verifikat\w*|kvitto\w*|avtals?-?n(?:umme)?r|belopp\w*"
        r"|leverantörs?-?n(?:umme)?r|inbetalning\w*|utbetalning\w*"
    ),
    Label.CASE: (
        r"dnr|d\.nr|diarie\w*|ärende-?n(?:umme)?r|ärendenummer\w*|ärende-?id|ref|ref\.? ?-?n(?:umme)?r"
        r"|referens\w*|besluts?-?n(?:umme)?r|mål-?n(?:umme)?r|akt-?n(?:umme)?r|handlings?-?n(?:umme)?r"
        r"|dokument-?(?:nr|id|nummer)|projekt|projekt-?n(?:umme)?r|proj\.?-?nr|löp-?n(?:umme)?r|arkiv\w*"
        r"|registrerings-?n(?:umme)?r|tillstånds?-?n(?:umme)?r|kommunicerings?-?nr|anmälnings?-?n(?:umme)?r"
    ),
    Label.LAW: r"sfs|sou|prop\.?|proposition\w*|isbn\w*|issn\w*",
    Label.LOOSE: (
        r"kl\.?|klockan|period\w*|tidsperiod\w*|datum|tid|tiden|mellan|fr\.o\.m\.?|t\.o\.m\.?|under|mål|akt|bank"
        r"|protokoll|version\w*|beteckning\w*|sida|sid\.?|ds|dir\.?|bet\.?|skr\.?|nja|lot|order|objekt"
    ),
    Label.PROPERTY: r"fastighet\w*|fastighetsbeteckning\w*|tomt\w*",
    Label.OTHER: (
        r"art\.? ?-?n(?:umme)?r|artikel-?n(?:umme)?r|artikelnr|serie-?n(?:umme)?r|serienr"
        r"|ean|gtin|batch\w*|inventarie\w*|koordinat\w*|sweref\w*|mätar\w*|anläggnings-?id|objekt-?(?:nr|id|nummer)"
        r"|anslag\w*|ansvar\w*|verksamhet\w*|kund-?n(?:umme)?r|kund-?id"
        r"|kort-?n(?:umme)?r|kortnummer\w*|medlems-?n(?:umme)?r|lägenhets-?n(?:umme)?r|chassi\w*|imei"
    ),
}

_LABEL = re.compile(
    r"(?<![^\W_])(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS.items()) + r")(?![^\W\d_])",
    re.IGNORECASE,
)
_TABLE = re.compile(r"(?:^[^\n\t|]{0,400}[\t|][^\n]*(?:\n|\Z)){2,}", re.MULTILINE)
_BETWEEN = " \t\n:;,.#=(*_"
_CELLS = re.compile(r"[\t|]")


@dataclass(frozen=True, slots=True)
class Found:
    """A label at `span` of the text."""

    kind: Label
    span: Span


def labels(text: str) -> tuple[Found, ...]:
    """Every label in `text`, which should be short."""
    return tuple(Found(Label(str(m.lastgroup)), Span(*m.span())) for m in _LABEL.finditer(text))


def before(text: str, start: int) -> Found | None:
    """The nearest label before offset `start`: on its line, or on the line above when it begins its own.

    None when there is none within REACH.
    """
    floor = max(0, start - REACH)
    line = text.rfind("\n", floor, start) + 1 or floor
    if not text[line:start].strip(" \t*|_\"'"):
        above = text[floor:line].rstrip()
        line = floor + above.rfind("\n") + 1
    # A label may end right at the number (`pnr850101…`), so what stands there is read with it.
    piece = text[line:start]
    nearest: Found | None = None
    for match in _LABEL.finditer(piece):
        kind = Label(str(match.lastgroup))
        if kind is not Label.LOOSE or not piece[match.end() :].strip(_BETWEEN):
            nearest = Found(kind, Span(line + match.start(), line + match.end()))
    return nearest


@dataclass(frozen=True, slots=True)
class Tables:
    """Where tables with tabs or bars stand, to ask for a cell's column heading. Linear to build."""

    text: str = field(repr=False)
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> "Tables":
        if "\t" not in text and "|" not in text:
            return cls(text, (), ())
        spans = [m.span() for m in _TABLE.finditer(text)]
        return cls(text, tuple(s for s, _ in spans), tuple(e for _, e in spans))

    def heading(self, start: int) -> Found | None:
        """The label in the first row of the table above offset `start`, in the same column."""
        i = bisect_right(self.starts, start) - 1
        if i < 0 or start >= self.ends[i]:
            return None
        first = self.starts[i]
        end = self.text.find("\n", first)
        line = self.text.rfind("\n", 0, start) + 1
        if end < 0 or line <= first:
            return None
        column = len(_CELLS.findall(self.text, max(line, start - 2000), start))
        cells = _CELLS.split(self.text[first : min(end, first + 2000)])
        if column >= len(cells):
            return None
        found = labels(cells[column])
        return found[-1] if found else None
