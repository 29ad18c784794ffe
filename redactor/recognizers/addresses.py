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
from redactor.domain.streets import ENDINGS, FIGURES, HOUSE, LONGEST, LOWER, NAME, NO_STREET, UPPER, WORD
from redactor.recognizers import Recognizer

_TOWN = (
    rf"(?P<town>[{UPPER}][{LOWER}]{{1,20}}"
    rf"(?:[ -](?:[{UPPER}][{LOWER}]{{1,15}}|i|på|vid|by|kyrkby|station)(?![\w])){{0,2}}"
    rf"|[{UPPER}]{{2,20}}(?:[ -][{UPPER}]{{2,15}}){{0,2}})(?!\w)"
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
_NUMBER = regex.compile(rf"(?<=[^\W\d_]\.?)[ ]{{1,2}}(?={FIGURES}(?!\d))")
_BOX = regex.compile(
    r"(?<![\w-])(?:(?:Box|BOX|Postbox|Postlåda|Postfack|Fack|P[lL]\.?)[ ]{1,2}\d{1,5}"
    r"|box[ ]\d{1,5}(?=[ ]?,?[ \n]\d{3}[ ]\d\d[ ]))"
    r"(?![\w:]|[.,]\d)"
)
_BOX_ENDS = ("ox ", "OX ", "låda ", "fack ", "Fack ", "PL ", "Pl ", "Pl. ", "PL. ")
"""Quickly asked for: most texts have none of them."""
_CARE_OF = regex.compile(rf"(?<!\w)[Cc]\s?/\s?[Oo][ ]{{0,2}}{WORD}(?:[ ]{WORD}){{0,3}}")
_FLAT_ALONE = regex.compile(r"(?<!\w)(?:lgh|[Ll]ägenhetsnummer|[Ll]ägenhet nr)[ .:]{0,3}[01]\d{3}(?!\d)")
_RURAL = re.compile(
    rf"(?:^|[\n,:\t;|(]|(?<=  )|\bpå |\bi )[ ]{{0,2}}(?P<farm>(?:{WORD}[ ]){{0,3}}{WORD}[ ]"
    r"(?:\d{1,4}[A-Ha-h]?|gård|säteri|torp|herrgård|kvarn))[ ]{0,2}[,\n\t|][ \n\t|]{0,3}$"
)
_HOME_WORDS = (
    r"(?:adress(?:en|er|erna)?|(?:hem|bostads|boende|folkbokförings|vistelse|delgivnings"
    r"|kontakt)adress(?:en)?"
    r"|hemvist|hem|hemma|hemmet|bostad(?:en)?|lägenhet(?:en)?|villa(?:n)?|stuga(?:n)?|radhus(?:et)?"
    r"|bor|bo|bodde|bott|bosatta?|boende|folkbokförda?|mantalsskriven|skrivna?|vistas|vistats|inneboende"
    r"|inackorderad|(?:in|ut)?flytta(?:t|r|de)?(?: (?:in|ut|hem))?)"
)
"""What says of the words behind it that somebody lives there."""
_SENT_WORDS = (
    r"(?:brev|post|räkning|faktura|underrättelse|svar|beslut|kallelse|paket|delgivning|hembesök|skjuts"
    r"|hämta[ds]?|lämna[ds]?)"
    r"(?:en|et|er|ar|ning)?(?: [a-zåäö]{2,12}){0,2}"
)
"""What says that mail or somebody goes there."""
_HOME = re.compile(rf"(?<!\w){_HOME_WORDS}\b[^\n.]{{0,25}}$", re.IGNORECASE)
_LIVES = regex.compile(
    rf"(?<![\w-])(?i:{_HOME_WORDS}|{_SENT_WORDS})(?:[ ](?:numera|tidigare|nu|då|kvar|hemma|sedan|ensam"
    rf"|åter)){{0,2}}"
    rf"(?:[ ]hos[^\n,.:;\d]{{1,40}}?)?(?:[ ]?[,:])?(?:[ \n](?:på|till|i|vid|från|under"
    rf"|adress(?:en)?)){{0,2}}[ \n]"
    rf"(?P<name>(?:{WORD}[ ]){{0,2}}{WORD}"
    rf"|[{LOWER}]{{2,24}}(?:gatan|vägen|gränden|stigen|torget|backen|allén|g\.|v\.))(?=[ ]\d)"
)
"""Whatever the street is called, also in lower case: `bor på Solhöjden 4`."""
_QUARTER = re.compile(
    r"(?i)(?<!\w)(?:kv\.?|kvarteret|fastighet\w{0,12}:?|tomten|del av|stamfastighet\w{0,4})[ ]{1,3}$"
)
"""Before a property's designation, which may end as a street does: `kv. Åsen 3`."""
_ALWAYS_STREET = re.compile(
    r"(?i)(?:gat(?:an?|\.)|g\.|v[äa]g(?:en)?|v\.|gr[äa]nd(?:en)?|gr\.|stig(?:en)?|st\.|torg(?:et)?"
    r"|all[ée]n?)$"
)
_PERSON_BESIDE = re.compile(
    rf"[{UPPER}][{LOWER}-]+ [{UPPER}][{LOWER}-]+(?:[ ]?[,(][ \t\n]{{0,2}}|[ ]?[\t\n|][ \t\n|]{{0,2}})$"
)
_LABELLED = regex.compile(
    r"(?:^|[\n|\t]|(?<=  ))[ *_]{0,4}"
    r"(?i:(?:(?:ny|nuvarande|tidigare|gammal|din|min)[ ])?(?:hemvist|bostad|bor|boende|boplats"
    r"|(?:hem|bostads|boende|folkbokförings|gatu|post|utdelnings|vistelse|delgivnings|kontakt"
    r"|faktura)?adress(?:en)?)"
    r"(?:[ ]?\([^()\n]{1,30}\))?)"
    r"(?:[ *_]{0,3}:|[ ]{2,}|\t|[ ]?\||[ *_:]{0,3}\n)[ \t*_|]{0,40}"
    rf"(?P<value>(?:{WORD}[ ]){{0,2}}{WORD}(?:[ ]{FIGURES}[A-Ha-h]?)?"
    r"(?:,?[ ](?:lgh|lägenhet|[Rr]um|läg\.?)[ ]?(?:nr[ ]?)?\d{1,4})?)(?![\w:]|[.,]\d)"
)
"""A home by its label: `Hemvist  Granbo, rum 14`."""
_PLACED = regex.compile(
    rf"[{UPPER}][{LOWER}-]+[ ][{UPPER}][{LOWER}-]+(?:,[ ]|[ ]\(|\t|[ ]{{2,}}|[ ]?\|[ ]{{0,20}})"
    rf"(?P<value>(?:{WORD}[ ]){{0,2}}{WORD}[ ]\d{{1,4}}(?:[ ]?[A-Ha-h])?)(?!\w)"
    rf"(?=(?:,[ ]|[ ]{{2,}}|\t|[ ]?\|[ ]{{0,20}})(?:(?:19|20)?\d{{6}}[- ]?\d{{4}}|\+?0\d"
    rf"|(?i:tel|mobil|född|pnr|e-post)|[\w.+-]{{1,40}}@|[{UPPER}][{LOWER}]+[).,]))"
)
"""A farm, or a street with another ending, between a name and a number of hers, or before a town."""
_NO_FARM = re.compile(
    r"(?:bilaga|rum|sida|sid|kap|punkt|dnr|ärende|klass|avdelning|grupp|steg|nivå|plan|hus|sal|team|kl|den|åk"
    r"|lag|plats|hall|port|station|linje|zon|bana|mål|åtgärd|del|vecka|volym|version|årskurs|paragraf"
    r"|artikel|nr|box|akt|beslut|krets|distrikt|valkrets|januari|februari|mars|april|maj|juni"
    r"|juli|augusti|september|oktober|november|december|måndag|tisdag|onsdag|torsdag|fredag|lördag|söndag|tel"
    r"|telefon|mobil)[ ]\d",
    re.IGNORECASE,
)
_POST_CODE = regex.compile(
    r"(?<!\w)(?:Postnr|Postnummer|Post nr)\b[ .:*|\t]{1,20}(?P<code>[1-9]\d{2}[ ]?\d{2})(?![ ]?\w|-)"
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
        for match in _POST_CODE.finditer(text):
            yield _hit(Span(*match.span("code")), "SE_POSTAL_ADDRESS", "postadress", Certainty.CERTAIN)
        for match in _CARE_OF.finditer(text):
            yield _hit(Span(*match.span()), "SE_POSTAL_ADDRESS", "postadress", Certainty.CERTAIN)
        if "lgh" in text or "ägenhet" in text:
            yield from _flats(text, {span.end for span, _ in streets})


def _named(text: str, streets: Iterable[Span]) -> Iterator[Span]:
    """Homes that no street's ending tells: behind their label, a word of living, or somebody's name."""
    known = {span.start for span in streets}
    for span in (
        *_lived(text),
        *(Span(*m.span("value")) for p in (_LABELLED, _PLACED) for m in p.finditer(text)),
    ):
        home = span.cut(text)
        if span.start not in known and any(c.isdigit() for c in home) and not _NO_FARM.match(home):
            known.add(span.start)
            yield span


def _lived(text: str) -> Iterator[Span]:
    """Names with a house's number behind a word that says that somebody lives there."""
    for match in _LIVES.finditer(text):
        house = HOUSE.match(text, match.end("name"))
        if house is not None:
            yield Span(match.start("name"), house.end())


def _flats(text: str, street_ends: set[int]) -> Iterator[Hit]:
    """Flat numbers that belong to no street."""
    for match in _FLAT_ALONE.finditer(text):
        if match.end() not in street_ends:
            yield _hit(Span(*match.span()), "SE_STREET_ADDRESS", "adress_ensam", Certainty.SUSPECT)


def _streets(text: str, postal: set[int]) -> Iterator[tuple[Span, bool]]:
    """Streets with a number, and whether something says that it is an address."""
    for number in _NUMBER.finditer(text):
        floor = max(0, number.start() - LONGEST)
        left = text[floor : number.start()]
        name = NAME.search(left) if left.casefold().endswith(ENDINGS) else None
        house = HOUSE.match(text, number.start()) if name else None
        if name is None or house is None:
            continue
        posted = _next(text, house.end()) in postal
        start = floor + name.start()
        left = text[max(0, start - _BEFORE) : start]
        last = name["street"].split()[-1]
        quarter = not _ALWAYS_STREET.search(last) and _QUARTER.search(left) is not None
        if not posted and (quarter or NO_STREET.search(last)):
            continue
        certain = posted or bool(house["flat"]) or _HOME.search(left) is not None
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
