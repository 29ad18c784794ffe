"""What a person marks in a document that the program did not find."""

from collections.abc import Iterable, Sequence

from redactor.analyzer import finding_id
from redactor.analyzer.places import Places
from redactor.domain.document import Document, LayerId, Section, Sha256
from redactor.domain.review import Action, Certainty, Evidence, Finding, FindingId, Marked, Scope

RULE = "person.markering"
WHY = "En person har markerat uppgiften."


def id_of(key: bytes, document: Sha256, mark: Marked) -> FindingId:
    """The id that the marked place has as a finding."""
    return finding_id(key, document, mark.layer, mark.span, mark.entity_type)


def with_marked(
    document: Document,
    sections: Sequence[Section],
    findings: Sequence[Finding],
    marked: Iterable[Marked],
    key: bytes,
) -> tuple[Finding, ...]:
    """The findings and one for each mark that is none yet, in order of layer and place.

    Raises KeyError for a layer that the document does not have.
    """
    places = Places(document, sections)
    held = {finding.id for finding in findings}
    made: list[Finding] = []
    for mark in marked:
        name = id_of(key, document.id, mark)
        if name in held:
            continue
        layer = document.layer(mark.layer)
        evidence = Evidence(RULE, 1.0, WHY, None, Scope.SPAN, Action.REDACT)
        section = places.of(layer, mark.span).section
        text = mark.span.cut(layer.text)
        made.append(
            Finding(
                name, layer.id, mark.span, mark.entity_type, section, Certainty.CERTAIN, None, evidence, text
            )
        )
    order: dict[LayerId, int] = {layer.id: at for at, layer in enumerate(document.layers)}
    return tuple(sorted((*findings, *made), key=lambda f: (order[f.layer], f.span, f.entity_type)))
