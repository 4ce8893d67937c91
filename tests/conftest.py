"""What every test may borrow: goldens, and catalogs made of texts."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from catalog_std.catalog.baseline import baseline_of
from catalog_std.catalog.settings import Settings
from catalog_std.configured import configured
from catalog_std.document import Document, documents_of
from catalog_std.lint.rule import Rule, Setting
from catalog_std.run.job import Job, terms_of
from catalog_std.run.lint import Outcome, run_lint
from catalog_std.run.sources import Texts
from catalog_std.source import Source
from catalog_std.standard.manifest import Manifest
from catalog_std.standard.profiles import Profiles
from catalog_std.standard.shelf import Shelf, Standard, open_shelf, shipped

settings.register_profile("house", deadline=None)  # no law depends on the machine's speed
settings.load_profile("house")

ROOT = Path(__file__).parent.parent
GOLDEN = ROOT / "tests" / "golden"
DAY = date(2026, 11, 1)
untraced = pytest.mark.untraced  # all that it touches, tests that run faster touch too


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--regold", action="store_true", help="write golden files anew")


def tool(name: str) -> str:
    """Find a program that some test drives; say loudly that it is not there."""
    places = (os.environ.get("PATH", ""), str(ROOT / ".tools" / "node_modules" / ".bin"))
    found = shutil.which(name, path=os.pathsep.join(places))
    if found is None:
        pytest.skip(f"没有 {name} · no {name}: sh scripts/fetch_tools.sh .tools")
    return found


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with the golden file of that name."""

    def compare(name: str, text: str) -> None:
        if request.config.getoption("regold"):
            (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name).write_text(text, encoding="utf-8")
        assert text == (GOLDEN / name).read_text(encoding="utf-8")

    return compare


@cache
def shelf() -> Shelf:
    """Open the shipped standards once."""
    return open_shelf([shipped()])


def standard_of(schema: str, name: str = "example-1", **manifest: object) -> Standard:
    """Make a standard of a schema written as YAML."""
    document = documents_of(f"{name}.yaml", schema.encode())[0]
    head = {
        "id": name,
        "layer": "national",
        "title": {"zh": "示例标准", "en": "example standard"},
        "source": {"document": "example", "sure": "practice"},
    }
    return Standard(Manifest.model_validate(head | manifest), document)


def shelf_under(schema: str) -> Shelf:
    """Put one standard of our own beside the shipped code lists, and no other schema."""
    nothing = Document(Source("nothing", "{}"), 0, {})
    lists = [replace(standard, schema=nothing) for standard in shelf().standards]
    own = [standard_of(schema)] if schema else []
    return Shelf((*lists, *own))


def job_over(sources: Iterable[Source], rules: tuple[Rule, ...], standards: Shelf) -> Job:
    """Make a job over texts in memory; ``power-list/`` names are power lists, as on a rule's page."""
    held = {source.name: source.text.encode("utf-8", "surrogateescape") for source in sources}
    lists = tuple(name for name in held if name.startswith("power-list/"))
    before = {name for name in held if name.startswith("before/")}
    aside = {"catalog.yaml", "baseline.json"}
    events = tuple(name for name in held if name.startswith("events/"))
    names = tuple(sorted(set(held) - set(lists) - set(events) - before - aside))
    was = {
        (name.removeprefix("before/"), document.number): document.data
        for name in before
        for document in documents_of(name, held[name])
    }
    settings = configured(
        Settings, documents_of("catalog.yaml", held.get("catalog.yaml", b"{}"))[0]
    )
    setting = Setting(
        {"二代证": "居民身份证"}, lambda name: (ROOT / name).exists(), was, terms_of(settings)
    )
    noted = held.get("baseline.json")
    baseline = baseline_of("baseline.json", noted) if noted else None
    texts = Texts(ROOT, names, held)
    profiles = Profiles(standards, DAY)
    return Job(texts, lists, settings, profiles, rules, setting, baseline, events=events)


def linted(sources: Iterable[Source], rules: tuple[Rule, ...], standards: Shelf) -> Outcome:
    """Lint texts in memory."""
    return run_lint(job_over(sources, rules, standards))
