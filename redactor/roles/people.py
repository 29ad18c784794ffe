"""A document's names and who is public among them, read once for all who ask."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from redactor.domain.document import Document, LayerId, Section
from redactor.roles.reading import Reading, read
from redactor.roles.roster import Roster, build


@dataclass(frozen=True, slots=True)
class People:
    """`readings` are those of the layers that hold text."""

    document: Document
    sections: Sequence[Section]
    readings: Mapping[LayerId, Reading] = field(repr=False)
    roster: Roster = field(repr=False)


def people(document: Document, sections: Sequence[Section]) -> People:
    """Reads every layer. Linear in the text."""
    readings = read(document)
    return People(document, sections, readings, build(readings, sections))
