"""Statements that name confidential items by number: `sekretess gäller §§ 140-146`, `Ärende 4 är ...`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from redactor.analyzer.places import Places, lines_of
from redactor.domain.document import Document, Section, SectionKind, Span, TextLayer
from redactor.domain.folding import fold, folded_text
from redactor.domain.records import PLACEHOLDER
from redactor.domain.review import Certainty, Hit
from redactor.recognizers.lagrum import ENTITY

RULE: Final = "sekretess.namngivna"
_PLACES = (SectionKind.ITEM, SectionKind.ROW)
"""What a number may name; where items and rows bear the same, the items."""

_NUMBER = (
    r"(?:[A-ZÅÄÖ]{0,1}[0-9]{1,4}(?:\.[0-9]{1,3})?(?: ?[a-h](?![\w]))?"
    r"(?! ?(?:kap|§|:[0-9]|st\b|stycket|%|kr|[a-zåäö]{2,} (?:kap|lagen))|[/0-9]))"
)
_JOIN = (
    r"[ \t]{0,2}(?:,|-|och|samt|respektive|resp\.|t\.? ?o\.? ?m\.?|till|&)[ \t]{0,2}"
    r"(?:och |samt )?(?:§{1,2} ?)?"
)
_LIST = rf"{_NUMBER}(?:{_JOIN}{_NUMBER}){{0,60}}"
_LABEL = (
    r"(?:(?<![0-9] )(?<![0-9])§{1,2}"
    r"|\b(?:ärende(?:na|n|t)?|(?:dagordnings)?punkt(?:en|erna|er)?|paragraf(?:en|erna|er)?|beslut(?:en)?"
    r"|rad(?:en|erna|er)?|nr|nummer)(?: (?:nr|nummer)\.?| §{1,2})?)[ \t]{0,3}"
)
_DOORS = (
    r"(?:(?:inom|bakom|för|vid|i|under) (?:stängda|lyckta|slutna|slutet|sluten)"
    r" (?:dörrar|session|del|sammanträde|möte|rum)|utan (?:åhörare|allmänhet|insyn))"
)
_SHOWN = r"(?:publiceras|redovisas|återges)"
_APART = (
    r"(?:(?:separat|särskil[dt]|eget|egen),? )?"
    r"(?:(?:slut|hemlig|sekretessbelag)\w{1,3}|(?:ej|inte|icke) (?:publicera|offentlig)\w{1,2}),?"
    r" (?:protokoll|bilaga|del)"
)
_SECRET = (
    r"(?:omfattas (?:helt |fortsatt )?av (?:absolut |stark |sträng )?sekretess"
    r"|(?:är|har|blir) (?:helt |även )?"
    r"(?:sekretessbelag\w{1,4}|sekretessmarkera\w{1,2}|hemlig\w{0,4}|belag\w{1,3} med sekretess)"
    r"|(?:beläggs med|lyder under|skyddas av|innehåller uppgifter (?:som omfattas av|under)) sekretess"
    r"|(?:ska |kommer att )?"
    r"(?:behandla[st]|behandlades|hantera[st]|avhandla[st]|hålls|tas upp|sker|föredras)"
    rf" {_DOORS}|(?:ska |skall )?(?:redovisas|återges|förs|protokollförs|finns|tas upp|dokumenteras)"
    rf" i (?:ett |en )?{_APART}"
    r"|(?:är (?:mötet|sammanträdet) |hålls |är )?(?:stängt|slutet) för"
    r" (?:allmänhet\w{0,2}|åhörare|insyn)"
    r"|(?:läggs|lämnas|ges) (?:inte|ej) ut"
    r"|(?:är |har )?undantag\w{2,3} från (?:offentlighet|publicering|insyn)"
    r"|(?:finns|redovisas|återges) (?:endast |bara |enbart )?i (?:det|den)"
    r" (?:slutna|hemliga|sekretessbelagda)"
    r"|(?:är |har )?(?:utelämna(?:s|d|de|ts)|maskera(?:s|d|de|ts)|borttag(?:en|na|its))"
    r"(?= (?:i|ur|från|vid|på|av) )"
    rf"|(?:ska |får |kommer )?(?:{_SHOWN} (?:inte|ej)|(?:inte|ej) {_SHOWN})|sekretessbelag\w{{1,4}})"
)
_SAYS = re.compile(
    rf"{_LABEL}(?P<list>{_LIST})"
    rf"(?:[ ,:(=-]{{1,4}}(?:{_SECRET}|sekretess(?=[ \t.)]{{0,3}}(?:$|\n|enligt|\()))"
    rf"|(?-i:[^.;:\n§A-ZÅÄÖ]{{1,50}}?)[ ,:(=-]{{1,4}}{_SECRET})",
    re.IGNORECASE,
)
_SAID_OF = re.compile(
    rf"(?:sekretess\w{{0,12}}|{_DOORS}|(?:stängda|lyckta|slutna) dörrar|slut(?:en|na) (?:del|delen)"
    r"|slutet (?:sammanträde|möte)|publiceras (?:ej|inte)"
    r"|\boffentlig\w{0,2}[^.;:\n]{0,30}? (?:med undantag (?:för|av)|förutom|utom|bortsett från)"
    r"|(?:ej|inte) (?:för publicering|publiceras|offentliga?))"
    rf"[^;:!?\n]{{0,90}}?(?:(?<!se )(?P<label>{_LABEL})"
    r"|(?:gäller|råder|föreligger|för|avser|avseende)(?:[ \t]|:[ \t])|(?<![0-9]):[ \t]){1,2}[ \t]{0,3}"
    rf"(?P<list>{_LIST})(?=[ \t]{{0,3}}(?:[.;)\]*]|$|\n|,? (?:och|samt) |,? enligt|[(-]))",
    re.IGNORECASE,
)
_NEXT = re.compile(
    r"\b(?:nästa|nästkommande|nästföljande|följande|efterföljande|nedanstående)"
    rf" (?:paragraf|ärende|(?:dagordnings)?punkt|beslut)\b(?! [0-9§])[ ,:(-]{{1,4}}{_SECRET}",
    re.IGNORECASE,
)
"""Of the item below, whatever its number."""
_PAPERS = re.compile(r"\b(?:handling|bilag|underlag|uppgift|yttrande|utredning)\w*", re.IGNORECASE)
"""What of an item the sentence may be about instead of the item."""
_TELLING = re.compile(
    r"sekre|hemlig|dörrar|slut(?:na|en|et)\b|publicer|åhörare|allmänhet|insyn|offentlig|\but\b",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:ingen|inga|utan(?! (?:åhörare|allmänhet|insyn))|icke|hävd\w*|hävts|upphävd\w*|upphävts|upphört"
    r"|undantag\w*(?! (?:för|av)\b| från (?:offentlighet|publicering|insyn)))\b"
    r"|(?<!läggs )(?<!lämnas )(?<!ges )(?<!publiceras )(?<!redovisas )(?<!återges )"
    rf"\b(?:ej|inte)\b(?! (?:för publicering|{_SHOWN}|offentlig|publicera))",
    re.IGNORECASE,
)
_ONE = re.compile(rf"(?P<join>{_JOIN})?(?P<number>{_NUMBER})", re.IGNORECASE)
_KEY = re.compile(r"([A-ZÅÄÖ]?)([0-9]{1,4})(?:\.([0-9]{1,3}))?[ ]?([a-h]?)", re.IGNORECASE)
_UP_TO = re.compile(r"-|t\.? ?o\.? ?m|till", re.IGNORECASE)

_LINE = re.compile(r"[^\n]+")
_NOTE = re.compile(
    r"^(?:[^\W\d_][^*\n]{0,25}[ \t:(])?[ \t|>]{0,6}"
    r"(?P<sign>[¹²³⁴⁵⁶⁷⁸⁹]|\*{1,3}(?!\*)|\[[SsHh]\]|\([SsHh]\))[ \t]{0,3}"
    r"(?:(?:=|:|-|–|betyder|anger|avser|markerar)[ \t]{0,3}[^*\n]{0,40}?"
    r"|(?<!\*)(?:(?:ärendet )?omfattas av |ärende med )?)\bsekretess[^*\n]{0,120}$",
    re.MULTILINE | re.IGNORECASE,
)
"""A note below or above the items, in the layer's own characters: folding makes raised figures plain."""
_LEAST_BARE = 2
"""Numbers without a label; one alone may count anything."""

_Key = tuple[str, int, int, str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence and the items that it names; `span` counts the layer's own characters."""

    document: Document = field(repr=False)
    layer: TextLayer = field(repr=False)
    span: Span
    items: tuple[Section, ...] = field(repr=False)
    is_inside: bool
    """Whether it stands in another item's text."""
    is_sure: bool
    """Whether it speaks of the items themselves, and outside every other."""

    def reach(self) -> Span:
        """Where other words about secrecy belong to the sentence: its lines, outside every item."""
        return lines_of(self.layer, self.span) if not self.is_inside else self.span

    def hits(self) -> Iterator[tuple[Section, Hit]]:
        """A hit at the heading of each item that is not taken out already."""
        certainty = Certainty.CERTAIN if self.is_sure else Certainty.SUSPECT
        for section in self.items:
            span = section.heading or section.number_span or section.span
            if span.cut(self.document.layer(section.layer).text) == PLACEHOLDER:
                continue
            yield section, Hit(span, ENTITY, 0.9, RULE, certainty)


class Numbered:
    """The items of a document by their numbers."""

    def __init__(self, document: Document, sections: Sequence[Section]) -> None:
        self._document = document
        self._by_key: dict[_Key, list[Section]] = {}
        for kind in _PLACES:
            for section in sections:
                key = _key(section.number or "") if section.kind is kind else None
                if key is not None:
                    own = self._by_key.setdefault(key, [])
                    if all(other.kind is kind for other in own):
                        own.append(section)

    def statements(self, places: Places) -> Iterator[Statement]:
        """The statements of every layer that name an item of the document other than their own."""
        for layer in self._document.layers if self._by_key else ():
            folded = fold(layer.text)
            # What was taken out before says nothing of the items whose numbers stand beside it.
            for span, listed in _said(folded.text.replace(PLACEHOLDER, " " * len(PLACEHOLDER))):
                place = places.of(layer, folded.span(span))
                own = place.section
                items = tuple(item for item in dict.fromkeys(self._named(listed)) if item != own)
                if items:
                    elsewhere = own is not None and own.kind in _PLACES
                    of_papers = _PAPERS.search(_sentence(folded.text, span).cut(folded.text)) is not None
                    yield Statement(
                        self._document, layer, place.span, items, elsewhere, not (elsewhere or of_papers)
                    )

    def announcements(self, places: Places) -> Iterator[Statement]:
        """The sentences that say so of the item that comes next."""
        every = [item for own in self._by_key.values() for item in own]
        for layer in self._document.layers if every else ():
            folded = fold(layer.text)
            for match in _NEXT.finditer(folded.text):
                if _DENIED.search(_sentence(folded.text, Span(*match.span())).cut(folded.text)):
                    continue
                place = places.of(layer, folded.span(Span(*match.span())))
                below = [i for i in every if i.layer == layer.id and i.span.start >= place.span.end]
                following = min(below, key=lambda item: item.span.start, default=None)
                if following is not None:
                    # It stands in the item above but speaks past it.
                    yield Statement(self._document, layer, place.span, (following,), False, True)

    def footnotes(self) -> Iterator[Statement]:
        """The notes that say what a sign means, with the items that bear it."""
        items = [item for own in self._by_key.values() for item in own if item.heading is not None]
        for layer in self._document.layers if items else ():
            for note in _NOTE.finditer(layer.text):
                if _DENIED.search(note.group()):
                    continue
                sign = re.escape(note["sign"])
                bearing = re.compile(rf"[\s§]*[\w.]{{0,8}}\s*{sign}|.*\S\s*{sign}[\s.]*$", re.DOTALL)
                named = tuple(
                    item
                    for item in items
                    if bearing.match(self._line(item)) and self._line(item).count(note["sign"]) == 1
                )
                if named:
                    yield Statement(self._document, layer, Span(*note.span()), named, False, True)

    def _line(self, item: Section) -> str:
        """An item's heading with what stands around it on its lines."""
        layer = self._document.layer(item.layer)
        assert item.heading is not None  # noqa: S101 - the caller's items have headings
        return lines_of(layer, item.heading).cut(layer.text)

    def _named(self, listed: str) -> Iterator[Section]:
        last: _Key | None = None
        for one in _ONE.finditer(listed):
            key = _key(one["number"])
            if key is None:
                continue
            if last is not None and _UP_TO.search(one["join"] or ""):
                for other in sorted(k for k in self._by_key if last < k < key):
                    yield from self._by_key[other]
            yield from self._by_key.get(key, ())
            last = key


def _said(text: str) -> Iterator[tuple[Span, str]]:
    """Where a folded text says of numbers that they are confidential, and the numbers as written."""
    for line in _LINE.finditer(text):
        if not _TELLING.search(line.group()):
            continue
        for form in (_SAYS, _SAID_OF):
            for match in form.finditer(text, *line.span()):
                span = Span(*match.span())
                bare = form is _SAID_OF and match["label"] is None
                if bare and len(_ONE.findall(match["list"])) < _LEAST_BARE:
                    continue
                if not _DENIED.search(_sentence(text, span).cut(text)):
                    yield span, match["list"]


def _key(number: str) -> _Key | None:
    match = _KEY.fullmatch(folded_text(number).strip())
    if match is None:
        return None
    return match[1].upper(), int(match[2]), int(match[3] or 0), match[4].lower()


def _sentence(text: str, span: Span) -> Span:
    start = max(text.rfind("\n", 0, span.start), text.rfind(". ", 0, span.start)) + 1
    ends = [end for end in (text.find("\n", span.end), text.find(". ", span.end)) if end >= 0]
    return Span(start, min(ends, default=len(text)))
