"""Schemas for editors, tried with the YAML language server that most editors run."""

from __future__ import annotations

import asyncio
import json
import os
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import jsonschema
import pytest
from lsprotocol import types as lsp

from catalog_std.catalog.files import globs_of
from catalog_std.cli import main
from catalog_std.document import documents_of
from catalog_std.report.editor_schema import editor_schema
from catalog_std.standard.profiles import Profiles
from tests.conftest import DAY, ROOT, shelf, tool
from tests.editor.talk import Talk, talking

ITEM = """\
basic_code: "000709901000"
name: 居民身份证补领
type: confirmation
materials:
  - name: 照片
    medium: papper
  - name: 申请表
    medium: either
nmae: x
"""
Story = Callable[[Talk], Awaitable[None]]


def told(story: Story, folder: Path, text: str = ITEM) -> None:
    """Open an item in an editor with our schema, and go through a story."""
    server = tool("yaml-language-server")
    schema = editor_schema(Profiles(shelf(), DAY).at("440106", "", ""))
    (folder / "item.schema.json").write_text(json.dumps(schema), encoding="utf-8")
    yaml = {
        "schemas": {(folder / "item.schema.json").as_uri(): "*.yaml"},
        "schemaStore": {"enable": False},
        "validate": True,
        "completion": True,
        "hover": True,
    }

    async def whole() -> None:
        arguments = [server, "--stdio"]
        async with talking(
            arguments,
            folder,
            settings={"yaml": yaml},
            watches=False,
            environment=dict(os.environ),
        ) as talk:
            talk.client.workspace_did_change_configuration(
                lsp.DidChangeConfigurationParams({"yaml": yaml})
            )
            talk.open("item.yaml", text)
            await story(talk)

    asyncio.run(whole())


def test_unknown_keys_and_tokens_are_marked(tmp_path: Path) -> None:
    async def story(talk: Talk) -> None:
        found = await talk.until_told("item.yaml")
        assert {d.range.start.line for d in found} == {5, 8}
        assert any("nmae" in d.message for d in found)

    told(story, tmp_path)


def test_hover_tells_label_and_clause_in_both_tongues(tmp_path: Path) -> None:
    async def story(talk: Talk) -> None:
        await talk.until_told("item.yaml")
        shown = await talk.hover("item.yaml", 1, 2)
        assert "事项名称 · name" in shown
        assert "GB/T 39554.2" in shown
        shown = await talk.hover("item.yaml", 7, 14)
        assert "材料形式" in shown
        assert "either" in shown

    told(story, tmp_path)


def test_tokens_are_offered_with_their_labels(tmp_path: Path) -> None:
    async def story(talk: Talk) -> None:
        await talk.until_told("item.yaml")
        offered = {item.label: str(item.documentation) for item in await at(talk, 2, 6)}
        assert "行政许可" in offered["licence"]
        assert len(offered) > 8

    told(story, tmp_path, ITEM.replace("confirmation", ""))


def test_drafts_are_offered_and_read_as_yaml(tmp_path: Path) -> None:
    async def story(talk: Talk) -> None:
        await talk.until_told("item.yaml")
        drafts = {item.label: item.insert_text or "" for item in await at(talk, 0, 0)}
        least = drafts["必填要素 · what is always asked"]
        data = documents_of("x", filled(least).encode())[0].data
        assert list(data) == ["basic_code", "name", "type", "status", "level", "sector"]
        assert data["type"] == "licence"
        whole = drafts["各层标准可能要求的全部要素 · all that the standards may ask for"]
        (document,) = documents_of("x", filled(whole).encode())
        assert document.faults == ()
        assert document.data["materials"][0]["originals"] == 0
        assert document.data["code"] == ""

    told(story, tmp_path, "\n")


def test_one_more_material_is_drafted(tmp_path: Path) -> None:
    async def story(talk: Talk) -> None:
        await talk.until_told("item.yaml")
        drafts = {item.label: item.insert_text or "" for item in await at(talk, 4, 4)}
        draft = drafts["加一项 · one more"]
        (document,) = documents_of(
            "x", f"- {filled(draft)}".replace("- ", "x:\n- ", 1).encode()
        )
        assert {"name", "kind", "originals", "copies"} <= set(document.data["x"][0])

    told(
        story,
        tmp_path,
        'basic_code: "000709901000"\nmaterials:\n  - name: 甲\n  - name: 乙\n  - \n',
    )


async def at(talk: Talk, line: int, column: int) -> list[lsp.CompletionItem]:
    return await talk.complete("item.yaml", line, column)


def filled(snippet: str) -> str:
    """Take a snippet as it comes: the first of each choice, the default of each blank."""
    snippet = re.sub(r"\$\{\d+\|([^,|]*)[^|]*\|\}", r"\1", snippet)
    return re.sub(r"\$\d+", "", re.sub(r"\$\{\d+:([^}]*)\}", r"\1", snippet)).replace(
        "\t", "  "
    )


def test_a_schema_is_written_for_each_stack_and_files_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(SystemExit) as left:
        main(["schema", "editor", str(tmp_path)])
    assert not left.value.code
    settings = json.loads(capsys.readouterr().out)["yaml.schemas"]
    assert {Path(name).name for name in settings} == {path.name for path in tmp_path.iterdir()}
    assert (
        "items/440106/tax/**"
        in settings[f"{tmp_path}/gd-item-practice+gz-guide-practice.schema.json"]
    )
    for path in tmp_path.iterdir():
        schema = json.loads(path.read_text(encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize(
    ("kinds", "globs"),
    [
        ({}, {}),
        ({"a.yaml": "x"}, {"x": ["a.yaml"]}),
        ({"i/a.yaml": "x", "i/b/c.yaml": "x"}, {"x": ["i/**"]}),
        (
            {"i/a.yaml": "x", "i/b.yaml": "y", "i/c/d.yaml": "y", "i/c/e.yaml": "y"},
            {"x": ["i/a.yaml"], "y": ["i/b.yaml", "i/c/**"]},
        ),
    ],
)
def test_globs_are_as_few_as_can_be(kinds: dict[str, str], globs: dict[str, list[str]]) -> None:
    assert globs_of(kinds) == globs
