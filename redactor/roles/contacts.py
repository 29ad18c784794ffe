"""Whose an address, a phone number, a mail address or an account is: it follows the one it stands beside."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from redactor.domain.document import Document, LayerId, Span, TextLayer
from redactor.domain.folding import folded_text, squash
from redactor.domain.review import Finding, FindingId, Role
from redactor.roles.domains import is_authority, is_function, private_provider
from redactor.roles.lines import Lines, lines
from redactor.roles.reading import Reading
from redactor.roles.roster import Roster, key_of

CONTACTS = frozenset(
    {
        "SE_STREET_ADDRESS",
        "SE_POSTAL_ADDRESS",
        "PHONE_NUMBER",
        "EMAIL_ADDRESS",
        "SE_BANKGIRO",
        "SE_PLUSGIRO",
        "SE_BANK_ACCOUNT",
        "IBAN_CODE",
    }
)
_ADDRESSES = frozenset({"SE_STREET_ADDRESS", "SE_POSTAL_ADDRESS"})
_IDENTITY = frozenset(
    {"SE_PERSONNUMMER", "SE_SAMORDNINGSNUMMER", "SE_RESERVNUMMER", "BIRTH_DATE", "SE_LMA_NUMMER"}
)
_PUBLIC = frozenset({Role.ELECTED, Role.OFFICIAL})

_HOME = re.compile(
    r"(?i)(?<![^\W\d_])(?:hemadress|bostadsadress|hemvist|folkbokförd|i hemmet"
    r"|bo(?:r|dde|tt)(?: numera| tidigare)? (?:på|i|vid)"
    r"|bosatt|boende på"
    r"|hemtelefon|privat(?:telefon|adress)?"
    r"|c/o|sökande[ns]?s?|klagande[ns]?s?|fastighetsägare[ns]?|vårdnadshavare|elev(?:ens?)?|grann(?:e|ar"
    r"|en)s?|anmälare|byggherre|brukare"
    r"|klient(?:en)?|den enskilde|förslagsställare|personnummer|personnr|pnr|hyresgäst|hennes"
    r"|mamma[ns]?|pappa[ns]?|anhörig)(?![^\W\d_])|(?<!\w)(?-i:hans(?![\w@]|[.-]\w)|Hans(?= [a-zåäö]))"
)
_AUTHORITY = re.compile(
    r"(?i)(?<![^\W\d_])(?:(?:förskola|skola|expedition|enhet)(?:ns|ens|s) (?:telefon)?nummer"
    r"|växel(?:n|numret|telefon(?:en)?)?|kontaktcenter|kundtjänst|kundcenter|medborgarservice|besöksadress"
    r"|leveransadress|fakturaadress|kontaktperson"
    r"|förhinder(?: anmäls[^\n]{0,20})?:|förhinder anmäls"
    r"|reception(?:en)?|öppettider|fax|jour(?:nummer|telefon)?"
    r"|handläggare|vår referens|upplysningar"
    r"|[\w-]{0,30}(?:kommun|kommunens?|förvaltning(?:en|ens)?|kontoret|kontor|nämnd(?:en|ens)?"
    r"|styrelsen|verket|myndigheten|domstol(?:en)?"
    r"|tingsrätt(?:en)?|förvaltningsrätt(?:en)?|polisen|länsstyrelse(?:n|ns)?|regionen?|stadshuset"
    r"|rådhuset|kommunhuset|stadskontoret)"
    r"|region [^\W\d_]{2,}|[^\W\d_]{2,} stad)(?![^\W\d_])"
)
_ADDRESSEE = re.compile(
    rf"{_AUTHORITY.pattern}(?:[ ,\n]{{1,3}}(?:i |vid )?(?-i:[A-ZÅÄÖ0-9])[\w-]*){{0,6}}[ ,\n]{{1,3}}$"
)
_LETTERHEAD = re.compile(r"(?i)(?<![^\W\d_])(?:box \d{1,5}|webb(?:plats)?\b|www\.\S{3,})(?![^\W\d_])")
"""What authorities and firms put in their letterheads, and private persons' papers mention too: it counts
where no holder is named, and never for a mobile phone."""
_MOBILE = re.compile(r"(?:\+|00)?(?:46)?(?:\(0\))?[ -]?0?[ ]?7[02369]")
_FIRM = re.compile(
    r"(?<![^\W\d_])(?:[Oo]rg\.? ?(?:-|\.)?nr|[Oo]rganisationsnummer|AB|HB|KB|Aktiebolag(?:et)?"
    r"|[Ee]k(?:onomisk)?\.? ?för(?:ening|\.)|"
    r"[\w-]{0,30}(?i:föreningen|förening|förbundet|förbund|stiftelsen|stiftelse|bolaget|klubben|klubb"
    r"|församling(?:en)?|företaget|byrån"
    r"|museet|teatern|biblioteket|butiken|restaurang(?:en)?|hotell(?:et)?|kyrkan)|[Bb]rf|IF|IK|BK|VAT"
    r"|[Mm]omsnr|[Bb]ankgiro till)(?![^\W\d_])"
)
_PLACE = re.compile(
    r"(?i)(?<![^\W\d_])(?:plats|sammanträdes(?:plats|lokal|rum)?|lokal(?:en|er)?|sal(?:en)?|hörsalen"
    r"|samling(?:en)?|möte[t]?|trafik\w{0,20}|parkering\w{0,12}"
    r"|hastighet\w{0,20}|cykelbana\w{0,3}|gångbana\w{0,3}|busshållplats\w{0,3}|hållplats\w{0,3}"
    r"|lekplats\w{0,3}|detaljplan\w{0,12}|kvarter\w{0,3}"
    r"|byggprojekt\w{0,3}|byggnation\w{0,3}|om- och tillbyggnad|skola|skolan|förskola|förskolan"
    r"|äldreboende\w{0,3}|boende\w{0,2}|gruppbostad\w{0,3}"
    r"|park(?:en)?|torget|gatan|korsningen|renovering\w{0,3}|ombyggnad\w{0,3}|nybyggnad\w{0,3}"
    r"|idrottshall\w{0,3}|vid|längs|mellan|utmed|invid)(?![^\W\d_])"
)
_AT_PLACE = re.compile(
    r"(?i)(?<![^\W\d_])(?<!bor )(?<!bodde )(?<!boende )(?<!bosatt )(?:vid|längs|utmed|invid|intill|mellan"
    r"|korsningen|hörnet av|(?:farthinder|övergångsställen?|gatubelysning|hastighet(?:en)?|trafiken) på) $"
)
"""Right before an address that is a spot in town, whoever is named beside it."""
_ACCOUNTS = frozenset({"SE_PLUSGIRO", "SE_BANK_ACCOUNT", "IBAN_CODE"})
_GIROS = frozenset({"SE_BANKGIRO", *_ACCOUNTS})
_ANOTHER_ACCOUNT = re.compile(
    r"(?i)(?<![^\W_])(?:[^\W\d_]{0,12}konto(?!r)\w{0,8}|bank-?giro\w{0,6}|(?:plus|post)-?giro\w{0,6}|bg|pg|iban|swish"
    r"\w{0,6}|clearing\w{0,8})(?![^\W_])"
)
"""On another line than the number's: what that line says, it says of an account of its own."""
_OWN_ACCOUNT = re.compile(r"(?i)(?<![^\W_])(?:person|löne|privat)konto\w{0,8}(?![^\W_])[^\n\t|]{0,30}$")
"""Kinds of account that only private persons have, right before the number."""
_PAID = re.compile(
    r"(?i)(?<![^\W\d_])(?:betalas(?! (?:ut|tillbaka|åter))|inbetal\w{0,8}|avgift\w{0,4}"
    r"|faktur\w{0,6})(?![^\W\d_])"
)

_WHY_PRIVATE = "Uppgiften står intill en privatpersons namn, personnummer eller ledtext."
_WHY_OWN_ACCOUNT = "Uppgiften är ett kontonummer av ett slag som privatpersoner har."
_WHY_PROVIDER = "E-postadressen finns hos en leverantör för privatpersoner."
_WHY_OFFICIAL = "Uppgiften är en kontaktväg till myndigheten eller till någon som handlar i tjänsten."
_WHY_FIRM = "Uppgiften tillhör ett företag, en förening, en stiftelse eller en annan organisation."
_WHY_PLACE = "Adressen anger en lokal eller en plats som ärendet gäller, inte någons bostad."
_WHY_PAID = (
    "Kontot tar emot betalningar till myndigheten eller en organisation, och ingen enskild nämns intill."
)
_WHY_BOTH = "Uppgiften står på ett ställe hos en privatperson och på ett annat hos någon offentlig."
_WHY_ELSEWHERE = "På ett annat ställe i dokumentet framgår vem uppgiften tillhör."
_WHY_UNKNOWN = "Ingenting i dokumentet visar vem uppgiften tillhör."
_LABEL_REACH = 60
"""Characters before a datum in which its label stands."""
_PLACE_REACH = 30
_HEADER = re.compile(r"(?i)[ \t>|*]*(?:från|till|kopia|from|to|cc)[ *]*:")
"""The head of a printed mail, also quoted."""
_COUNTRY = re.compile(r"^(?:\+|00)46")
_SENTENCE_ENDS = re.compile(r"(?<=[\w)][.!?;])[ ]+(?=[A-ZÅÄÖ])")


@dataclass(frozen=True, slots=True)
class _Answer:
    """Whose a datum is, as one place tells; `close`: by what stands right beside it or is in itself."""

    role: Role
    why: str
    close: bool = False

    def told(self, finding: Finding) -> Finding:
        """The finding with this holder."""
        return replace(finding, role=self.role, evidence=replace(finding.evidence, why=self.why))


@dataclass(frozen=True, slots=True)
class _Told:
    """One layer's lines, and the places in them that tell whose things are."""

    lines: Lines
    private: tuple[Span, ...]
    public: tuple[Span, ...]
    persons: tuple[Span, ...]


class Contacts:
    """Roles of addresses, phones, mail addresses and accounts in one document."""

    def __init__(
        self,
        document: Document,
        findings: Sequence[Finding],
        readings: Mapping[LayerId, Reading],
        roster: Roster,
    ) -> None:
        self._roster = roster
        by_layer: dict[LayerId, list[Finding]] = {}
        for finding in findings:
            by_layer.setdefault(finding.layer, []).append(finding)
        self._private = {key_of(f.text) for f in findings if f.entity_type == "PERSON" and _is_private(f)}
        self._layers = {
            layer.id: _told(layer, by_layer[layer.id], _public(readings.get(layer.id), roster))
            for layer in document.layers
            if layer.id in by_layer
        }

    def roles(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        """The findings, those that are contacts with the role of their holder: one datum has one holder."""
        answers = {f.id: self._answer(f) for f in findings if f.entity_type in CONTACTS}
        same: dict[tuple[str, str], list[Finding]] = {}
        for finding in findings:
            if finding.id in answers:
                same.setdefault((finding.entity_type, _datum(finding)), []).append(finding)
        agreed = {f.id: a for group in same.values() for f, a in _agreed(group, answers)}
        return tuple(agreed[f.id].told(f) if f.id in agreed else f for f in findings)

    def _answer(self, finding: Finding) -> _Answer:
        if finding.entity_type == "EMAIL_ADDRESS" and (own := self._mail(finding)):
            return own
        told = self._layers[finding.layer]
        return _beside(told, finding) or self._around(told, finding)

    def _around(self, told: _Told, finding: Finding) -> _Answer:
        """What the lines around say, then the domain or a letterhead, then what an account is for."""
        lines = told.lines
        i = lines.at(finding.span.start)
        around = [lines.spans[n] for n in lines.around(i)]
        # Who is named on the line holds what stands there: a header's other addresses say nothing of it.
        line = lines.spans[i]
        named = _any_in(told.persons, line) or _HEADER.match(lines.text, line.start) is not None
        for span in around:
            said = _said(told, span, finding, own=False)
            if said and (said.role is Role.PRIVATE or not named):
                return said
        if finding.entity_type == "EMAIL_ADDRESS" and self._at_organisation(finding):
            return _Answer(Role.OFFICIAL, _WHY_OFFICIAL)
        if not named and _in_letterhead(finding, (span.cut(lines.text) for span in (line, *around))):
            return _Answer(Role.OFFICIAL, _WHY_OFFICIAL)
        paid = finding.entity_type in _ACCOUNTS and not named and _PAID.search(line.cut(lines.text))
        if finding.entity_type == "SE_BANKGIRO" or paid:
            return _Answer(Role.FIRM, _WHY_PAID)
        return _Answer(Role.UNKNOWN, _WHY_UNKNOWN)

    def _mail(self, finding: Finding) -> _Answer | None:
        """What the address itself says."""
        address = folded_text(finding.text).casefold()
        local, _, domain = address.rpartition("@")
        if private_provider(domain):
            return _Answer(Role.PRIVATE, _WHY_PROVIDER, close=True)
        if is_function(local):
            return _Answer(Role.OFFICIAL, _WHY_OFFICIAL, close=True)
        entry = self._roster.find(key_of(local.replace(".", " ").replace("_", " ")), near=False)
        if entry is not None and entry.firm:
            return _Answer(Role.OFFICIAL, _WHY_OFFICIAL, close=True)
        return None

    def _at_organisation(self, finding: Finding) -> bool:
        """Whether nothing but the domain tells, and it is an organisation's; never for a private name."""
        local, _, domain = folded_text(finding.text).casefold().rpartition("@")
        name = key_of(local.replace(".", " ").replace("_", " "))
        return name not in self._private and (is_authority(domain) or domain in self._roster.domains)


def _beside(told: _Told, finding: Finding) -> _Answer | None:
    """What stands in the finding's own sentence, cell or line, nearest first."""
    lines, start = told.lines, finding.span.start
    if finding.entity_type in _ADDRESSES:
        if _AT_PLACE.search(lines.text, max(start - _PLACE_REACH, 0), start):
            return _Answer(Role.PLACE, _WHY_PLACE, close=True)
        if _is_addressee(told, finding):
            return _Answer(Role.OFFICIAL, _WHY_OFFICIAL, close=True)
    if finding.entity_type in _GIROS and _OWN_ACCOUNT.search(_before(lines.text, finding)):
        return _Answer(Role.PRIVATE, _WHY_OWN_ACCOUNT, close=True)
    i = lines.at(start)
    for span in (_sentence(lines.text, lines.cell(i, start), start), lines.cell(i, start), lines.spans[i]):
        if said := _said(told, span, finding, own=True):
            return said
    return None


def _said(told: _Told, span: Span, finding: Finding, *, own: bool) -> _Answer | None:
    """What a cell or a line says of the holder; the finding's own says more than those around it."""
    text = folded_text(span.cut(told.lines.text))
    if not own and finding.entity_type in _GIROS and _ANOTHER_ACCOUNT.search(text):
        return None
    if _any_in(told.private, span) or _HOME.search(text):
        return _Answer(Role.PRIVATE, _WHY_PRIVATE, close=own)
    if _FIRM.search(text):
        return _Answer(Role.FIRM, _WHY_FIRM, close=own)
    if _any_in(told.public, span) or _AUTHORITY.search(text):
        return _Answer(Role.OFFICIAL, _WHY_OFFICIAL, close=own)
    if own and finding.entity_type in _ADDRESSES and not _named_before(told, finding) and _PLACE.search(text):
        return _Answer(Role.PLACE, _WHY_PLACE, close=True)
    return None


def _sentence(text: str, line: Span, at: int) -> Span:
    """The sentence of the line in which the datum stands."""
    start, end = line.start, line.end
    for stop in _SENTENCE_ENDS.finditer(text, line.start, line.end):
        if stop.start() >= at:
            end = stop.start() + 1
            break
        start = stop.end()
    return Span(start, end)


def _is_addressee(told: _Told, finding: Finding) -> bool:
    """Whether an authority's name stands right before, as the first line of an address."""
    floor = max(finding.span.start - _LABEL_REACH, 0)
    named = _ADDRESSEE.search(folded_text(told.lines.text[floor : finding.span.start]))
    return named is not None and not _any_in(told.persons, Span(floor + named.start(), finding.span.start))


def _named_before(told: _Told, finding: Finding) -> bool:
    """Whether somebody's name stands right before: `Tage Ek, Storgatan 1, föreslår en park`."""
    start = finding.span.start
    i = bisect_left(told.persons, start, key=lambda s: s.start) - 1
    return i >= 0 and start - len(", ") <= told.persons[i].end <= start


def _datum(finding: Finding) -> str:
    """The same for every writing of one datum."""
    text = squash(finding.text).text
    if finding.entity_type != "PHONE_NUMBER":
        return text
    return _COUNTRY.sub("0", re.sub(r"[^\d+]", "", text.replace("(0)", "")))


def _agreed(
    group: Sequence[Finding], answers: Mapping[FindingId, _Answer]
) -> Iterator[tuple[Finding, _Answer]]:
    """One holder for all places of a datum: what stands beside it says more than what stands around it."""
    voices = [answers[f.id] for f in group if answers[f.id].role is not Role.UNKNOWN]
    heard = [a for a in voices if a.close] or voices
    kinds = {a.role is Role.PRIVATE for a in heard}
    for finding in group:
        answer = answers[finding.id]
        if len(kinds) > 1:
            answer = _Answer(Role.UNKNOWN, _WHY_BOTH)
        elif heard and (answer.role is Role.UNKNOWN or (answer.role is Role.PRIVATE) not in kinds):
            answer = _Answer(heard[0].role, _WHY_ELSEWHERE)
        yield finding, answer


def _in_letterhead(finding: Finding, near: Iterable[str]) -> bool:
    """Whether a box or a web address near a datum without a holder makes it an authority's or a firm's."""
    if finding.entity_type in _GIROS or _MOBILE.match(folded_text(finding.text)):
        return False
    return any(_LETTERHEAD.search(folded_text(line)) for line in near)


def _before(text: str, finding: Finding) -> str:
    """The little that stands right before a finding."""
    return folded_text(text[max(finding.span.start - _LABEL_REACH, 0) : finding.span.start])


def _any_in(spans: Sequence[Span], line: Span) -> bool:
    """Whether one of the sorted `spans` begins in the line."""
    i = bisect_right(spans, line.start - 1, key=lambda s: s.start)
    return i < len(spans) and spans[i].start < line.end


def _told(layer: TextLayer, own: Sequence[Finding], named: Iterable[Span]) -> _Told:
    private = sorted(f.span for f in own if _is_private(f))
    public = sorted(f.span for f in own if f.entity_type == "PERSON" and f.role in _PUBLIC)
    persons = sorted(f.span for f in own if f.entity_type == "PERSON")
    return _Told(lines(layer), tuple(private), tuple(sorted((*public, *named))), tuple(persons))


def _is_private(finding: Finding) -> bool:
    if finding.entity_type in _IDENTITY:
        return True
    return finding.entity_type == "PERSON" and finding.role is Role.PRIVATE


def _public(reading: Reading | None, roster: Roster) -> Iterator[Span]:
    """Where public persons are named, also where no recognizer asked."""
    if reading is not None:
        for span in roster.spans(reading.names):
            yield reading.source(span)
