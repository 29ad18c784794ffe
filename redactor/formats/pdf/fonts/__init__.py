"""Fonts: what their codes mean and how wide they are, and new fonts from the glyphs that remain."""

from redactor.formats.pdf.fonts.book import FontBook
from redactor.formats.pdf.fonts.font import Code, Font

__all__ = ["Code", "Font", "FontBook"]
