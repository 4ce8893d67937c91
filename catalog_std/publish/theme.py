"""The theme: templates and what they may call. Typed values go in, escaped HTML comes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, wraps
from pathlib import Path
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    pass_context,
)
from jinja2.ext import Extension
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from catalog_std.publish.address import is_slug, safe_url
from catalog_std.publish.atoms import Atoms, Speech
from catalog_std.publish.attachments import Attachments
from catalog_std.publish.compiled import Compiled
from catalog_std.publish.figures import step_days
from catalog_std.publish.guide import Phrase, Said
from catalog_std.publish.page import POLICY
from catalog_std.publish.typeset import HTML, TypesetEnvironment
from catalog_std.publish.words import spoken
from catalog_std.text import Lang, Text
from catalog_std.trouble import CatalogError

TEMPLATES = Path(__file__).parent / "templates"
_COMPILERS = ("theme.py", "typeset.py")
_BROKEN = (TemplateError, ArithmeticError, TypeError, ValueError, LookupError)
_SECTIONS = "sections/"
_WORD = re.compile(r"\{\{ w\.(\w+) \}\}")


@dataclass(frozen=True, slots=True)
class Theme:
    """Our templates, or those of a folder laid over them; a folder's run in a sandbox."""

    attachments: Attachments
    folder: Path | None = None

    def render(self, name: str, lang: Lang, values: Mapping[str, Any]) -> bytes:
        """Set a template in one language; raises CatalogError where a folder's template breaks down."""
        try:
            return self._set(name, lang, values)
        except _BROKEN as error:
            if self.folder is None:
                raise
            told = f"{self.folder.name}/{name}: {type(error).__name__}: {error}"
            raise CatalogError(Text(f"模板 {told}", f"template {told}")) from error

    def _set(self, name: str, lang: Lang, values: Mapping[str, Any]) -> bytes:
        template = environment(self.folder, lang).get_template(name)
        text = template.render(atoms=Atoms(lang, self.attachments), **values)
        return text.encode("utf-8", "replace")


@lru_cache(maxsize=8)
def environment(folder: Path | None, lang: Lang) -> Environment:
    """Make ready to set templates in one language."""
    ours: BaseLoader = FileSystemLoader(TEMPLATES)
    loader = ChoiceLoader([FileSystemLoader(folder), ours]) if folder else ours
    kind = ImmutableSandboxedEnvironment if folder else TypesetEnvironment
    w = spoken(lang)
    found: Environment = kind(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        auto_reload=folder is not None,
        cache_size=-1,
        bytecode_cache=None if folder else Compiled(lang, _COMPILERS, vars(w)),
    )
    named = frozenset(name for name in found.list_templates() if name.startswith(_SECTIONS))
    words = {"w": w, "lang": lang, "policy": POLICY, "sections": named}
    found.globals.update(words)
    filters = _filters(Speech(lang))
    found.filters.update(filters if folder is None else _wrapped(filters))
    found.add_extension(Fixed)
    return found


class Fixed(Extension):
    """Sets our own words when a template is read, not each time it is used."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        """Write the words of the language into a template."""
        del name, filename
        w = self.environment.globals["w"]
        return _WORD.sub(lambda found: str(escape(getattr(w, found[1]))), source)


def _filters(speech: Speech) -> Mapping[str, Callable[..., Any]]:
    return {
        "say": speech.said,
        "plain": speech.plain,
        "label": speech.label,
        "mark": speech.marked,
        "value": _value,
        "pairs": _pairs,
        "file": _file,
        "web": safe_url,
        "slug": slug_of,
        "picture": speech.plain,
        "days": lambda days, ruler: step_days(days, ruler, speech.lang),
    }


def _wrapped(filters: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Have the filters that give HTML say so, for templates that are compiled as jinja2 does it."""
    return {name: _saying(given) if name in HTML else given for name, given in filters.items()}


def _saying(given: Callable[..., str]) -> Callable[..., Markup]:
    @wraps(given)
    def wrapped(*arguments: object) -> Markup:
        return markup(given(*arguments))

    return wrapped


@pass_context
def _value(context: Context, said: Said) -> str:
    return context["atoms"].value(said, context["page"].top)  # type: ignore[no-any-return]


@pass_context
def _pairs(context: Context, said: Iterable[Said]) -> str:
    return context["atoms"].pairs(said, context["page"].top)  # type: ignore[no-any-return]


@pass_context
def _file(context: Context, phrase: Phrase) -> str:
    return context["atoms"].file(phrase, context["page"].top)  # type: ignore[no-any-return]


def slug_of(text: str) -> str:
    """Make an id for the middle of an anchor; empty where the text cannot be one."""
    text = text.replace("_", "-")
    return text if is_slug(text) else ""


def markup(text: str) -> Markup:
    """Say that a text of our own making is HTML already."""
    return Markup(text)  # noqa: S704 - charts and JSON of our own, everything in them escaped
