"""Page content: what streams paint, without what goes, written anew."""

from redactor.formats.pdf.content.draft import Contents, Mark, PageDraft

__all__ = ["Contents", "Mark", "PageDraft"]
