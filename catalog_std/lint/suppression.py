"""A suppression: a comment in which an officer says that a finding is known, why, and until when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from catalog_std.document import Document
from catalog_std.document.comments import Comment, comments_of
from catalog_std.source import Span

Problem = Literal["form", "blanket", "date", "place"]
_FORM = re.compile(
    r"#[ \t]*+catalog-std[ \t]*+:[ \t]*+(?P<what>ignore-file|ignore)[ \t]*+\[(?P<rules>[^\[\]]*)\](?P<rest>.*)"
)
_UNTIL = re.compile(
    r"[（(][ \t]*+(?:until|至)(?:[ \t]*+(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[ \t]*+[)）]\Z)?"
)
_OWN = ("suppressions/", "baseline/")


@dataclass(frozen=True, slots=True)
class Suppression:
    """What one comment asks: silence of some rules on some lines. ``problem`` says why it is not one."""

    file: str
    number: int
    span: Span
    text: str
    words: tuple[str, ...] = ()
    lines: tuple[int, int] = (0, 0)
    reason: str = ""
    until: date | None = None
    problem: Problem | None = None

    def span_of(self, word: str) -> Span:
        """Say where one of its rules stands in the text."""
        column = self.span.column + self.text.index(word, self.text.index("["))
        return Span(self.span.line, column, self.span.line, column + len(word))

    def without(self, words: Iterable[str]) -> str | None:
        """Give the comment without some of its rules; None where none would be left."""
        left = [word for word in self.words if word not in words]
        head, _, rest = self.text.partition("[")
        return f"{head}[{', '.join(left)}]{rest.partition(']')[2]}" if left else None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a suppression must be to count: whose names it may use, and what it must say."""

    names: Mapping[str, str] = field(default_factory=dict)
    require_reason: bool = True
    longest: int | None = None

    def counts(self, suppression: Suppression, on: date) -> bool:
        """Say whether a suppression has all it needs on a day."""
        return not (
            suppression.problem
            or self.lacks_reason(suppression)
            or expired(suppression, on)
            or self.overlong(suppression, on)
        )

    def lacks_reason(self, suppression: Suppression) -> bool:
        """Say whether a reason is asked for and not given."""
        return self.require_reason and not suppression.reason

    def overlong(self, suppression: Suppression, on: date) -> bool:
        """Say whether it runs longer than the catalog lets any run."""
        last = self.last_day(on)
        return last is not None and (suppression.until is None or suppression.until > last)

    def last_day(self, on: date) -> date | None:
        """Give the last day up to which a suppression may run; None where any may."""
        return None if self.longest is None else on + timedelta(days=self.longest)

    def rule(self, word: str) -> str | None:
        """Give the name of the rule that a word means, by its name or its id; None where no rule does."""
        return self.names.get(word)


def suppressions_of(documents: Sequence[Document]) -> tuple[Suppression, ...]:
    """Read the suppressions of a file; none, for the price of a search, where nothing calls us."""
    name = documents[0].source.name
    return tuple(_suppression(name, comment) for comment in comments_of(documents))


def expired(suppression: Suppression, on: date) -> bool:
    """Say whether its last day has gone by."""
    return suppression.until is not None and suppression.until < on


def never_silenced(rule: str) -> bool:
    """Say whether a rule watches over suppressions and the baseline, and so is not silenced by them."""
    return rule.startswith(_OWN)


def _suppression(file: str, comment: Comment) -> Suppression:
    def broken(problem: Problem) -> Suppression:
        return Suppression(file, comment.number, comment.span, comment.text, problem=problem)

    said = _FORM.fullmatch(comment.text)
    if not said:
        return broken("form")
    words = tuple(
        word for word in re.split(r"[ \t]*[,，、][ \t]*", said["rules"].strip()) if word
    )
    if not words or "*" in words:
        return broken("blanket")
    reason, until, dated = _ending(said["rest"].strip())
    if not dated:
        return broken("date")
    whole_file = said["what"] == "ignore-file"
    if whole_file and not comment.on_top:
        return broken("place")
    lines = (0, 1 << 31) if whole_file else (comment.first, comment.last)
    return Suppression(
        file, comment.number, comment.span, comment.text, words, lines, reason, until
    )


def _ending(rest: str) -> tuple[str, date | None, bool]:
    """Part reason and last day; false where a day is meant and none is there."""
    ending = _UNTIL.search(rest)
    if not ending:
        return rest, None, True
    try:
        return rest[: ending.start()].strip(), date.fromisoformat(ending["day"] or ""), True
    except ValueError:
        return rest, None, False
