"""What a copy told when it was looked at as a document of its own, found in its original."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from redactor.analyzer import finding_id
from redactor.analyzer.places import Places
from redactor.domain.document import Document, LayerId, Section, Span, TextLayer
from redactor.domain.review import Finding, Scope


def found_in_original(
    document: Document,
    sections: Sequence[Section],
    findings: Sequence[Finding],
    told: Iterable[Finding],
    key: bytes,
) -> tuple[Finding, ...]:
    """The findings, and one wherever the text of a told one stands as a word, in order of layer and place.

    What words mean hangs on the words around them: with those gone, a name may be known that was not before.
    """
    texts = {
        (f.entity_type, f.text.strip()): f for f in told if f.evidence.scope is Scope.SPAN and f.text.strip()
    }
    places = Places(document, sections)
    made: list[Finding] = []
    for layer in document.layers:
        held = {(f.entity_type, f.span) for f in findings if f.layer == layer.id}
        for (entity, text), source in texts.items():
            for span in _words(layer.text, text):
                if (entity, span) not in held:
                    made.append(_finding(document, layer, span, source, places, key))
    order: dict[LayerId, int] = {layer.id: at for at, layer in enumerate(document.layers)}
    return tuple(sorted((*findings, *made), key=lambda f: (order[f.layer], f.span, f.entity_type)))


def _words(text: str, sought: str) -> Iterator[Span]:
    at = text.find(sought)
    while at >= 0:
        end = at + len(sought)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield Span(at, end)
        at = text.find(sought, end)


def _finding(
    document: Document, layer: TextLayer, span: Span, source: Finding, places: Places, key: bytes
) -> Finding:
    return replace(
        source,
        id=finding_id(key, document.id, layer.id, span, source.entity_type),
        layer=layer.id,
        span=span,
        section=places.of(layer, span).section,
        text=span.cut(layer.text),
    )
