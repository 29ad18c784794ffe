"""Street addresses, postal addresses, boxes and c/o lines.

A street number alone says little: whose it is, and whether it is a venue, is for roles to find out. An
address is certain beside a postal address, a home's word or a flat number, else suspect.
"""

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

import regex

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_UPPER, _LOWER = "A-ZÅÄÖÉÜ", "a-zåäöéü"
_WORD = rf"[{_UPPER}][{_UPPER}{_LOWER}.'-]{{0,24}}"


def _marks_lost(pattern: str) -> str:
    """The pattern, also where OCR lost the marks of å ä ö; what stands in a character class is left alone."""
    either = {"å": "[åa]", "ä": "[äa]", "ö": "[öo]", "Å": "[ÅA]", "Ä": "[ÄA]", "Ö": "[ÖO]"}
    return re.sub(r"[åäöÅÄÖ](?![^\[\]]*\])", lambda mark: either[mark.group()], pattern)


_TURN = _marks_lost(
    r"(?:(?:Norra|Södra|Östra|Västra|Stora|Lilla|Gamla|Nya|Övre|Nedre|Yttre|Inre|Mellersta|Första|Andra|Sankt"
    r"|S:ta?|[NSVÖ]\.?)[ ])?"
)
_WORDS_APART = (
    *("gata", "väg", "gränd", "torg", "allé", "stig", "backe", "esplanad", "kaj", "plats", "plan", "park"),
    *("led", "trappor", "trappa", "strand", "bro", "promenad"),
)
"""What a street is called in a word of its own: `Karl Johans gata`."""
_WORD_ENDS = (
    *(
        "gatan",
        "gata",
        "vägen",
        "väg",
        "gränden",
        "gränd",
        "torget",
        "torg",
        "allén",
        "allé",
        "stigen",
        "stig",
    ),
    *("backen", "backe", "esplanaden", "esplanad", "kajen", "kaj", "leden", "slingan", "slinga", "stranden"),
    *("strand", "platsen", "plats", "liden", "promenaden", "höjden", "trappan", "trappor", "parken", "plan"),
    *(
        "ringen",
        "gården",
        "gård",
        "dalen",
        "bron",
        "terrassen",
        "stråket",
        "gången",
        "åsen",
        "udden",
        "viken",
    ),
    *("kroken", "svängen", "tået"),
)
"""What ends a street's name: `Storgatan`."""
_NO_DAMAGE = frozenset({"åsen", "allén", "allé"})
"""Without its mark it ends other words: `Fasen 2`, `Hallen 3`."""
_BARE = str.maketrans("åäöé", "aaoe")


def _damaged(endings: tuple[str, ...]) -> tuple[str, ...]:
    """The endings, also as OCR reads them without their marks."""
    return tuple(dict.fromkeys((*endings, *(e.translate(_BARE) for e in endings if e not in _NO_DAMAGE))))


_APART = _damaged(_WORDS_APART)
_COMPOUND = _damaged(_WORD_ENDS)
_ENDINGS = (*_APART, *_COMPOUND)
_NAME = re.compile(
    rf"(?<![\w-])(?P<street>{_TURN}[{_UPPER}][{_UPPER}{_LOWER}'-]{{0,28}}(?i:{'|'.join(_COMPOUND)})"
    rf"|(?:(?:S:ta?[ ])?{_WORD}[ ]){{1,3}}(?i:{'|'.join(_APART)}))$"
)
_FIGURES = r"(?:[lI]\d{1,2}|\d{1,2}[OoI]|\d{1,3})"
"""Also as OCR reads them: `l2`, `1O`."""
_NUMBER = regex.compile(rf"(?<=[^\W\d_])[ ]{{1,2}}(?={_FIGURES}(?!\d))")
_HOUSE = re.compile(
    rf"[ ]{{1,2}}{_FIGURES}"
    r"(?:[ ]?[A-H](?!\w)|[a-z](?!\w))?(?:[ ]?-[ ]?\d{1,3}[A-Ha-h]?)?(?![\d:]|[.,]\d|\w|[ ]?%)"
    r"(?!(?:[ ]\d{3}){0,3}[ ]?(?:kr|mnkr|tkr|st|m2|kvm|meter|km|procent"
    r"|jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|§)"
    r"\w{0,6}\b)"
    r"(?P<flat>(?:[ ]?,)?[ ]?(?:lgh|lägenhet|lägenhetsnummer|läg\.?)[ ]?(?:nr\.?[ ]?)?[0-9]{3,4}(?!\d)"
    r"|(?:[ ]?,)?[ ]?\d{1,2}[ ]?(?:tr|trappor)\b\.?|(?:[ ]?,)[ ]?(?:vån|våning)\.?[ ]?\d{1,2}"
    r"|[ ]?,[ ]?(?:0[89]|1[0-8])0\d(?![\d:]|[.,]\d|[ ]?(?:kr|st)\b))?"
)
_LONGEST = 70
"""Characters of a street's name, at most."""
_NO_STREET = re.compile(
    _marks_lost(
        r"^(?:riks|läns|europa|motor|järn|lokal|huvud|genomfarts|cykel|gång|industri|skog|ut|om|av|till|över|in|upp)"
        r"(?:väg|vägen|gata|gatan|gången|leden|led)$"
        r"|(?:\w+s|detalj|tid|genomförande|budget|program|mål|kris|lek|skol|lokal|struktur|energi|trafik|grön)plan$"
        r"|(?:[aeiouyåäö]r|nd|dr|gr|tr|ll|vis|st|le|ne|te|fö)ingen$|eringen$|änd?ringen$|framgången$"
        r"|(?:arbets|mark|bygg|sam|bo|vård|mötes)plats(?:en)?$|^(?:Skol|För|Bo|Lek)\w{0,4}gården$|tomt\w*$"
    ),
    re.IGNORECASE,
)
_TOWN = (
    rf"(?P<town>[{_UPPER}][{_LOWER}]{{1,20}}"
    rf"(?:[ -](?:[{_UPPER}][{_LOWER}]{{1,15}}|i|på|vid|by|kyrkby|station)(?![\w])){{0,2}}"
    rf"|[{_UPPER}]{{2,20}}(?:[ -][{_UPPER}]{{2,15}}){{0,2}})(?!\w)"
)
_LETTERS = "OolISB"
"""What OCR takes a post code's figures for."""
_READ = str.maketrans(_LETTERS, "001158")
_POSTAL = re.compile(
    rf"(?<![\w,.:/-])(?P<post>(?:SE?[- ]{{0,2}})?(?P<code>[1-9lIB][0-9{_LETTERS}]{{2}}"
    rf"(?P<gap>[ ]?)[0-9{_LETTERS}]{{2}}))[ ]{{1,3}}{_TOWN}"
)
_TRUE_DIGITS = 3
"""So many of a post code OCR must have read as digits."""
_NO_TOWN = re.compile(
    r"(?:Kr|Kronor|Personer|St|Invånare|Platser|Elever|Barn|Timmar|Procent|Summa|Totalt|Budget|Utfall|Mkr|Tkr"
    r"|SEK|Och|Samt|Av"
    r"|Bostäder|Lägenheter|Kvm|Meter|Sida|Sid|Bilaga|Kap|Ja|Nej|Datum|Dnr|Nr|Ärende|Beslut)\b",
    re.IGNORECASE,
)
_BOX = regex.compile(
    r"(?<![\w-])(?:Box|BOX|Postbox|Postlåda|Postfack|Fack|PL|Pl)[ ]{1,2}\d{1,5}(?![\w:]|[.,]\d)"
)
_BOX_ENDS = ("ox ", "OX ", "låda ", "fack ", "Fack ", "PL ", "Pl ")
"""Quickly asked for: most texts have none of them."""
_CARE_OF = regex.compile(rf"(?<!\w)[Cc]\s?/\s?[Oo][ ]{{0,2}}{_WORD}(?:[ ]{_WORD}){{0,3}}")
_FLAT_ALONE = regex.compile(r"(?<!\w)(?:lgh|[Ll]ägenhetsnummer|[Ll]ägenhet nr)[ .:]{0,3}[01]\d{3}(?!\d)")
_RURAL = re.compile(
    rf"(?:^|[\n,:\t;|(]|(?<=  )|\bpå |\bi )[ ]{{0,2}}(?P<farm>(?:{_WORD}[ ]){{0,3}}{_WORD}[ ]"
    r"(?:\d{1,4}[A-Ha-h]?|gård|säteri|torp|herrgård|kvarn))[ ]{0,2}[,\n\t|][ \n\t|]{0,3}$"
)
_HOME = re.compile(
    r"(?<!\w)(?:adress\w*|hemadress|hemvist|hemmet|bostad\w*|bor|bodde|bott|bosatt|boende|folkbokförd|mantalsskriven|skriven)\b[^\n.]{0,25}$",
    re.IGNORECASE,
)
_VENUE = re.compile(
    r"(?:^|\n)[ \t*_#]{0,4}(?:plats|lokal|(?:sammanträdes|mötes)(?:lokal|plats)|besöksadress)"
    r"\b[^\n]{0,60}$"
    r"|(?:huset|salen|lokalen|kontoret|skolan|biblioteket|förvaltningen|gården|museet|rummet|centrum)"
    r"(?:[ ]?,|[ ]?\()?[ \n]{1,2}$",
    re.IGNORECASE,
)
_PERSON_BESIDE = re.compile(
    rf"[{_UPPER}][{_LOWER}-]+ [{_UPPER}][{_LOWER}-]+(?:[ ]?[,(][ \t\n]{{0,2}}|[ ]?[\t\n|][ \t\n|]{{0,2}})$"
)
_LABELLED = regex.compile(
    r"(?:^|[\n|\t]|(?<=  ))[ *]{0,4}"
    r"(?:[Hh]emvist|[Aa]dress|(?:[Hh]em|[Bb]ostads|[Ff]olkbokförings|[Gg]atu)adress)"
    r"(?:[ *]{0,3}:|[ ]{2,}|\t|[ ]?\|)[ \t*|]{0,20}"
    rf"(?P<value>(?:{_WORD}[ ]){{0,2}}{_WORD}(?:[ ]{_FIGURES}[A-Ha-h]?)?"
    r"(?:,?[ ](?:lgh|lägenhet|[Rr]um|läg\.?)[ ]?(?:nr[ ]?)?\d{1,4})?)(?![\w:]|[.,]\d)"
)
"""A home by its label: `Hemvist  Granbo, rum 14`."""
_PLACED = regex.compile(
    rf"[{_UPPER}][{_LOWER}-]+[ ][{_UPPER}][{_LOWER}-]+(?:,[ ]|[ ]\()"
    rf"(?P<value>(?:{_WORD}[ ]){{0,2}}{_WORD}[ ]\d{{1,3}}[A-Ha-h]?)"
    rf"(?=,[ ](?:(?:19|20)?\d{{6}}[- ]?\d{{4}}|0\d|tel|mobil|[{_UPPER}][{_LOWER}]+\)))"
)
"""A farm, or a street with another ending, between a name and a number of hers, or before a town."""
_NO_FARM = re.compile(
    r"(?:bilaga|rum|sida|sid|kap|punkt|dnr|ärende|klass|avdelning|grupp|steg|nivå|plan|hus|sal|team|kl|den|åk"
    r"|årskurs|paragraf|artikel|nr|box|mål|akt|beslut|krets|distrikt|valkrets|januari|februari|mars|april|maj|juni"
    r"|juli|augusti|september|oktober|november|december|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|tel"
    r"|telefon|mobil)[ ]\d",
    re.IGNORECASE,
)
_BEFORE = 70
"""How far back a word can stand that says whose address it is."""


class Addresses(Recognizer):
    """Where somebody lives or gets mail."""

    name: ClassVar[str] = "addresses"  # type: ignore[misc] # as in the base class
    entities = ("SE_STREET_ADDRESS", "SE_POSTAL_ADDRESS")
    why: ClassVar[str] = "Adressen hör till en enskild."

    def hits(self, text: str) -> Iterable[Hit]:
        """Streets with a number, post codes with a town, boxes, c/o lines, and farms before a post code."""
        postal = list(_postal(text))
        begins = {span.start for span, _ in postal}
        streets = list(_streets(text, begins))
        boxes = [Span(*m.span()) for m in _BOX.finditer(text)] if any(w in text for w in _BOX_ENDS) else []
        ends = {span.end for span, _ in streets} | {span.end for span in boxes}
        for span, grouped in postal:
            after = bool({_blank_back(text, span.start)} & ends)
            if not (grouped or after or text[span.start] == "S"):
                continue
            yield _hit(span, "SE_POSTAL_ADDRESS", "postadress", Certainty.CERTAIN)
            farm = None if after else _farm(text, span.start)
            if farm is not None:
                yield _hit(farm, "SE_STREET_ADDRESS", "adress", Certainty.CERTAIN)
        for span, certain in streets:
            if certain:
                yield _hit(span, "SE_STREET_ADDRESS", "adress", Certainty.CERTAIN)
            else:
                yield _hit(span, "SE_STREET_ADDRESS", "adress_ensam", Certainty.SUSPECT)
        for span in _named(text, [span for span, _ in streets]):
            yield _hit(span, "SE_STREET_ADDRESS", "adress", Certainty.CERTAIN)
        for span in boxes:
            yield _hit(span, "SE_POSTAL_ADDRESS", "postadress", Certainty.CERTAIN)
        for match in _CARE_OF.finditer(text):
            yield _hit(Span(*match.span()), "SE_POSTAL_ADDRESS", "postadress", Certainty.CERTAIN)
        if "lgh" in text or "ägenhet" in text:
            yield from _flats(text, {span.end for span, _ in streets})


def _named(text: str, streets: Iterable[Span]) -> Iterator[Span]:
    """Homes that no street's ending tells: behind their label, or behind somebody's name."""
    known = {span.start for span in streets}
    for match in (*_LABELLED.finditer(text), *_PLACED.finditer(text)):
        span = Span(*match.span("value"))
        home = span.cut(text)
        if span.start not in known and any(c.isdigit() for c in home) and not _NO_FARM.match(home):
            known.add(span.start)
            yield span


def _flats(text: str, street_ends: set[int]) -> Iterator[Hit]:
    """Flat numbers that belong to no street."""
    for match in _FLAT_ALONE.finditer(text):
        if match.end() not in street_ends:
            yield _hit(Span(*match.span()), "SE_STREET_ADDRESS", "adress_ensam", Certainty.SUSPECT)


def _streets(text: str, postal: set[int]) -> Iterator[tuple[Span, bool]]:
    """Streets with a number, and whether something says that it is an address. Venues are passed over."""
    for number in _NUMBER.finditer(text):
        floor = max(0, number.start() - _LONGEST)
        left = text[floor : number.start()]
        name = _NAME.search(left) if left.casefold().endswith(_ENDINGS) else None
        house = _HOUSE.match(text, number.start()) if name else None
        if name is None or house is None:
            continue
        posted = _next(text, house.end()) in postal
        if _NO_STREET.search(name["street"].split()[-1]) and not posted:
            continue
        start = floor + name.start()
        left = text[max(0, start - _BEFORE) : start]
        certain = posted or bool(house["flat"]) or _HOME.search(left) is not None
        if not certain and _VENUE.search(left):
            continue
        yield Span(start, house.end()), certain or _PERSON_BESIDE.search(left) is not None


def _postal(text: str) -> Iterator[tuple[Span, bool]]:
    """Post codes with a town, and whether they are surely such: with a blank, and in figures alone."""
    for match in _POSTAL.finditer(text):
        written = match["code"].replace(" ", "")
        if sum(map(str.isdecimal, written)) < _TRUE_DIGITS or _NO_TOWN.match(match["town"]):
            continue
        if 10012 <= int(written.translate(_READ)) <= 98499:
            yield Span(*match.span()), bool(match["gap"]) and written.isdecimal()


def _farm(text: str, start: int) -> Span | None:
    """`Norrby 112` or `Ekeby gård` right before a postal address."""
    floor = max(0, start - _BEFORE)
    match = _RURAL.search(text[floor:start])
    return Span(floor + match.start("farm"), floor + match.end("farm")) if match else None


def _next(text: str, end: int) -> int:
    """Where the next thing on this line or the one below begins."""
    while end < len(text) and text[end] in " ,\n\t|":
        end += 1
    return end


def _blank_back(text: str, start: int) -> int:
    while start > 0 and text[start - 1] in " ,\n\t|":
        start -= 1
    return start


def _hit(span: Span, entity: str, rule: str, certainty: Certainty) -> Hit:
    score = 0.9 if certainty is Certainty.CERTAIN else 0.5
    return Hit(span, entity, score, f"personuppgifter.{rule}", certainty)
