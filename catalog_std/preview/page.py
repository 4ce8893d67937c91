"""Pages of the preview: what is wrong, and each item as it stands with all it inherits."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from urllib.parse import quote

from catalog_std.document import Document, Place
from catalog_std.finding import Finding
from catalog_std.preview.sought import sought
from catalog_std.preview.window import id_at, page_at
from catalog_std.report.frame import plain
from catalog_std.report.html import LANGS, STYLE, article
from catalog_std.report.words import totals
from catalog_std.run.desk import Opened
from catalog_std.run.lint import Outcome
from catalog_std.source import Pointer, line_in
from catalog_std.standard.profile import Profile
from catalog_std.text import Lang, Text
from catalog_std.trouble import CatalogError

MOST = 300  # findings on a page: a browser takes no pleasure in forty thousand
SCRIPT = """\
let here = document.body.dataset.revision;
const frame = document.querySelector("iframe");
const ask = async () => {
  try {
    const said = await fetch("/revision", { cache: "no-store" });
    const now = said.ok ? await said.text() : here;
    if (now === here) return;
    here = now;
    (frame ? frame.contentWindow : window).location.reload();
  } catch {}
};
setInterval(ask, 1000);
"""
SHEET = (
    STYLE
    + """
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
td:first-child { width: 40%; } tr.inherited td { opacity: .75; } nav { margin: 1rem 0; }
a { color: var(--info); } iframe { width: 100%; height: 85vh; border: 1px solid var(--line); } input, button { font: inherit; padding: .2rem .5rem; }
@media (max-width: 40rem) {
  thead { display: none; } tr { display: block; padding: .35rem 0; border-bottom: 1px solid var(--line); }
  td, td:first-child { display: block; width: auto; padding: 0 .5rem; border: 0; }
}
"""
)
_TITLE = Text("目录预览", "Catalog preview")
_ASK = Text("事项编码或文件", "an item's code or file")
_SHOW = Text("看事项", "show the item")
_MORE = Text("另有 {count} 条未列出", "{count} more are not listed")
_BACK = Text("全部发现", "all findings")
_HEADS = (Text("要素", "element"), Text("值", "value"), Text("出处", "from"))
_GUIDE = Text("看办事指南", "the guide as published")
_ITEM = Text("看要素", "its elements")
_ALONE = Text("单独打开", "open it by itself")
_NO_GUIDE = Text("没有指南：{why}", "no guide: {why}")
_NO_ITEM = Text("没有事项 {name}", "no item {name}")


def findings_page(opened: Opened, lang: Lang, revision: int) -> str:
    """Print every finding by file."""
    session = opened.session
    findings = session.everything()
    names = session.job.texts.names
    on = session.job.profiles.on
    outcome = Outcome(findings, len(names), session.items, on)
    parts = [f"<p>{escape(totals(outcome, lang))}</p>", *_form(lang)]
    for file, some in groupby(findings[:MOST], key=lambda finding: finding.where.file):
        parts.append(f'<section><h2><a href="/item?of={quote(file)}">{_safe(file)}</a></h2>')
        parts += _articles(opened, list(some), lang)
        parts.append("</section>")
    if len(findings) > MOST:
        parts.append(f"<p>{_MORE.into(lang, count=len(findings) - MOST)}</p>")
    return page(_TITLE.said(lang), parts, lang, revision)


def item_page(opened: Opened, name: str, lang: Lang, revision: int) -> str | None:
    """Print the items of a file, or the one of a code, as they stand; None where there is none."""
    documents = sought(opened, name)
    if not documents:
        return None
    parts = [f'<nav><a href="/">{_BACK.said(lang)}</a></nav>']
    for document in documents:
        file = document.source.name
        parts.append(f"<h2>{_safe(file)}</h2>")
        guide = f"/guide?of={quote(id_at(document))}"
        parts.append(f'<nav><a href="{guide}">{_GUIDE.said(lang)}</a></nav>')
        profile = opened.session.job.profiles.of(document.data)
        found = [f for f in opened.session.findings(file) if f.number == document.number]
        parts += _articles(opened, found[:MOST], lang)
        parts += _table(document, profile, lang)
    title = str((documents[0].data or {}).get("name", name))
    return page(title, parts, lang, revision)


def guide_page(name: str, why: Text | None, lang: Lang, revision: int) -> str:
    """Frame the guide of an item, or print why it has none."""
    here, item = f"/guide/{page_at(name, lang)}", f"/item?of={quote(name)}"
    parts = [
        f'<nav><a href="/">{_BACK.said(lang)}</a> · <a href="{item}">{_ITEM.said(lang)}</a>',
        f' · <a href="{_safe(here)}">{_ALONE.said(lang)}</a></nav>',
        f'<iframe src="{_safe(here)}" title="{_GUIDE.said(lang)}"></iframe>',
    ]
    if why:
        parts[1:] = ["</nav>", f"<p>{_safe(_NO_GUIDE.into(lang, why=why.said(lang)))}</p>"]
    return page(_GUIDE.said(lang), parts, lang, revision)


def trouble_page(error: CatalogError, lang: Lang, revision: int) -> str:
    """Print why there is nothing to show."""
    return page(_TITLE.said(lang), [f"<p>{_safe(error.saying.said(lang))}</p>"], lang, revision)


def missing_page(name: str, lang: Lang, revision: int) -> str:
    """Print that nothing goes by a name."""
    words = _safe(_NO_ITEM.into(lang, name=name))
    return page(_TITLE.said(lang), [f"<p>{words}</p>", *_form(lang)], lang, revision)


def page(title: str, parts: Sequence[str], lang: Lang, revision: int) -> str:
    """Put a page together; it asks for nothing but its own sheet and script."""
    head = (
        "<!DOCTYPE html>",
        f'<html lang="{LANGS[lang]}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_safe(title)}</title>",
        '<link rel="stylesheet" href="/sheet.css"><script src="/live.js" defer></script></head>',
        f'<body data-revision="{revision}"><main><h1>{_safe(title)}</h1>',
    )
    return "\n".join((*head, *parts, "</main></body></html>", ""))


def _form(lang: Lang) -> Iterator[str]:
    ask, show = _ASK.said(lang), _SHOW.said(lang)
    yield f'<nav><form action="/item"><label>{ask} <input name="of"></label>'
    yield f"<button>{show}</button></form></nav>"


def _articles(opened: Opened, findings: Sequence[Finding], lang: Lang) -> Iterator[str]:
    for file, some in groupby(findings, key=lambda finding: finding.where.file):
        path = opened.home.root / file
        text = path.read_bytes().decode("utf-8", "replace") if path.is_file() else ""
        for finding in some:
            yield from article(finding, lang, line_in(text, finding.where.span.line))


def _table(document: Document, profile: Profile, lang: Lang) -> Iterator[str]:
    heads = "".join(f"<th>{head.said(lang)}</th>" for head in _HEADS)
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    for pointer, value in _leaves(document.data, Pointer()):
        element = profile.root.along(pointer)
        place = Place(document, pointer)
        own = place.source is document.source
        label = element.label.said(lang) if element.label else ""
        shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        listed = profile.lists.get(element.annotation("x-codes") or "")
        entry = listed.entries.get(shown) if listed else None
        meaning = f" {entry.zh if lang == 'zh' else entry.en or entry.zh}" if entry else ""
        row = "own" if own else "inherited"
        path = ".".join(str(step) for step in pointer)
        yield (
            f'<tr class="{row}"><td>{_safe(label)} <small>{_safe(path)}</small></td>'
            f"<td>{_safe(shown)}<small>{_safe(meaning)}</small></td>"
            f"<td><small>{_safe(place.source.name)}:{place.span.line}</small></td></tr>"
        )
    yield "</tbody></table>"


def _leaves(data: object, at: Pointer) -> Iterator[tuple[Pointer, object]]:
    match data:
        case dict() if data:
            for key, value in data.items():
                yield from _leaves(value, at / key)
        case list() if data:
            for index, value in enumerate(data):
                yield from _leaves(value, at / index)
        case _ if at:
            yield at, data
        case _:
            return


def _safe(text: str) -> str:
    return escape(plain(text))
