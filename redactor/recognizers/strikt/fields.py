"""What stands in the fields of a form: `Label: value`, the cell beside a label, the column below it."""

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_WORD = r"[^\W\d_][\w.'´`-]*"
_WORDS = (
    rf"{_WORD}(?: {_WORD}){{0,5}}(?:(?:,|/| och| &| samt)[ ]?(?=[A-ZÅÄÖÉ]){_WORD}(?: {_WORD}){{0,3}}){{0,6}}"
)
_LINE = r"\S(?:(?![.,]? [^\W\d_][\w -]{2,24}:|\. )[^\n\t|;]){0,80}"
"""As far as the next field on the line."""
_KINDS: dict[str, tuple[str, str]] = {
    "PERSON": (
        r"namn|för-? ?(?:och|&|/) ?efternamn|förnamn|efternamn|tilltalsnamn|mellannamn|fullständigt namn"
        r"|smeknamn|flicknamn"
        r"|namnförtydligande|(?:sökandens?|elevens?|barnets?|patientens?|klientens?|kundens?|anmälarens?"
        r"|vårdnadshavarens?) (?:namn|för- och efternamn)"
        r"|namn på [\w ]{3,20}|kontaktperson|vårdnadshavare(?: ?[12])?|elev|barn(?:et)?|patient(?:en)?"
        r"|klient(?:en)?|brukare|sökande|medsökande"
        r"|anhörig|närmast anhörig|god man|förvaltare|ombud|handläggare|ansvarig(?: handläggare| chef)?"
        r"|chef|lärare|mentor|rektor|kurator"
        r"|anmälare(?:n)?|uppgiftslämnare|målsägande|vittne|misstänkt|huvudman|innehavare|kontohavare"
        r"|låntagare|hyresgäst|granne|läkare"
        r"|remittent|utredare|avsändare|mottagare|beställare|referent|underskrift|signatur|inskickat av"
        r"|upprättad av|beslutsfattare"
        r"|mamma|pappa|mor|far|förälder|make/maka|sambo|syskon|name|full name|attention|att|från|till"
        r"|kopia|cc|fastighetsägare"
        r"|ägare|deltagare|närvarande|frånvarande|kontakt|medlem|anställd|utredd av|tolk|personal"
        r"|dödsbodelägare|delägare",
        _WORDS,
    ),
    "SE_STREET_ADDRESS": (
        r"(?:gatu|bostads|hem|utdelnings|besöks|vistelse|folkbokförings|faktura|leverans"
        r"|post)?-?adress(?:en)?|gata|bostad|boende|adressuppgifter"
        r"|address|c/o|co-adress|bor",
        r"(?=[^\n\t|;]*\d)" + _LINE,
    ),
    "SE_POSTAL_ADDRESS": (
        r"post(?:nr|nummer|adress)|post(?:nr|nummer)? ?(?:och|&|/|,) ?(?:post)?ort|zip",
        r"(?:SE?-? ?)?\d{3} ?\d{2}(?:[ ,]{1,3}[^\n\t|;]{2,30})?",
    ),
    "LOCATION": (
        r"(?:post|hem|födelse|bostads)?ort|stad|kommun|ort och datum|födelseland|city",
        r"[^\W\d_](?:[^\W\d_]|[' -](?=[^\W\d_])){1,30}",
    ),
    "PHONE_NUMBER": (
        r"(?:hem|arbets|mobil|kontakt)?-?(?:tele?fon|tfn|tel|mobil|mob)(?:nummer|nr)?(?: ?\(?(?:hem|arbete"
        r"|bostad|dagtid|kvällstid|mobil)\)?)?|tel\. ?bostad|phone",
        r"(?=(?:[^\n\t|;\d]{0,4}\d){5})[+(\d][\d ()+/.-]{4,24}",
    ),
    "SE_BANK_ACCOUNT": (
        r"(?:bank|person|löne|utbetalnings)?-?konto(?:nummer|nr)?(?: för utbetalning)?|clearing-? ?(?:nr"
        r"|nummer)?(?: ?(?:och|,|/) ?kontonummer)?|bank",
        r"(?=(?:[^\n\t|;\d]{0,20}\d){5})[\w ]{0,20}?\d[\d ,./-]{3,24}",
    ),
    "USERNAME": (
        r"användar(?:namn|-?id)|user ?name|inloggning(?:snamn)?|alias|nick|signatur på nätet|login",
        r"\S{2,40}",
    ),
    "AGE": (r"ålder|age", r"\d{1,3}(?: år)?"),
    "BIRTH_DATE": (
        r"född|födelse(?:datum|tid|år|dag)|date of birth|född \(ååmmdd\)",
        r"(?=[^\n\t|;]*\d)[\w./' -]{2,24}",
    ),
    "SE_PERSONNUMMER": (
        r"(?:person|samordnings|reserv)(?:nummer|nr)|person-? ?/? ?(?:och )?(?:samordnings)?nummer|pnr|p-nr"
        r"|pers\.?nr|id-nummer",
        r"\d{6,8}[ +-]{0,3}[\dXx*]{4}",
    ),
}
_HINT = r"(?:[ ]?\([^)\n]{1,30}\)|[ ]?\*|s)?"
_FIELDS = tuple(
    (
        entity,
        re.compile(
            rf"(?:^|(?<=[\n\t|;])|(?<=[ ]{{2}})|(?<=[.,] ))[ *_"
            rf"|-]{{0,4}}(?i:{labels})[.]?{_HINT}[*_]{{0,2}}[ ]?"
            rf"(?::[*_]{{0,2}}[ \t|]{{0,20}}\n?[ ]{{0,3}}|[\t|][ \t"
            rf"|*]{{0,20}})(?:[a-zåäö]{{2,20}}\.? (?=[A-ZÅÄÖ]))?(?P<value>{value})(?=[ *_]*(?:$|[\n\t"
            rf"|;,.<(]|[ ]{{2}}|[ ]?(?:den )?\d))",
        ),
    )
    for entity, (labels, value) in _KINDS.items()
)
_HEADS = tuple(
    (entity, re.compile(rf"(?:{labels})[.]?{_HINT}:?", re.IGNORECASE))
    for entity, (labels, _) in _KINDS.items()
)
_VALUES = {entity: re.compile(value) for entity, (_, value) in _KINDS.items()}
_SEPARATORS = re.compile(r"[;\t|]")
_COLUMNS = 2
"""So many known labels make a line the head of a table."""
_NO_NAME = re.compile(
    r"(?i:ja|nej|se |samma|enligt|ej |inga?|saknas|okänd\w*|uppgift|datum|personnummer|telefon|adress|namn"
    r"|e-?post|roll|titel|kommun\w*"
    r"|förvaltning\w*|nämnd\w*|skolan|avdelning|enhet|ordförande|sekreterare|rektor|lärare|vid|i |på |den "
    r"|som )(?:$|\W)|.*(?:nämnden|styrelsen|förvaltningen|kontoret|verket|kommun|AB|skolan)$"
)


class Fields(Recognizer):
    """Values of labelled fields."""

    name: ClassVar[str] = "fields"  # type: ignore[misc] # as in the base class
    entities = tuple(_KINDS)
    why: ClassVar[str] = "Uppgiften står i ett fält för personuppgifter."

    def hits(self, text: str) -> Iterable[Hit]:
        """Suspect: the field says what the value should be."""
        for entity, pattern in _FIELDS:
            for match in pattern.finditer(text):
                if entity != "PERSON" or not _NO_NAME.match(match["value"]):
                    yield _hit(Span(*match.span("value")), entity)
        yield from _columns(text)


def _columns(text: str) -> Iterator[Hit]:
    """Cells under a label, as far as the lines have as many cells as the head."""
    kinds: tuple[str | None, ...] = ()
    start = 0
    for line in text.split("\n"):
        at, start = start, start + len(line) + 1
        cells = list(_cells(line))
        heads = tuple(_kind(line[cell.start : cell.end]) for cell in cells) if len(cells) > 1 else ()
        if sum(kind is not None for kind in heads) >= _COLUMNS:
            kinds = heads
        elif len(cells) == len(kinds):
            for kind, cell in zip(kinds, cells, strict=True):
                value = _VALUES[kind].match(line, cell.start, cell.end) if kind else None
                if kind and value and not (kind == "PERSON" and _NO_NAME.match(value.group())):
                    yield _hit(Span(at + value.start(), at + value.end()), kind)
        else:
            kinds = ()


def _cells(line: str) -> Iterator[Span]:
    """The cells of a line without the blanks around them; those with nothing in them are one sign long."""
    begin = 0
    for end in (*(m.start() for m in _SEPARATORS.finditer(line)), len(line)):
        cell = line[begin:end]
        first = begin + len(cell) - len(cell.lstrip())
        last = end - len(cell) + len(cell.rstrip())
        yield Span(first, last) if first < last else Span(begin, begin + 1)
        begin = end + 1


def _kind(cell: str) -> str | None:
    return next((entity for entity, head in _HEADS if head.fullmatch(cell.strip(" *"))), None)


def _hit(span: Span, entity: str) -> Hit:
    return Hit(span, entity, 0.5, "strikt.falt", Certainty.SUSPECT)
