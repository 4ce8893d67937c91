"""The language server, driven over its standard input and output as an editor does."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from lsprotocol import types as lsp
from pygls.exceptions import JsonRpcException

from catalog_std.cli import main
from catalog_std.cli.speech import Speech
from catalog_std.editor.answers import answering
from catalog_std.editor.rename import renamings
from catalog_std.run.session import open_session
from catalog_std.run.sheet import Crash
from catalog_std.source import Source
from catalog_std.standard.shelf import shipped
from tests.conftest import DAY, job_over, shelf, untraced
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
START = lsp.Position(0, 0)
Story = Callable[[Talk], Awaitable[None]]


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """Lay out a catalog of a basic item and a local one."""
    return laid(tmp_path)


def laid(root: Path) -> Path:
    """Write the files of that catalog below a folder."""
    for name, text in (
        ("catalog.yaml", "version: 1\nas_of: 2026-11-01\n"),
        ("items/basic/a.yaml", BASIC),
        (HERE, LOCAL),
        ("power-list/440100.yaml", 'jurisdiction: "440100"\nentries: []\n'),
    ):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root.resolve()


def told(story: Story, root: Path, encodings: Sequence[str] | None = None) -> None:
    """Have a server in this process over a catalog, and go through a story."""
    speech = Speech("zh", asked=True)

    async def whole() -> None:
        server = answering(speech.within, lambda: DAY)
        watches = encodings is None
        async with talking(server, root, encodings=encodings, watches=watches) as talk:
            await story(talk)

    asyncio.run(whole())


def told_over_stdio(story: Story, root: Path) -> None:
    """Start the server as editors do, and go through a story."""

    async def whole() -> None:
        arguments = [sys.executable, "-m", "catalog_std", "lsp", "--lang", "zh"]
        async with talking(arguments, root, environment=dict(os.environ)) as talk:
            await story(talk)

    asyncio.run(whole())


@pytest.mark.parametrize("told", [told, told_over_stdio])
def test_unsaved_text_is_judged_as_it_is_typed(
    told: Callable[[Story, Path], None], catalog: Path
) -> None:
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


def at(text: str, mark: str, *, after: int = 0) -> tuple[int, int]:
    """Say where a stretch of text begins, as an editor counts."""
    before = text[: text.index(mark) + after]
    last = before.rsplit("\n", 1)[-1]
    return before.count("\n"), len(last.encode("utf-16-le")) // 2


def test_hover_tells_label_value_origin_clause_and_latitude(catalog: Path) -> None:
    async def story(talk: Talk) -> None:
        talk.open(HERE, LOCAL)
        shown = await talk.hover(HERE, *at(LOCAL, "medium: paper", after=9))
        assert shown.startswith("**材料形式** `materials[].medium`")
        assert f'值："paper"（{HERE}:12） = 纸质' in shown
        assert "- 国家 · GB/T 39554.2-2020" in shown
        shown = await talk.hover(HERE, *at(LOCAL, "days: 70", after=6))
        assert "实施清单只可对申请人更轻" in shown
        shown = await talk.hover(HERE, *at(LOCAL, "basic_code", after=14))
        assert "= 居民身份证补领" in shown
        shown = await talk.hover(HERE, *at(LOCAL, "materials"))
        assert "值：" not in shown
        basic = "items/basic/a.yaml"
        talk.open(basic, BASIC)
        shown = await talk.hover(basic, *at(BASIC, "public_security"))
        assert "- …" in shown
        assert await talk.hover(HERE, 0, 0)
        talk.change(HERE, "nmae: x\nbasic_code: [")
        assert await talk.hover(HERE, 0, 1) == ""
        talk.change(HERE, "nmae: x\n")
        assert await talk.hover(HERE, 0, 1) == ""

    told(story, catalog)


def test_outside_a_catalog_nothing_is_said(catalog: Path, tmp_path: Path) -> None:
    async def story(talk: Talk) -> None:
        talk.open(HERE, LOCAL)
        talk.open("/x.yaml", LOCAL)
        await until(talk, HERE, bool)
        assert await talk.hover("/x.yaml", 0, 2) == ""
        assert await talk.complete("/x.yaml", 0, 2) == []
        assert await talk.definition("/x.yaml", 0, 2) == []
        assert await talk.actions("/x.yaml", lsp.Range(START, START)) == []
        assert await talk.prepare("/x.yaml", 0, 2) is None
        assert await talk.rename("/x.yaml", 0, 2, "x") is None

    told(story, catalog)
    assert tmp_path


def test_keys_tokens_and_codes_are_offered(catalog: Path) -> None:
    async def story(talk: Talk) -> None:
        text = LOCAL.replace("paper", "")
        talk.open(HERE, text)
        offered = {
            i.label: i for i in await talk.complete(HERE, *at(text, "medium: ", after=8))
        }
        assert offered["electronic"].detail == "电子化 · 2"
        assert "电子" in (offered["electronic"].filter_text or "")
        text = LOCAL.replace("visits:", "v")
        talk.change(HERE, text)
        offered = {i.label: i for i in await talk.complete(HERE, *at(text, "v {", after=1))}
        edit = offered["visits"].text_edit
        assert isinstance(edit, lsp.TextEdit)
        assert (edit.new_text, edit.range.start.character) == ("visits:", 0)
        assert "materials" not in offered
        assert "😀" not in offered
        assert (offered["aliases"].sort_text or "").startswith("1")
        text = LOCAL.replace("    medium", "    med")
        talk.change(HERE, text)
        offered = {i.label: i for i in await talk.complete(HERE, *at(text, "med:", after=3))}
        assert offered["medium"].detail == "材料形式 · 必填"
        assert isinstance(offered["medium"].documentation, lsp.MarkupContent)
        text = LOCAL.replace('issued_by: "000709901000"', "issued_by: ")
        talk.change(HERE, text)
        offered = {
            i.label: i for i in await talk.complete(HERE, *at(text, "issued_by: ", after=11))
        }
        assert offered['"000709901000"'].detail == "居民身份证补领"
        text = "fees: {charged: }\n"
        talk.change(HERE, text)
        assert {i.label for i in await talk.complete(HERE, 0, 16)} == {"true", "false"}
        talk.change(HERE, "level:\n  - ")
        assert "municipal" in {i.label for i in await talk.complete(HERE, 1, 4)}
        talk.change(HERE, "xyzzy: ")
        assert await talk.complete(HERE, 0, 7) == []

    told(story, catalog)


def test_definitions_lead_to_items_and_clauses(catalog: Path) -> None:
    schema = shipped() / "national" / "gbt-39554.2-2020" / "item.schema.json"

    async def story(talk: Talk) -> None:
        talk.open(HERE, LOCAL)
        basic = lsp.Location(
            talk.uri("items/basic/a.yaml"),
            lsp.Range(lsp.Position(0, 12), lsp.Position(0, 26)),
        )
        assert await talk.definition(HERE, *at(LOCAL, '"000709901000"')) == [basic]
        assert await talk.definition(HERE, *at(LOCAL, "paper")) == [basic]
        clauses = await talk.definition(HERE, *at(LOCAL, "medium"))
        assert clauses[0].uri == schema.as_uri()
        line = clauses[0].range.start.line
        assert '"medium"' in schema.read_text(encoding="utf-8").split("\n")[line]
        assert await talk.definition(HERE, *at(LOCAL, "1}"))
        talk.change(HERE, "[")
        assert await talk.definition(HERE, 0, 0) == []

    told(story, catalog)


def test_findings_are_mended_and_silenced_by_an_action(catalog: Path) -> None:
    async def story(talk: Talk) -> None:
        text = LOCAL.replace("paper", "papre") + "legal_basis: [{title: 《居民身份证法》}]\n"
        talk.open(HERE, text)
        await until(talk, HERE, lambda ds: len(ds) > 2)
        everywhere = lsp.Range(START, lsp.Position(99, 0))
        some = await talk.actions(HERE, everywhere)
        kinds = {str(action.kind) for action in some}
        assert "quickfix" in kinds
        late = next(d for d in talk.told_of(HERE) if "70" in d.message)
        (silence,) = await talk.actions(HERE, late.range, only=["quickfix"])
        assert silence.title == "不再提示 limits/promise-beyond-law（注释里写明理由）"
        after = applied(text, silence, talk.uri(HERE))
        assert after.split("\n")[8].endswith(
            "unit: working}  # catalog-std: ignore[limits/promise-beyond-law] "
        )
        only = await talk.actions(HERE, everywhere, only=["source.fixAll"])
        assert [action.kind for action in only] == ["source.fixAll.catalog-std"]
        assert "title: 居民身份证法}" in applied(text, only[0], talk.uri(HERE))

    told(story, catalog)


@untraced
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_fix_changes_what_it_says_and_nothing_else(newline: str, catalog: Path) -> None:
    text = (LOCAL + 'channels: {online: {url: "http://a.cn/😀"}}\n').replace("\n", newline)

    async def story(talk: Talk) -> None:
        talk.open(HERE, text)
        await until(talk, HERE, lambda ds: any(d.code == "LNK002" for d in ds))
        found = next(d for d in talk.told_of(HERE) if d.code == "LNK002")
        titles = {a.title: a for a in await talk.actions(HERE, found.range)}
        mend = titles["改正（可能改变含义）：网址不是 https"]
        assert applied(text, mend, talk.uri(HERE)) == text.replace("http:", "https:")

    told(story, catalog)


def test_in_a_text_over_many_lines_the_comment_stands_above(catalog: Path) -> None:
    text = LOCAL + "contact:\n  consult: {phone: '1\n    2'}\n"

    async def story(talk: Talk) -> None:
        talk.open(HERE, text)
        await until(talk, HERE, lambda ds: any(d.range.start.line == 15 for d in ds))
        found = next(d for d in talk.told_of(HERE) if d.range.start.line == 15)
        silence = (await talk.actions(HERE, found.range))[-1]
        assert (
            applied(text, silence, talk.uri(HERE))
            .split("\n")[15]
            .startswith("  # catalog-std: ignore[")
        )
        talk.change(HERE, "a: [\n")
        await until(talk, HERE, lambda ds: len(ds) == 1)
        assert await talk.actions(HERE, lsp.Range(START, lsp.Position(9, 0))) == []

    told(story, catalog)


def applied(text: str, action: lsp.CodeAction, uri: str) -> str:
    """Apply an action's one edit as an editor does."""
    assert action.edit
    assert action.edit.changes
    (edit,) = action.edit.changes[uri]
    lines = text.split("\n")
    units = [line.encode("utf-16-le") for line in lines]

    def offset(position: lsp.Position) -> int:
        before = sum(len(line) + 1 for line in lines[: position.line])
        part = (
            units[position.line][: 2 * position.character]
            if position.line < len(units)
            else b""
        )
        return before + len(part.decode("utf-16-le"))

    return text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]


def test_a_code_is_renamed_across_the_catalog(catalog: Path) -> None:
    event = catalog / "events" / "move.yaml"
    event.parent.mkdir()
    event.write_text(
        'id: move\nname: {zh: 迁居, en: Moving}\nsteps:\n  - {id: a, item: "000709901000"}\n'
        '  - {id: b, any: ["000709904000", "000709901000"]}\n',
        encoding="utf-8",
    )

    async def story(talk: Talk) -> None:
        talk.open(HERE, LOCAL)
        place = at(LOCAL, '"000709901000"', after=3)
        span = await talk.prepare(HERE, *place)
        assert span == lsp.Range(lsp.Position(0, 12), lsp.Position(0, 26))
        edit = await talk.rename(HERE, *place, "000709902000")
        assert edit
        assert edit.changes
        texts = {
            name: [one.new_text for one in edit.changes[talk.uri(name)]]
            for name in (HERE, "items/basic/a.yaml", "events/move.yaml")
        }
        assert texts == {
            HERE: [
                '"000709902000"',
                '"11440100007483172Q3000709902000"',
                '"000709902000"',
            ],
            "items/basic/a.yaml": ['"000709902000"'],
            "events/move.yaml": ['"000709902000"', '"000709902000"'],
        }
        assert await talk.prepare(HERE, *at(LOCAL, "basic_code")) is None
        assert await talk.prepare(HERE, *at(LOCAL, "paper")) is None
        assert await talk.rename(HERE, *at(LOCAL, "paper"), "x") is None
        with pytest.raises(JsonRpcException, match="不像编码"):
            await talk.rename(HERE, *place, "a b")

    told(story, catalog)


def test_files_that_change_on_disk_are_noticed(catalog: Path) -> None:
    async def story(talk: Talk) -> None:
        talk.open(HERE, LOCAL)
        await until(talk, HERE, lambda ds: any(d.code == "LIM001" for d in ds))
        basic = catalog / "items/basic/a.yaml"
        basic.write_text(BASIC.replace("60", "90"), encoding="utf-8")
        talk.changed_on_disk("items/basic/a.yaml")
        await until(talk, HERE, lambda ds: all(d.code != "LIM001" for d in ds))
        (catalog / "catalog.yaml").write_text(
            "as_of: 2026-11-01\nrules: {visits/needless-visit: off}\n", encoding="utf-8"
        )
        talk.changed_on_disk("catalog.yaml")
        found = await until(talk, HERE, bool)
        assert "VIS" not in {str(d.code)[:3] for d in found if "needless" in d.message}
        (catalog / "catalog.yaml").write_text("versoin: 1\n", encoding="utf-8")
        talk.changed_on_disk("catalog.yaml")
        assert await talk.hover(HERE, 0, 0) == ""
        assert "versoin" in await talk.until_shown()
        (catalog / "catalog.yaml").write_text("as_of: 2026-11-01\n", encoding="utf-8")
        talk.changed_on_disk("catalog.yaml", HERE, "forms/none.docx")
        await until(talk, HERE, bool)
        assert await talk.hover(HERE, 0, 0) != ""

    told(story, catalog)


def test_a_file_that_is_closed_unsaved_is_as_it_was(catalog: Path) -> None:
    async def story(talk: Talk) -> None:
        new = "items/440100/new.yaml"
        talk.open(new, "nmae: x\n")
        await until(talk, new, lambda ds: any("nmae" in d.message for d in ds))
        talk.close(new)
        assert await until(talk, new, lambda ds: not ds) == []
        talk.open(HERE, LOCAL.replace("70", "10"))
        await until(talk, HERE, lambda ds: all(d.code != "LIM001" for d in ds))
        talk.close(HERE)
        await until(talk, HERE, lambda ds: any(d.code == "LIM001" for d in ds))

    told(story, catalog)


def test_a_byte_order_mark_on_disk_is_kept_in_mind(catalog: Path) -> None:
    (catalog / HERE).write_bytes(b"\xef\xbb\xbf" + LOCAL.encode())

    async def story(talk: Talk) -> None:
        talk.open(HERE, LOCAL)
        await until(talk, HERE, lambda ds: any(d.code == "YML008" for d in ds))

    told(story, catalog)


@pytest.mark.parametrize(
    ("encoding", "column"), [("utf-8", 20), ("utf-16", 14), ("utf-32", 13)]
)
def test_columns_are_counted_as_the_editor_asks(
    encoding: str, column: int, catalog: Path
) -> None:
    text = LOCAL.replace("😀照片 # 注", "{😀照: 1}")

    async def story(talk: Talk) -> None:
        talk.open(HERE, text)
        found = await until(talk, HERE, lambda ds: any(d.range.start.line == 10 for d in ds))
        late = next(d for d in found if d.range.start.line == 10)
        assert late.range.start.character <= column

    told(story, catalog, [encoding])


def test_without_its_libraries_the_server_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "catalog_std.editor.answers", None)
    with pytest.raises(SystemExit) as left:
        main(["lsp", "--lang", "en"])
    assert left.value.code == 2
    assert "pip install 'catalog-std[lsp]'" in capsys.readouterr().err


@untraced
def test_words_that_come_fast_are_all_heard_and_the_last_one_counts(catalog: Path) -> None:
    (catalog / "items" / "basic" / "b.yaml").write_text(
        BASIC.replace("709901", "709902"), encoding="utf-8"
    )

    async def story(talk: Talk) -> None:
        talk.open(HERE, LOCAL)
        for days in range(61, 160):
            talk.change(HERE, LOCAL.replace("days: 70", f"days: {days}"))
            await asyncio.sleep(0.005)
        await until(talk, HERE, lambda ds: any("承诺 159 个" in d.message for d in ds))

    told(story, catalog)


def test_nothing_is_kept_of_words_that_were_heard(catalog: Path) -> None:
    speech = Speech("zh", asked=True)
    server = answering(speech.within, lambda: DAY)

    async def story(talk: Talk) -> None:
        talk.open(HERE, LOCAL)
        for days in range(61, 160):
            talk.change(HERE, LOCAL.replace("days: 70", f"days: {days}"))
        await until(talk, HERE, lambda ds: any("承诺 159 个" in d.message for d in ds))
        assert len(server.protocol._request_futures) < 5  # noqa: SLF001 - pygls kept all of them

    async def whole() -> None:
        async with talking(server, catalog) as talk:
            await story(talk)

    asyncio.run(whole())


def test_two_days_are_two_catalogs_and_a_broken_rule_is_told_once(catalog: Path) -> None:
    (catalog / "catalog.yaml").write_text("version: 1\n", encoding="utf-8")
    days = [date(2026, 11, 1)]
    speech = Speech("zh", asked=True)
    server = answering(speech.within, lambda: days[0])
    desk, shown = server.desk, list[str]()
    server.window_show_message = lambda params: shown.append(params.message)  # type: ignore[method-assign]
    found = desk.find(catalog / HERE)
    assert found
    assert desk.find(catalog / HERE) == found
    days[0] = date(2026, 11, 2)
    later = desk.find(catalog / HERE)
    assert later
    assert later[0].session.job.profiles.on == days[0]
    later[0].session.warm.crashes["x"] = Crash("x", "items/a.yaml", "ValueError: y")
    server.complain()
    server.complain()
    assert shown == ["catalog-std: x: items/a.yaml ValueError: y"]
    server.shutdown()
    assert desk.catalogs == {}


@pytest.mark.parametrize(
    ("value", "old", "new", "fresh"),
    [
        ("000709901000", "000709901000", "1", "1"),
        ("11440100007483172Q3000709901000", "11440100007483172Q", "X", "X3000709901000"),
        ("11440100007483172Q300070990100001", "000709901000", "Y", "11440100007483172Q3Y01"),
        (
            "11440100007483172Q300070990100001",
            "11440100007483172Q3000709901000",
            "Z",
            "Z01",
        ),
        ("511A-000-X-1-00", "X", "Y", "511A-000-Y-1-00"),
    ],
)
def test_codes_that_are_composed_of_one_follow_it(
    value: str, old: str, new: str, fresh: str, tmp_path: Path
) -> None:
    text = f'code: "{value}"\nname: {old}\nagency: {{code: "9"}}\n'
    sources = [Source("items/a.yaml", text), Source("items/b.yaml", "name: 甲\n")]
    job = job_over(sources, (), shelf())
    with open_session(replace(job, texts=replace(job.texts, root=tmp_path))) as session:
        (mention,) = renamings(session, old, new)
        assert mention.text == f'"{fresh}"'


@pytest.mark.parametrize("text", ['code: "1\\x31"\n', 'code: "1\\\n  1"\n', "code: >-\n  11\n"])
def test_a_code_that_is_written_oddly_is_left_alone(text: str, tmp_path: Path) -> None:
    raw = f"{text}name: '11'\n"
    job = job_over([Source("items/a.yaml", raw)], (), shelf())
    with open_session(replace(job, texts=replace(job.texts, root=tmp_path))) as session:
        assert session.documents("items/a.yaml")[0].data["code"] == "11"
        assert list(renamings(session, "11", "22")) == []


def test_the_command_serves_until_the_editor_leaves(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(b"")))
    monkeypatch.setattr(sys, "stdout", TextIOWrapper(BytesIO()))
    with pytest.raises(SystemExit) as left:
        main(["lsp"])
    assert not left.value.code
