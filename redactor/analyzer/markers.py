"""What a marker says beyond its own characters: the law it cites, and how far it reaches."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from redactor.analyzer.named import RULE as NAMED
from redactor.analyzer.places import block_at, lines_of, titles
from redactor.analyzer.repair import repaired
from redactor.analyzer.stamps import head_below
from redactor.domain.document import Document, LayerId, LayerKind, Section, SectionKind, Span, TextLayer
from redactor.domain.folding import fold, folded_text, squash
from redactor.domain.openness import Asks, asks
from redactor.domain.review import Action, Finding, FindingId, Scope
from redactor.recognizers.lagrum import ENTITY, FIRST_GROUND, LagrumRecognizer
from redactor.recognizers.legend import Legend
from redactor.structure import words

_DELEGATE = re.compile(
    r"^\W{0,4}(?:lägsta |vidare)?(?:delegat\w{0,8}|beslutanderätt\w{0,2}|beslutsfattare\w?)\b",
    re.IGNORECASE,
)
_SECRECY = re.compile(r"sekretess(?!lag)|hemlig", re.IGNORECASE)
_EXCEPTED = "Ärendets rubrik eller text säger att detta inte är någon sekretessmarkering för ärendet."
_ABOUT = "Handlingen är en rutin eller liknande och beskriver sekretess; stället markerar inget ärende."
_NAMING = "Meningen anger med nummer vilka ärenden som omfattas; de tas bort var för sig."
_DELEGATION = "Tabellen säger vem som får besluta; lagrummet gäller beslutanderätten."
_NO_LAW = "; lagrummet är inte angivet och behöver fyllas i."
_EXCEPTION = "Lagrummet är inte en sekretessbestämmelse, så en person behöver fråga efter rätt lagrum."
_NOTHING: tuple[None, bool] = (None, False)
_BELOW = 160
"""Characters below a marker in which its lagrum can stand."""
_WRAPPED = 3
"""Lines that a lagrum below a marker can take."""
_SENTENCE = 200
"""Characters above a line in which its sentence can begin."""
_SENTENCE_END = re.compile(r"[.:;!?](?:\s|$)|\n[ \t]{0,8}(?=[-•*§#]|\d{1,3}[.)] )")
_WEIGHING = re.compile(
    r"^\W{0,6}(?:om|när|ifall|även om|oavsett)\b|\b(?:huruvida|ifall|oavsett om)\b"
    r"|\b(?:bedöm|pröv|avgör|kontroller|undersök|fråg|utred|överväg|beror på|ställning till)\w{0,6}"
    r"(?: \w{1,12})? om\b"
    r"|\b(?:inte|ej|aldrig|kan|brukar|som|vilka|vilken|om|kring|och|för|i)[ \t]{0,3}$",
    re.IGNORECASE,
)
_OUTSIDE = "Markeringen står utanför ärendena, så en person behöver avgöra om den gäller hela handlingen."
_SOME_PAGES = (
    "Markeringen står i marginalen på vissa sidor, så en person behöver avgöra om ärendena där omfattas."
)
_TITLE = "Kolumnens rubrik; cellerna under den säger vilka ärenden som omfattas."
_WHOLE = "Markeringen står utanför varje ärende och gäller hela handlingen."
_ATTACHMENT = re.compile(r"\bbilaga\w{0,2} (?:nr )?(?:[0-9]|[A-ZÅÄÖ](?!\w))", re.IGNORECASE)
"""What a marker says of the attachment that it means."""
_PARTS = 2
_ALONE = frozenset({"sekretess.rad", "sekretess.rad_ovrig", "sekretess.lagrum"})
_TITLE_LINES = 6
_RULES = re.compile(
    r"[\s#*]*(?:(?:kommungemensam|gemensam|lokal|intern) )?(?:rutin(?:er|beskrivning)?|riktlinje(?:r|rna)?"
    r"|policy|handbok|vägledning|anvisning(?:ar)?|instruktion(?:er)?|arbetsordning|checklista|utbildningsmaterial"
    r"|informationshanteringsplan|dokumenthanteringsplan|stödmaterial|informationsmaterial|informationsblad"
    r"|faktablad|broschyr|häfte|lathund|manual|mall(?:ar)?|studiematerial|introduktion|råd och stöd"
    r"|frågor och svar|vanliga frågor)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(r"protokoll|kallelse|sammanträde|dagordning|föredragningslista", re.IGNORECASE)
_IDENTITIES = frozenset({"SE_PERSONNUMMER", "SE_SAMORDNINGSNUMMER", "SE_RESERVNUMMER"})
_OWN_LINES = frozenset(
    f"sekretess.{name}"
    for name in ("rad", "rad_ovrig", "kolumn", "stjarna", "namngivna", "bilaga", "handling")
)
"""Rules of markers that stand for themselves, in whatever document."""
_BY_LEGEND = frozenset({"sekretess.stjarna", "sekretess.kolumn"})
_ITEMS = frozenset({SectionKind.ITEM, SectionKind.ROW})
_RUNNING = frozenset({LayerKind.HEADER, LayerKind.FOOTER})


@dataclass(frozen=True, slots=True)
class ColumnLines:
    """Cells written as `heading: cell`, one a line, and where each cell's characters came from."""

    text: str = field(repr=False)
    cells: tuple[tuple[Span, Span], ...] = ()
    """The line's place in `text`, and the cell's place in the layer; sorted."""

    def cell_of(self, span: Span) -> Span | None:
        """The cell of a hit that lies in one line; None: over several."""
        for line, cell in self.cells:
            if line.contains(span):
                return cell
        return None


def column_lines(layer: TextLayer, columns: Iterable[tuple[Span, Span]]) -> ColumnLines:
    """The cells below headings such as `Sekretess`."""
    lines: list[str] = []
    cells: list[tuple[Span, Span]] = []
    at = 0
    for heading, cell in columns:
        title = folded_text(heading.cut(layer.text)).strip(" *|")
        value = folded_text(cell.cut(layer.text)).strip()
        label = _label(title)
        if not value or label is None or value.casefold() == title.casefold():
            continue
        line = f"{label}: {value}".replace("\n", " ")
        lines.append(line)
        cells.append((Span(at, at + len(line)), cell))
        at += len(line) + 1
    return ColumnLines("\n".join(lines), tuple(cells))


_LABELS = {Asks.SECRET: "Sekretess", Asks.OPEN: "Offentlig", Asks.LEVEL: "Klassning"}


def _label(title: str) -> str | None:
    """What a column says of its items, in the word that the rules know; None: nothing of secrecy."""
    asked = asks(title)
    return None if asked is None else _LABELS[asked]


def is_weighed(text: str, span: Span) -> bool:
    """Whether a marker's line goes on from a sentence above that asks, denies or speaks in general."""
    start = text.rfind("\n", 0, span.start) + 1
    if start == 0 or not span.cut(text)[:1].islower() or text[start : span.start].strip(" >"):
        return False
    above = text[max(0, start - 1 - _SENTENCE) : start - 1].rpartition("\n\n")[2]
    return _WEIGHING.search(_SENTENCE_END.split(above)[-1]) is not None


class Markers:
    """Fills in law and reach of markers, once all of a document's are known."""

    def __init__(self, lagrum: LagrumRecognizer, legend: Legend) -> None:
        self._lagrum = lagrum
        self._legend = legend

    def completed(
        self, findings: Sequence[Finding], document: Document, sections: Sequence[Section]
    ) -> tuple[Finding, ...]:
        """The findings, in the same order; only markers are changed."""
        layers = {layer.id: layer for layer in document.layers}
        cited = {f.id: self._cited(layers[f.layer], f) for f in findings if f.entity_type == ENTITY}
        by_section: dict[tuple[LayerId, Span], str] = {}
        for finding in findings:
            law, _ = cited.get(finding.id, _NOTHING)
            law = law or (finding.evidence.law if finding.evidence.rule == NAMED else None)
            if law is not None and finding.section is not None:
                by_section.setdefault((finding.section.layer, finding.section.span), law)
        top = _unnumbered_top(sections)
        has_items = top is None and any(s.kind in _ITEMS for s in sections)
        only = _only_paragraph(sections, layers)
        is_about = _is_about_rules(document) and not any(f.entity_type in _IDENTITIES for f in findings)
        marked = {f.layer for f in findings if f.entity_type == ENTITY}
        tops = {(name, title) for name in marked for title in titles(layers[name])}

        delegations = {layer.id: _delegation_tables(layer) for layer in layers.values()}
        some_pages = _on_some_pages(findings, document)

        by_legend = {layer.id: self._legend_law(layer) for layer in layers.values() if layer.id in marked}
        below = {s.span.start: s for s in sections if s.kind is SectionKind.ITEM}

        def one(finding: Finding) -> Finding:
            if finding.entity_type != ENTITY:
                return finding
            layer = layers[finding.layer]
            own_head = _heads_group(finding, layer) or _at_own_head(finding, layer)
            head = None if own_head else head_below(layer, finding.span)
            if head in below and below[head].layer == finding.layer:
                finding = replace(finding, section=below[head])
            if finding.evidence.why == _NAMING:
                return finding
            if _is_title(finding, tops, layers[finding.layer]):
                return _left(finding, _TITLE)
            if _table_of(finding, layers[finding.layer]) in delegations[finding.layer]:
                return _left(finding, _DELEGATION)
            if (
                is_about
                and _in_body(finding, layers[finding.layer])
                and finding.evidence.rule not in _OWN_LINES
            ):
                return _left(finding, _ABOUT)
            section = finding.section
            near = None if section is None else by_section.get((section.layer, section.span))
            if finding.evidence.rule in _BY_LEGEND:
                near = near or by_legend[finding.layer]
            grounded = _grounded(finding, *cited[finding.id], near)
            if top is not None and grounded.section == top and _speaks_for_all(grounded):
                grounded = replace(grounded, section=None)
            if only is not None and _stands_above(grounded, only):
                return replace(grounded, section=only)
            return _reaching(grounded, has_items, finding.id in some_pages)

        return tuple(one(f) for f in findings)

    def law_of(self, layer: TextLayer, span: Span) -> str | None:
        """The first ground cited on the lines of a span."""
        return self._grounds((lines_of(layer, span).cut(layer.text),))[0]

    def _legend_law(self, layer: TextLayer) -> str | None:
        """The first ground that a legend cites beside its sign."""
        folded = fold(layer.text).text
        return self._grounds(legend.cut(folded) for legend in self._legend.legends(folded))[0]

    def _cited(self, layer: TextLayer, finding: Finding) -> tuple[str | None, bool]:
        """The first ground cited in the marker, else on its lines, else below; and whether an exception is.

        An exception is a section of OSL 1-14, which is no ground.
        """
        lines = lines_of(layer, finding.span)
        below = layer.text[lines.end : lines.end + _BELOW]
        wrapped = "\n".join(below.lstrip().split("\n")[:_WRAPPED])
        return self._grounds((finding.text, lines.cut(layer.text), wrapped))

    def _grounds(self, texts: Iterable[str]) -> tuple[str | None, bool]:
        excepted = False
        for text in texts:
            folded = folded_text(text)
            repair = repaired(folded)
            for lagrum in self._lagrum.cited(folded if repair is None else f"{repair.text}\n\n{folded}"):
                if lagrum.laws and not lagrum.foreign:
                    return lagrum.laws[0], False
                excepted = excepted or (lagrum.named and not lagrum.old and lagrum.chapter < FIRST_GROUND)
        return None, excepted


def _delegation_tables(layer: TextLayer) -> frozenset[int]:
    """Tables that say who decides what: their column of lagrum is about powers, not about items."""
    return frozenset(
        block.cell.table
        for block in layer.blocks
        if block.cell is not None
        and block.cell.row == 0
        and _DELEGATE.match(folded_text(block.span.cut(layer.text)))
    )


def _table_of(finding: Finding, layer: TextLayer) -> int | None:
    """The table of a lagrum that stands without a word about secrecy; None: it stands in none."""
    if finding.evidence.rule in _OWN_LINES:
        return None
    block = block_at(layer, finding.span.start)
    if block is None or block.cell is None or _SECRECY.search(folded_text(finding.text)):
        return None
    return block.cell.table


def _is_title(finding: Finding, tops: Container[tuple[LayerId, Span]], layer: TextLayer) -> bool:
    if finding.section is not None and finding.section.kind is SectionKind.ROW:
        return False  # the first row is an item: the table goes on from a page, or has no head
    block = block_at(layer, finding.span.start)
    return (
        block is not None
        and (layer.id, block.span) in tops
        and words.secrecy_column(folded_text(block.span.cut(layer.text)).strip(" *|"))
    )


def excepted(finding: Finding) -> Finding:
    """A finding that its item's heading or text takes back: it stays, and the report says why."""
    return _left(finding, _EXCEPTED)


def naming_others(finding: Finding) -> Finding:
    """A finding in a sentence that names the items it is about: they go by it, the sentence stays."""
    return _left(finding, _NAMING)


def _left(finding: Finding, why: str) -> Finding:
    evidence = replace(finding.evidence, action=Action.KEEP, scope=Scope.SPAN, law=None, why=why)
    return replace(finding, evidence=evidence)


def _grounded(finding: Finding, cited: str | None, excepted: bool, near: str | None) -> Finding:
    evidence = finding.evidence
    law = cited or evidence.law or near
    if law is not None or evidence.action is Action.KEEP:
        return replace(finding, evidence=replace(evidence, law=law))
    if excepted:
        return replace(finding, evidence=replace(evidence, action=Action.REVIEW, why=_EXCEPTION))
    return replace(finding, evidence=replace(evidence, why=evidence.why.rstrip(".") + _NO_LAW))


def _on_some_pages(findings: Iterable[Finding], document: Document) -> frozenset[FindingId]:
    """Markers of running lines that are not on every page; the first page often has lines of its own."""
    if document.page_count is None:
        return frozenset()
    running = {layer.id: layer for layer in document.layers if layer.kind in _RUNNING}
    pages: dict[str, set[int]] = {}
    said: dict[FindingId, str] = {}
    for finding in findings:
        if finding.entity_type == ENTITY and finding.layer in running and finding.section is None:
            page = running[finding.layer].page_of(finding.span)
            said[finding.id] = squash(finding.text).text
            # Where the page is unknown the marker may be of any.
            pages.setdefault(said[finding.id], set()).update(
                range(document.page_count) if page is None else (page,)
            )
    others = set(range(1, document.page_count))
    return frozenset(name for name, text in said.items() if not others <= pages[text])


def _only_paragraph(sections: Iterable[Section], layers: Mapping[LayerId, TextLayer]) -> Section | None:
    """The § of an extract that has no other."""
    items = [section for section in sections if section.kind in _ITEMS]
    if len(items) != 1 or items[0].number_span is None:
        return None
    sign = folded_text(items[0].number_span.cut(layers[items[0].layer].text))
    return items[0] if sign.lstrip(" *").startswith("§") else None


def _heads_group(finding: Finding, layer: TextLayer) -> bool:
    """Whether a marker is the heading of the items below it, not the stamp of the first of them."""
    section = finding.section
    if section is None or section.kind is not SectionKind.GROUP or section.layer != layer.id:
        return False
    heading = section.heading
    if heading is None or not lines_of(layer, heading).overlaps(finding.span):
        return False
    return not words.stamp(folded_text(heading.cut(layer.text)))


def _at_own_head(finding: Finding, layer: TextLayer) -> bool:
    """Whether a marker stands on the line with which its own item begins."""
    section = finding.section
    if section is None or section.layer != layer.id or section.kind not in _ITEMS:
        return False
    return lines_of(layer, finding.span).contains(Span(section.span.start, section.span.start + 1))


def _is_about_rules(document: Document) -> bool:
    """Whether a document's title says that it lays down how secrecy is handled: a routine, a policy."""
    body = next((layer for layer in document.layers if layer.kind is LayerKind.BODY), None)
    top = [folded_text(block.span.cut(body.text)) for block in body.blocks[:_TITLE_LINES]] if body else []
    return any(_RULES.match(line) for line in top) and not any(_MEETING.search(line) for line in top)


def _in_body(finding: Finding, layer: TextLayer) -> bool:
    """Whether a finding stands in its item's text, also where that has no heading of its own."""
    section = finding.section
    return (
        section is not None
        and section.layer == finding.layer
        and (
            (section.body is not None and section.body.contains(finding.span))
            or (section.heading is not None and ". " in section.heading.cut(layer.text))
        )
    )


def _unnumbered_top(sections: Iterable[Section]) -> Section | None:
    """The first part of a document in parts without numbers, such as a letter: its head speaks for all."""
    parts = [section for section in sections if section.kind in (*_ITEMS, SectionKind.HEADING)]
    if len(parts) < _PARTS or any(p.number is not None or p.kind is SectionKind.ROW for p in parts):
        return None
    return parts[0]


def _speaks_for_all(finding: Finding) -> bool:
    """Whether a marker of the first part stands on a line of its own, not in the part's heading."""
    heading = finding.section.heading if finding.section is not None else None
    inside = heading is not None and heading.overlaps(finding.span)
    return finding.evidence.scope is Scope.ITEM and not inside and finding.evidence.rule in _ALONE


def _stands_above(finding: Finding, item: Section) -> bool:
    """Whether a marker of an item stands in front of it, in no other part: a stamp at an extract's top."""
    outside = finding.section is None and finding.evidence.scope is Scope.ITEM
    return outside and finding.layer == item.layer and finding.span.end <= item.span.start


def _reaching(finding: Finding, has_items: bool, on_some_pages: bool) -> Finding:
    """A marker of an item that stands in none is about the document: surely so only where it has no items.

    One that runs over some pages only is about their items, and keeps its scope.
    """
    evidence = finding.evidence
    is_outside = finding.section is None or finding.section.kind is SectionKind.GROUP
    if is_outside and evidence.scope is Scope.ATTACHMENT and has_items:
        unnamed = _ATTACHMENT.search(folded_text(finding.text)) is None
        if unnamed and evidence.action is Action.REDACT:
            return replace(finding, evidence=replace(evidence, action=Action.REVIEW, why=_OUTSIDE))
    if evidence.scope is not Scope.ITEM or finding.section is not None:
        return finding
    if has_items and on_some_pages:
        action = Action.REVIEW if evidence.action is Action.REDACT else evidence.action
        return replace(finding, evidence=replace(evidence, action=action, why=_SOME_PAGES))
    if has_items and evidence.action is Action.REDACT:
        evidence = replace(evidence, action=Action.REVIEW, why=_OUTSIDE)
    elif evidence.action is Action.REDACT:
        evidence = replace(evidence, why=_WHOLE)
    return replace(finding, evidence=replace(evidence, scope=Scope.DOCUMENT))
