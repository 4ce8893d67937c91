"""The ruler of days as an SVG: steps, the promised day, the legal limit, and the days saved."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from types import SimpleNamespace

from catalog_std.publish.atoms import escaped, said_in
from catalog_std.publish.charts import text, width_of
from catalog_std.publish.guide import Ruler
from catalog_std.publish.words import spoken
from catalog_std.text import Lang, counted

_WIDTH = 820
_MARGIN = 10
_TICKS = 60


def ruler_svg(ruler: Ruler | None, lang: Lang) -> str:
    """Draw a ruler; an empty text where there is none. Narrow screens hide it: the steps say the same."""
    if ruler is None:
        return ""
    return "".join(_parts(ruler, lang, spoken(lang)))


def _parts(ruler: Ruler, lang: Lang, w: SimpleNamespace) -> Iterator[str]:
    whole = max(ruler.promised.days, ruler.statutory.days if ruler.statutory else 0)
    unit = said_in(ruler.promised.unit, lang)
    steps = "，".join(f"{escaped(name)} {days:g}" for name, days in ruler.parts)
    label = w.ruler_label.format(
        parts=steps,
        promised=f"{ruler.promised.days:g}",
        unit=escaped(counted(ruler.promised.days, unit)),
    )
    yield f'<svg class="ruler" viewBox="0 0 {_WIDTH} 98" role="img" aria-label="{label}">'
    yield '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    yield '<line class="hatch" x1="0" y1="0" x2="0" y2="7"/></pattern></defs>'
    yield from _steps(ruler, whole)
    yield _scale(whole)
    yield text(_MARGIN, 92, w.ruler_start, "start")
    yield from _limits(ruler, whole, unit, w)
    yield "</svg>\n"


def _at(days: float, whole: float) -> float:
    return _MARGIN + (_WIDTH - 2 * _MARGIN) * days / whole


def _steps(ruler: Ruler, whole: float) -> Iterator[str]:
    """Draw each step as a bar; one too narrow for its name goes unnamed: the list below names it."""
    begun = 0.0
    for number, (name, days) in enumerate(ruler.parts):
        left, right = _at(begun, whole), _at(begun + days, whole)
        yield f'<rect class="c{number % 2 + 1}" x="{left:.1f}" y="26" width="{max(right - left - 2, 1):.1f}" height="36"/>'
        label = f"{name} {days:g}"
        if width_of(label) < right - left - 6:
            yield text((left + right) / 2, 49, label, "middle", "on")
        begun += days


@lru_cache(maxsize=256)
def _scale(whole: float) -> str:
    step = max(1, round(whole / _TICKS))
    ticks = (_at(day, whole) for day in range(0, int(whole) + 1, step))
    return "".join(
        f'<line class="base" x1="{x:.1f}" x2="{x:.1f}" y1="66" y2="71"/>' for x in ticks
    )


def _limits(ruler: Ruler, whole: float, unit: str, w: SimpleNamespace) -> Iterator[str]:
    promised, statutory = ruler.promised.days, ruler.statutory
    words = w.ruler_promised.format(n=f"{promised:g}", unit=counted(promised, unit))
    if statutory is None or statutory.days == promised:
        yield text(_at(promised, whole), 92, words, "end", "strong")
        return
    left, right = _at(promised, whole), _at(whole, whole)
    yield f'<rect class="saved" x="{left:.1f}" y="26" width="{right - left:.1f}" height="36"/>'
    fewer = whole - promised
    saved = w.saved.format(n=f"{fewer:g}", unit=counted(fewer, unit))
    yield text(right, 17, saved, "end")
    legal = w.ruler_statutory.format(n=f"{statutory.days:g}", unit=counted(whole, unit))
    yield text(right, 92, legal, "end")
    room = right - width_of(legal) - width_of(words) - 30
    middle = min(max(left, _MARGIN + 60 + width_of(words) / 2), room + width_of(words) / 2)
    yield text(middle, 92, words, "middle", "strong")
