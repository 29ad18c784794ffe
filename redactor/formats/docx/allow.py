"""What may be in a copy: elements, attributes and values, by allow-list (docs/sanitizing-docx.md)."""

import re
from typing import Final

from redactor.formats.docx.names import (
    A14,
    DRAWING,
    MC,
    PIC,
    W10,
    W14,
    WP,
    WP14,
    WPC,
    WPG,
    WPS,
    A,
    Element,
    M,
    V,
    W,
    local,
    namespace,
)


def _words(text: str, space: str = "") -> frozenset[str]:
    return frozenset(f"{{{space}}}{word}" if space else word for word in text.split())


_TEXT: Final = """p r t tab br cr noBreakHyphen softHyphen sym ptab footnoteReference endnoteReference
 footnoteRef endnoteRef separator continuationSeparator pgNum drawing pict fldChar
 instrText fldSimple hyperlink bookmarkStart bookmarkEnd ruby rubyPr rubyAlign hps
 hpsRaise hpsBaseText lid rt rubyBase bdo dir txbxContent document body hdr ftr
 footnotes footnote endnotes endnote background"""
_PARAGRAPH: Final = """pPr pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr numId ilvl
 suppressLineNumbers pBdr top left bottom right between bar start end insideH insideV
 tl2br tr2bl shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct
 autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing
 mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap
 outlineLvl cnfStyle"""
_RUN: Final = """rPr rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss
 imprint noProof vanish webHidden color w kern position sz szCs highlight u effect bdr
 fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath"""
_SECTION: Final = """sectPr headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc
 pgBorders lnNumType pgNumType cols col formProt vAlign noEndnote titlePg rtlGutter
 docGrid numFmt numStart numRestart pos"""
_TABLE: Final = """tbl tblPr tblGrid gridCol tr trPr tc tcPr tblPrEx tblStyle tblpPr tblOverlap
 bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW tblCellSpacing tblInd
 tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription gridBefore
 gridAfter wBefore wAfter cantSplit trHeight tblHeader hidden tcW gridSpan hMerge
 vMerge tcBorders noWrap tcMar tcFitText hideMark"""
_STYLES: Final = """styles docDefaults rPrDefault pPrDefault style name basedOn
 next link uiPriority semiHidden unhideWhenUsed qFormat locked tblStylePr"""
_NUMBERING: Final = """numbering abstractNum num abstractNumId multiLevelType styleLink numStyleLink lvl
 lvlRestart isLgl suff lvlText legacy lvlJc lvlOverride startOverride"""
_FONTS: Final = "fonts font panose1 charset family notTrueType pitch sig"
_SETTINGS: Final = """settings zoom mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader
 bordersDoNotSurroundFooter gutterAtTop displayBackgroundShape defaultTabStop
 autoHyphenation consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps
 evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets
 drawingGridHorizontalSpacing drawingGridVerticalSpacing
 displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery
 characterSpacingControl noPunctuationKerning strictFirstAndLastChars compat
 compatSetting themeFontLang clrSchemeMapping decimalSymbol listSeparator
 defaultTableStyle doNotExpandShiftReturn useFELayout ulTrailSpace spaceForUL
 balanceSingleByteDoubleByteWidth doNotUseHTMLParagraphAutoSpacing growAutofit
 adjustLineHeightInTable doNotLeaveBackslashAlone doNotBreakWrappedTables
 printTwoOnOne removePersonalInformation removeDateAndTime"""

KEPT: Final = frozenset(
    " ".join((_TEXT, _PARAGRAPH, _RUN, _SECTION, _TABLE, _STYLES, _NUMBERING, _FONTS, _SETTINGS)).split()
)
"""WordprocessingML elements that a copy may hold."""

UNWRAPPED: Final = _words("ins moveTo smartTag sdt sdtContent customXml")
"""Wrappers that go while what they hold stays."""

DROPPED: Final = _words(
    """sdtPr sdtEndPr smartTagPr customXmlPr del moveFrom delText delInstrText proofErr
    lastRenderedPageBreak commentRangeStart commentRangeEnd commentReference annotationRef permStart
    permEnd moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd customXmlInsRangeStart
    customXmlInsRangeEnd customXmlDelRangeStart customXmlDelRangeEnd customXmlMoveFromRangeStart
    customXmlMoveFromRangeEnd customXmlMoveToRangeStart customXmlMoveToRangeEnd rPrChange pPrChange
    sectPrChange tblPrChange tblGridChange trPrChange tcPrChange tblPrExChange numberingChange cellIns
    cellDel cellMerge ffData fldData printerSettings dayShort dayLong monthShort monthLong yearShort
    yearLong divId object rsid aliases autoRedefine personal personalCompose personalReply nsid tmpl
    lvlPicBulletId numPicBullet altName embedRegular embedBold embedItalic embedBoldItalic
    saveSubsetFonts latentStyles lsdException"""
)
"""Elements that go with all they hold."""

DRAWINGS: Final = frozenset({WP, A, PIC, WPS, WPG, WPC, WP14, A14})
NEVER_DRAWN: Final = _words(
    """extLst hlinkClick hlinkHover hlinkMouseOver snd audioCd audioFile videoFile wavAudioFile
    quickTimeFile contentPart linkedTxbx"""
)
GRAPHICS: Final = frozenset({PIC, WPS, WPG, WPC})
"""`a:graphicData/@uri` that a copy may hold."""

VML: Final = _words(
    """shape shapetype rect oval line roundrect group polyline arc curve path formulas f handles h stroke
    fill shadow textbox imagedata textpath"""
)
VML_ATTRIBUTES: Final = _words(
    """style type coordsize coordorigin adj path fillcolor filled strokecolor strokeweight stroked opacity
    on fitshape fitpath trim string inset color offset joinstyle endcap dashstyle from to points arcsize
    position gradientshapeok connecttype limo textboxrect eqn xrange yrange croptop cropbottom cropleft
    cropright gain blacklevel grayscale bilevel spt preferrelative allowincell button ole wrapcoords hr
    hrstd hralign hrpct noshade"""
)
VML_VALUE: Final = re.compile(r"[\w#@&;:.,%()+*/ \-]{0,4000}", re.ASCII)

TEXT_HOLDERS: Final = frozenset({f"{{{W}}}t", f"{{{W}}}instrText", f"{{{M}}}t", f"{{{A}}}t"})
VALUE_HOLDERS: Final = frozenset(
    f"{{{ns}}}{name}"
    for ns, name in (
        (WP, "posOffset"),
        (WP, "align"),
        (WP14, "pctWidth"),
        (WP14, "pctHeight"),
        (WP14, "pctPosHOffset"),
        (WP14, "pctPosVOffset"),
    )
)

VALUE: Final = re.compile(
    r"-?\d{1,9}(\.\d{1,6})?(pt|cm|mm|in|pc|pi|px|%)?|429496\d{4}|[A-Za-z]{1,40}\d{0,3}[A-Za-z]{0,20}"
    r"|\#?[0-9A-Fa-f]{6}|[0-9A-Fa-f]{2,8}|[0-9A-F]{20}|[a-z]{2,3}(-[A-Za-z0-9]{2,8}){1,2}|[01]{12}|[0-9.]{1,9}"
    r"|iso-8859-1|x-none|"
)
"""An attribute's value that is a number, a measure, a colour, a language or one word of the vocabulary."""

FREE: Final = _words(
    """ascii hAnsi cs eastAsia anchor instr tooltip styleId""",
    W,
)
"""Attributes with free text that the writer looks after itself."""
FREE_VALUES: Final = _words(
    """name font bookmarkStart lvlText pStyle rStyle tblStyle basedOn next link styleLink numStyleLink
    compatSetting     tblCaption tblDescription defaultTableStyle""",
    W,
)
"""Elements whose attributes hold free text that the writer looks after itself."""
DROPPED_ATTRIBUTES: Final = _words(
    """author date initials rsidR rsidRPr rsidRDefault rsidP rsidDel rsidTr rsidSect editId
    restartNumberingAfterBreak durableId displacedByCustomXml docLocation dirty fldLock""",
    W,
)


def known(element: Element) -> bool:
    """May the element be read in place? False: it could hold data that nobody looks at."""
    space = namespace(element)
    if space == W:
        name = local(element)
        return name in KEPT or name in UNWRAPPED or name in DROPPED
    return space in (M, MC, W14)


def drawn(element: Element) -> bool:
    """May this element of a drawing be in the copy?"""
    space = namespace(element)
    name = local(element)
    if space in DRAWINGS:
        return name not in NEVER_DRAWN
    if space == V:
        return name in VML
    return (space == W10 and name in ("wrap", "anchorlock")) or element.tag == DRAWING
