"""Shares and their intervals."""

import pytest

from redactor.evaluation.figures import figures, share


def test_wilson_interval() -> None:
    """The textbook's example: 15 of 20 is between 0.531 and 0.888."""
    found = share(15, 20)
    assert found.value == 0.75
    assert found.low == pytest.approx(0.5313, abs=1e-4)
    assert found.high == pytest.approx(0.8881, abs=1e-4)


def test_all_of_few_is_not_certain() -> None:
    """Ten of ten leaves room below, none of ten above; never outside 0 and 1."""
    assert share(10, 10).low == pytest.approx(0.7225, abs=1e-4)
    assert share(10, 10).high == pytest.approx(1.0)
    assert share(0, 10).low == 0.0
    assert share(0, 10).high == pytest.approx(0.2775, abs=1e-4)


def test_none_of_none_is_no_share() -> None:
    """Nothing measured is not a success."""
    assert share(0, 0).value is None
    with pytest.raises(ValueError, match="2 of 1"):
        share(2, 1)


def test_no_documents() -> None:
    """An empty measurement has every field and no share."""
    made = figures([])
    assert made["documents"]["measured"] == 0
    assert made["must_go"][-1]["recall"]["redact"]["value"] is None
