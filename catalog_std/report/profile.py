"""Where the time goes, in words: stages, then the rules that cost most."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_std.run.profile import STAGES, Profile
from catalog_std.text import Lang, Text

_MOST = 20
_HEAD = Text(
    "各阶段的处理器时间（{files} 个文件，一个进程，不用缓存）：",
    "processor time by stage ({files} files, one process, no cache):",
)
_RULES = Text("最费时的规则：", "the rules that cost most:")
_STAGES = {
    "basics": Text("找基本目录事项", "finding basic items"),
    "reading": Text("读文件、解析 YAML", "reading files and YAML"),
    "laying": Text("叠加基本目录事项", "laying items over basic items"),
    "schema": Text("各层标准的 schema", "schemas of the layers"),
    "view": Text("整理出事项", "seeing items"),
    "rules": Text("逐项规则", "rules over one item"),
    "facts": Text("摘录事实", "taking facts"),
    "loading": Text("装入事实", "loading facts"),
    "queries": Text("整目录规则", "rules over the catalog"),
}


def profile_lines(profile: Profile, lang: Lang) -> Iterator[str]:
    """Print seconds, microseconds a file, and shares."""
    whole = sum(profile.stages.values()) or 1.0
    yield _HEAD.into(lang, files=profile.files)
    for stage in STAGES:
        used = profile.stages.get(stage, 0.0)
        yield _line(_STAGES[stage].said(lang), used, whole, profile.files)
    yield _RULES.said(lang)
    for rule, used in sorted(profile.rules.items(), key=lambda pair: -pair[1])[:_MOST]:
        yield _line(rule, used, whole, profile.files)


def _line(name: str, used: float, whole: float, files: int) -> str:
    each = used / max(files, 1) * 1e6
    return f"{used:9.3f} s {each:8.1f} µs {used / whole:6.1%}  {name}"
