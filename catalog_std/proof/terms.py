"""Regular languages as terms with derivatives: both, either and not are their own operations.

A derivative is what may follow a first character. Equal terms are one object, so that the terms
reached from one are the states of its automaton. Anchors need no automaton of their own: a start
is empty only before the first character, an end only behind the last.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any, Final

from catalog_std.proof.chars import ANY, Ranges, has, merged
from catalog_std.proof.pattern import (
    Anchor,
    Chars,
    Choice,
    NotRegularError,
    Repeat,
    Tree,
)

_UNROLLED: Final = 12


class Term:
    """A language: its kind and its parts. Compared by identity; made by ``Terms`` only."""

    __slots__ = ("edges", "kind", "next", "number", "parts", "plain")
    plain: bool

    def __init__(self, number: int, kind: str, parts: tuple[Any, ...]) -> None:
        inner = [part for part in parts if isinstance(part, Term)]
        self.number = number
        self.kind = kind
        self.parts = parts
        self.plain = kind != "anchor" and all(part.plain for part in inner)
        self.next: dict[int, Term] = {}
        self.edges: tuple[int, ...] | None = None

    def empty(self, *, first: bool, last: bool) -> bool:  # noqa: PLR0911 - a kind each
        """Say whether the empty text is in it, at the start or the end of the whole text."""
        match self.kind:
            case "blank":
                return True
            case "anchor":
                return first if self.parts[0] else last
            case "cat" | "and":
                return all(part.empty(first=first, last=last) for part in self.parts)
            case "or":
                return any(part.empty(first=first, last=last) for part in self.parts)
            case "not":
                return not self.parts[0].empty(first=first, last=last)
            case "repeat":
                return self.parts[1] == 0 or bool(self.parts[0].empty(first=first, last=last))
            case _:
                return self.kind == "words" and "" in self.parts[0]


class Terms:
    """All terms of one proof."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Term] = {}
        self.nothing = self._make("chars", ())
        self.blank = self._make("blank")
        self.all = self._make("not", self.nothing)

    def _make(self, kind: str, *parts: Any) -> Term:  # noqa: ANN401 - terms, ranges, counts
        term = self._known.get((kind, parts))
        if term is None:
            term = self._known[kind, parts] = Term(len(self._known), kind, parts)
        return term

    def of(self, tree: Tree) -> Term:
        """Give the texts in which a pattern matches somewhere."""
        return self.cat(self.all, self.cat(self._of(tree), self.all))

    def words(self, words: frozenset[str]) -> Term:
        """Give the language of just these words."""
        return self._make("words", words) if words else self.nothing

    def chars(self, ranges: Ranges) -> Term:
        """Give the language of single characters."""
        return self._make("chars", ranges)

    def cat(self, one: Term, other: Term) -> Term:
        """Put one behind the other."""
        if self.nothing in (one, other):
            return self.nothing
        if one is self.blank or other is self.blank:
            return other if one is self.blank else one
        if one.kind == "cat":
            return self.cat(one.parts[0], self.cat(one.parts[1], other))
        if other is self.all and one.plain and one.empty(first=False, last=False):
            return self.all
        if one is self.all and other.kind == "cat" and other.parts[0] is self.all:
            return other
        return self._make("cat", one, other)

    def either(self, terms: Iterable[Term]) -> Term:
        """Join languages."""
        kept = self._flat("or", terms) - {self.nothing}
        chars = [term for term in kept if term.kind == "chars"]
        if len(chars) > 1:
            ranges = merged(pair for term in chars for pair in term.parts[0])
            kept = (kept - set(chars)) | {self.chars(ranges)}
        if self.all in kept or _clash(kept):
            return self.all
        if self.blank in kept and any(
            term.plain and term is not self.blank and term.empty(first=False, last=False)
            for term in kept
        ):
            kept.remove(self.blank)
        return self._joined("or", kept, self.nothing)

    def both(self, terms: Iterable[Term]) -> Term:
        """Give what languages have in common."""
        kept = self._flat("and", terms) - {self.all}
        if self.nothing in kept or _clash(kept):
            return self.nothing
        return self._joined("and", kept, self.all)

    def no(self, term: Term) -> Term:
        """Give all other texts."""
        inner: Term = term.parts[0] if term.kind == "not" else self._make("not", term)
        return inner

    def repeat(self, term: Term, least: int, most: int | None) -> Term:
        """Put a language behind itself; ``most`` None: without end."""
        if most == 0 or term is self.blank:
            return self.blank
        if term is self.nothing:
            return self.nothing if least else self.blank
        if (least, most) == (1, 1):
            return term
        if not term.plain and (least, most) not in ((0, None), (0, 1)):
            return self._unrolled(term, least, most)
        if (least, most) == (0, None) and term.kind == "chars" and term.parts[0] == ANY:
            return self.all
        return self._make("repeat", term, least, most)

    def derived(self, term: Term, char: int, *, first: bool = False) -> Term:
        """Give what may follow a character that is the first of a language."""
        if first and not term.plain:
            return self._derived(term, char, first=True)
        found = term.next.get(char)
        if found is None:
            found = term.next[char] = self._derived(term, char, first=False)
        return found

    def edges(self, term: Term) -> tuple[int, ...]:
        """Give the characters at which what may follow can change."""
        if term.edges is None:
            term.edges = tuple(sorted(set(self._edges(term))))
        return term.edges

    def matches(self, term: Term, word: str) -> bool:
        """Say whether a text is in a language."""
        first = True
        for char in word:
            term = self.derived(term, ord(char), first=first)
            first = False
        return term.empty(first=first, last=True)

    def _of(self, tree: Tree) -> Term:
        match tree:
            case Chars(ranges):
                return self.chars(ranges)
            case Anchor(start):
                return self._make("anchor", start)
            case Choice(parts):
                return self.either(self._of(part) for part in parts)
            case Repeat(part, least, most):
                return self.repeat(self._of(part), least, most)
            case _:
                term = self.blank
                for part in reversed(tree.parts):
                    term = self.cat(self._of(part), term)
                return term

    def _unrolled(self, term: Term, least: int, most: int | None) -> Term:
        """Write out the repetition of an anchor: its copies differ by where they stand."""
        if max(least, most or 0) > _UNROLLED:
            raise NotRegularError(feature="^{n}")
        rest = self.repeat(term, 0, None) if most is None else self.blank
        for _ in range((most or least) - least):
            rest = self.repeat(self.cat(term, rest), 0, 1)
        for _ in range(least):
            rest = self.cat(term, rest)
        return rest

    def _derived(self, term: Term, char: int, *, first: bool) -> Term:  # noqa: PLR0911 - a kind each
        parts = term.parts
        match term.kind:
            case "chars":
                return self.blank if has(parts[0], char) else self.nothing
            case "words":
                return self._after(term).get(char, self.nothing)
            case "cat":
                return self._behind(parts[0], parts[1], char, first=first)
            case "or" | "and":
                join = self.either if term.kind == "or" else self.both
                return join(self.derived(part, char, first=first) for part in parts)
            case "not":
                return self.no(self.derived(parts[0], char, first=first))
            case "repeat":
                part, least, most = parts
                fewer = self.repeat(part, max(least - 1, 0), None if most is None else most - 1)
                return self.cat(self.derived(part, char, first=first), self._inside(fewer))
            case _:
                return self.nothing

    def _after(self, term: Term) -> dict[int, Term]:
        """Derive a list of words by all its first letters at once."""
        tails: dict[int, set[str]] = {}
        for word in sorted(term.parts[0] - {""}):
            tails.setdefault(ord(word[0]), set()).add(word[1:])
        for head, rest in tails.items():
            term.next[head] = self.words(frozenset(rest))
        return term.next

    def _behind(self, one: Term, other: Term, char: int, *, first: bool) -> Term:
        taken = self.cat(self.derived(one, char, first=first), self._inside(other))
        if not one.empty(first=first, last=False):
            return taken
        return self.either((taken, self.derived(other, char, first=first)))

    def _inside(self, term: Term) -> Term:
        """Give a part of a pattern where no text starts any more."""
        if term.plain:
            return term
        parts = term.parts
        match term.kind:
            case "anchor":
                return self.nothing if parts[0] else term
            case "cat":
                return self.cat(self._inside(parts[0]), self._inside(parts[1]))
            case "or":
                return self.either(self._inside(part) for part in parts)
            case _:
                return self.repeat(self._inside(parts[0]), parts[1], parts[2])

    def _edges(self, term: Term) -> Iterable[int]:
        match term.kind:
            case "chars":
                yield from (edge for low, high in term.parts[0] for edge in (low, high + 1))
            case "words":
                heads = {ord(word[0]) for word in term.parts[0] if word}
                yield from (edge for head in heads for edge in (head, head + 1))
            case "cat":
                yield from self.edges(term.parts[0])
                if term.parts[0].empty(first=True, last=True) or not term.parts[0].plain:
                    yield from self.edges(term.parts[1])
            case "or" | "and" | "not" | "repeat":
                for part in term.parts:
                    yield from self.edges(part) if isinstance(part, Term) else ()
            case _:
                return

    @staticmethod
    def _flat(kind: str, terms: Iterable[Term]) -> set[Term]:
        return {
            part for term in terms for part in (term.parts if term.kind == kind else (term,))
        }

    def _joined(self, kind: str, terms: set[Term], none: Term) -> Term:
        if len(terms) < 2:  # noqa: PLR2004 - one is no join
            return next(iter(terms), none)
        return self._make(kind, *sorted(terms, key=lambda term: term.number))


def _clash(terms: set[Term]) -> bool:
    return any(term.kind == "not" and term.parts[0] in terms for term in terms)


def intervals(edges: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Cut all characters at edges, surrogates left out."""
    cuts = sorted({*edges, *(edge for low, high in ANY for edge in (low, high + 1))} - {0})
    low = 0
    for cut in cuts:
        if has(ANY, low):
            yield low, cut - 1
        low = cut
