"""Addresses, phones, mail addresses and accounts that stand together and reach one holder."""

from collections.abc import Mapping, Sequence

from redactor.domain.folding import folded_text
from redactor.domain.review import Finding, FindingId
from redactor.roles import contact_words as words
from redactor.roles.belongings import PROPERTY
from redactor.roles.voices import Voices

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
_APART = 60
"""Characters between two of one group, at most."""


def groups(text: str, own: Sequence[Finding], heard: Voices) -> Mapping[FindingId, Sequence[Finding]]:
    """For each contact of a layer those that reach the same holder, itself among them, in order."""
    found: dict[FindingId, list[Finding]] = {}
    last: Finding | None = None
    for finding in sorted(
        (f for f in own if f.entity_type in CONTACTS or f.entity_type == PROPERTY),
        key=lambda f: (f.span.start, f.span.end),
    ):
        joined = last is not None and _joined(text, last, finding, heard)
        found[finding.id] = found[last.id] if last is not None and joined else []
        found[finding.id].append(finding)
        last = finding
    return found


def _joined(text: str, first: Finding, second: Finding, heard: Voices) -> bool:
    """Whether two contacts reach one holder: nothing but labels and a town between, at most one line end."""
    start, end = first.span.end, second.span.start
    gap = folded_text(text[start:end])
    if end - start > _APART or gap.count("\n") > 1:
        return False
    return words.JOINT.fullmatch(gap) is not None and not any(v.name for v in heard.within(start, end))
