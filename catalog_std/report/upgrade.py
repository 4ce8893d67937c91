"""What a revision of the standards does to a catalog, in words and as the published JSON document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import BaseModel, ConfigDict

from catalog_std.finding import Finding
from catalog_std.report.frame import plain
from catalog_std.report.words import basis, message
from catalog_std.run.upgrade import Upgrade
from catalog_std.text import Lang, Text

_HEADS = {
    "broken": Text("不再合规：{n}", "no longer conforming: {n}"),
    "stale": Text("需要更新：{n}", "growing stale: {n}"),
    "allowed": Text("变为允许：{n}", "newly allowed: {n}"),
}
_SIDES = Text(
    "标准由 {before} 到 {after}，{items} 个事项",
    "standards from {before} to {after}, {items} items",
)


class Impact(BaseModel):
    """What becomes of one place of one item."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    impact: Literal["broken", "stale", "allowed"]
    rule: str
    message: str
    basis: str
    item: str
    name: str
    file: str
    line: int
    column: int
    pointer: str


class Impacts(BaseModel):
    """The whole document."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    version: int = 1
    before: str
    after: str
    items: int
    impacts: list[Impact]


def impacts_of(upgrade: Upgrade, lang: Lang) -> Impacts:
    """Write a revision's impact down as the published document."""
    found = [
        _impact(kind, finding, lang)
        for kind, findings in _groups(upgrade)
        for finding in findings
    ]
    return Impacts(
        before=upgrade.before, after=upgrade.after, items=upgrade.items, impacts=found
    )


def upgrade_lines(upgrade: Upgrade, lang: Lang) -> Iterator[str]:
    """Print a revision's impact: what breaks, what grows stale, what becomes allowed."""
    facts = {"before": plain(upgrade.before), "after": plain(upgrade.after)}
    yield _SIDES.into(lang, items=upgrade.items, **facts)
    for kind, findings in _groups(upgrade):
        yield ""
        yield _HEADS[kind].into(lang, n=len(findings))
        for finding in findings:
            span = finding.where.span
            where = f"{plain(finding.where.file)}:{span.line}:{span.column}"
            yield f"  {where}: {plain(message(finding, lang))}  [{finding.rule}]"
            yield f"      = {basis(finding, lang)}"


Kind = Literal["broken", "stale", "allowed"]


def _groups(upgrade: Upgrade) -> tuple[tuple[Kind, tuple[Finding, ...]], ...]:
    return (
        ("broken", upgrade.broken),
        ("stale", upgrade.stale),
        ("allowed", upgrade.allowed),
    )


def _impact(kind: Kind, finding: Finding, lang: Lang) -> Impact:
    return Impact(
        impact=kind,
        rule=finding.rule,
        message=message(finding, lang),
        basis=basis(finding, lang),
        item=finding.subject.code,
        name=finding.subject.name,
        file=finding.where.file,
        line=finding.where.span.line,
        column=finding.where.span.column,
        pointer=str(finding.pointer),
    )
