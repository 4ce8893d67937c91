"""The language server, driven over its standard input and output as an editor does."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import pytest
from lsprotocol import types as lsp

from tests.editor.talk import Talk, talking

BASIC = """\
basic_code: "000709901000"
name: 居民身份证补领
type: confirmation
status: active
version: 1
level: [county]
sector: public_security
legal_basis: [{title: 中华人民共和国居民身份证法}]
applicants: [natural_person]
fees: {charged: false}
limits: {statutory: {days: 60, unit: working}}
results: [{name: 居民身份证, kind: licence}]
"""
LOCAL = """\
basic_code: "000709901000"
code: "11440100007483172Q3000709901000"
status: active
version: 1
level: municipal
jurisdiction: "440100"
agency: {name: 广州市公安局, code: "11440100007483172Q", nature: statutory}
limits:
  promised: {days: 70, unit: working}
materials:
  - name: 😀照片 # 注
    medium: paper
    issued_by: "000709901000"
visits: {count: 1}
"""
HERE = "items/440100/a.yaml"
Story = Callable[[Talk], Awaitable[None]]


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """Lay out a catalog of a basic item and a local one."""
    for name, text in (
        ("catalog.yaml", "version: 1\nas_of: 2026-11-01\n"),
        ("items/basic/a.yaml", BASIC),
        (HERE, LOCAL),
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path.resolve()


def told(story: Story, root: Path, encodings: Sequence[str] | None = None) -> None:
    """Start the server over a catalog and go through a story."""

    async def whole() -> None:
        arguments = [sys.executable, "-m", "catalog_std", "lsp", "--lang", "zh"]
        environment = dict(os.environ)
        async with talking(
            arguments, root, encodings=encodings, environment=environment
        ) as talk:
            await story(talk)

    asyncio.run(whole())


def test_unsaved_text_is_judged_as_it_is_typed(catalog: Path) -> None:
    async def story(talk: Talk) -> None:
        talk.open(HERE, LOCAL)
        found = await until(talk, HERE, lambda ds: any(d.code == "LIM001" for d in ds))
        late = next(d for d in found if d.code == "LIM001")
        assert late.range == lsp.Range(lsp.Position(8, 19), lsp.Position(8, 21))
        assert late.message.startswith("承诺 70 个工作日，超过法定 60 个工作日\n依据: ")
        talk.change(HERE, LOCAL.replace("70", "50"))
        await until(talk, HERE, lambda ds: all(d.code != "LIM001" for d in ds))

    told(story, catalog)


async def until(
    talk: Talk, name: str, holds: Callable[[list[lsp.Diagnostic]], bool]
) -> list[lsp.Diagnostic]:
    """Wait until the diagnostics of a file are as they should be."""
    found = await talk.until_told(name)
    while not holds(found):
        found = await talk.next_told(name)
    return found
