"""Whose an address, a phone number, a mail address or an account is: it follows the one it stands beside."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from redactor.domain.document import Document, LayerId, Span, TextLayer
from redactor.domain.folding import folded_text
from redactor.domain.review import Finding, Role
from redactor.roles.domains import is_authority
from redactor.roles.lines import Lines, lines
from redactor.roles.reading import Reading
from redactor.roles.roster import Roster, key_of, private_provider
from redactor.roles.words import FUNCTIONS

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
    r"(?i)(?<![^\W\d_])(?:hemadress|bostadsadress|folkbokförd|bor(?: numera)? (?:på|i|vid)|bosatt|boende på"
    r"|hemtelefon|privat(?:telefon|adress)?"
    r"|c/o|sökande[ns]?s?|klagande[ns]?s?|fastighetsägare[ns]?|vårdnadshavare|elev(?:ens?)?|grann(?:e|ar"
    r"|en)s?|anmälare|byggherre|brukare"
    r"|klient(?:en)?|den enskilde|förslagsställare|personnummer|personnr|pnr|hyresgäst|hans|hennes"
    r"|mamma[ns]?|pappa[ns]?|anhörig)(?![^\W\d_])"
)
_AUTHORITY = re.compile(
    r"(?i)(?<![^\W\d_])(?:växel(?:n|numret|telefon(?:en)?)?|kontaktcenter|kundtjänst|kundcenter|medborgarservice|besöksadress"
    r"|leveransadress|fakturaadress|kontaktperson"
    r"|förhinder anmäls|reception(?:en)?|öppettider|fax|jour(?:nummer|telefon)?"
    r"|handläggare|vår referens|upplysningar"
    r"|[\w-]{0,30}(?:kommun|kommunens?|förvaltning(?:en|ens)?|kontoret|kontor|nämnd(?:en|ens)?"
    r"|styrelsen|verket|myndigheten|domstol(?:en)?"
    r"|tingsrätt(?:en)?|förvaltningsrätt(?:en)?|polisen|länsstyrelse(?:n|ns)?|regionen?|stadshuset"
    r"|rådhuset|kommunhuset|stadskontoret)"
    r"|region [^\W\d_]{2,}|[^\W\d_]{2,} stad)(?![^\W\d_])"
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
    r"|korsningen|hörnet av) $"
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
    r"(?i)(?<![^\W\d_])(?:betalas|inbetal\w{0,8}|avgift\w{0,4}|faktur\w{0,6}|sätts? in på)(?![^\W\d_])"
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
_WHY_UNKNOWN = "Ingenting i dokumentet visar vem uppgiften tillhör."
_LABEL_REACH = 60
"""Characters before a number in which its label stands."""


@dataclass(frozen=True, slots=True)
class _Told:
    """One layer's lines, and the places in them that tell whose things are."""

    lines: Lines
    private: tuple[Span, ...]
    public: tuple[Span, ...]


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

    def role(self, finding: Finding) -> Finding:
        """The finding with the role of its holder."""
        if finding.entity_type == "EMAIL_ADDRESS" and (told := self._mail(finding)):
            return told
        told_of = self._layers[finding.layer]
        lines = told_of.lines
        if finding.entity_type in _ADDRESSES and _AT_PLACE.search(
            lines.text, max(finding.span.start - 30, 0), finding.span.start
        ):
            return _with(finding, Role.PLACE, _WHY_PLACE)
        if finding.entity_type in _GIROS and _OWN_ACCOUNT.search(_before(lines.text, finding)):
            return _with(finding, Role.PRIVATE, _WHY_OWN_ACCOUNT)
        i = lines.at(finding.span.start)
        cell = lines.cell(i, finding.span.start)
        for span, own in (
            (cell, True),
            (lines.spans[i], True),
            *((lines.spans[n], False) for n in lines.around(i)),
        ):
            role, why = _said(told_of, span, finding, own=own)
            if role is not None:
                return _with(finding, role, why)
        if finding.entity_type == "EMAIL_ADDRESS" and self._at_authority(finding):
            return _with(finding, Role.OFFICIAL, _WHY_OFFICIAL)
        line = lines.spans[i].cut(lines.text)
        if _in_letterhead(finding, (lines.spans[n].cut(lines.text) for n in (i, *lines.around(i)))):
            return _with(finding, Role.OFFICIAL, _WHY_OFFICIAL)
        if finding.entity_type == "SE_BANKGIRO" or (finding.entity_type in _ACCOUNTS and _PAID.search(line)):
            return _with(finding, Role.FIRM, _WHY_PAID)
        return _with(finding, Role.UNKNOWN, _WHY_UNKNOWN)

    def _mail(self, finding: Finding) -> Finding | None:
        address = folded_text(finding.text).casefold()
        local, _, domain = address.rpartition("@")
        if private_provider(domain):
            return _with(finding, Role.PRIVATE, _WHY_PROVIDER)
        if local.split(".")[0].split("-")[0] in FUNCTIONS or local in FUNCTIONS:
            return _with(finding, Role.OFFICIAL, _WHY_OFFICIAL)
        entry = self._roster.find(key_of(local.replace(".", " ").replace("_", " ")), near=False)
        if entry is not None and entry.firm:
            return _with(finding, Role.OFFICIAL, _WHY_OFFICIAL)
        return None

    def _at_authority(self, finding: Finding) -> bool:
        """Whether nothing but the domain tells, and it is an authority's; never for a private name."""
        local, _, domain = folded_text(finding.text).casefold().rpartition("@")
        name = key_of(local.replace(".", " ").replace("_", " "))
        return name not in self._private and is_authority(domain)


def _said(told: _Told, span: Span, finding: Finding, *, own: bool) -> tuple[Role | None, str]:
    """What a cell or a line says of the holder; the finding's own says more than those around it."""
    text = folded_text(span.cut(told.lines.text))
    if not own and finding.entity_type in _GIROS and _ANOTHER_ACCOUNT.search(text):
        return None, ""
    if _any_in(told.private, span) or _HOME.search(text):
        return Role.PRIVATE, _WHY_PRIVATE
    if _FIRM.search(text):
        return Role.FIRM, _WHY_FIRM
    if _any_in(told.public, span) or _AUTHORITY.search(text):
        return Role.OFFICIAL, _WHY_OFFICIAL
    if own and finding.entity_type in _ADDRESSES and _PLACE.search(text):
        return Role.PLACE, _WHY_PLACE
    return None, ""


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
    return _Told(lines(layer), tuple(private), tuple(sorted((*public, *named))))


def _is_private(finding: Finding) -> bool:
    if finding.entity_type in _IDENTITY:
        return True
    return finding.entity_type == "PERSON" and finding.role is Role.PRIVATE


def _public(reading: Reading | None, roster: Roster) -> Iterator[Span]:
    """Where public persons are named, also where no recognizer asked."""
    if reading is not None:
        for span in roster.spans(reading.names):
            yield reading.source(span)


def _with(finding: Finding, role: Role, why: str) -> Finding:
    return replace(finding, role=role, evidence=replace(finding.evidence, why=why))
