"""What can be done about a finding: mend it, or say in a comment why it stays."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lsprotocol import types as lsp

from catalog_std.document import documents_of
from catalog_std.edit import Change, mended
from catalog_std.editor.lines import Lines
from catalog_std.finding import Finding, Fix
from catalog_std.report.words import BY_NAME
from catalog_std.text import Lang, Text

_MEND = Text("改正：{title}", "mend: {title}")
_MEND_UNSAFE = Text("改正（可能改变含义）：{title}", "mend (may change what is meant): {title}")
_MEND_ALL = Text("改正本文件全部可自动改正之处", "mend all that can be mended in this file")
_SILENCE = Text(
    "不再提示 {rule}（注释里写明理由）", "ignore {rule} here (give a reason in the comment)"
)
_BREAK = re.compile(r"(\r\n|\n|\r)")
FIX_ALL = "source.fixAll.catalog-std"


@dataclass(frozen=True, slots=True)
class Desired:
    """A file's text as an editor holds it, and the findings that one asks about."""

    uri: str
    text: str
    lines: Lines
    lang: Lang


def actions(
    desired: Desired, here: Iterable[Finding], everywhere: Iterable[Finding]
) -> Iterator[lsp.CodeAction]:
    """Give what can be done about the findings here, then about all of the file."""
    for finding in here:
        yield from _mend(desired, finding)
        yield from _silence(desired, finding)
    changes = [_change(f, f.fix) for f in everywhere if f.fix and f.fix.safe]
    fresh = _fresh(desired.text, changes)
    if fresh:
        title = _MEND_ALL.said(desired.lang)
        yield _action(desired, title, fresh, kind=FIX_ALL)


def _mend(desired: Desired, finding: Finding) -> Iterator[lsp.CodeAction]:
    fresh = _fresh(desired.text, [_change(finding, finding.fix)] if finding.fix else [])
    if fresh and finding.fix:
        words = _MEND if finding.fix.safe else _MEND_UNSAFE
        title = BY_NAME[finding.rule].card.title.said(desired.lang)
        yield _action(
            desired, words.into(desired.lang, title=title), fresh, preferred=finding.fix.safe
        )


def _silence(desired: Desired, finding: Finding) -> Iterator[lsp.CodeAction]:
    for fresh in _commented(desired.text, finding):
        if _reads_alike(desired.text, fresh, finding.number):
            title = _SILENCE.into(desired.lang, rule=finding.rule)
            yield _action(desired, title, fresh)
            return


def _commented(text: str, finding: Finding) -> Iterator[str]:
    """Write the comment at the line's end, or on a line of its own above."""
    parts = _BREAK.split(text)
    at = 2 * (finding.where.span.line - 1)
    comment = f"# catalog-std: ignore[{finding.rule}] "
    yield "".join((*parts[:at], f"{parts[at].rstrip()}  {comment}", *parts[at + 1 :]))
    indent = " " * (len(parts[at]) - len(parts[at].lstrip(" ")))
    newline = parts[1] if len(parts) > 1 else "\n"
    yield "".join((*parts[:at], f"{indent}{comment}{newline}", *parts[at:]))


def _reads_alike(before: str, after: str, number: int) -> bool:
    """Say whether a comment is just that: the documents read as they did."""
    old, new = (documents_of("", text.encode("utf-8", "replace")) for text in (before, after))
    if number >= len(old) or old[number].data is None:
        return False
    return [d.data for d in old] == [d.data for d in new] and len(old[0].faults) == len(
        new[0].faults
    )


def _change(finding: Finding, fix: Fix) -> Change:
    return Change(finding.number, finding.pointer, finding.where.span, fix)


def _fresh(text: str, changes: list[Change]) -> str:
    """Apply changes; give the new text, or nothing where it would be the old one."""
    raw = text.encode("utf-8", "surrogatepass")
    after, _ = mended(raw, changes) if changes else (raw, ())
    return after.decode("utf-8", "surrogatepass") if after != raw else ""


def _action(
    desired: Desired, title: str, fresh: str, kind: str = "quickfix", *, preferred: bool = False
) -> lsp.CodeAction:
    edit = lsp.WorkspaceEdit(changes={desired.uri: [_edit(desired, fresh)]})
    return lsp.CodeAction(title, kind=kind, is_preferred=preferred or None, edit=edit)


def _edit(desired: Desired, fresh: str) -> lsp.TextEdit:
    """Say as one edit of whole lines what differs."""
    old, new = _ended(desired.text), _ended(fresh)
    head = _alike(old, new)
    tail = min(_alike(old[::-1], new[::-1]), len(old) - head, len(new) - head)
    end = lsp.Position(len(old) - tail, 0) if tail else desired.lines.position(len(old), 0)
    where = lsp.Range(lsp.Position(head, 0), end)
    return lsp.TextEdit(where, "".join(new[head : len(new) - tail]))


def _ended(text: str) -> list[str]:
    """Break a text into lines, each with its break."""
    *parts, last = _BREAK.split(text)
    return [*map("".join, zip(parts[::2], parts[1::2], strict=True)), last]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Count the lines with which two texts begin alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))
