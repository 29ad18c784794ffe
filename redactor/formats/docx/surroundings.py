"""What a story needs from the document around it."""

from typing import TYPE_CHECKING, Protocol

from redactor.formats.docx.draft import Draft, Drafts
from redactor.formats.docx.names import Element
from redactor.formats.docx.numbering import Numbering
from redactor.formats.docx.styles import Styles

if TYPE_CHECKING:
    from redactor.formats.docx.story import Story


class Surroundings(Protocol):
    """Stories call back for what hangs on them."""

    drafts: Drafts
    styles: Styles
    numbering: Numbering

    def note(self, kind: str, identifier: str, host: Draft) -> None: ...
    def link(self, part: str, element: Element, path: str, host: Draft) -> None: ...
    def graphic(self, story: "Story", element: Element, path: str) -> None: ...
    def strange(self, part: str, element: Element, path: str, host: Draft) -> None: ...
    def name(self, part: str, path: str, text: str | None) -> None: ...
    def backwards(self, part: str, path: str, size: int = 1) -> None: ...
