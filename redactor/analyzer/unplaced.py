"""The last resort: what has the form of a marker, and no rule has placed, is for a person to judge."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from redactor.analyzer.conditions import Placed
from redactor.analyzer.places import Places
from redactor.domain.document import TECHNICAL, LayerId, Section, SectionKind, Span, TextLayer
from redactor.domain.folding import fold
from redactor.domain.openness import says_public
from redactor.domain.review import Action, Certainty, Finding, Hit, Scope
from redactor.recognizers.lagrum import ENTITY
from redactor.structure import signals

RULE: Final = "sekretess.oplacerad"
NAME: Final = "unplaced"


_OF_PEOPLE: Final = (SectionKind.ATTENDANCE, SectionKind.SIGNATURES)
"""Where `sekr.` is a secretary."""
_SENTENCE: Final = 6
"""Words."""
_BEGUN: Final = 3
"""Words of a line that begins a sentence."""
_SIGNS: Final = "sekretess.stjarna"
_EXPLAINS: Final = re.compile(
    r"=|\b(?:bety[dr]|anger|avser|markera|märk|inneb[äa]r|står för|visar|försed|tecken)", re.IGNORECASE
)


class Unplaced:
    """Markers by their form that no finding stands on."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self._said: dict[LayerId, list[Span]] = {}
        self._going: set[tuple[LayerId, Span]] = set()
        self._has_signs = any(f.evidence.rule.startswith(_SIGNS) for f in findings)
        for finding in findings:
            if finding.entity_type != ENTITY:
                continue
            self._said.setdefault(finding.layer, []).append(finding.span)
            section, evidence = finding.section, finding.evidence
            if section is not None and evidence.scope is Scope.ITEM and evidence.action is not Action.KEEP:
                self._going.add((section.layer, section.span))

    def is_legend(self, line: str) -> bool:
        """Whether what reads as a legend is one: its sign is borne, or it is no stamp framed in signs."""
        return self._has_signs or _EXPLAINS.search(line) is not None

    def hits(self, layer: TextLayer, places: Places, placed: Sequence[Span]) -> Iterator[Placed]:
        """A hit, in the layer's own characters, for each marker that stands on a line without a finding.

        `placed` are what marks by itself nothing: legends, and sentences that name items elsewhere.
        """
        if layer.kind in TECHNICAL:
            return
        said = (*self._said.get(layer.id, ()), *placed)
        for line in _lines(layer):
            if _goes_on(layer.text, line):
                continue
            folded = fold(line.cut(layer.text))
            found = signals.marker(folded.text)
            if found is None or says_public(folded.text) or any(span.overlaps(line) for span in said):
                continue
            inner = folded.span(found)
            span = Span(line.start + inner.start, line.start + inner.end)
            place = places.of(layer, span)
            explains = place.section is None and bool(self._going) and _is_sentence(folded.text)
            if not (explains or self._goes(place.section)):
                yield Placed(Hit(span, ENTITY, 0.5, RULE, Certainty.SUSPECT), NAME, place)

    def _goes(self, section: Section | None) -> bool:
        """Whether the section goes anyway, or holds no matter that could."""
        return section is not None and (
            section.kind in _OF_PEOPLE or (section.layer, section.span) in self._going
        )


def _is_sentence(line: str) -> bool:
    """Whether a line is running text, which beside marked items only says what their markers mean."""
    return line.rstrip().endswith(".") and len(line.split()) >= _SENTENCE and not signals.alone(line)


def _goes_on(text: str, line: Span) -> bool:
    """Whether a sentence begun above goes on here, or a word that a hyphen breaks goes on below."""
    own = line.cut(text)
    above = text[text.rfind("\n", 0, max(line.start - 1, 0)) + 1 : max(line.start - 1, 0)]
    begun = len(above.split()) >= _BEGUN and not above.rstrip().endswith((".", ":", "!", "?"))
    return (begun and own[:2].isalpha() and own.islower() and len(own.split()) > 1) or (
        own.endswith("-") and own[-2:-1].isalpha() and text[line.end + 1 : line.end + 2].islower()
    )


def _lines(layer: TextLayer) -> Iterator[Span]:
    """The lines of a layer, in a table the cells."""
    for block in layer.blocks:
        at = block.span.start
        for line in block.span.cut(layer.text).split("\n"):
            if line.strip():
                yield Span(at, at + len(line))
            at += len(line) + 1
