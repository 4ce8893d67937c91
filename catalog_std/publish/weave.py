"""Pictures of the graph of papers: which sectors ask which, and one paper among its items."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from catalog_std.graph.web import Web
from catalog_std.publish.atoms import escaped
from catalog_std.publish.charts import text, width_of
from catalog_std.publish.words import WORDS
from catalog_std.text import Lang, Text

_SIDE = 12
_ROW = 30
_WIDE = 820
_MOST_ARCS = 80
_HEAD = '<svg class="chart" '
_STYLE = (
    "<style>text{font:13px sans-serif;fill:#33475b}.strong{font-weight:600}"
    ".edge,.arc{fill:none;stroke:#4d8ea3;stroke-opacity:.6}.node{fill:#fff;stroke:#0c5a72;stroke-width:2}</style>"
)


def paper_svg(name: str, givers: Sequence[str], needers: Sequence[str]) -> str:
    """Draw a paper between those who give it and those who ask for it; the lists below name them all."""
    left, right = _side(givers), _side(needers)
    high = max(len(left), len(right), 1) * _ROW + 10
    middle = high / 2
    parts = [
        f'<svg class="chart" viewBox="0 0 {_WIDE} {high}" role="img" aria-label="{escaped(name)}">'
    ]
    for words, x, anchor, edge, out in (
        *((w, 222, "end", 230, 330) for w in left),
        *((w, 598, "start", 590, 490) for w in right),
    ):
        row = (left if anchor == "end" else right).index(words)
        count = len(left if anchor == "end" else right)
        y = middle + (row - (count - 1) / 2) * _ROW
        bend = (edge + out) / 2
        parts.append(
            f'<path class="edge" d="M{edge} {y:.1f}C{bend} {y:.1f} {bend} {middle:.1f} {out} {middle:.1f}"/>'
        )
        parts.append(text(x, y + 5, _fit(words, 222), anchor))
    parts.append(
        f'<rect class="node" x="330" y="{middle - 17:.1f}" width="160" height="34" rx="4"/>'
    )
    parts.append(text(410, middle + 5, _fit(name, 148), "middle", "strong"))
    return "".join((*parts, "</svg>"))


def _side(names: Sequence[str]) -> list[str]:
    shown = list(dict.fromkeys(names))
    more = len(shown) - _SIDE
    return [*shown[:_SIDE], f"… +{more}"] if more > 0 else shown


def _fit(words: str, room: int) -> str:
    while width_of(words) > room:
        words = words.rstrip("…")[:-1] + "…"
    return words


def sectors_svg(web: Web, sectors: Mapping[str, Text], lang: Lang) -> str:
    """Draw which sectors' papers which sectors ask for: a line a pair, as thick as there are guides.

    The heaviest pairs are drawn, so that the picture can be read however large the catalog is.
    """
    pairs = sorted(web.between.items(), key=lambda one: (-one[1], one[0]))[:_MOST_ARCS]
    givers, needers = _ranked(pairs, 0), _ranked(pairs, 1)
    high = max(len(givers), len(needers), 1) * _ROW + 10
    most = max((count for _, count in pairs), default=1)
    label = WORDS["papers_picture"].said(lang)
    parts = [f'{_HEAD}viewBox="0 0 {_WIDE} {high}" role="img" aria-label="{escaped(label)}">']
    for (giver, needer), count in sorted(pairs):
        y, z = 20 + _ROW * givers.index(giver), 20 + _ROW * needers.index(needer)
        thick = 1 + 9 * count / most
        parts.append(
            f'<path class="arc" stroke-width="{thick:.1f}" d="M260 {y}C410 {y} 410 {z} 560 {z}"/>'
        )
    for x, anchor, side in ((250, "end", givers), (570, "start", needers)):
        for row, token in enumerate(side):
            words = sectors.get(token, Text(token, token)).said(lang)
            parts.append(text(x, 25 + _ROW * row, _fit(words, 240), anchor))
    return "".join((*parts, "</svg>"))


def standing_alone(svg: str, lang: Lang) -> str:
    """Make a picture of a page into a file of its own: with its colours, on white."""
    tongue = WORDS["tongue"].said(lang)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{tongue}" class="chart" '
    return svg.replace(_HEAD, head, 1).replace(
        ">", f'>{_STYLE}<rect width="100%" height="100%" fill="#fff"/>', 1
    )


def _ranked(pairs: Iterable[tuple[tuple[str, str], int]], side: int) -> list[str]:
    """List the sectors of one side, the busiest first."""
    sums: dict[str, int] = defaultdict(int)
    for pair, count in pairs:
        sums[pair[side]] += count
    return sorted(sums, key=lambda token: (-sums[token], token))
