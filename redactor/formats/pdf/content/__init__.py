"""Page content: what streams paint, without what goes, written anew."""

from redactor.formats.pdf.content.draft import Contents, PageDraft

__all__ = ["Contents", "PageDraft"]
