"""``unevaluated*``: which items or properties are left over, by which branches succeed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from catalog_std.proof.demands import Region
from catalog_std.proof.formula import NO, YES, Fact, Formula, Later, both, either
from catalog_std.proof.meter import RefusedError
from catalog_std.proof.nodes import TRUE, Node, Pool, Signed

Pair: TypeAlias = tuple[Formula, Formula]
_DEPTH = 40
_ITEMS: Final = ("items", "prefixItems", "contains", "unevaluatedItems")
_PROPERTIES: Final = (
    *("properties", "patternProperties", "additionalProperties", "unevaluatedProperties"),
)


class Seen(NamedTuple):
    """What branches have evaluated: all, or names and patterns, or a prefix and what is contained."""

    all: bool = False
    names: frozenset[str] = frozenset()
    patterns: frozenset[str] = frozenset()
    prefix: int = 0
    contained: frozenset[int] = frozenset()

    def also(self, other: Seen) -> Seen:
        """Add what another branch has evaluated."""
        return Seen(
            self.all or other.all,
            self.names | other.names,
            self.patterns | other.patterns,
            max(self.prefix, other.prefix),
            self.contained | other.contained,
        )


Then: TypeAlias = Callable[[Seen], Formula]


@dataclass(frozen=True, slots=True)
class Step:
    """A branch beside the keyword: ``must`` succeed, ``may``, ``if`` it does, or with a ``name``."""

    way: str
    child: int
    name: str = ""
    then: int = TRUE
    other: int = TRUE


class Evaluation:
    """Works out ``unevaluated*`` as a formula: a case for each set of branches that succeed."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool

    def of_properties(self, node: Node) -> Pair:
        """Say what ``unevaluatedProperties`` of a node demands, and its opposite."""
        child = node["unevaluatedProperties"]

        def over(kind: str, end: Formula, *, holds: bool) -> Formula:
            def last(seen: Seen) -> Formula:
                names, patterns = tuple(sorted(seen.names)), tuple(sorted(seen.patterns))
                region = Region(None, names, patterns)
                return end if seen.all else Fact(kind, region, Signed(child, holds))

            return _Walk(self.pool, node, _PROPERTIES).formula(last)

        if child == TRUE:
            return YES, NO
        return over("region", YES, holds=True), over("some", NO, holds=False)

    def of_items(self, node: Node) -> Pair:
        """Say what ``unevaluatedItems`` of a node demands, and its opposite."""
        child = node["unevaluatedItems"]

        def over(kind: str, end: Formula, *, holds: bool) -> Formula:
            def last(seen: Seen) -> Formula:
                kinds = (child, *sorted(seen.contained))
                wanted = self.pool.add(anyOf=kinds) if seen.contained else child
                return end if seen.all else Fact(kind, seen.prefix, Signed(wanted, holds))

            return _Walk(self.pool, node, _ITEMS).formula(last)

        if child == TRUE:
            return YES, NO
        return over("rest", YES, holds=True), over("exists", NO, holds=False)


class _Walk:
    """One walk over the branches in place of a node, case by case."""

    def __init__(self, pool: Pool, start: Node, words: tuple[str, ...]) -> None:
        self.pool = pool
        self.start = start
        self.words = words
        self.telling: dict[int, bool] = {}

    def formula(self, last: Then) -> Formula:
        """Give the formula that ends, in each case, in what ``last`` makes of it."""
        return self._node(self.start, Seen(), last, 0)

    def _node(self, node: Node, seen: Seen, then: Then, depth: int) -> Formula:
        if depth > _DEPTH or "opaque" in node:
            raise RefusedError(reason="unevaluated", about="unevaluated*")
        steps = [step for step in self._steps(node) if self._tells(step)]
        return self._run(steps, seen.also(self._own(node)), then, depth)

    def _run(self, steps: list[Step], seen: Seen, then: Then, depth: int) -> Formula:
        if seen.all or not steps:
            return then(seen)
        step, rest = steps[0], steps[1:]

        def on(found: Seen) -> Formula:
            return self._run(rest, found, then, depth)

        def into(child: int, after: Then) -> Then:
            return lambda found: self._node(self.pool.nodes[child], found, after, depth + 1)

        if step.way == "must":
            return into(step.child, on)(seen)
        yes, no = _conditions(step)
        failed = into(step.other, on) if step.way == "if" else on
        after = into(step.then, on) if step.way == "if" else on
        met = Later(lambda: into(step.child, after)(seen))
        return either((both((yes, met)), both((no, Later(lambda: failed(seen))))))

    def _steps(self, node: Node) -> Iterator[Step]:
        for child in node.get("allOf", ()):
            yield Step("must", child)
        for child in (*node.get("anyOf", ()), *node.get("oneOf", ())):
            yield Step("may", child)
        if "if" in node:
            yield Step("if", node["if"], "", node.get("then", TRUE), node.get("else", TRUE))
        if self.words is _PROPERTIES:
            for name, child in node.get("dependentSchemas", {}).items():
                yield Step("with", child, name)

    def _tells(self, step: Step) -> bool:
        return any(self._told(child) for child in (step.child, step.then, step.other))

    def _told(self, number: int) -> bool:
        """Say whether a node may evaluate anything in its place."""
        if number not in self.telling:
            self.telling[number] = False
            node = self.pool.nodes[number]
            told = "opaque" in node or any(word in node for word in self.words)
            self.telling[number] = told or any(self._tells(step) for step in self._steps(node))
        return self.telling[number]

    def _own(self, node: Node) -> Seen:
        if self.words is _ITEMS:
            rest = "items" in node or (node is not self.start and "unevaluatedItems" in node)
            prefix = len(node.get("prefixItems", ()))
            return Seen(rest, prefix=prefix, contained=frozenset(_single(node, "contains")))
        others = node is not self.start and "unevaluatedProperties" in node
        return Seen(
            "additionalProperties" in node or others,
            frozenset(node.get("properties", ())),
            frozenset(node.get("patternProperties", ())),
        )


def _single(node: Node, word: str) -> tuple[int, ...]:
    return (node[word],) if word in node else ()


def _conditions(step: Step) -> tuple[Formula, Formula]:
    if step.way == "with":
        return Fact("required", step.name), Fact("absent", step.name)
    return Signed(step.child, holds=True), Signed(step.child, holds=False)
