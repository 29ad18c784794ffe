"""One output stream in the making."""

from dataclasses import dataclass, field

from redactor.formats.pdf.content.context import Context
from redactor.formats.pdf.content.cuts import Cuts
from redactor.formats.pdf.content.items import Item
from redactor.formats.pdf.content.marked import Marked
from redactor.formats.pdf.objects import ObjectId
from redactor.formats.pdf.values import Rect


@dataclass(slots=True)
class Scene:
    """What one output stream is to paint, and how the streams that it is made of are read."""

    context: Context
    cuts: Cuts
    box: Rect
    """All that can show in the output stream, in its base space: the page box, a form's box."""
    text: bool = True
    """Text is kept; in patterns and soft masks it is not."""
    flat: bool = False
    """Forms without effects of their own become part of the stream."""
    items: list[Item] = field(default_factory=list)
    marked: Marked = field(default_factory=Marked)
    active: set[ObjectId] = field(default_factory=set)
