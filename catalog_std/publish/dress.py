"""Style sheets and scripts, each under a name that changes with its content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from catalog_std.publish.look import Look
from catalog_std.publish.output import Output, digest_of, key_of
from catalog_std.publish.tokens import token_css

ASSETS = Path(__file__).parent / "assets"
_SHEETS = ("base.css", "parts.css")


def dress_of(look: Look) -> Mapping[str, bytes]:
    """Give what pages are dressed in, by path."""
    return {_hashed(name, content): content for name, content in _assets(look)}


def named(assets: Mapping[str, bytes], name: str) -> str:
    """Find an asset by the name it had before its content was added to it."""
    stem, suffix = name.split(".")
    return next(
        path for path in assets if path.startswith(f"assets/{stem}.") and path.endswith(suffix)
    )


def files_of(contents: Mapping[str, bytes]) -> Iterator[Output]:
    """List files whose bytes are at hand."""
    for path, content in contents.items():
        yield Output(path, key_of(digest_of(content)), partial(bytes, content))


def _assets(look: Look) -> Iterator[tuple[str, bytes]]:
    css = token_css(look.tokens) + "".join(
        (ASSETS / name).read_text(encoding="utf-8") for name in _SHEETS
    )
    order = "@layer tokens, base, frame, parts, state, print, user;\n"
    yield "site.css", f"{order}{css}{look.css}".encode()
    for name in ("site", "search", "box"):
        yield f"{name}.js", (ASSETS / f"{name}.js").read_bytes()


def _hashed(name: str, content: bytes) -> str:
    stem, suffix = name.split(".")
    return f"assets/{stem}.{digest_of(content)[:10]}.{suffix}"
