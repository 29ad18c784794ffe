"""Who is public here, and what follows for each name, address, phone, mail and account (swedish.md, Persons).

A name is public because the same document makes it so: attendance, party tag, title, signature, mail at the
authority. It is private because a label, an identity number, a home address or kinship says so. Where both
hold, a person decides.
"""

from collections.abc import Sequence

from redactor.domain.document import Document, Section
from redactor.domain.review import Finding
from redactor.roles.contacts import HELD, Contacts
from redactor.roles.people import People, people
from redactor.roles.persons import Persons

__all__ = ["People", "assign", "people", "public_names"]

_PERSON = "PERSON"


def assign(people: People, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with a role, and why, where one can be told: names first, then what follows the holder."""
    persons = Persons(people, findings)
    told = tuple(persons.role(f) if f.entity_type == _PERSON else f for f in findings)
    if not any(f.entity_type in HELD for f in told):
        return told
    contacts = Contacts(people.document, told, people.readings, people.roster)
    return contacts.roles(told)


def public_names(document: Document, sections: Sequence[Section]) -> frozenset[str]:
    """Names that the document itself makes public, as written there."""
    return frozenset(people(document, sections).roster.names)
