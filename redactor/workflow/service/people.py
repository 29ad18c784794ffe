"""Who acts: a person with a role, or a program with a key; and what each may do."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class UserRole(StrEnum):
    """What somebody may do (contract.md)."""

    REGISTRATOR = "registrator"
    """Hands in, reviews, decides, publishes."""
    REVIEWER = "granskare"
    """The second pair of eyes: all of that, and approves."""
    AUDITOR = "revisor"
    """Reads the log and its figures, never a document."""
    PIPELINE = "pipeline"
    """A program: hands in and fetches."""
    ADMIN = "admin"
    """Keys, users, settings; never a document."""


class Scope(StrEnum):
    """What a call asks of its caller. A role has some; a key may be narrowed to some of its role's."""

    HOOKS = "hooks"
    """Check and redact at once."""
    DOCUMENTS = "documents"
    """Hand documents in, follow them, publish, fetch copies."""
    REVIEW = "review"
    """Read findings with their text, decide, erase."""
    APPROVE = "approve"
    """Agree as the second pair of eyes."""
    AUDIT = "audit"
    """Read the log."""
    ADMIN = "admin"
    """Make and revoke keys, shut users out."""


_PIPELINE: Final = frozenset({Scope.HOOKS, Scope.DOCUMENTS})
SCOPES: Final[Mapping[UserRole, frozenset[Scope]]] = {
    UserRole.REGISTRATOR: _PIPELINE | {Scope.REVIEW},
    UserRole.REVIEWER: _PIPELINE | {Scope.REVIEW, Scope.APPROVE},
    UserRole.AUDITOR: frozenset({Scope.AUDIT}),
    UserRole.PIPELINE: _PIPELINE,
    UserRole.ADMIN: frozenset({Scope.AUDIT, Scope.ADMIN}),
}
PERSONS: Final = (UserRole.REVIEWER, UserRole.REGISTRATOR, UserRole.AUDITOR, UserRole.ADMIN)
"""The roles that a person can have."""


@dataclass(frozen=True, slots=True)
class Actor:
    """`name` as the log shows it; `narrowed` are the scopes of a key that has not all of its role's."""

    name: str
    role: UserRole
    narrowed: frozenset[Scope] | None = None

    @property
    def scopes(self) -> frozenset[Scope]:
        held = SCOPES[self.role]
        return held if self.narrowed is None else held & self.narrowed

    def may(self, scope: Scope) -> bool:
        return scope in self.scopes
