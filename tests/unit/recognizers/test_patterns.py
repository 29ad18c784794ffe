"""The packs' patterns: what they fold, where they are looked for, what a time limit leaves."""

import pytest

from redactor.domain.review import Certainty, Scope
from redactor.recognizers.patterns import TIMED_OUT, PatternRules
from redactor.recognizers.patterns.literals import required
from redactor.rulepack import Fold, Rule


def rule(pattern: str | None = None, *fold: Fold, terms: tuple[str, ...] = (), **more: object) -> Rule:
    return Rule.model_validate(
        {
            "id": "prov.regel",
            "entity": "KOD",
            "pattern": pattern,
            "terms": terms,
            "fold": fold,
            "why": "Prov.",
            **more,
        }
    )


def cut(text: str, *rules: Rule) -> list[str]:
    return [hit.span.cut(text) for hit in PatternRules(rules).hits(text)]


@pytest.mark.parametrize(
    ("fold", "text", "hit"),
    [
        ((), "äpple", True),
        ((), "Äpple", False),
        ((Fold.CASE,), "ÄPPLE", True),
        ((Fold.CASE,), "apple", False),
        ((Fold.ACCENTS,), "apple", True),
        ((Fold.ACCENTS,), "Apple", False),
        ((Fold.OCR,), "APP1E", True),
        ((Fold.OCR,), "appie", True),
        ((Fold.OCR,), "apply", False),
    ],
)
def test_a_rule_looks_past_what_it_says(fold: tuple[Fold, ...], text: str, hit: bool) -> None:
    """Case, diacritics and OCR's misreadings, each only where asked for."""
    assert cut(f"ett {text} till", rule(r"\bäpple\b", *fold)) == ([text] if hit else [])


def test_a_pattern_s_syntax_is_no_letter() -> None:
    """Escapes, classes, groups and counts survive the folding of a pattern's letters."""
    pattern = r"(?<!\w)(?P<marker>[A-ZÅÄÖ]{2,3}\d{2,4}\p{Lu}?)(?= stig)"
    assert cut("till ÅÄ17 stig", rule(pattern, Fold.CASE, Fold.ACCENTS)) == ["ÅÄ17"]


def test_terms_are_bounded_words() -> None:
    """Over any blanks, the longest first."""
    found = cut("röd  dörr, röda dörrar", rule(None, terms=("röd", "röd dörr")))
    assert found == ["röd  dörr"]


def test_the_group_marker_is_the_hit() -> None:
    """What stands around it is only looked at."""
    assert cut("Kod: 17", rule(r"Kod: (?P<marker>\d+)")) == ["17"]


@pytest.mark.parametrize(
    "place", ["{}", "{}\n", "\n" * 50 + "{}", "a" * 9_000 + "\n{}\n" + "b" * 9_000, "ß İ\n{}"]
)
def test_a_rule_hits_wherever_its_string_stands(place: str) -> None:
    """First, last, far apart, and after letters that fold to several."""
    text = place.format("rad med kod XQ-17 i")
    assert cut(text, rule(r"^.{0,20}\b(?P<marker>kod xq-\d\d)\b", Fold.CASE)) == ["kod XQ-17"]


def test_neighbouring_hits_are_each_found() -> None:
    """Regions that touch are read once, none is left out and none read twice."""
    text = "\n".join(f"kod XQ-{n:02}" for n in range(40))
    assert cut(text, rule(r"kod XQ-\d\d")) == text.split("\n")


def test_a_rule_out_of_time_is_a_hit_over_everything() -> None:
    """Suspect, and under a reason of its own: never nothing."""
    rules = PatternRules([rule(r"(?:a|aa|aaa){1,60}b", scope=Scope.LINE)], timeout=0.01)
    (hit,) = rules.hits("a" * 4_000 + "c b")
    assert (hit.reason, hit.certainty) == (TIMED_OUT + "prov.regel", Certainty.SUSPECT)
    assert (hit.span.start, hit.span.end) == (0, 4_003)


@pytest.mark.parametrize(
    ("pattern", "strings"),
    [
        (r"(?i)\bsekretess(?:belagd)?\b", ("sekretess",)),
        (r"a(?:röd|grön)b", ("grön", "röd")),
        (r"LV[UM] \d", ("lvm ", "lvu ")),
        (r"(?P<namn>kod)\p{Lu}", ("kod",)),
        (r"kod|\d+", ()),
        (r"(?:kod)?\d", ()),
        (r"(?:kod){e<=1}", ()),
        (r"[[a-z]--[b]]kod", ()),
        (r"straße", ("stra",)),
        (r"(?<=kod)\d\d", ()),
        (r"(ab", ()),
    ],
)
def test_the_strings_a_match_must_hold(pattern: str, strings: tuple[str, ...]) -> None:
    """Read off the pattern; nothing is said of what only `regex` understands."""
    assert required(pattern).strings == strings
