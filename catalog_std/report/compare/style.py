"""How the page of a comparison looks: on screens wide and narrow, light and dark, and on paper."""

from __future__ import annotations

_LIGHT = """:root{--ink:#1a2330;--soft:#55606e;--line:#d5dbe3;--page:#f3f5f8;--card:#fff;--lead:#0b5c70;
--no:#a3201a;--no-bg:#fde9e7;--ask:#7a4a00;--ask-bg:#fdf1d8;--yes:#14603a;--yes-bg:#e3f3e9;--apart:#f0edfa}"""
_REST = """
@media(prefers-color-scheme:dark){:root{--ink:#e8ecf1;--soft:#a9b4c1;--line:#3a4552;--page:#12171d;--card:#1b222b;
--lead:#7fd0e3;--no:#ffb1aa;--no-bg:#4a1f1d;--ask:#ffd58a;--ask-bg:#45340f;--yes:#9fe0ba;--yes-bg:#173a28;--apart:#2c2840}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.6 "PingFang SC","HarmonyOS Sans SC","Microsoft YaHei",
"Noto Sans CJK SC","Source Han Sans SC",system-ui,sans-serif}
.choice{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:.4rem 1.6rem;padding:.7rem 1.5rem;background:var(--card);
border-bottom:1px solid var(--line);font-weight:600}
.choice input{width:1.1em;height:1.1em;accent-color:var(--lead);vertical-align:-.15em}
main,footer{max-width:90rem;margin:0 auto;padding:1rem 1.5rem}
footer{color:var(--soft);font-size:.85rem}
article{margin:0 0 2.5rem}
h1,h2{line-height:1.25;margin:.2rem 0 .6rem;font-size:2rem}
h3{font-size:1.15rem;margin:0 0 .6rem}
.code{margin:1rem 0 0;color:var(--soft);font-variant-numeric:tabular-nums}
.lede{font-size:1.08rem;margin:0 0 1rem}
.sum{display:flex;flex-wrap:wrap;gap:.5rem 3rem;margin:0 0 1.2rem;padding:.8rem 0;border-block:2px solid var(--ink)}
.sum div{display:flex;flex-direction:column-reverse}
.sum dd{margin:0;font-size:1.8rem;font-weight:700;line-height:1.2}
.sum dt{color:var(--soft);font-size:.9rem}
section,nav{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1.1rem 1.3rem;margin:0 0 1rem}
.scroll{overflow-x:auto}
.scroll:focus-visible{outline:3px solid var(--lead)}
table{border-collapse:collapse;width:100%;font-size:.95rem}
th,td{text-align:left;vertical-align:top;padding:.5rem .7rem;border-bottom:1px solid var(--line);min-width:6.5rem;overflow-wrap:anywhere}
thead th{border-bottom:2px solid var(--ink);background:var(--card)}
tbody th{font-weight:500;min-width:11rem}
th:first-child{position:sticky;left:0;background:var(--card);z-index:1}
.group th{background:var(--page);font-weight:700}
.inner{padding-left:2rem;color:var(--soft)}
small{display:block;color:var(--soft);font-size:.82rem;font-weight:400}
.key{color:var(--soft);font-size:.9rem;margin:0 0 .6rem}
.tag{display:inline-block;border:1px solid;border-radius:.2rem;padding:0 .35rem;font-size:.76rem;white-space:nowrap}
.tag.allowed{color:var(--yes)}.tag.not_allowed{color:var(--no);background:var(--no-bg)}.tag.unclear{color:var(--ask);background:var(--ask-bg)}
td.deviating{background:var(--apart)}td.lightest{background:var(--yes-bg)}td.heaviest{background:var(--ask-bg)}
td.unclear{background:var(--ask-bg);box-shadow:inset 4px 0 var(--ask)}
td.not_allowed{background:var(--no-bg);box-shadow:inset 4px 0 var(--no)}
td.not_allowed small,li.not_allowed b{color:var(--no)}
td.unclear small,li.unclear b{color:var(--ask)}
.look ul{margin:0;padding:0;list-style:none}.look li{padding:.4rem 0;border-top:1px solid var(--line);overflow-wrap:anywhere}
a{color:var(--lead)}
body:has(#only:checked) tr.same{display:none}
body:not(:has(#own:checked)):has(#only:checked) tr.own{display:none}
body:has(#only:checked) tbody:not(:has(tr.told)):not(:has(tr.own)){display:none}
body:not(:has(#own:checked)):has(#only:checked) tbody:not(:has(tr.told)){display:none}
@media(max-width:40rem){h1,h2{font-size:1.5rem}main{padding:1rem .7rem}th:first-child{position:static}}
@media print{@LIGHT@
body{background:#fff;font-size:9.5pt}h2,h3,.key,.group{break-after:avoid}.choice{display:none}section,nav{border:0;padding:0;break-inside:auto}
.scroll{overflow:visible}tr{break-inside:avoid}thead{display:table-header-group}th:first-child{position:static}
th,td{min-width:0;padding:.25rem .35rem}article{break-after:page}
*{-webkit-print-color-adjust:exact;print-color-adjust:exact}@page{size:A4 landscape;margin:12mm}}
"""
STYLE = (
    f"\n{_LIGHT}{_REST.replace('@LIGHT@', _LIGHT)}"  # paper is light, whatever the screen is
)
