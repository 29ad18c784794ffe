"""Names that their place tells, in any case: who speaks, is greeted, signs, or is called what."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from redactor.domain.document import Span
from redactor.domain.review import Certainty, Hit
from redactor.recognizers import Recognizer

_CAPITAL = r"[^\W\d_a-zåäöéü][\w'´’-]*[^\W\d_]"
_ANY = r"[^\W\d_][\w'´’-]+"
_PARTICLE = r"(?:(?:von|af|de|van|der|den|la|el|al|bin|di|du) ){0,2}"
_INITIAL = r"[A-ZÅÄÖ]\.?(?!\w)"
_NAME = rf"(?:{_CAPITAL}|{_INITIAL})(?: {_PARTICLE}(?:{_CAPITAL}|{_INITIAL})){{0,4}}"
_LOOSE = rf"{_ANY}(?: {_PARTICLE}{_ANY}){{0,2}}"

_TIME = r"(?:\[?(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}[ T,]{1,2})?\d{1,2}[.:]\d\d(?:[.:]\d\d)?\]?[ ,-]{0,4})"
_SPEAKER = re.compile(
    rf"(?:^|(?<=\n))[ \t>*-]{{0,4}}(?P<time>{_TIME}[ -]{{0,3}})?[*_]{{0,2}}(?P<name>{_ANY}(?: [^\W\d_][\w'"
    rf"-]*\.?){{0,"
    rf"2}})[*_]{{0,2}}[ ]?:[ ]?(?P<said>\S)"
)
_NO_SPEAKER = re.compile(
    r"(?i:agent|kund|support|operatör|intervjuare|förhörsledare|fråga|från|till|ämne|datum|kopia|cc|bcc"
    r"|skickat|sent|from|to|subject|re|sv|vb|fwd|obs|ps|p\.s|namn"
    r"|\w*namn|telefon|tel|tfn|mobil\w*|e-?post\w*|mail|mejl"
    r"|\w*adress\w*|\w*nummer|\w*nr|plats|tid|lokal|närvarande|beslut\w*|bilaga|fråga|svar|hänvisning"
    r"|sammanfattning|bakgrund|ort|ålder|född\w*"
    r"|konto|bank\w*|plusgiro|iban|kön|yrke|diagnos|ärende\w*|referens|länk|profil|webb|hemsida|kontakt"
    r"|typ|status|kommentar|notering|anmärkning"
    r"|övrigt|syfte|mål|åtgärd\w*|bedömning|period|summa|belopp|total\w*|pris|kostnad|moms|version|sida"
    r"|mvh|hälsning\w*|tack|hej|obs!|viktigt"
    r"|information|kallade|parter|sökande|klagande|motpart|ombud|fordon|larm|http|https)(?:$| )"
)
_GREETED = re.compile(
    rf"(?:^|(?<=[\n.!?] )|(?<=\n)|(?<=: ))(?i:hej(?:san)?|hallå|tjena|tja|hej hej|god (?:morgon|dag|kväll)"
    rf"|bästa|bäste|kära|käre|dear|hi|hello|tack)"
    rf"(?:[ ](?i:igen|då|på dig|mr|ms|mrs|dr|herr|fru))?[.]?[ ](?P<name>{_NAME})(?=[ ]?(?:[,!.\n:]|$| och ))"
)
_SIGNED = re.compile(
    rf"(?:(?i:(?<!\w)(?:mvh|med (?:vänlig|vänliga|bästa|varma|hjärtliga) hälsning(?:ar)?|(?:vänliga "
    rf"|bästa |varma "
    rf"|många )?hälsning(?:ar)?|vänligen|v[äa]nl\.? h[äa]lsn\.?"
    rf"|vh|högaktningsfullt|med respekt|kram(?:ar)?|regards|best|sincerely|yours|tack på förhand"
    rf"|allt gott|sign(?:\.|erat)?(?: av)?:?"
    rf"|underskrift:?|undertecknat:?|reg\.? av|antecknat av"
    rf"|dikterat av)(?!\w))[ ,.!]{{0,3}}\n{{0,3}}[ \t]{{0,4}}/?|(?:^|(?<=\n))[ ]{{0,3}}(?:/{{1,2}}[ ]?"
    rf"|--[ ]?\n))"
    rf"(?P<name>{_NAME}|{_LOOSE}(?=[ ]?(?:\n|$)))(?=[ ]?(?:[,.\n<(]|$))"
)
_CALLED = re.compile(
    rf"(?<!\w)(?i:heter|hette|heta|kallas|kallad|vid namn|med namnet|namnet är|namn är|name is|named"
    rf"|called|namngiven|jag,|undertecknad,?)"
    rf"[ ](?:för |då |typ |väl |själv )?(?P<name>{_NAME}|(?!inte|att|den|det|som|han|hon|jag|är|på|har|och"
    rf"|något|nåt|samma|så|en|ett|i |till |hade|vill|var|anmäler|ger|intygar){_LOOSE}(?=[ ]?(?:[,.!?\n)]|$"
    rf"| på riktigt| och | är )))"
)
_MET = re.compile(
    r"(?<!\w)(?i:ring(?:a|de|er|t)|träffa(?:de|t|r)?|kontakta(?:de|t|r)?|mejla(?:de|t|r)?|messa(?:de|t|r)?"
    r"|besök(?:te|er|t)|hämta(?:de|t|r)?"
    r"|(?:prata|tala|samtala|bo|sov|följ)(?:de|t|r|s|tt)?[ ](?:med|hos)|(?:samtal|möte|kontakt|hembesök"
    r"|telefonsamtal|tillsammans|hemma|inneboende|placerad)"
    rf"[ ](?:med|hos)|bor hos|slog till|såg att|uppger|berättar)[ ](?:till |om |för |upp "
    rf"|att )?(?P<name>{_NAME})"
)
_TITLE = (
    r"herr|fru|fröken|hr|dr|doktor|leg\.? ?läk(?:are)?|läkaren?|överläkaren?|rektorn?|lärare[n]?|mentorn?"
    r"|kuratorn?|handläggare[n]?|handl\.?|sjuksköterskan?|ssk"
    r"|skolsköterskan?|distriktssköterskan?|undersköterskan?|usk|socialsekreterare[n]?|assistenten?"
    r"|biståndshandläggare[n]?|enhetschefe?n?|chefen?|advokaten?|advokat"
    r"|arbetsterapeuten?|fysioterapeuten?|psykologe?n?|polisinspektören?|polisassistenten?|pa"
    r"|insatsledare[n]?|tolken?|kontaktpersonen?|god man|kamraten"
    r"|förskolechefe?n?|biträdande rektor|utredare[n]?|sekreterare[n]?|ordföranden?|mr|mrs|ms|miss|prof"
    r"|professorn?|pastorn?|prästen?|kyrkoherden?"
    r"|hyresvärden?|vaktmästare[n]?|tränare[n]?|ledare[n]?|målsäganden?|vittnet|misstänkt[ea]?"
    r"|åklagare[n]?|domare[n]?|umgängesstöd(?:et)?|inringare[n]?|flickvän|pojkvän"
    r"|patienten?|klienten?|eleven?|brukare[n]?|barnet|sonen?|dottern?|brodern?|systern?|brorn?|modern"
    r"|fadern|mamman?|pappan?|maken?|makan?|hustrun?|sambon?|kompisen?|vännen?"
    r"|grannen?|kusinen?|mormor|morfar|farmor|farfar|moster|morbror|faster|farbror|systersonen?|brorsonen?"
    r"|tvillingen?|makarna|syskonen|mannen|kvinnan|särbon?|exet?"
)
_TITLED = re.compile(
    rf"(?<![\w-])(?i:{_TITLE})(?:[ ](?:heter|är))?[,:]?[ ](?P<name>{_NAME})(?:[ ](?:och|samt"
    rf"|&)[ ](?P<other>{_NAME}))?"
    rf"|(?<![\w-])(?i:herr|fru|fröken|dr)[ ](?P<small>[a-zåäöé][\w'-]{{2,20}})(?=[ ]?(?:[,.\n(]|$)| (?:här"
    rf"|har|är|på|och|som|de|den|men))"
)
_MAILED = re.compile(rf"(?P<name>{_LOOSE}(?: {_ANY})?)[ ]{{0,2}}<(?=[^<>\s]{{1,64}}@)")
_NO_NAME = re.compile(
    r"(?:Jag|Du|Han|Hon|Den|Det|Vi|Ni|De|Här|Nu|Vad|Hur|När|Var|Om|Men|Och|Att|Som|På|Ej|Tack|Kommun\w*"
    r"|Stad\w*|Region\w*|Skola\w*|Vård\w*|Barn\w*|Äldre\w*|Social\w*"
    r"|Inga?|Hej|Alla|Ring|Ja|Nej|Ok|Okej|Förlåt|Snälla|Bra|Fråga|Svar|Ers|Er|Dig|Dem|Oss|Team\w*"
    r"|Försäkrings\w*|Arbets\w*|Skatte\w*|Polis\w*)(?:$|\W)"
)


class StriktNames(Recognizer):
    """Names by their place in letters, chats and notes; a model for the rest is another recognizer's."""

    name: ClassVar[str] = "names"  # type: ignore[misc] # as in the base class
    entities = ("PERSON",)
    why: ClassVar[str] = "Namnet pekar ut en person."

    def hits(self, text: str) -> Iterable[Hit]:
        """Suspect all of them: the place says that a name stands there, not that it is one."""
        for span in _speakers(text):
            yield _hit(span)
        for pattern in (_GREETED, _SIGNED, _CALLED, _MET, _TITLED, _MAILED):
            for match in pattern.finditer(text):
                for group, found in match.groupdict().items():
                    if found and not _NO_NAME.match(found):
                        yield _hit(Span(*match.span(group)))


def _speakers(text: str) -> Iterator[Span]:
    """Who says something at a time, or by turns, before a colon at the beginning of a line."""
    block: list[re.Match[str]] = []
    for match in _SPEAKER.finditer(text):
        if _NO_SPEAKER.match(match["name"]):
            continue
        if match["time"]:
            yield Span(*match.span("name"))
            continue
        if block and text.count("\n", block[-1].end(), match.start()) > 1:
            yield from _spoken(block)
            block = []
        block.append(match)
    yield from _spoken(block)


def _spoken(block: Sequence["re.Match[str]"]) -> Iterator[Span]:
    """The speakers of lines in a row, where what they say begins as speech does and no form's field."""
    if sum(m["said"].islower() for m in block) >= _TURNS:
        yield from (Span(*m.span("name")) for m in block)


_TURNS = 2
"""So many lines of speech make a chat."""


def _hit(span: Span) -> Hit:
    return Hit(span, "PERSON", 0.5, "strikt.namn", Certainty.SUSPECT)
