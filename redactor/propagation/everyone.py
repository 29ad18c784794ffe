"""Propagation where nobody is public: strikt takes every name wherever it stands, whole or in part."""

from collections.abc import Sequence
from dataclasses import replace

from redactor.domain.review import Certainty, Finding, Role
from redactor.propagation import propagate
from redactor.propagation.bundle import Carried
from redactor.roles.people import People
from redactor.roles.roster import Roster

_NO_PERSON = (Role.FIRM, Role.PLACE)


def propagate_everyone(
    people: People, findings: Sequence[Finding], key: bytes, bundle: Sequence[Carried] = ()
) -> tuple[Finding, ...]:
    """As `propagate`, of elected members' and officials' data too; findings keep the role they came with."""
    unrostered = replace(people, roster=Roster())
    original = {finding.id: finding for finding in findings}
    found = propagate(unrostered, [_as_private(f) for f in findings], key, bundle)
    return tuple(original.get(finding.id, finding) for finding in found)


def _as_private(finding: Finding) -> Finding:
    if finding.role is None or finding.role in _NO_PERSON:
        return finding
    return replace(finding, role=Role.PRIVATE, certainty=Certainty.CERTAIN)
