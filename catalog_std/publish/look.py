"""A theme folder: ``theme.toml`` with colours, ``user.css``, and templates laid over ours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from catalog_std.configured import nearest
from catalog_std.publish.tokens import TOKENS, Shade, failing_pairs
from catalog_std.text import Text
from catalog_std.trouble import CatalogError

API = 1
_COLOUR = re.compile("#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Look:
    """The colours, the extra rules of style, and the folder of templates, where a theme has one."""

    tokens: Mapping[str, Shade]
    css: str
    templates: Path | None


def look_of(folder: Path | None) -> Look:
    """Read a theme; without a folder, ours. Raises CatalogError for one that cannot be used.

    Colours that cannot be told apart are refused: a theme must not make a guide unreadable.
    """
    if folder is None:
        return Look(TOKENS, "", None)
    if not folder.is_dir():
        raise _refused(folder, "没有这个文件夹", "no such folder")
    tokens = {**TOKENS, **dict(_tokens(folder / "theme.toml"))}
    for scheme, ink, ground, ratio in failing_pairs(tokens):
        told = f"{ink} / {ground} ({scheme}) {ratio:.1f}:1"
        raise _refused(folder / "theme.toml", f"看不清：{told}", f"cannot be read: {told}")
    css = folder / "user.css"
    layer = f"@layer user {{\n{css.read_text(encoding='utf-8')}\n}}\n" if css.is_file() else ""
    templates = folder / "templates"
    return Look(tokens, layer, templates if templates.is_dir() else None)


def _tokens(path: Path) -> Iterator[tuple[str, Shade]]:
    data = _toml(path)
    if data.get("api") != API:
        raise _refused(path, f"要写 api = {API}", f"must say api = {API}")
    tokens = data.get("tokens", {})
    for name, value in tokens.items() if isinstance(tokens, dict) else ():
        shades = [value] * len(Shade._fields) if isinstance(value, str) else value
        if name not in TOKENS:
            guess = nearest(name, TOKENS) or ", ".join(TOKENS)
            raise _refused(
                path,
                f"没有颜色 {name}，是否想写 {guess}？",
                f"no colour {name}; did you mean {guess}?",
            )
        if (
            not isinstance(shades, list)
            or len(shades) != len(Shade._fields)
            or not all(map(_is_colour, shades))
        ):
            raise _refused(
                path,
                f"{name} 应为 #rrggbb，或者浅色、深色、高对比三个",
                f"{name}: expected #rrggbb, or three of them: light, dark, high contrast",
            )
        yield name, Shade(*shades)


def _toml(path: Path) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - 10 ms that only themes need

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise _refused(path, f"无法读取：{error}", f"cannot be read: {error}") from error


def _is_colour(value: object) -> bool:
    return isinstance(value, str) and _COLOUR.fullmatch(value) is not None


def _refused(path: Path, zh: str, en: str) -> CatalogError:
    return CatalogError(Text(f"{path}: {zh}", f"{path}: {en}"))
