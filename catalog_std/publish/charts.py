"""Charts as small SVG pictures: no script, no inline style, so they follow the reader's colours and print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from catalog_std.publish.atoms import escaped

_WIDTH = 640
_ROW = 27
_GLYPH, _LETTER = 13, 7
_WIDE_FROM = "\u2e80"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, how long it is (0 to 1), and the number written behind it."""

    name: str
    share: float
    shown: str


def bars(label: str, rows: Sequence[Bar], goal: float | None = None) -> str:
    """Draw bars under each other, and a dashed line at a goal."""
    left = min(max((width_of(row.name) for row in rows), default=0) + 14, _WIDTH // 2)
    height = len(rows) * _ROW + 6
    return _svg(label, _WIDTH, height, _bars(rows, left, goal, height))


def trend(label: str, points: Sequence[tuple[str, float]], goal: float | None = None) -> str:
    """Draw a line through shares by day, from 0 to 100 per cent."""
    return _svg(label, _WIDTH, 230, _trend(points, goal))


def width_of(words: str) -> int:
    """Guess the width of a text in pixels: a Chinese character is as wide as two others."""
    return sum(_GLYPH if character >= _WIDE_FROM else _LETTER for character in words)


def text(x: float, y: float, words: str, anchor: str = "start", kind: str = "") -> str:
    """Write words into a picture."""
    named = f' class="{kind}"' if kind else ""
    return (
        f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escaped(words)}</text>'
    )


def _svg(label: str, wide: int, high: int, parts: Iterable[str]) -> str:
    head = f'<svg class="chart" viewBox="0 0 {wide} {high}" role="img" aria-label="{escaped(label)}">'
    return head + "".join(parts) + "</svg>"


def _bars(rows: Sequence[Bar], left: int, goal: float | None, height: int) -> Iterator[str]:
    inner = _WIDTH - left - 62
    for number, row in enumerate(rows):
        y = number * _ROW
        yield text(left - 10, y + 18, _cut(row.name, left - 10), "end")
        yield f'<rect class="c4" x="{left}" y="{y + 5}" width="{inner}" height="17"/>'
        long = inner * min(max(row.share, 0), 1)
        if long:
            yield f'<rect class="c1" x="{left}" y="{y + 5}" width="{long:.1f}" height="17"/>'
        yield text(_WIDTH, y + 18, row.shown, "end", "strong")
    if goal is not None:
        x = left + inner * goal
        yield f'<line class="goal" x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{height}"/>'


def _trend(points: Sequence[tuple[str, float]], goal: float | None) -> Iterator[str]:
    left, right, top, bottom = 44, 70, 14, 200
    for share in (0, 0.25, 0.5, 0.75, 1):
        y = bottom - (bottom - top) * share
        yield f'<line class="axis" x1="{left}" x2="{_WIDTH - right}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield text(left - 8, y + 4, f"{share:.0%}", "end")
    steps = max(len(points) - 1, 1)
    wide = _WIDTH - left - right
    placed = [
        (left + wide * n / steps, bottom - (bottom - top) * min(max(share, 0), 1), day, share)
        for n, (day, share) in enumerate(points)
    ]
    if goal is not None:
        y = bottom - (bottom - top) * goal
        yield f'<line class="goal" x1="{left}" x2="{_WIDTH - right}" y1="{y:.1f}" y2="{y:.1f}"/>'
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y, _, _ in placed)
    yield f'<polyline class="line" points="{line}"/>'
    every = max(1, len(placed) // 6)
    for number, (x, y, day, share) in enumerate(placed):
        yield f'<circle class="c1" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>'
        if number % every == 0 or number == len(placed) - 1:
            yield text(x, 222, day, "middle")
        if number == len(placed) - 1:
            yield text(x + 9, y + 5, f"{share:.1%}", "start", "strong")


def _cut(words: str, room: int) -> str:
    """Shorten a name from the front, where places are alike, until it fits."""
    while width_of(words) > room and len(words) > 1:
        words = "…" + words.lstrip("…")[1:]
    return words
