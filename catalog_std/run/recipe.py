"""A recipe: how a job is made anew by a worker elsewhere, as plain JSON; and by what digests it is the same job.

A worker of another version, with other code, libraries, settings, rules, standards or basic items, refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from catalog_std.catalog.place import catalog_at
from catalog_std.catalog.reel import Reel
from catalog_std.catalog.settings import NAME, Home, read_settings
from catalog_std.run.engine import Work
from catalog_std.run.environment import environment_of
from catalog_std.run.file_phase import FilePhase
from catalog_std.run.job import Job, Pages, job_over
from catalog_std.run.sources import Basics, Texts, digest_of, files_of, texts_of, texts_unnamed
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_HERE = Text(
    "有事项只在这里（--new-since、未保存的文字、单独的归档或 NDJSON）：只能在本机检查",
    "items that are only here (--new-since, unsaved text, an archive or NDJSON file by itself) can only be judged here",
)
_OTHER = Text(
    "这里的{what}与制作任务时不同，拒绝检查（这里 {here}，任务 {there}）",
    "{what} here differ from the job's, so nothing is judged (here {here}, the job {there})",
)
_WHAT = {
    "kit": Text(" catalog-std 版本", "versions of catalog-std"),
    "environment": Text(
        "程序、库、Python、设置或规则", "code, libraries, Python, settings or rules"
    ),
    "standards": Text("标准", "standards"),
    "basics": Text("基本目录事项", "basic items"),
}
_SHOWN = 12


class Strict(BaseModel):
    """A frozen model that knows all of its keys."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Recipe(Strict):
    """Where the catalog lies, the day, the rules by name, the file of each basic item by code, and digests.

    ``root`` is a folder or a snapshot; ``bundles`` are the archives and files of lines that items lie in.
    """

    version: Literal[1] = 1
    root: str
    bundles: tuple[str, ...]
    on: date
    rules: tuple[str, ...]
    codes: Mapping[str, str]
    noted: bool = True
    kit: str
    environment: str
    standards: str
    basics: str

    @property
    def digest(self) -> str:
        """Give what two recipes for the same verdicts have in common, wherever the catalog lies."""
        return _digest([self.model_dump_json(exclude={"root"})])

    def check(self, job: Job) -> None:
        """Raise CatalogError where a job made here would not say the same."""
        here = _marks(job, self.codes)
        for mark, found in here.items():
            if found != (wanted := getattr(self, mark)):
                raise CatalogError(_refusal(_WHAT[mark], found[:_SHOWN], wanted[:_SHOWN]))


def recipe_of(work: Work, place: str = "") -> str:
    """Write down how a work is made anew; raises CatalogError for what can only be done here.

    ``place`` is the path of a catalog that lies in a bundle as a whole.
    """
    match work:
        case FilePhase(job=job, basics=basics, noted=noted) if _on_disk(job, place):
            codes = dict(files_of(basics))
            whole = job.texts.bundles.get("")
            head = {
                "root": place
                or (whole.folder if isinstance(whole, Reel) else str(job.texts.root)),
                "bundles": tuple(job.texts.bundles),
                "on": job.profiles.on,
                "rules": tuple(rule.name for rule in job.rules),
                "codes": codes,
                "noted": noted,
            }
            recipe = Recipe.model_validate(head | _marks(job, codes))
            return recipe.model_dump_json()
        case _:
            raise CatalogError(_HERE)


def recipe_in(written: str) -> Recipe:
    """Read a recipe; raises CatalogError for what is none."""
    try:
        return Recipe.model_validate_json(written)
    except ValidationError as error:
        said = error.errors()[0]["msg"]
        raise CatalogError(Text(f"不是任务：{said}", f"not a job: {said}")) from error


def phase_of(written: str) -> FilePhase:
    """Make ready by a recipe; raises CatalogError where it must be refused."""
    recipe = recipe_in(written)
    home, texts = _opened(Path(recipe.root), recipe.bundles)
    job = job_over(home, Pages(texts, ()), recipe.on, recipe.rules)
    recipe.check(job)
    return FilePhase.of(job, Basics(texts, recipe.codes), noted=recipe.noted)


def _on_disk(job: Job, place: str) -> bool:
    """Say whether whoever sees the disk sees the whole job."""
    whole = job.texts.bundles.get("")
    there = whole is None or place or isinstance(whole, Reel)
    return bool(there and not (job.texts.held or job.setting.before or job.recorded))


def _opened(root: Path, bundles: tuple[str, ...]) -> tuple[Home, Texts]:
    """Open a catalog for reading texts by name: nothing is walked, only bundles are looked into."""
    if "" in bundles:
        home = catalog_at(root)
        return home, texts_unnamed(home)
    return Home(root, read_settings(root / NAME)), texts_of(root, bundles)


def _marks(job: Job, codes: Mapping[str, str]) -> dict[str, str]:
    """Digest all that a verdict depends on besides the file it is about."""
    files = sorted(set(codes.values()))
    return {
        "kit": version("catalog-std"),
        "environment": environment_of(job),
        "standards": _digest(standard.digest for standard in job.profiles.shelf.standards),
        "basics": _digest(f"{name} {digest_of(job.texts.raw(name))}" for name in files),
    }


def _digest(parts: Iterable[str]) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def _refusal(what: Text, here: str, there: str) -> Text:
    said = {
        lang: _OTHER.into(lang, what=what.said(lang), here=here, there=there)
        for lang in ("zh", "en")
    }
    return Text(said["zh"], said["en"])
