"""What a rebuilt font tells of its source: a typeface everybody knows, weight and slant, nothing else.

A font's name is free text, so only names of well-known typefaces are carried over.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

import pikepdf

from redactor.formats.pdf.fonts import lenient
from redactor.formats.pdf.fonts.glyphs import Kind, Outlines

_FAMILIES: Final = (
    *(
        "Aptos",
        "ArialNarrow",
        "ArialBlack",
        "Arial",
        "BookAntiqua",
        "Bookman",
        "Caladea",
        "Calibri",
        "Cambria",
    ),
    *(
        "Candara",
        "Carlito",
        "CenturyGothic",
        "CenturySchoolbook",
        "Century",
        "ComicSansMS",
        "Consolas",
        "Constantia",
    ),
    *(
        "Corbel",
        "CourierNew",
        "Courier",
        "DejaVuSansMono",
        "DejaVuSansCondensed",
        "DejaVuSans",
        "DejaVuSerif",
    ),
    *(
        "DroidSans",
        "FranklinGothic",
        "Garamond",
        "Georgia",
        "GillSans",
        "HelveticaNeue",
        "Helvetica",
        "Inter",
    ),
    *("Lato", "LiberationMono", "LiberationSansNarrow", "LiberationSans", "LiberationSerif", "LucidaConsole"),
    *(
        "LucidaSans",
        "Montserrat",
        "MyriadPro",
        "MinionPro",
        "NimbusMon",
        "NimbusRom",
        "NimbusSans",
        "NotoSans",
    ),
    *(
        "NotoSerif",
        "OpenSans",
        "OpenSymbol",
        "Palatino",
        "PTSans",
        "PTSerif",
        "Roboto",
        "SegoeUI",
        "SourceSansPro",
    ),
    *(
        "SourceSerifPro",
        "Symbol",
        "Tahoma",
        "TimesNewRoman",
        "Times",
        "TrebuchetMS",
        "Ubuntu",
        "Univers",
        "Verdana",
    ),
    *("Wingdings", "ZapfDingbats", "GlyphLessFont"),
)
_KNOWN: Final = {family.lower(): family for family in _FAMILIES}
_TAG: Final = re.compile(r"^[A-Z]{6}\+")
_FIXED, _SERIF, _ITALIC, _FORCE_BOLD = 1, 2, 64, 1 << 18


@dataclass(frozen=True, slots=True, order=True)
class Style:
    """Fonts of one style become one font, whatever dictionaries and subsets they were parted into."""

    family: str
    bold: bool
    italic: bool
    serif: bool
    fixed: bool
    vertical: bool
    kind: Kind = Kind.CFF
    units: int = 1000

    @staticmethod
    def of(font: pikepdf.Object, descriptor: pikepdf.Object | None, *, vertical: bool) -> "Style":
        """The style that a font's name and flags tell."""
        name = _TAG.sub("", lenient.name(font.get("/BaseFont")))
        letters = re.sub(r"[^a-z]", "", name.lower())
        flags = lenient.integer(descriptor, "/Flags")
        family = next((known for key, known in _KNOWN.items() if letters.startswith(key)), "")
        serif = bool(flags & _SERIF) or letters.startswith(
            ("times", "tiro", "nimbusroman", "liberationserif")
        )
        fixed = bool(flags & _FIXED) or "courier" in letters or "mono" in letters
        return Style(
            family or ("Mono" if fixed else "Serif" if serif else "Sans"),
            bold="bold" in letters or "black" in letters or bool(flags & _FORCE_BOLD),
            italic="italic" in letters or "oblique" in letters or bool(flags & _ITALIC),
            serif=serif,
            fixed=fixed,
            vertical=vertical,
        )

    def drawn(self, by: Outlines) -> "Style":
        """This style, drawn by an embedded program; bold or italic if either says so."""
        return replace(
            self, kind=by.kind, units=by.units, bold=self.bold or by.bold, italic=self.italic or by.italic
        )

    @property
    def name(self) -> str:
        """PostScript name, without subset tag."""
        slant = "Bold" * self.bold + "Italic" * self.italic
        return f"{self.family}-{slant}" if slant else self.family

    @property
    def flags(self) -> int:
        """Of the font descriptor; symbolic, as Identity encodings are."""
        return 4 | self.fixed * _FIXED | self.serif * _SERIF | self.italic * _ITALIC | self.bold * _FORCE_BOLD
