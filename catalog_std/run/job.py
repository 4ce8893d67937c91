"""A job: what to lint, and by what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from catalog_std.catalog.baseline import Baseline, open_baseline
from catalog_std.catalog.files import files_under
from catalog_std.catalog.settings import Home, Settings
from catalog_std.configured import nearest
from catalog_std.document import Document, documents_of
from catalog_std.lint import RULES
from catalog_std.lint.rule import Case, Rule, Setting
from catalog_std.lint.suppression import Terms
from catalog_std.run.case import case_of
from catalog_std.run.engine import Engine, InProcess
from catalog_std.run.sources import Texts, texts_at
from catalog_std.standard.profiles import Profiles
from catalog_std.standard.shelf import Shelf, open_shelf, shipped
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_TERM = "text/term"


@dataclass(frozen=True, slots=True)
class Job:
    """Texts, power lists, life events, settings, standards on a day, rules, and where the work is done.

    ``memory`` is the folder below which verdicts are remembered between runs, if they are.
    """

    texts: Texts
    power_lists: tuple[str, ...]
    settings: Settings
    profiles: Profiles
    rules: tuple[Rule, ...]
    setting: Setting = field(default_factory=Setting)
    baseline: Baseline | None = None
    engine: Engine = field(default_factory=InProcess)
    memory: Path | None = None
    cases: dict[int, tuple[Document, Case]] = field(
        default_factory=dict, repr=False, compare=False
    )
    events: tuple[str, ...] = ()
    recorded: bool = False  # whether each item is written down for a snapshot

    @property
    def beside(self) -> tuple[str, ...]:
        """Name the files beside the items: power lists and life events."""
        return (*self.power_lists, *self.events)

    def case(self, document: Document) -> Case:
        """Bring one effective item before the judges."""
        return case_of(self.profiles, document, self.setting)

    def alone(self, basic: Document) -> Case:
        """Bring a basic item before the judges by itself, once for all that inherit from it."""
        if id(basic) not in self.cases:
            self.cases[id(basic)] = basic, self.case(basic)
        return self.cases[id(basic)][1]


class Pages(NamedTuple):
    """A catalog's texts, and which files are its power lists and its life events."""

    texts: Texts
    power_lists: tuple[str, ...]
    events: tuple[str, ...] = ()


def job_of(home: Home, on: date, only: Iterable[str] = ()) -> Job:
    """Make ready to lint a catalog as of a day; ``only`` names the rules, else all.

    Raises CatalogError for settings that name rules or standards nobody knows.
    """
    texts = texts_at(home)
    lists = tuple(files_under(home.root, home.settings.power_lists))
    events = tuple(files_under(home.root, home.settings.events))
    return job_over(home, Pages(texts, lists, events), on, only)


def job_over(home: Home, pages: Pages, on: date, only: Iterable[str] = ()) -> Job:
    """Make ready to lint texts at hand, by a catalog's settings; raises CatalogError as ``job_of``."""
    for name in _named(home.settings):
        rule_named(name)
    rules = tuple(rule_named(name) for name in only) or RULES
    profiles = Profiles(shelf_of(home), on)
    named = home.settings.baseline
    baseline = open_baseline(home.root, named) if named else None
    setting = setting_of(home)
    texts, lists, events = pages
    return Job(texts, lists, home.settings, profiles, rules, setting, baseline, events=events)


def setting_of(home: Home) -> Setting:
    """Read the catalog's term list; raises CatalogError where it cannot be read."""
    name = home.settings.glossary(_TERM)
    return Setting(
        _terms(home.root / name) if name else {},
        cache(lambda name: name in home.there or (home.root / name).exists()),
        terms_of_silence=terms_of(home.settings),
    )


def terms_of(settings: Settings) -> Terms:
    """Say what a suppression must be to count in a catalog."""
    names = {key: rule.name for rule in RULES for key in (rule.id, rule.name)}
    asked = settings.suppressions
    return Terms(names, asked.require_reason, asked.max_age_days)


def _terms(path: Path) -> dict[str, str]:
    """Read a term list: forbidden terms, each with the preferred one."""
    try:
        document = documents_of(path.name, path.read_bytes())[0]
    except OSError as error:
        raise CatalogError(
            Text(f"{path}: 无法读取：{error.strerror}", f"{path}: {error.strerror}")
        ) from error
    data = document.data or {}
    if document.faults or not all(isinstance(term, str) for term in data.values()):
        raise CatalogError(
            Text(
                f"{path}: 应为“不用的词: 应用的词”",
                f"{path}: expected “forbidden: preferred” pairs",
            )
        )
    return dict(data)


def shelf_of(home: Home) -> Shelf:
    """Open the shipped standards and the catalog's own, as its settings pin them.

    Raises CatalogError where one makes a rule mandatory that nobody knows.
    """
    shelf = open_shelf(folders_of(home), home.settings.standards.use)
    for standard in shelf.standards:
        for name in standard.manifest.mandatory_rules:
            rule_named(name, f"{standard.id}: ")
    return shelf


def folders_of(home: Home) -> list[Path]:
    """List where a catalog's standards lie: the shipped ones, then its own folders."""
    own = (home.root / folder for folder in home.settings.standards.path)
    return list({folder.resolve(): folder for folder in (shipped(), *own)}.values())


def rule_named(name: str, where: str = "") -> Rule:
    """Find a rule by its id or its name; raises CatalogError where there is none."""
    known = {key: rule for rule in RULES for key in (rule.id, rule.name)}
    if name in known:
        return known[name]
    guess = nearest(name, known)
    raise CatalogError(
        Text(
            f"{where}没有规则 {name}" + (f"，是否想写 {guess}？" if guess else ""),
            f"{where}no rule {name}" + (f"; did you mean {guess}?" if guess else ""),
        )
    )


def _named(settings: Settings) -> list[str]:
    return [*settings.rules, *(name for other in settings.overrides for name in other.rules)]
