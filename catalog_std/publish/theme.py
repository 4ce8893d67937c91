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
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape

from catalog_std.publish.address import is_slug, phone_url, safe_url
from catalog_std.publish.attachments import Attachments, outside
from catalog_std.publish.guide import Ruler, Words
from catalog_std.publish.page import POLICY
from catalog_std.publish.words import spoken
from catalog_std.text import Lang, Text

TEMPLATES = Path(__file__).parent / "templates"
_KILO = 1024


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as a page shows it; one on another site has no size."""

    href: str
    name: str
    format: str = ""
    size: str = ""


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
        found.filters.update(_filters(lang, self.attachments))
        found.globals.update({"w": spoken(lang), "lang": lang, "policy": POLICY})
        return found


def _filters(lang: Lang, attachments: Attachments) -> Mapping[str, Callable[..., Any]]:
    def plain(words: Words) -> str:
        return words if isinstance(words, str) else words.said(lang)

    @pass_context
    def attachment(context: Context, name: str) -> Shown | None:
        return _shown(attachments, name, context["page"].top)

    return {
        "say": _say_en if lang == "en" else plain,
        "plain": plain,
        "label": lambda words: plain(words)[:1].upper() + plain(words)[1:],
        "web": safe_url,
        "phone": phone_url,
        "slug": _slug,
        "attachment": attachment,
        "days": lambda days, ruler: _days(days, ruler, lang),
    }


def _say_en(words: Words) -> str:
    """Say words on an English page; the publisher's own are marked as Chinese."""
    if isinstance(words, Text):
        return words.en
    return words if words.isascii() else Markup('<span lang="zh-CN">{}</span>').format(words)


def _shown(attachments: Attachments, name: str, top: str) -> Shown | None:
    if url := outside(name):
        return Shown(url, name)
    found = attachments.found(name)
    if found is None:
        return None
    size = f"{max(found.size / _KILO, 0.1):.{0 if found.size >= 10 * _KILO else 1}f} KB"
    return Shown(top + found.path, found.name, found.format, size)


def _slug(text: str) -> str:
    """Make an id for the middle of an anchor; empty where the text cannot be one."""
    text = re.sub(r"_", "-", text)
    return text if is_slug(text) else ""


def _days(days: float, ruler: Ruler | None, lang: Lang) -> str:
    unit = ruler.promised.unit if ruler else Text("日", "days")
    words = unit if isinstance(unit, str) else unit.said(lang)
    return f"{days:g} 个{words}" if lang == "zh" and ruler else f"{days:g} {words}"


def markup(text: str) -> Markup:
    """Say that a text of our own making is HTML already."""
    return Markup(text)  # noqa: S704 - charts and JSON of our own, everything in them escaped


def escaped(text: object) -> str:
    """Escape a text for the middle of HTML."""
    return str(escape(text))
