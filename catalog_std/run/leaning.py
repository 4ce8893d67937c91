"""What the verdict on a file leans on besides its bytes, as questions: it holds as long as the answers do.

A question is a word and what it is about: ``basic`` and a code, ``stack`` and a place, a sector and a type,
``file`` and a path.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from catalog_std.document import Document
from catalog_std.effective import basic_code_of, is_implementation
from catalog_std.lint.rule import Setting
from catalog_std.standard.profiles import Profiles

Question = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Witness:
    """Notes every question that judging a file asks."""

    asked: set[Question] = field(default_factory=set)

    def watching(self, setting: Setting) -> Setting:
        """Give the setting whose questions are noted."""

        def has_file(path: str) -> bool:
            self.asked.add(("file", path))
            return setting.has_file(path)

        return replace(setting, has_file=has_file)

    def saw(self, document: Document, profiles: Profiles) -> None:
        """Note what an effective item leans on: its basic item, and the stacks of both."""
        if is_implementation(document) and (code := basic_code_of(document)):
            self.asked.add(("basic", code))
        if document.data:
            self.asked.add(("stack", *profiles.scope(document.data)))
        if document.under:
            self.asked.add(("stack", *profiles.scope(document.under.data)))

    def leave(self) -> tuple[Question, ...]:
        """Give the questions noted, and begin anew."""
        questions = tuple(sorted(self.asked))
        self.asked.clear()
        return questions


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers as they are now; ``basics`` tells basic items by code, with file and digest."""

    profiles: Profiles
    setting: Setting
    basics: Mapping[str, str]
    known: dict[Question, str] = field(default_factory=dict)
    texts: dict[tuple[Question, ...], str] = field(default_factory=dict)

    def to(self, question: Question) -> str:
        """Answer one question."""
        if question not in self.known:
            self.known[question] = self._found(*question)
        return self.known[question]

    def written(self, questions: tuple[Question, ...]) -> str:
        """Write questions down with their answers; items of one kind in one place ask the same."""
        if questions not in self.texts:
            said = [[*question, self.to(question)] for question in questions]
            self.texts[questions] = json.dumps(said, ensure_ascii=False)
        return self.texts[questions]

    def hold(self, written: str) -> bool:
        """Say whether all is still answered as it was."""
        return all(self.to(tuple(question)) == said for *question, said in json.loads(written))

    def _found(self, word: str, *about: str) -> str:
        match word:
            case "basic":
                return self.basics.get(about[0], "")
            case "stack":
                return self.profiles.digest(*about)
            case _:
                return "there" if self.setting.has_file(about[0]) else ""
