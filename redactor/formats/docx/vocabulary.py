"""Names that Word itself gives to styles and fonts: they say nothing of the document."""

import re
from typing import Final

_WORDS: Final = frozenset(
    """normal heading toc index list bullet number continue table grid light medium dark colorful shading
 accent plain simple classic columns elegant professional subtle contemporary web theme title
 subtitle body text first indent block closing signature salutation date note hyperlink
 followedhyperlink strong emphasis intense quote reference book caption footer header footnote
 endnote page line comment annotation subject balloon macro document map mail html acronym address
 cite code definition keyboard preformatted sample typewriter variable envelope return message no
 spacing default paragraph font placeholder bibliography toa toaheading of figures authorities char
 mention smart unresolved outline article section effects link e hashtag tabular numbering symbols
 bullets internet visited contents frame internetlink tablegrid rubrik sidhuvud sidfot tkn
 normaltabell ingenlista liststycke tabellrutnt innehll ballongtext hyperlnk
 standardstycketeckensnitt brdtext underrubrik citat starktcitat starkt beskrivning fotnotstext
 fotnotsreferens slutnotstext slutnotsreferens kommentarer kommentarsreferens kommentarsmne
 platshllartext betoning punktlista numreradlista innehllsfrteckningsrubrik bibliografi ingetavstnd
 sidnummer oformateradtext anvndhyperlnk innehll brdtextmedindrag a""".split()  # noqa: SIM905 (a list of 150 strings is unreadable)
)
_WORD: Final = re.compile(r"[A-ZÅÄÖ]?[a-zåäö]+|[A-Z]+|\d{1,3}|3D")
_SEPARATORS: Final = re.compile(r"[\s\d,()_-]*")

FONT: Final = re.compile(
    r"Times New Roman|Times|Arial( Narrow| Black| Unicode MS)?|Calibri( Light)?|Cambria( Math)?"
    r"|Symbol|Wingdings( [23])?|Webdings|Courier( New)?|Verdana|Georgia|Garamond|Tahoma|Segoe UI( Symbol)?"
    r"|Aptos( Display)?|Helvetica( Neue)?|Open Sans|Roboto|Lato|Source Sans Pro|Franklin Gothic( Book)?"
    r"|Gill Sans MT|Trebuchet MS|Century Gothic|Book Antiqua|Palatino Linotype|Corbel|Candara|Constantia"
    r"|Consolas|Mangal|Liberation (Sans|Serif|Mono)|DejaVu Sans|MS Gothic|MS Mincho|ＭＳ (ゴシック|明朝)"
    r"|Office( Theme|-tema)?|\+(Body|Headings)( CS| Asian)?"
)


SHAPE: Final = re.compile(
    r"(Picture|Bild|Image|image|Grafik|Graphic|Bildobjekt|Text Box|Textruta|Rectangle|Rektangel|Shape|Figur"
    r"|Group|Grupp|Diagram|Chart|Straight Connector|Rak koppling|Line|Linje|Oval|Canvas|Frame|Ram)"
    r"[ _]?\d{0,5}(\.[a-z]{3,4})?|_x0000_\w{1,10}|#_x0000_t\d{1,4}|\d{1,10}|",
)
"""What programs call drawings by themselves."""


def plain_style(name: str) -> bool:
    """Is a style's name or id made of Word's own words alone, in English or Swedish?"""
    if len(name) > 100 or sum(character.isdigit() for character in name) > 2:
        return False
    words = [word.lower() for word in _WORD.findall(name)]
    rest = _WORD.sub("", name)
    return all(w.isdecimal() or w in _WORDS for w in words) and bool(_SEPARATORS.fullmatch(rest))
