"""Where somebody lives: streets in any case and with all that follows the number, villages, flats, towns."""

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_ENDING = (
    r"(?:gatan?|väg(?:en)?|gränd(?:en)?|torg(?:et)?|allén?|stig(?:en)?|backen?|esplanad(?:en)?|kaj(?:en)?"
    r"|led(?:en)?|slingan?"
    r"|strand(?:en)?|plats(?:en)?|plan|liden|promenad(?:en)?|höjd(?:en)?|trappan|trappor|park(?:en)?"
    r"|ring(?:en)?|gård(?:en|s)?"
    r"|dal(?:en)?|bron?|terrass(?:en)?|stråk(?:et)?|gången?|ås(?:en)?|udde(?:n)?|vik(?:en)?|krok(?:en)?"
    r"|sväng(?:en)?|tået|sången"
    r"|hagen?|lund(?:en)?|ängen|berget|hamnen|bryggan|passagen|länken|tunet|tomten|vret(?:en)?|kullen?"
    r"|hemmet|gårdarna|brynet|gärdet|lyckan|branten|gläntan|fältet|rundeln|vallen|täppan|skogen|heden"
    r"|mossen|sluttningen|bruket|kvarnen|spåret|dungen|källan|byn)"
)
_NUMBER_WORD = (
    r"(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton|sjutton|arton"
    r"|nitton"
    r"|(?:tjugo|trettio|fyrtio|femtio|sextio|sjuttio|åttio|nittio)(?:ett|två|tre|fyra|fem|sex|sju|åtta|nio)?)"
)
_HOUSE = (
    rf"(?:\d{{1,3}}(?!\d)(?:[ ]?[a-zA-Z](?![\w]))?(?:[ ]?[-/][ ]?\d{{1,3}}[A-Ha-h]?(?!\w))?(?::\d{{1,4}})?"
    rf"|{_NUMBER_WORD}(?!\w))"
)
_WHERE = (
    r"(?:(?:[ ]?,)?[ ]?(?:lgh|lägenhet(?:snummer)?|läg\.?|lght)[ ]?(?:nr\.?[ ]?)?\d{1,4}(?!\d)"
    r"|(?:[ ]?,)?[ ]?\d{1,2}[ ]?(?:tr|trappor)\b\.?"
    r"|(?:[ ]?,)?[ ]?(?:vån|våning|plan|uppgång|uppg|ingång|trapphus|rum|port)\.?[ ]?(?:\d{1,4}|[A-H])(?!\w)"
    r"|[ ](?:nb|bv|ög|nv|ö\.?g\.?|n\.?b\.?)(?!\w)){0,3}"
)
_STREET = re.compile(
    rf"(?<![\w@./-])(?P<street>[^\W\d_][\w.:'-]{{2,40}})[ ]{{1,2}}(?P<house>{_HOUSE})(?![\d:]|[.,]\d|\w"
    rf"|[ ]?%)"
    r"(?![ ]?(?:kr|tkr|mnkr|st|m2|kvm|meter|km|procent|personer|platser|elever|barn|år|januari|februari"
    r"|mars|april|maj|juni|juli"
    rf"|augusti|september|oktober|november|december)\b)(?P<rest>{_WHERE})",
    re.IGNORECASE,
)
_STREET_END = re.compile(rf"{_ENDING}$", re.IGNORECASE)
_NO_STREET = re.compile(
    r"^kring$|^(?:riks|läns|europa|motor|järn|cykel|om|av|till|över|in|upp|ut|fram)?(?:väg|led|gång|gången"
    r"|plan"
    r"|plats|gård|dal|park|bron?|vik|ring|sväng"
    r"|höjd|strand|lund|krok|tomten|länken|platsen|planen|vägen|hagen?|byn)$"
    r"|(?:\w+s|detalj|tid|genomförande|budget|program|mål|kris|lek|skol|lokal|struktur|energi|trafik|grön"
    r"|löne|hand)plan$"
    r"|(?:arbets|mark|bygg|sam|vård|mötes|utbildnings|för|boende|parkerings)plats(?:en)?$|ering(?:en)?$"
    r"|(?:änd|höj|ut|genom|av|vär)\w*ring(?:en)?$"
    r"|för(?:hojd|höjd)$|(?:fram|ut|in|till|av|upp|ned|genom|om|år|över)gången?$|(?<!väs)tering$"
    r"|erfaren\w*$|(?:klass|grupp|vånings)\w*$",
    re.IGNORECASE,
)
_WORDS_BEFORE = re.compile(
    r"(?:(?:(?:Norra|Södra|Östra|Västra|Stora|Lilla|Gamla|Nya|Övre|Nedre|S:t|S:ta|Sankt)"
    r"|[A-ZÅÄÖ][\w.'-]{1,18})[ ]){1,2}$"
)
_VILLAGE_NAME = (
    r"[A-ZÅÄÖÉ][\w'-]{1,20}(?:[ ][A-ZÅÄÖÉ][\w'-]{1,20}){0,2}[ ]\d{1,4}(?::\d{1,3})?(?:[ ]?[A-Ha-h](?!\w))?"
)
_VILLAGE_THEN_CODE = re.compile(
    rf"(?<![\w-])(?P<home>{_VILLAGE_NAME})(?=[ ]{{0,2}}[,;\n\t|][ ,;\n\t"
    rf"|]{{0,4}}(?:SE?[- ]{{0,2}})?[1-9]\d{{2}}[ ]?\d{{2}}(?!\d))"
)
_LIVES = (
    r"(?:(?:bor|bott|bodde|bosatt|boende|folkbokförd|skriven|vistas|hemma(?:hörande)?|inneboende|växte upp"
    r"|uppvuxen|vuxit upp|kommer"
    r"|flytta(?:r|t|de)?|hemadress|adress|hämtas|hämtar|bostad|villa|hus|lägenhet|familjehem"
    r"|stuga)(?:[ ][a-zåäö]{1,10}){0,4}?)"
)
_HOME = re.compile(
    rf"(?<!\w)(?i:{_LIVES})[ ](?:på|i|vid|till|från|utanför|hos|:)[ ](?P<home>{_VILLAGE_NAME})(?![\w]"
    rf"|[ ]?(?:kr|år|kap)\b)"
)
_TOWN = re.compile(
    rf"(?<!\w)(?i:{_LIVES})[^.\n]{{0,40}}?[ ](?:i|till|från|utanför|nära"
    rf"|kring)[ ](?P<town>[A-ZÅÄÖÉ][\w'-]{{1,20}}(?:[ ][A-ZÅÄÖÉ][\w'-]{{1,20}})?)"
)
_TOWN_AND_DATE = re.compile(
    r"(?:^|(?<=\n)|(?<=\t)|(?<=: ))[ *_]{0,4}(?!Protokoll|Möte|Beslut|Bilaga|Version|Dom|Kallelse"
    r"|Skrivelse|Remiss|Sida)"
    r"(?P<town>[A-ZÅÄÖ][\w'-]{1,20}(?:[ ][A-ZÅÄÖ][\w'-]{1,20})?)(?:"
    r",? den \d{1,2} \w{3,9}|,? (?:19|20)\d\d-[01]\d-[0-3]\d)(?=[ \d]{0,5}(?:\n|$))"
)
"""Where somebody signed."""
_TOWN_AFTER_STREET = re.compile(
    r"[ ](?:i|utanför)[ ](?P<town>[A-ZÅÄÖÉ][\w'-]{2,20}(?:[ ][A-ZÅÄÖÉ][\w'-]{1,20})?|[^\W\d_]{3,18}(?:by"
    r"|stad|vik|torp|hult|sund|köping|holm)(?!\w))"
)
_LIVES_ON = re.compile(
    rf"(?<!\w)(?i:{_LIVES})[^.\n]{{0,30}}?[ ](?:på|vid"
    rf"|till)[ ](?P<home>(?:[A-ZÅÄÖ][\w.:'-]{{1,18}}[ ]){{0,2}}[A-ZÅÄÖ]\w{{2,24}}(?:gatan|vägen|gränden?"
    rf"|stigen|backen|torget|allén"
    r"|slingan|esplanaden|gård))(?!\w)"
)
_OLD_FROM = re.compile(
    r"(?:åring(?:en)?|årige?a?|kvinna|kvinnan|man|mannen|flicka|flickan|pojke|pojken|familj|familjen|tjej"
    r"|kille)(?:[ ][a-zåäö]{2,12}){0,2}?[ ]från[ ]"
    r"(?P<town>[A-ZÅÄÖÉ][\w'-]{1,20})"
)
_AGED_FROM = re.compile(r"[A-ZÅÄÖ][\w'-]+, \d{1,3}(?: år)?, från (?P<town>[A-ZÅÄÖÉ][\w'-]{1,20})")
_FLAT = re.compile(
    r"(?<!\w)(?:lgh|lägenhet(?:snummer| nr)?)[ .:]{0,3}(?P<home>\d{1,4})(?!\d|[ ]?(?:kvm|rum|m2|lägenheter))",
    re.IGNORECASE,
)
_POSTAL = re.compile(
    r"(?<![\w,.:/-])(?P<post>(?:SE?[- ]{0,2})?(?P<code>[1-9]\d{2}[ ]?\d{2})(?!\d)(?P<gap>[ ]{0,2}[,;"
    r"|\t\n]?[ |\t]{0,3})"
    r"(?P<town>[A-ZÅÄÖÉ][\w'-]{1,20}(?:[ -](?:[A-ZÅÄÖÉ][\w'-]{1,15}|i|på|vid)(?!\w)){0,2}))"
)
_CODE = re.compile(
    r"(?<!\w)(?:post(?:nr|nummer|nummer och ort|adress|kod))\.?[ ]?[:=\t|][ \t"
    r"|]{0,3}(?P<post>(?:SE?[- ]{0,2})?[1-9]\d{2}[ ]?\d{2})(?!\d)",
    re.IGNORECASE,
)
_NO_TOWN = re.compile(
    r"(?:Kr|Kronor|Personer|St|Invånare|Platser|Elever|Barn|Timmar|Procent|Summa|Totalt|Budget|Utfall|Mkr"
    r"|Tkr|SEK|Och|Samt|Av"
    r"|Bostäder|Lägenheter|Kvm|Meter|Sida|Sid|Bilaga|Kap|Ja|Nej|Datum|Dnr|Nr|Ärende|Beslut)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[ ]{0,2}(?:$|[\n.,;|\t()]|(?i:tel|tfn|mobil|e-?post)\b)")
"""What follows a town; five digits without a blank before a word may count anything."""
_LOWEST, _HIGHEST = 10012, 98499
"""The first and the last Swedish post code (PostNord)."""


class Homes(Recognizer):
    """Addresses as people write them, and the places they say they live in."""

    name: ClassVar[str] = "homes"  # type: ignore[misc] # as in the base class
    entities = ("SE_STREET_ADDRESS", "SE_POSTAL_ADDRESS", "LOCATION")
    why: ClassVar[str] = "Uppgiften visar var en enskild bor."

    def hits(self, text: str) -> Iterable[Hit]:
        """Suspect all of them: strikt takes what an address may be."""
        for match in _STREET.finditer(text):
            yield from _street(text, match)
        for pattern in (_VILLAGE_THEN_CODE, _HOME, _LIVES_ON, _FLAT):
            for match in pattern.finditer(text):
                yield _hit(Span(*match.span("home")), "SE_STREET_ADDRESS")
        for match in _POSTAL.finditer(text):
            code = int(match["code"].replace(" ", ""))
            apart = " " in match["code"] or _ENDS.match(text, match.end()) is not None
            if apart and _LOWEST <= code <= _HIGHEST and not _NO_TOWN.match(match["town"]):
                yield _hit(Span(*match.span("post")), "SE_POSTAL_ADDRESS")
        for match in _CODE.finditer(text):
            yield _hit(Span(*match.span("post")), "SE_POSTAL_ADDRESS")
        for pattern in (_TOWN, _TOWN_AND_DATE, _OLD_FROM, _AGED_FROM):
            for match in pattern.finditer(text):
                yield _hit(Span(*match.span("town")), "LOCATION")


def _street(text: str, match: re.Match[str]) -> Iterator[Hit]:
    """The street with the capitalised words before it (`Karl Johans gata`), and the town right behind."""
    start = match.start("street")
    words = _WORDS_BEFORE.search(text[max(0, start - 40) : start])
    apart = words is not None and match["street"].casefold() in _APART
    if not _STREET_END.search(match["street"]) or (_NO_STREET.search(match["street"]) and not apart):
        return
    alone = match["street"][0].isupper() and match["street"].casefold() not in _APART
    if words is not None and (not alone or words.group().split()[0] in _TURNS):
        start -= len(words.group())
    yield _hit(Span(start, match.end()), "SE_STREET_ADDRESS")
    town = _TOWN_AFTER_STREET.match(text, match.end())
    if town is not None:
        yield _hit(Span(*town.span("town")), "LOCATION")


_APART = frozenset(
    (
        *("gata", "väg", "gränd", "torg", "allé", "stig", "backe"),
        *("esplanad", "kaj", "plats", "park", "led", "strand", "bro"),
    )
)
_TURNS = frozenset(
    (
        *("Norra", "Södra", "Östra", "Västra", "Stora", "Lilla", "Gamla"),
        *("Nya", "Övre", "Nedre", "S:t", "S:ta", "Sankt"),
    )
)


def _hit(span: Span, entity: str) -> Hit:
    return Hit(span, entity, 0.5, "strikt.bostad", Certainty.SUSPECT)
