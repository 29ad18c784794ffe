"""A plot of shares with their intervals as SVG, without a library: a line a share."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_LEFT, _WIDTH, _STEP, _TOP = 330, 560, 20, 46
_INK, _MAIN, _SECOND, _GRID = "#222", "#1f5fa8", "#c26a1a", "#ddd"


@dataclass(frozen=True, slots=True)
class Bar:
    """A label and a share with its interval; `second` is one to hold beside it."""

    label: str
    share: Mapping[str, Any]
    second: Mapping[str, Any] | None


def bars(title: str, rows: Sequence[Bar]) -> str:
    """From 0 to 100 per cent; the point is the share, the line its 95 % interval."""
    height = _TOP + _STEP * len(rows) + 24
    total = _LEFT + _WIDTH + 70
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{total}" height="{height}"'
        f' viewBox="0 0 {total} {height}" font-family="sans-serif" font-size="12">',
        f'<rect width="{total}" height="{height}" fill="white"/>',
        f'<text x="12" y="20" font-size="14" fill="{_INK}">{html.escape(title)}</text>',
    ]
    if any(row.second is not None for row in rows):
        parts.append(_legend())
    for tenth in range(0, 11, 2):
        x = _x(tenth / 10)
        parts.append(f'<path d="M{x} {_TOP - 10}V{height - 20}" stroke="{_GRID}"/>')
        parts.append(
            f'<text x="{x}" y="{height - 6}" text-anchor="middle" fill="{_INK}">{tenth * 10} %</text>'
        )
    for index, row in enumerate(rows):
        y = _TOP + _STEP * index
        parts.append(f'<text x="{_LEFT - 12}" y="{y + 4}" text-anchor="end">{html.escape(row.label)}</text>')
        if row.second is not None:
            parts.append(_point(row.second, y + 4, _SECOND))
        parts.append(_point(row.share, y, _MAIN))
    return "\n".join([*parts, "</svg>"]) + "\n"


def _legend() -> str:
    words = (("review redacted", _MAIN, 400), ("review kept", _SECOND, 540))
    return "".join(
        f'<circle cx="{x}" cy="16" r="4" fill="{colour}"/><text x="{x + 9}" y="20">{word}</text>'
        for word, colour, x in words
    )


def _point(share: Mapping[str, Any], y: float, colour: str) -> str:
    if share["value"] is None:
        return ""
    low, high, at = _x(share["low"]), _x(share["high"]), _x(share["value"])
    line = f'<path d="M{low} {y}H{high}" stroke="{colour}" stroke-width="2"/>'
    told = f"<title>{share['value']:.3f}</title>"
    return f'{line}<circle cx="{at}" cy="{y}" r="3.5" fill="{colour}">{told}</circle>'


def _x(value: float) -> float:
    return round(_LEFT + _WIDTH * value, 1)
