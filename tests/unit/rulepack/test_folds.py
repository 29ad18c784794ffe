"""What a rule looks past keeps every character in its place."""

import pytest

from redactor.rulepack.folds import Fold, view_of


@pytest.mark.parametrize("text", ["SEKRETESS", "İ 6verledamot", "Å|1der", "ẞ"])
@pytest.mark.parametrize("fold", list(Fold))
def test_a_view_has_the_length_of_its_text(text: str, fold: Fold) -> None:
    """Also where a letter has no small form of one character, as the Turkish İ."""
    assert len(view_of((fold,)).of_text(text)) == len(text)


def test_letter_without_a_small_form() -> None:
    """`İ` stays itself and does not stop the others from being read as OCR meant them."""
    assert view_of((Fold.OCR,)).of_text("İ ENL1GT 1EDAMOT")[2:] == view_of((Fold.OCR,)).of_text(
        "enl1gt ledamot"
    )
