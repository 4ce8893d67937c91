"""What may be typed next: keys that the standards know, tokens of code lists, codes of basic items."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lsprotocol import types as lsp

from catalog_std.document import Document
from catalog_std.editor.cursor import Cursor, cursor_at
from catalog_std.editor.lines import Lines
from catalog_std.report.standards import element_lines
from catalog_std.run.session import Session
from catalog_std.source import Pointer
from catalog_std.standard.profile import Profile
from catalog_std.text import Lang, Text

_CODES = ("basic_code", "issued_by")
_REQUIRED = Text("必填", "required")
_FLAGS = (("true", Text("是", "yes")), ("false", Text("否", "no")))


@dataclass(frozen=True, slots=True)
class _Offer:
    """One thing to type: its text, what it means, and other words to find it by."""

    text: str
    kind: lsp.CompletionItemKind
    meaning: str = ""
    more: str = ""
    rank: str = "1"
    clauses: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks: the session, the profile that the item is judged by, the language."""

    session: Session
    profile: Profile
    lang: Lang


def profile_for(session: Session, documents: Sequence[Document], line: int) -> Profile:
    """Give the profile of the item at a line; of a text that is no YAML now, what its words tell."""
    begun = [d for d in documents if (d.root.span.line <= line + 1) and d.data] or [
        d for d in documents if d.data
    ]
    return session.job.profiles.of(begun[-1].data if begun else {})


def completions(asking: Asking, lines: Lines, at: lsp.Position) -> list[lsp.CompletionItem]:
    """Give what fits at a position."""
    cursor = cursor_at(lines.lines, at.line, lines.column(at))
    start = lines.position(at.line, lines.column(at) - len(cursor.typed))
    where = lsp.Range(start, at)
    return [_item(offer, where) for offer in _offers(asking, cursor)]


def _offers(asking: Asking, cursor: Cursor) -> Iterator[_Offer]:
    if cursor.wants_key:
        yield from _keys(asking, cursor)
    if not cursor.wants_key or asking.profile.root.along(cursor.path).annotation("x-codes"):
        yield from _values(asking, cursor.path)


def _keys(asking: Asking, cursor: Cursor) -> Iterator[_Offer]:
    element = asking.profile.root.along(cursor.path)
    asked = {name for f in element.facets for name in f.schema.get("required", ())}
    for name in element.names:
        if name in cursor.taken:
            continue
        label = element.inside(name).label
        meaning = label.said(asking.lang) if label else ""
        nested = element.inside(name).names or element.inside(name).inside(0).facets
        yield _Offer(
            f"{name}:" if nested else f"{name}: ",
            lsp.CompletionItemKind.Field,
            f"{meaning} · {_REQUIRED.said(asking.lang)}" if name in asked else meaning,
            label.zh if label else "",
            "0" if name in asked else "1",
            clauses_of(asking, cursor.path / name),
        )


def _values(asking: Asking, path: Pointer) -> Iterator[_Offer]:
    element = asking.profile.root.along(path)
    listed = asking.profile.lists.get(element.annotation("x-codes") or "")
    for entry in listed.entries.values() if listed else ():
        words = entry.zh if asking.lang == "zh" else entry.en or entry.zh
        meaning = f"{words} · {entry.code}" if entry.code else words
        more = " ".join((entry.zh, *entry.aliases))
        yield _Offer(entry.token, lsp.CompletionItemKind.EnumMember, meaning, more)
    if element.annotation("type") == "boolean":
        for text, meant in _FLAGS:
            yield _Offer(text, lsp.CompletionItemKind.Keyword, meant.said(asking.lang))
    if path and path[-1] in _CODES:
        for code, document in sorted(asking.session.basics.items()):
            name = str(document.data.get("name", ""))
            yield _Offer(f'"{code}"', lsp.CompletionItemKind.Reference, name, f"{code} {name}")


def clauses_of(asking: Asking, path: Pointer) -> str:
    """Tell, as Markdown, what each layer says of an element, and who may change it."""
    _, *lines = element_lines(asking.profile, path, asking.lang)
    return "\n".join(
        f"  - {line.strip()}" if line.startswith("      ") else f"- {line.strip()}"
        for line in lines
    )


def _item(offer: _Offer, where: lsp.Range) -> lsp.CompletionItem:
    clauses = lsp.MarkupContent(lsp.MarkupKind.Markdown, offer.clauses)
    return lsp.CompletionItem(
        label=offer.text.strip().removesuffix(":"),
        kind=offer.kind,
        detail=offer.meaning or None,
        documentation=clauses if offer.clauses else None,
        filter_text=f"{offer.text.strip()} {offer.more}".strip(),
        sort_text=f"{offer.rank}{offer.text}",
        text_edit=lsp.TextEdit(where, offer.text),
    )
