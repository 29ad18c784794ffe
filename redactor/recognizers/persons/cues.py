"""What tells whose a name is: labels, identity numbers, addresses, kinship and application words.

The large patterns are functions: each is compiled when a text first asks for it, since most need few.
"""

import re
from enum import Enum
from functools import cache

import regex

from redactor.domain.given_names import is_given

_OCR = {"å": "[åaée]", "ä": "(?:[äaeéid]|ii)", "ö": "[öoóé6d]"}


def tolerant(words: str) -> str:
    """A pattern part for words parted by "|", in which å ä ö may be misread."""
    return "".join(_OCR.get(c, c) for c in words)


class Cue(Enum):
    """Why a run of capitalised words is taken for a private name, and how sure that is."""

    LABEL = 0.95
    NUMBER = 0.96
    ADDRESS = 0.9
    CARE_OF = 0.89
    KIN = 0.88
    SHARED_LABEL = 0.8
    """A label that firms have too, before a name of no known form."""
    VERB = 0.75
    """What private persons do before an authority: apply, appeal, live somewhere."""
    APPLICATION = 0.7
    NEUTRAL = 0.65
    """A label that says name, not whose."""
    TOPIC = 0.6
    BARE = 0.5
    """Nothing but a given name, where the text deals with somebody's own matter."""

    @property
    def private(self) -> bool:
        """Whether the cue says of itself that the person is private."""
        return self in (Cue.LABEL, Cue.NUMBER, Cue.ADDRESS, Cue.CARE_OF, Cue.KIN, Cue.SHARED_LABEL)


_PERSONAL = (
    r"vårdnadshavare[n]?|elev(?:en|ens)?|barn(?:et|ets)?|gran(?:ne[n]?|nar|narna)|den enskilde"
    r"|den enskilda|enskild|brukare[n]?"
    r"|förslagsställare[n]?|förslagslämnare[n]?|inlämnare|insändare|klient(?:en)?|patient(?:en)?|moder[n]?"
    r"|mor|fader[n]?|far"
    r"|mamma|pappa|make[n]?|maka[n]?|sambo[n]?|förälder|föräldrar|familjehem|familjehemsförälder"
    r"|hyresgäst(?:en|er)?"
    r"|bidragsmottagare|(?:den )?avlid(?:en|na|ne)|anhörig(?:a)?|närstående|den anställde|den anställda"
    r"|arbetstagare[n]?"
    r"|uppgiftslämnare[n]?|låntagare|kontohavare|berörd person|den det gäller|omsorgstagare"
    r"|kontaktperson för barnet"
    r"|målsägande|tilltalad|underårig|den unge|den unga|huvudmannen|medsökande|den sökande|förmånstagare"
    r"|arvinge|arvtagare|(?:den )?anmäld[ea]?|vittnen?|vittnet|syskonen|paret|skadelidande[n]?"
)
_SHARED = (
    r"sökande[n]?|sökandens namn|sökandena|klagande[n]?|den klagande|fastighetsägare[n]?|fastighetsägarna"
    r"|lagfaren ägare|ägare[n]?"
    r"|anmälare[n]?|byggherre[n]?|sakägare|part(?:en|er)?|motpart(?:en)?|arrendator|tomträttshavare"
    r"|tomträttsinnehavare"
    r"|innehavare|tillståndshavare|initiativtagare|huvudman|god man|förvaltare|ombud|säljare|köpare"
    r"|förslagsgivare|avsändare|uppgiftslämnare"
    r"|överklagande part|exploatör|verksamhetsutövare|mottagare[n]?|fakturamottagare|betalningsmottagare"
    r"|biståndsmottagare"
)
_NEUTRAL = (
    r"namn|för- och efternamn|förnamn|efternamn|tilltalsnamn|namn på (?:elev|barn|sökande)"
    r"|avser|gäller|ärendet avser|person"
)

_TAIL = (
    r"(?P<tail>(?: ?[12])?(?:s namn)?(?:[ ]?\([^)\n]{1,20}\))?[ *_]*"
    r"(?:(?P<mark>[:|\t])|(?P<line>\n)|(?P<is> är (?:herr |fru )?)|(?P<dash> - )|(?P<blank> ))[ \t*_"
    r"|]*(?:\n[ \t*_|]*){0,2})"
)


@cache
def label() -> re.Pattern[str]:
    """A label of a private person, of one whom firms are too, or of a name, with what parts it from that.

    For text in lower case, as own_matter(): both are asked of every word, and `re` ignores case slowly.
    """
    return re.compile(
        rf"(?<![^\W_])(?<!-)(?:(?P<personal>{tolerant(_PERSONAL)})"
        rf"|(?P<shared>{tolerant(_SHARED)})"
        rf"|(?P<neutral>{tolerant(_NEUTRAL)}))"
        rf"{_TAIL}(?:(?:herr|fru|familjen|makarna|dödsboet efter) )?"
    )


@cache
def label_cell() -> re.Pattern[str]:
    """A column's heading in a table."""
    return re.compile(
        rf"(?:(?P<personal>{tolerant(_PERSONAL)})|(?P<shared>{tolerant(_SHARED)})"
        rf"|(?P<neutral>{tolerant(_NEUTRAL)}))"
        r"(?: ?/ ?[^\W\d_]+| och [^\W\d_]+|s namn| namn)?:?",
        re.IGNORECASE,
    )


KIN_WORDS = (
    r"den sökande|den klagande|den enskilda|den unga|den unge|huvudmannen|"
    r"dotter|dottern|dottrarna|dottrna|döttrarna|son|sonen|sönerna|modern|mor|fadern|far|mamman|mamma|pappan"
    r"|pappa|make|maken|maka|makan"
    r"|hustrun|hustru|sambo|sambon|särbo|syster|systern|systrarna|bror|brodern|broder|bröderna|halvbror"
    r"|halvsyster|syskonen|makarna|familjen|mormor|mormodern"
    r"|morfar|farmor|farmodern|farfar|moster|faster|morbror|farbror|styvfar|styvfadern|styvmor|styvfar"
    r"|tvillingarna|bonuspappa|bonusmamma"
    r"|barnen|barnet|flickan|flickorna|pojken|pojkarna|tonåringen|ynglingen|grannen|grannarna|eleven"
    r"|eleverna|klienten|patienten|brukaren|sökanden|klaganden"
    r"|vårdnadshavaren|vårdnadshavarna|föräldrarna|hyresgästen|den enskilde|den unge|fästmannen|kusinen"
    r"|änkan|änklingen|den avlidne"
    r"|fastighetsägaren|fastighetsägarna|byggherren|anmälaren|förslagsställaren|familjehemmet"
    r"|omsorgstagaren|familjehemsföräldrarna|ägarna|ägaren|boende|sökande|klagande|vårdnadshavare|byggherre"
    r"|fastighetsägare|anmälare|ägare|förälder|hyresgäst|arrendatorn|sambor"
    r"|min man|min fru|hennes man|hans fru|paret|syskonen|barnbarnet|barnbarn|sonson|sonsonen|dotterson"
    r"|svärson|svärsonen|svärdotter|svärdottern|svärmor|svärfar|exman|exmannen|exfru|exhustru|pojkvän"
    r"|pojkvännen|flickvän|flickvännen|systerson|systerdotter|brorson|brorsdotter|lillasyster|lillebror"
    r"|storasyster|storebror|kompisen|väninnan|klasskamraten|barnets far|barnets mor"
)


@cache
def kin() -> re.Pattern[str]:
    """Kinship and private role words, lower case, right before a name."""
    return re.compile(rf"(?<![^\W\d_])(?<!-)(?:{tolerant(KIN_WORDS)}|[Hh]err|[Ff]ru) (?=[^\W\d_])")


@cache
def kin_start() -> "regex.Pattern[str]":
    """The same where a sentence or a line begins."""
    return regex.compile(rf"(?:(?<=[.!?] )|(?<=\n)|^)(?i:{tolerant(KIN_WORDS)}) (?=\p{{Lu}})")


@cache
def kin_is() -> re.Pattern[str]:
    """The same with `är` (`ägare till Eken 1:2 är Anna Berg`)."""
    return re.compile(
        rf"(?<![^\W\d_])(?<!-)(?i:{tolerant(KIN_WORDS)}|{tolerant(_SHARED)})"
        r"(?: (?:till|på|av|i|för) [^,.\n]{1,60}?)? är \n?(?=[^\W\d_])"
    )


INDEFINITE = frozenset({"boende", "sökande", "klagande", "fastighetsägare", "byggherre", "anmälare", "ägare"})
"""Role words that stand before other things than names too."""


@cache
def myself() -> "regex.Pattern[str]":
    """How a private person begins a letter."""
    return regex.compile(r"(?<!\p{L})(?i:jag heter|mitt namn är|undertecknad(?:e|,|),?) \n?(?=\p{L})")


@cache
def kin_apart() -> "regex.Pattern[str]":
    """The same with a comma (`Modern, Anna Berg`), also over what is owned (`ägaren till Eken 1:2, …`)."""
    return regex.compile(
        rf"(?<![\p{{L}}-])(?i:{tolerant(KIN_WORDS)})"
        r"(?: (?:till|på|av|i|för) [^,.\n]{1,60})?, \n?(?=\p{Lu})"
    )


@cache
def care_of() -> "regex.Pattern[str]":
    """Right before the one with whom somebody lives."""
    return regex.compile(r"(?<!\p{L})[cC]/[oO]:? ?")


_SENT = tolerant(
    r"(?:ansökan|anmälan|begäran|överklagande|överklagan|klagomål|skrivelse|synpunkter|synpunkt"
    r"|medborgarförslag|förslag|yttrande"
    r"|yttranden|erinran|erinringar|invändning|e-förslag|orosanmälan|brev|hemställan|komplettering|besvär"
    r"|framställan|framställning|anhållan|ansökningar|anmälningar|invändningar|mejl|e-post|skadeanmälan"
    r"|skadeståndsanspråk|klagoskrift|hembesök hos)"
)
_DONE_BY = tolerant(
    r"(?:inlämna[dt]|inlämnat|lämna[dt]|inkommit|insänt|insänd|väckt|ställd|söks|söktes|sökts|ansöks|begärs"
    r"|överklagats|överklagas"
    r"|lämnats|överklagad|undertecknat|undertecknad|inkom|kommit in|kom in|inkomna|insända|inlämnats"
    r"|lämnats in"
    r"|ägs|ägdes|framförts|framförs|anförs|anförts|betalas|innehas|bebos)"
)
_WORRY = tolerant(
    r"(?:orosanmälan|förhandsbedömning|barnavårdsutredning) (?:gällande|avseende|angående|rörande|om)"
)
GIVES_WORDS = (
    "beviljar|bevilja|förelägger|förelägga|ålägger|ålägga|medger|tillerkänner"
    "|delges|delge|underrättar|inkom|ansökte|anmälde"
)
_GIVES = tolerant(rf"(?:{GIVES_WORDS})")
_WHOSE = tolerant(
    r"(?:vårdnaden? om|umgänge[t]? (?:med|för)|omhändertagande[t]? av|faderskap(?:et)? för"
    r"|god man (?:för|åt)|förvaltare för|skadestånd till|lvu för)"
)
"""Matters that only persons have."""
_ABOUT = tolerant(
    r"(?:placering(?:en)? av|vård(?:en)? av"
    r"|adoption av"
    r"|bistånd (?:till|åt|för)|bygglov (?:till|för)"
    r"|lov (?:till|åt)"
    r"|bidrag till|utbetalning till|insatser för|utredning av"
    r"|utredning(?:en)? (?:om|rörande))"
)


@cache
def sent_by() -> "regex.Pattern[str]":
    """Words of what a private person sends an authority, or gets from it, read back from the name."""
    return regex.compile(
        rf"(?r)(?i:{_SENT} (?:(?:\(om[^)\n]{{1,40}}\) )?(?:från|av)"
        rf"|(?:om [^.,\n]{{1,60}} )?(?:från|inlämnad av|inkommen från))"
        rf"|(?<![^\W\d_]){_DONE_BY} (?:av|från)|(?<![^\W\d_]){_GIVES}|{_WORRY}"
        rf"|(?<![^\W\d_]){_WHOSE})(?![^\W\d_])(?:: ?|[ ])?\n?[ ]?"
    )


@cache
def about() -> "regex.Pattern[str]":
    """Words of an individual matter, read back from a name."""
    return regex.compile(rf"(?r)(?i:{_SENT} för|(?<![^\W\d_]){_ABOUT})(?![^\W\d_])[ ]?\n?[ ]?")


_TOPICS = tolerant(r"(?:avseende|angående|rörande|beträffande|gällande|ang\.)")


@cache
def topic() -> "regex.Pattern[str]":
    """Words that say whom something is about, right before a name."""
    return regex.compile(rf"(?<!\p{{L}})(?i:{_TOPICS})[ :]{{1,2}}\n?(?=\p{{L}})")


DOES_WORDS = (
    r"(?:ansöker|ansökte|ansökt|överklagar|överklagade|överklagat|inkommit|inkom med|kommit in|anför att"
    r"|anfört|klagar på|klagat|klagade|begär att|begärt|anmält|anhåller|anhållit|uppger|uppgav|uppgett|bosatt"
    r"|folkbokförd|är bosatt|är född|föddes|avled|avlidit|beviljas|beviljades|beviljats|omhändertas"
    r"|omhändertogs|placeras"
    r"|placerades|vistas|vårdas|ska betala|är placerad|är folkbokförd|motsätter sig|sökt|bor på|bor i|bor"
    r"|är gift|skild från|nekas|nekats|föreläggs|har rätt till|invänder|invänt"
    r"|lämnat in|lämnade in|(?:lämnat|lämnade) (?:ett |en )?(?:medborgarförslag|ansökan|synpunkter)"
    r"|skickat in|gett in|gav in"
    r"|yrkar ersättning|äger fastighet(?:en)?)"
)
BEFORE_DOES = "som|har|hade|det|också|även|nu|i"
_NOT_PRIVATELY = (
    r"(?! (?:\p{L}+ )?(?:jäv|förhinder|frånvaro|votering|omröstning|rösträkning|ordet|replik|ajournering"
    r"|entledigande|avsägelse|bordläggning|återremiss|sig))"
)


@cache
def verb_after() -> "regex.Pattern[str]":
    """What private persons do before an authority, right after a name, and members at a meeting do not."""
    return regex.compile(
        rf"[ ,]{{1,2}}\n?(?:som )?(?:har |hade )?(?:det )?(?:också |även |nu |i \p{{Ll}}+ )?"
        rf"{tolerant(DOES_WORDS)}(?!\p{{L}}){_NOT_PRIVATELY}"
    )


OWNED_WORDS = (
    r"(?:ansökan|ansökningar|överklagande|överklagan|begäran|klagomål|anmälan|medborgarförslag|e-förslag"
    r"|anhållan|invändning|invändningar|erinran|synpunkter|skrivelse|fastighet|tomt|bostad|lägenhet|hus"
    r"|bostadshus|hemadress|personnummer|barn|son|dotter|hustru|make|maka|sambo|syster|bror|vårdnadshavare|föräldrar|mamma"
    r"|pappa|sjukdom|hälsa|ekonomi|placering|umgänge|bygglov|uppehållstillstånd|dödsbo|bistånd)"
)


@cache
def owned_after() -> "regex.Pattern[str]":
    """What belongs to a private person, right after a name in the genitive."""
    return regex.compile(rf" \n?(?:\p{{Ll}}+ )?{tolerant(OWNED_WORDS)}(?!\p{{L}})")


GIVEN_WORDS = (
    r"bygglov|startbesked|slutbesked|marklov|rivningslov|strandskyddsdispens|förhandsbesked"
    r"|ekonomiskt bistånd|färdtjänst|hemtjänst|bostadsanpassningsbidrag|serveringstillstånd|skolskjuts"
    r"|dispens|särskilt boende|parkeringstillstånd"
)


@cache
def given_after() -> "regex.Pattern[str]":
    """What an authority gives a private person (`ger Anna Berg bygglov`), right after the name."""
    return regex.compile(rf" \n?(?:{GIVEN_WORDS})(?!\p{{L}})")


STANDING_WORDS = (
    r"(?:sökande|sökanden|klagande|klaganden|vårdnadshavare|granne|fastighetsägare|anmälare|byggherre|elev"
    r"|patient|brukare|klient|mor|far|mamma|pappa|make|maka|hustru|sambo|hyresgäst|privatperson"
    r"|dotter|son|syster|bror|mormor|morfar|farmor|farfar|svärson|svärdotter|barnbarn|god vän"
    r"|åk [0-9]|årskurs [0-9]|[0-9]{1,3} år(?! (?:som|i|av))"
    r"|boende (?:på|i|vid)|lagfaren ägare|ägare till (?:fastighet(?:en)?|\p{Lu}\p{L}+ \d))"
)


@cache
def standing_after() -> "regex.Pattern[str]":
    """What somebody is in a matter, as apposition to the name."""
    return regex.compile(rf"(?:, | ?\()(?:som är )?{tolerant(STANDING_WORDS)}(?!\p{{L}})")


_MATTERS = tolerant(
    r"(?:ansökan|bygglov|förhandsbesked|överklagande|anmälan|ekonomiskt bistånd|lvu|lvm|lss|adoption"
    r"|faderskap|vårdnad|umgänge"
    r"|placering|god man|förvaltarskap|strandskyddsdispens|bostadsanpassning|yttrande till domstol"
    r"|skolskjuts)"
)


@cache
def heading() -> "regex.Pattern[str]":
    """A line about one person's matter; a name at its end is that person's."""
    return regex.compile(rf"(?im)^[^\n]{{0,24}}?(?<!\p{{L}}){_MATTERS}(?!\p{{L}})[^\n]{{0,160}}$")


_OWN = tolerant(
    r"(?:sökande|ansök|bygglov|grann|klagand|överklag|vårdnad|elev|klient|brukare|bistånd|lvu|lvm|lss"
    r"|umgänge|placer|familjehem"
    r"|adopt|faderskap|god man|förvaltarskap|anmälare|orosanmäl|medborgarförslag|personn|född"
    r"|bostadsanpass|hyresgäst|skadestånd"
    r"|avlid|dödsbo|fastighetsägare|hemtjänst|missbruk|sjukskriv|uppsäg|avsked|disciplin|skolskjuts"
    r"|särskilt boende|tillståndsinnehav)"
)


@cache
def own_matter() -> re.Pattern[str]:
    """Words of a text, in lower case, that deals with somebody's own matter."""
    return re.compile(rf"(?<![^\W\d_]){_OWN}")


_ROLE_WORD = regex.compile(r"\p{Ll}{5,}")
ROLE_WORDS = frozenset(
    word
    for words in (_PERSONAL, _SHARED, KIN_WORDS)
    for word in _ROLE_WORD.findall(words)
    if not is_given(word)
)
"""Words of labels and kinship, which are no names where they begin a sentence."""
