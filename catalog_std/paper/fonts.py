"""Fonts with Chinese: those of the caller's folders first, then those the system has."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import typst

from catalog_std.text import Text
from catalog_std.trouble import CatalogError

_SANS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "Source Han Sans",
    "PingFang SC",
    "HarmonyOS Sans SC",
    "Microsoft YaHei",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
)
_LATIN = "Libertinus Serif"  # typst carries it
_NONE = Text(
    "PDF 需要中文字体，这里没有：apt-get install fonts-noto-cjk（89 MB）或 fonts-wqy-microhei（5 MB，没有粗体），"
    "或用 --font-path 指出放字体的文件夹",
    "a PDF needs Chinese fonts and there are none: apt-get install fonts-noto-cjk (89 MB) or fonts-wqy-microhei "
    "(5 MB, no bold), or name a folder of fonts with --font-path",
)
_EMPTY = Text("{folder}：里面没有字体", "{folder}: no fonts in it")
_PROBE = "政务服务事项办事指南"
_SPECIMEN = b"""#set document(title: "specimen")
#set text(font: json(bytes(sys.inputs.families)))
#sys.inputs.text"""


@dataclass(frozen=True, slots=True)
class Fontset:
    """Fonts to set with: families in the order to try, what typst loads, and what tells them from others."""

    families: tuple[str, ...]
    loaded: typst.Fonts
    edition: str

    def prints(self, text: str) -> bool:
        """Say whether the fonts have every character of a text."""
        inputs = {"text": text, "families": json.dumps(self.families)}
        try:
            typst.Compiler(_SPECIMEN, font_paths=self.loaded, sys_inputs=inputs).compile(
                format="pdf", pdf_standards="ua-1"
            )
        except typst.TypstError:
            return False
        return True


def fontset_of(folders: Iterable[Path], *, system: bool = True) -> Fontset:
    """Gather fonts; raises CatalogError where a folder has none, or none has Chinese."""
    paths = tuple(folders)
    own = tuple(family for folder in paths for family in _families(folder))
    loaded = typst.Fonts(include_system_fonts=system, font_paths=list(paths))
    there = set(loaded.families())
    families = (*dict.fromkeys((*own, *(one for one in _SANS if one in there))), _LATIN)
    fonts = Fontset(families, loaded, repr(tuple(_editions(loaded, families))))
    if not fonts.prints(_PROBE):
        raise CatalogError(_NONE)
    return fonts


def _families(folder: Path) -> tuple[str, ...]:
    found = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    ).families()
    if not found:
        raise CatalogError(
            Text(_EMPTY.into("zh", folder=folder), _EMPTY.into("en", folder=folder))
        )
    return tuple(sorted(found))


def _editions(loaded: typst.Fonts, families: tuple[str, ...]) -> Iterator[object]:
    """Tell the files of the families to use by name and size, wherever they lie."""
    for font in loaded.fonts():
        if font.family in families and font.path:
            path = Path(font.path)
            yield font.family, font.weight, path.name, font.index, path.stat().st_size
