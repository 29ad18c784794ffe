"""Why a name is public in a document."""

from dataclasses import dataclass

from redactor.domain.review import Role


@dataclass(frozen=True, slots=True)
class Entry:
    """Why a name is public. `firm`: enough to make a name public even where the text calls it private."""

    role: Role
    firm: bool
    why: str
