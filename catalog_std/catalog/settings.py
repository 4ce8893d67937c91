"""``catalog.yaml``: what a catalog is made of, and what it is judged by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from posixpath import dirname, normpath
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from catalog_std.bundle import Bundle
from catalog_std.catalog.layered import Told, layered, seen_from
from catalog_std.configured import configured
from catalog_std.document import documents_of
from catalog_std.finding import Severity
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

NAME = "catalog.yaml"
_NAME = {"type": "string"}


class Strict(BaseModel):
    """A frozen model that knows all of its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Globs(Strict):
    """Which files, by patterns relative to the catalog's root."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


class Pins(Strict):
    """Which standards: shipped ids and own folders. No ``use``: all that are not optional."""

    use: tuple[str, ...] | None = None
    path: tuple[str, ...] = ()


Weight = Literal["error", "warning", "info", "off"]


class Options(Strict):
    """What a rule may be told: ``glossary``, a YAML file of forbidden terms and the preferred ones."""

    glossary: str | None = None


class Choice(Strict):
    """A rule's weight, and its options."""

    severity: Weight | None = None
    options: Options = Options()


class Override(Strict):
    """Other weights for some files."""

    files: str
    rules: Mapping[str, Weight]


class Output(Strict):
    """How to speak."""

    lang: Literal["zh", "en"] | None = None


class Words(Strict):
    """The same words in Chinese and in English."""

    zh: str
    en: str


class Publish(Strict):
    """How the catalog is published: title, a notice on every page, its address, a theme folder, snapshots."""

    title: Words | None = None
    notice: Words | None = None
    theme: str | None = None
    snapshots: Globs = Globs(include=("snapshots/*.json",))
    base_url: str | None = Field(
        default=None, pattern=r"^https?://[^\s/@?#\"'<>\\]+(/[^\s@?#\"'<>\\]*)?$"
    )


class Silence(Strict):
    """What a suppression must say, and how far ahead its last day may lie."""

    require_reason: bool = True
    max_age_days: int | None = Field(default=None, ge=0, le=100_000)


class Settings(Strict):
    """The whole of ``catalog.yaml``.

    ``extends`` names files of settings that this one rests on; once read, all of them are listed. ``memory``
    bounds what the rules over the whole catalog take; what does not fit goes to the disk.
    """

    extends: Annotated[
        tuple[str, ...],
        BeforeValidator(lambda said: (said,) if isinstance(said, str) else said),
        WithJsonSchema({"anyOf": [_NAME, {"type": "array", "items": _NAME}]}),
    ] = ()
    version: Literal[1] = 1
    items: Globs = Globs(include=("items/**/*.yaml",))
    power_lists: Globs = Globs(include=("power-list/*.yaml",))
    events: Globs = Globs(include=("events/*.yaml",))
    standards: Pins = Pins()
    as_of: date | None = None
    rules: Mapping[str, Weight | Choice] = Field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    suppressions: Silence = Silence()
    baseline: str | None = None
    output: Output = Output()
    publish: Publish = Publish()
    memory: str | None = Field(default=None, pattern=r"^[1-9][0-9]{0,6} ?[MG]B$")

    def weight(self, rule: str, usual: Severity, file: str) -> Severity | None:
        """Give a rule's severity in a file, None where it is off; the last override wins."""
        chosen = self.rules.get(rule)
        weight = (chosen.severity if isinstance(chosen, Choice) else chosen) or usual.value
        for override in self.overrides:
            if rule in override.rules and fnmatchcase(file, override.files):
                weight = override.rules[rule]
        return None if weight == "off" else Severity(weight)

    def glossary(self, rule: str) -> str | None:
        """Name the term list that a rule is told of."""
        chosen = self.rules.get(rule)
        return chosen.options.glossary if isinstance(chosen, Choice) else None


@dataclass(frozen=True, slots=True)
class Home:
    """Where a catalog lives, and its settings; ``items`` where those lie in a bundle, not below the root.

    Such a catalog is only read: what lies below its root is a copy of what belongs to it. ``there`` are files
    that were there besides.
    """

    root: Path
    settings: Settings
    items: Bundle | None = None
    there: frozenset[str] = frozenset()


def home_near(path: Path) -> Home | None:
    """Find the closest ``catalog.yaml`` at or above a path, if there is one."""
    start = path.resolve()
    for folder in (start, *start.parents):
        if (folder / NAME).is_file():
            return Home(folder, read_settings(folder / NAME))
    return None


def home_of(path: Path) -> Home:
    """Find the closest ``catalog.yaml`` at or above a path; raises CatalogError without one."""
    if home := home_near(path):
        return home
    raise CatalogError(
        Text(
            f"{path}: 此处及上级目录都没有 {NAME}；可用 catalog-std init 新建目录",
            f"{path}: no {NAME} here or above; start a catalog with: catalog-std init",
        )
    )


@dataclass(frozen=True, slots=True)
class Origin:
    """Where settings are read: the bytes of a file by its path from the catalog's root, and its name in words."""

    read: Callable[[str], bytes]
    label: Callable[[str], str]


def read_settings(path: Path) -> Settings:
    """Read one ``catalog.yaml`` and what it extends; an empty file means the defaults."""
    folder = path.parent
    return settings_at(
        Origin(
            lambda name: (folder / name).read_bytes(),
            lambda name: normpath((folder / name).as_posix()),
        ),
        path.name,
    )


def settings_at(origin: Origin, name: str = NAME) -> Settings:
    """Read settings, and lay them over what they extend: the nearer file has the last word.

    Raises CatalogError for a file that cannot be read, or does not hold by itself.
    """
    return Settings.model_validate(layered(partial(_told, origin), name))


def moved(settings: Settings, move: Callable[[str], str]) -> Settings:
    """Give settings that name standards, term lists and the theme by other paths."""
    update: dict[str, Any] = {}
    if settings.standards.path:
        path = tuple(map(move, settings.standards.path))
        update["standards"] = settings.standards.model_copy(update={"path": path})
    if any(settings.glossary(rule) for rule in settings.rules):
        rules = {rule: _choice(one, move) for rule, one in settings.rules.items()}
        update["rules"] = rules
    if theme := settings.publish.theme:
        update["publish"] = settings.publish.model_copy(update={"theme": move(theme)})
    return settings.model_copy(update=update)


def _choice(chosen: Weight | Choice, move: Callable[[str], str]) -> Weight | Choice:
    if isinstance(chosen, str) or not chosen.options.glossary:
        return chosen
    options = Options(glossary=move(chosen.options.glossary))
    return chosen.model_copy(update={"options": options})


def _told(origin: Origin, name: str, around: tuple[str, ...]) -> Told:
    """Read one file, held against the model by itself; a shared one speaks of files beside itself."""
    try:
        raw = origin.read(name)
    except OSError as error:
        by = f"{origin.label(around[-1])}: extends: " if around else ""
        told = f"{by}{origin.label(name)}: {error.strerror}"
        raise CatalogError(Text(told, told)) from error
    own = Settings()
    if raw.strip():
        own = configured(Settings, documents_of(origin.label(name), raw)[0])
    here = partial(seen_from, dirname(name))
    said = moved(own, here).model_dump(exclude_unset=True)
    return Told(tuple(map(here, own.extends)), said)
