"""Who acts: a person with a role, or a program with a key."""

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True)
class Actor:
    """`name` as the log shows it."""

    name: str
    role: UserRole
