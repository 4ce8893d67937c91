"""How a page of changes looks: nothing to load, good on a screen and on paper, in light and in dark."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from catalog_std.text import Lang

_STYLE = """
:root{--paper:#fbfaf7;--ink:#1d2129;--soft:#667;--line:#e3e0d8;--card:#fff;--heavier:#b3261e;--unknown:#8a5a00;--lighter:#1a6b3c;--neither:#5b6472}
@media(prefers-color-scheme:dark){:root{--paper:#15171b;--ink:#e8e6e1;--soft:#9aa0aa;--line:#2c3038;--card:#1c1f25;--heavier:#ff8a80;--unknown:#f0b95a;--lighter:#7fd6a2;--neither:#9aa4b2}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:16px/1.65 "Noto Sans SC","Source Han Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif}
main{max-width:60rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
h1{font-size:1.75rem;line-height:1.3;margin:0 0 .25rem}
h2{font-size:1.1rem;margin:2.5rem 0 .75rem;padding-bottom:.35rem;border-bottom:1px solid var(--line)}
.soft{color:var(--soft);font-size:.9rem;margin:0}
.sums{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.75rem;margin:1.5rem 0}
.sum{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:.7rem .9rem}
.sum b{display:block;font-size:1.6rem;line-height:1.25;font-variant-numeric:tabular-nums}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--line);vertical-align:top}
td.n,th.n{text-align:right}
article{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.2rem;margin:0 0 1rem;break-inside:avoid-page}
article h3{font-size:1.05rem;margin:0}
code{font:.82rem/1.5 ui-monospace,"Cascadia Mono",Menlo,Consolas,monospace;color:var(--soft);overflow-wrap:anywhere}
ul{list-style:none;margin:.6rem 0 0;padding:0}
li{padding:.4rem 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
li code{display:block}
h2+ul li:first-child{border-top:0}
.tag{display:inline-block;min-width:3.2em;font-weight:600;margin-right:.5em}
.heavier{color:var(--heavier)}.unknown{color:var(--unknown)}.lighter{color:var(--lighter)}.neither{color:var(--neither)}
.ok{display:block;color:var(--lighter);font-size:.9rem}
@media print{:root{--paper:#fff;--card:#fff;--ink:#000;--soft:#444;--line:#bbb;--heavier:#900;--unknown:#640;--lighter:#040;--neither:#444}
body{font-size:10.5pt}main{max-width:none;padding:0}
@page{size:A4;margin:16mm}h2,h3{break-after:avoid}li,tr{break-inside:avoid}}
"""

CLOSING = "</main></body></html>"


def opening(title: str, told: str, lang: Lang) -> Iterator[str]:
    """Begin a page: its title, and a line that tells what it is about."""
    code = "zh-CN" if lang == "zh" else "en"
    yield "<!doctype html>"
    yield f'<html lang="{code}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width,initial-scale=1">'
    yield f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>"
    yield f"<header><h1>{escape(title)}</h1>"
    yield f'<p class="soft">{escape(told)}</p></header>'


def sums(counts: list[tuple[str, int, str]]) -> Iterator[str]:
    """Show numbers side by side: a colour, the number and what it counts, each."""
    yield '<section class="sums">'
    for colour, count, word in counts:
        yield f'<div class="sum"><b class="{colour}">{count}</b>{escape(word)}</div>'
    yield "</section>"
