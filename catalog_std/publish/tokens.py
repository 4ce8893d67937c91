"""Colours and type of the site: one table for light, dark and high contrast; and which pairs must be legible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple


class Shade(NamedTuple):
    """One colour in the three schemes."""

    light: str
    dark: str
    contrast: str


TOKENS: Mapping[str, Shade] = {
    "ink": Shade("#17212b", "#e6ecf0", "#ffffff"),
    "ink-2": Shade("#46535f", "#b5c1ca", "#ffffff"),
    "ink-3": Shade("#5b6874", "#98a6b1", "#ffffff"),
    "paper": Shade("#ffffff", "#151d23", "#000000"),
    "ground": Shade("#f2f5f7", "#0e1418", "#000000"),
    "sink": Shade("#f7f9fa", "#1a242b", "#000000"),
    "line": Shade("#d5dde3", "#2d3a43", "#ffffff"),
    "edge": Shade("#7c8a97", "#73838f", "#ffffff"),
    "brand": Shade("#0c5a72", "#7cc6d8", "#ffe94d"),
    "brand-2": Shade("#084557", "#a6dbe7", "#ffe94d"),
    "brand-soft": Shade("#e3f0f3", "#14313a", "#000000"),
    "on-brand": Shade("#ffffff", "#06222b", "#000000"),
    "mark": Shade("#b4301f", "#f2937f", "#ffb3a6"),
    "mark-soft": Shade("#fbeae6", "#3a1f1a", "#000000"),
    "good": Shade("#1d6b42", "#7fcfa0", "#9dffbe"),
    "good-soft": Shade("#e4f2e9", "#14301f", "#000000"),
    "warn": Shade("#805300", "#e6bd6a", "#ffe94d"),
    "warn-soft": Shade("#fbf1da", "#33280f", "#000000"),
    "c1": Shade("#0c5a72", "#7cc6d8", "#ffe94d"),
    "c2": Shade("#2f7487", "#55a3b8", "#ffffff"),
    "c3": Shade("#9cc8d2", "#245563", "#8a8a8a"),
    "c4": Shade("#c9d3da", "#33424c", "#444444"),
    "on-c": Shade("#ffffff", "#06222b", "#000000"),
    "h0": Shade("#f2d7d1", "#5a2a20", "#000000"),
    "h1": Shade("#f7e8cd", "#4d3c16", "#000000"),
    "h2": Shade("#eef2e0", "#33401c", "#000000"),
    "h3": Shade("#d5ebe0", "#1d4532", "#000000"),
    "h4": Shade("#b4dcc9", "#14563a", "#000000"),
    "on-h": Shade("#17212b", "#f0f5f2", "#ffffff"),
}
TEXT, LARGE = 4.5, 3.0
PAIRS: tuple[tuple[str, str, float], ...] = (
    *(
        (ink, under, TEXT)
        for ink in ("ink", "ink-2", "ink-3")
        for under in ("paper", "ground", "sink")
    ),
    *(
        (ink, under, TEXT)
        for ink in ("brand", "brand-2", "mark", "good")
        for under in ("paper", "ground", "sink")
    ),
    *(("ink", under, TEXT) for under in ("brand-soft", "mark-soft", "good-soft", "warn-soft")),
    *(
        ("ink-2", under, TEXT)
        for under in ("brand-soft", "mark-soft", "good-soft", "warn-soft")
    ),
    *(("ink-3", under, TEXT) for under in ("good-soft", "mark-soft")),
    *((name, f"{name}-soft", TEXT) for name in ("brand", "mark", "good", "warn")),
    ("on-brand", "brand", TEXT),
    ("on-brand", "brand-2", TEXT),
    ("on-c", "c1", TEXT),
    ("on-c", "c2", TEXT),
    *(("on-h", under, TEXT) for under in ("h0", "h1", "h2", "h3", "h4")),
    *(("edge", under, LARGE) for under in ("paper", "sink")),
    *(("mark", under, LARGE) for under in ("paper", "ground", "sink")),
    *(("c1", under, LARGE) for under in ("paper", "sink")),
)


def token_css(tokens: Mapping[str, Shade]) -> str:
    """Write the tokens as custom properties; the choice of a scheme is a radio button, read without script."""
    light, dark, contrast = (_properties(tokens, scheme) for scheme in range(3))
    wants_dark = ":root:not(:has(#scheme-light:checked, #scheme-contrast:checked))"
    rules = (
        f":root {{ color-scheme: light; {light} }}",
        f"@media (prefers-color-scheme: dark) {{ {wants_dark} {{ color-scheme: dark; {dark} }} }}",
        f":root:has(#scheme-dark:checked) {{ color-scheme: dark; {dark} }}",
        f":root:has(#scheme-contrast:checked) {{ color-scheme: dark; {contrast} }}",
        f"@media print {{ :root:root:root {{ color-scheme: light; {light} }} }}",
    )
    return "@layer tokens {\n" + "\n".join(rules) + "\n}\n"


def contrast_ratio(one: str, other: str) -> float:
    """Give the contrast of two colours ``#rrggbb`` as WCAG 2.2 defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def failing_pairs(tokens: Mapping[str, Shade]) -> Iterator[tuple[str, str, str, float]]:
    """Find the pairs that cannot be read in some scheme: scheme, ink, ground, ratio."""
    for ink, under, least in PAIRS:
        for scheme in Shade._fields:
            ratio = contrast_ratio(getattr(tokens[ink], scheme), getattr(tokens[under], scheme))
            if ratio < least:
                yield scheme, ink, under, ratio


def _properties(tokens: Mapping[str, Shade], scheme: int) -> str:
    return " ".join(f"--{name}: {shade[scheme]};" for name, shade in tokens.items())


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[n : n + 2], 16) / 255) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    bend, low = 0.04045, 12.92
    return part / low if part <= bend else float(((part + 0.055) / 1.055) ** 2.4)
