"""A document's layers, folded and with their names read, once for all who ask."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from redactor.domain.document import Document, LayerId, Span
from redactor.domain.folding import Folded, fold
from redactor.recognizers.persons.names import Names
from redactor.roles.columns import Columns, columns


@dataclass(frozen=True, slots=True)
class Reading:
    """One layer's folded text, the runs of capitalised words in it, and the columns of its tables."""

    folded: Folded = field(repr=False)
    names: Names = field(repr=False)
    columns: Columns = field(repr=False)

    def source(self, span: Span) -> Span:
        """The layer's own characters behind a folded span."""
        return self.folded.span(span)


def read(document: Document) -> Mapping[LayerId, Reading]:
    """Every layer that holds text."""
    readings: dict[LayerId, Reading] = {}
    for layer in document.layers:
        if layer.text.strip():
            folded = fold(layer.text)
            readings[layer.id] = Reading(folded, Names(folded.text), columns(layer))
    return readings
