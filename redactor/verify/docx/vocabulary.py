"""Words that Word itself writes into fonts, styles and themes: there Roman or Hans is no residue."""

import re

_OFFICE = """
    times new roman arial narrow calibri light cambria math georgia verdana tahoma courier helvetica
    symbol wingdings garamond book antiqua century gothic schoolbook palatino linotype trebuchet ms
    segoe ui emoji consolas constantia corbel candara aptos display franklin gill sans mt lucida console
    bold italic liberation serif mono dejavu noto open lato roboto source pro opensymbol microsoft yahei
    simsun mincho yu hebrew arabic unicode office theme heading headings rubrik normal normale default
    paragraph font standard standardstycketeckensnitt table tabell tabellrutnät grid list lista no ingen
    toc contents innehåll header footer sidhuvud sidfot title subtitle underrubrik strong stark emphasis
    betoning intense subtle quote citat reference body text brödtext block plain balloon hyperlink
    hyperlänk followed annotation comment caption beskrivning bullet continue number numbering indent
    first message salutation signature closing date note endnote footnote fotnot slutnot index
    authorities macro envelope address return line page document map web html acronym cite code
    definition keyboard preformatted sample typewriter variable colorful shading dark medium accent
    simple classic columns elegant professional contemporary smart link mention hashtag unresolved
    placeholder revision bibliography char char1 tecken latent style stil style1 normal1 fallback arab
    armn beng bopo bugi cans cher deva ethi geor gujr guru hang hans hant hebr java jpan khmr knda laoo
    lisu mlym mong mymr nkoo olck orya osma phag sinh sora syrc syre syrj syrn tale talu taml telu tfng
    thaa thai tibt uigh viet yiii
"""
_WORDS = frozenset(_OFFICE.split())
_HOLDERS = frozenset(
    [
        "rFonts",
        "font",
        "altName",
        "family",
        "latin",
        "ea",
        "cs",
        "sym",
        "name",
        "pStyle",
        "rStyle",
        "tblStyle",
        "basedOn",
        "next",
        "link",
        "style",
        "lsdException",
        "theme",
        "fontScheme",
        "fmtScheme",
        "clrScheme",
        "styleLink",
        "numStyleLink",
        "defaultTableStyle",
    ]
)
_PIECES = re.compile(r"[A-ZÅÄÖ]?[a-zåäö]+|[A-Z]+(?![a-z])")


def is_vocabulary(tag: str, attribute: str, value: str) -> bool:
    """Is `value` a font, script or style name all of whose words are Word's own?"""
    if tag.rpartition("}")[2] not in _HOLDERS or attribute.endswith("descr"):
        return False
    words = _PIECES.findall(value)
    return bool(words) and all(word.lower() in _WORDS for word in words)
