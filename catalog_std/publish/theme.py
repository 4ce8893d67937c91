"""The theme: templates and what they may call. Typed values go in, escaped HTML comes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    Template,
    pass_context,
)
from jinja2.ext import Extension
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from catalog_std.publish.address import is_slug, safe_url
from catalog_std.publish.atoms import Atoms
from catalog_std.publish.attachments import Attachments
from catalog_std.publish.guide import Ruler
from catalog_std.publish.page import POLICY
from catalog_std.publish.words import spoken
from catalog_std.text import Lang, Text

TEMPLATES = Path(__file__).parent / "templates"
_WORD = re.compile(r"\{\{ w\.(\w+) \}\}")


@dataclass(frozen=True, slots=True)
class Theme:
    """Our templates, or those of a folder laid over them; a folder's run in a sandbox."""

    attachments: Attachments
    folder: Path | None = None
    _environments: dict[Lang, Environment] = field(default_factory=dict)

    def template(self, name: str, lang: Lang) -> Template:
        """Give a template that speaks one language."""
        if lang not in self._environments:
            self._environments[lang] = self._environment(lang)
        return self._environments[lang].get_template(name)

    def _environment(self, lang: Lang) -> Environment:
        ours: BaseLoader = FileSystemLoader(TEMPLATES)
        loader = ChoiceLoader([FileSystemLoader(self.folder), ours]) if self.folder else ours
        kind = ImmutableSandboxedEnvironment if self.folder else Environment
        found = kind(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            auto_reload=False,
            cache_size=-1,
        )
        found.globals.update({"w": spoken(lang), "lang": lang, "policy": POLICY})
        found.filters.update(_filters(Atoms(lang, self.attachments)))
        found.add_extension(Fixed)
        return found


class Fixed(Extension):
    """Sets our own words when a template is read, not each time it is used."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Write the words of the language into a template."""
        del name, filename
        w = self.environment.globals["w"]
        return _WORD.sub(lambda found: str(escape(getattr(w, found[1]))), source)


def _filters(atoms: Atoms) -> Mapping[str, Callable[..., Any]]:
    def with_top(method: Callable[[Any, str], Markup]) -> Callable[[Context, Any], Markup]:
        return pass_context(lambda context, value: method(value, context["page"].top))

    return {
        "say": atoms.say,
        "plain": atoms.plain,
        "label": atoms.label,
        "mark": atoms.mark,
        "value": with_top(atoms.value),
        "pairs": with_top(atoms.pairs),
        "file": with_top(atoms.file),
        "web": safe_url,
        "slug": slug_of,
        "picture": lambda words: markup(atoms.plain(words)),
        "days": lambda days, ruler: _days(days, ruler, atoms.lang),
    }


def slug_of(text: str) -> str:
    """Make an id for the middle of an anchor; empty where the text cannot be one."""
    text = text.replace("_", "-")
    return text if is_slug(text) else ""


def _days(days: float, ruler: Ruler | None, lang: Lang) -> str:
    unit = ruler.promised.unit if ruler else Text("日", "days")
    words = unit if isinstance(unit, str) else unit.said(lang)
    return f"{days:g} 个{words}" if lang == "zh" and ruler else f"{days:g} {words}"


def markup(text: str) -> Markup:
    """Say that a text of our own making is HTML already."""
    return Markup(text)  # noqa: S704 - charts and JSON of our own, everything in them escaped
