"""A thousand random edits: the server lives, says what the command says, and does not grow."""

from __future__ import annotations

import asyncio
import json
import os
import random
import sys
from pathlib import Path

import pytest

from catalog_std.cli import main
from catalog_std.editor.lines import lines_of
from catalog_std.source import Span
from tests.conftest import untraced
from tests.editor.talk import Talk, talking
from tests.editor.test_server import BASIC, HERE, LOCAL, catalog

__all__ = ["catalog"]

EDITS = 1_000
PAUSE = 250  # edits between two looks
GROWTH = 1.15
FILES = {HERE: LOCAL, "items/basic/a.yaml": BASIC}
PIECES = (
    "😀",
    "\n",
    "[",
    "  ",
    '"',
    "#",
    "70",
    "basic_code",
    "440300",
    "一",
    ": ",
    "---\n",
    "\t",
)
Told = list[tuple[object, ...]]


def edited(chance: random.Random, text: str) -> str:
    """Change a text here and there; now and then begin anew, so that it does not fall apart."""
    if chance.random() < 0.2:
        return chance.choice(list(FILES.values()))
    start = chance.randrange(len(text) + 1)
    end = min(len(text), start + chance.randrange(4))
    return (text[:start] + chance.choice(PIECES) + text[end:])[:2000]


def said(talk: Talk) -> Told:
    """Give what the server said last, of every file."""
    return sorted(
        (name, d.code, d.range.start.line, d.range.start.character, d.message.split("\n")[0])
        for name in FILES
        for d in talk.told_of(name)
    )


def linted(root: Path) -> Told:
    """Give what the command says, places counted as editors do."""
    with pytest.raises(SystemExit):
        main(["lint", str(root), "--output", f"json:{root}/out.json", "--lang", "zh"])
    found = json.loads((root / "out.json").read_text(encoding="utf-8"))["diagnostics"]
    told: Told = []
    for one in found:
        start = one["range"]["start"]
        text = (root / one["file"]).read_bytes().decode("utf-8", "replace")
        span = Span(start["line"], start["column"], start["line"], start["column"])
        at = lines_of(text).range(span).start
        told.append(
            (one["file"], one["code"], at.line, at.character, one["message"].split("\n")[0])
        )
    return sorted(told)


async def alike(talk: Talk, wanted: Told) -> bool:
    """Wait until the server says what is wanted; give up after a while."""
    for _ in range(600):
        if said(talk) == wanted:
            return True
        await asyncio.sleep(0.1)
    return False


def sizes_over(root: Path, edits: int, pause: int) -> list[int]:
    """Edit a catalog at random; at every pause hold what is said against the command, and look at the size."""
    chance, texts, sizes = random.Random(6), dict(FILES), list[int]()

    async def story(talk: Talk) -> None:
        for name, text in FILES.items():
            talk.open(name, text)
        for number in range(1, edits + 1):
            name = chance.choice(list(FILES))
            texts[name] = edited(chance, texts[name])
            talk.change(name, texts[name])
            if number % 50 == 0:
                await talk.hover(HERE, 0, 0)
            if number % pause == 0:
                for name, text in texts.items():
                    (root / name).write_bytes(text.encode())
                wanted = linted(root)
                assert await alike(talk, wanted), (said(talk), wanted)
                sizes.append(resident(talk))

    async def whole() -> None:
        arguments = [sys.executable, "-m", "catalog_std", "lsp", "--lang", "zh"]
        async with talking(arguments, root, environment=dict(os.environ)) as talk:
            await story(talk)

    asyncio.run(whole())
    return sizes


@untraced
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="没有 /proc · no /proc")
def test_a_thousand_edits_leave_the_server_right_and_no_larger(catalog: Path) -> None:
    sizes = sizes_over(catalog, EDITS, PAUSE)
    assert max(sizes) <= sizes[0] * GROWTH, sizes


def resident(talk: Talk) -> int:
    """Count the pages of memory that the server holds."""
    process = talk.client._server  # noqa: SLF001 - its process is what is measured
    assert process
    return int(Path(f"/proc/{process.pid}/statm").read_text(encoding="ascii").split()[1])
