"""Judgements of standards in words an officer understands, with an example where there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from catalog_std.report.asked import asked, named, shown
from catalog_std.report.reasons import REASONS
from catalog_std.standard.check.judgement import Call, Ground, Judgement, telling
from catalog_std.standard.check.way import Entries, Named, Nth, Path
from catalog_std.standard.check.way import shown as path_shown
from catalog_std.text import Text

_MOST = 8
_LEAVES = {
    "closed": Text("不许下层标准涉及", "leaves it to no lower standard"),
    "narrow": Text("只许下层标准收紧", "lets lower standards only tighten it"),
    "extend": Text("只许下层标准增补", "lets lower standards only add to it"),
    "open": Text("由下层标准决定", "leaves it to lower standards"),
}
_BREACHES = {
    "closed": Text("涉及了它", "speaks of it"),
    "added": Text("增加了要素 {name}", "adds the element {name}"),
    "opened": Text("允许任何别的要素", "lets in any other element"),
    "freer-item": Text(
        "给实施清单的自由比上层给的多", "gives items more freedom than those above give"
    ),
    "freer-standard": Text(
        "给下层标准的自由比上层给的多",
        "gives lower standards more freedom than those above give",
    ),
    "beyond": Text("不止增补，还放宽了要求", "does not only add to it, but loosens it"),
    "list-closed": Text("改动了代码表", "changes the list"),
    "list-added": Text("往代码表里增加了 {tokens}", "adds {tokens} to the list"),
}
_REASONS: dict[str, Text] = {
    **{str(name): words for name, words in REASONS.items()},
    "no-list": Text("上层没有这个代码表", "no layer above has this list"),
}


def saying(judgement: Judgement) -> Text:
    """Put a judgement into both tongues."""
    words = _SAYINGS[judgement.call](judgement)
    if judgement.explained:
        why = judgement.explained
        return Text(f"{words.zh}（已说明：{why.zh}）", f"{words.en} (explained: {why.en})")
    return words


def _contradiction(judgement: Judgement) -> Text:
    if judgement.why == "code-twice":
        tokens = _tokens(judgement)
        return Text(
            f"{_element(judgement).zh}中同一个官方代码指两样东西：{tokens}",
            f"in {_element(judgement).en} one official code means two things: {tokens}",
        )
    told = _clauses((*judgement.lower, *judgement.upper), judgement.path)
    return Text(
        f"没有任何事项能同时满足（{_element(judgement).zh}）：{told.zh}",
        f"no item can meet all of these ({_element(judgement).en}): {told.en}",
    )


def _dead(judgement: Judgement) -> Text:
    told = _clauses((*judgement.lower, *judgement.upper), judgement.path)
    also = [path for path in judgement.also if path != judgement.path]
    more = Text("", "")
    if also:
        names = ", ".join(f"`{path_shown(path)}`" for path in also[:_MOST]) + (
            "…" if len(also) > _MOST else ""
        )
        more = Text(f"；连带落空：{names}", f"; with it fall: {names}")
    element = _element(judgement)
    return Text(
        f"{element.zh}填什么都不行：{told.zh}{more.zh}",
        f"nothing can stand in {element.en}: {told.en}{more.en}",
    )


def _latitude(judgement: Judgement) -> Text:
    above, below = judgement.upper[0], judgement.lower[0]
    leaves = _LEAVES[above.value] if above.keyword == "x-latitude" else _asks(above)
    facts = {"name": judgement.path[-1] if judgement.path else "", "tokens": _tokens(judgement)}
    does, element, example = _BREACHES[judgement.why], _element(judgement), _example(judgement)
    own, upper = named(below.clause), named(above.clause)
    return Text(
        f"{element.zh}：{upper.zh} {leaves.zh}，{own.zh} {does.zh.format(**facts)}{example.zh}",
        f"{element.en}: {upper.en} {leaves.en}; {own.en} {does.en.format(**facts)}{example.en}",
    )


def _loosening(judgement: Judgement) -> Text:
    above, below = judgement.upper[0], judgement.lower[0]
    element, rule, example = _element(judgement), asked(above), _example(judgement)
    value, own, upper = (
        value_at(judgement.witness, judgement.path),
        named(below.clause),
        named(above.clause),
    )
    return Text(
        f"{own.zh}：{element.zh}允许{value.zh}；{upper.zh} 要求{rule.zh}{example.zh}",
        f"{own.en}: {element.en} allows {value.en}; {upper.en} asks that it {rule.en}{example.en}",
    )


def _redundancy(judgement: Judgement) -> Text:
    if judgement.why == "all":
        return Text(
            "整部标准没有增加任何要求，可以废止",
            "the whole standard adds nothing and could be abolished",
        )
    element = _element(judgement)
    there = list(dict.fromkeys(named(ground.clause) for ground in telling(judgement.upper)))
    told = _clauses(judgement.lower, judgement.path)
    zh, en = "、".join(one.zh for one in there), ", ".join(one.en for one in there)
    return Text(
        f"{element.zh}没有增加什么，{zh or '上层'} 已有：{told.zh}",
        f"{element.en} adds nothing to {en or 'the layers above'}: {told.en}",
    )


def _undecided(judgement: Judgement) -> Text:
    element, reason = _element(judgement), why_undecided(judgement.why, judgement.about)
    return Text(f"{element.zh}未能判定：{reason.zh}", f"{element.en} is undecided: {reason.en}")


def why_undecided(why: str, about: str) -> Text:
    """Say why something was neither proved nor refuted."""
    reason, more = _REASONS[why], f" ({about})" if about else ""
    return Text(reason.zh + more, reason.en + more)


def _compatible(judgement: Judgement) -> Text:
    element = _element(judgement)
    if not judgement.has_witness:
        return Text(f"{element.zh}与上层相容", f"{element.en} agrees with the layers above")
    told, value = (
        _clauses(judgement.lower, judgement.path),
        value_at(judgement.witness, judgement.path),
    )
    return Text(
        f"{element.zh}收紧：{told.zh}；上层允许{value.zh}",
        f"{element.en} is tightened: {told.en}; those above allow {value.en}",
    )


_SAYINGS: dict[Call, Callable[[Judgement], Text]] = {
    Call.CONTRADICTION: _contradiction,
    Call.DEAD: _dead,
    Call.LATITUDE: _latitude,
    Call.LOOSENING: _loosening,
    Call.REDUNDANCY: _redundancy,
    Call.UNDECIDED: _undecided,
    Call.COMPATIBLE: _compatible,
}


def _element(judgement: Judgement) -> Text:
    """Name the element as an officer knows it: its path and its label."""
    if not judgement.path:
        return Text("事项", "the item")
    path, label = f"`{judgement.element}`", judgement.label
    if label is None:
        return Text(f"{path} ", path)
    return Text(f"{path}（{label.zh}）", f"{path} ({label.en})")


def _clauses(grounds: Sequence[Ground], path: Path) -> Text:
    """Say what each clause asks, in whose name; the kind of value only where nothing else is asked."""
    told = [_clause(ground, path) for ground in telling(grounds)]
    return Text("；".join(one.zh for one in told), "; ".join(one.en for one in told))


def _clause(ground: Ground, path: Path) -> Text:
    rule, name = asked(ground), named(ground.clause)
    if ground.path == path:
        return Text(f"{name.zh} 要求{rule.zh}", f"{name.en} asks that it {rule.en}")
    element = f"`{path_shown(ground.path) or '.'}`"
    return Text(
        f"{name.zh} 要求 {element} {rule.zh}", f"{name.en} asks that {element} {rule.en}"
    )


def _asks(ground: Ground) -> Text:
    rule = asked(ground)
    return Text(f"要求{rule.zh}", f"asks that it {rule.en}")


def _tokens(judgement: Judgement) -> str:
    value = judgement.lower[0].value
    return ", ".join(map(str, value[:_MOST])) if isinstance(value, list) else ""


def _example(judgement: Judgement) -> Text:
    if not judgement.has_witness:
        return Text("", "")
    value = shown(judgement.witness)
    return Text(f"；例如 {value}", f"; for example {value}")


def value_at(witness: Any, path: Path) -> Text:  # noqa: ANN401 - JSON
    """Give what stands in an element in an example; where nothing does, that is what matters."""
    found = list(_values_at(witness, path))
    if not found:
        return Text("不写", "its absence")
    return Text(f" {shown(found[-1])}", shown(found[-1]))


def _values_at(value: Any, path: Path) -> Iterator[Any]:  # noqa: ANN401 - JSON
    if not path:
        yield value
        return
    match path[0], value:
        case Named(name), dict() if name in value:
            yield from _values_at(value[name], path[1:])
        case Entries(after), list():
            for entry in value[after:]:
                yield from _values_at(entry, path[1:])
        case Nth(index), list() if index < len(value):
            yield from _values_at(value[index], path[1:])
