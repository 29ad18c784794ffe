"""A vehicle's registration plate: `ABC 123` or `ABC 12D`, without I, Q, V, Å, Ä, Ö (Transportstyrelsen)."""

import re

_LETTER = "A-HJ-PR-UW-Z"
PLATE = rf"[{_LETTER}]{{3}}[ -]?\d{{2}}[0-9{_LETTER}]"
UNLABELLED = re.compile(rf"(?<![\w/.-])(?P<value>{PLATE})(?![\w/]|[-:.,]\d|[ ]?(?:kap|§))")
NO_PLATE = re.compile(
    r"(?:DNR|SOU|SFS|PBL|LSS|LVU|LVM|OSL|ISO|KSK|KSN|BUN|SBN|BMN|MBN|ASN|MHN|KFN|TFN|NSN|SBF|IFO|AFS|BFS"
    r"|DIR|TEL|PNR|NTI|SKR|KPI|KUL|RUM|SAL"
    r"|NYA|KAP|SID|LGH|BOX|ART|REF|OCR|FAX|STK|HSN|RSN|SVT|VGR|EHT|JML|ALT|MAX|MIN|CHF|SEK|EUR|USD|GBP|DKK"
    r"|NOK|TRP|BBR|AFA|ABT|HMK)"
)
"""What an authority writes before a number."""
