"""The whole run: files in, findings out, each in the file of whoever must mend it."""

from __future__ import annotations

import gc
import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_std.catalog.base import Room, Spool, open_base, open_spool
from catalog_std.catalog.facts import Facts
from catalog_std.catalog.files import files_under
from catalog_std.catalog.settings import Globs, home_of
from catalog_std.document import documents_of
from catalog_std.finding import Finding, Fix
from catalog_std.item import item_of
from catalog_std.lint.rule import Case, Hits, hit
from catalog_std.report.text import text_lines
from catalog_std.run.fix import Leave, fix_all
from catalog_std.run.job import job_of, rule_named
from catalog_std.run.lint import Outcome, run_lint
from catalog_std.run.sheet import Crash
from catalog_std.run.sources import Texts
from catalog_std.run.sweeping import unswept
from catalog_std.source import Source, Span
from catalog_std.standard.shelf import Shelf
from catalog_std.trouble import CatalogError
from tests.conftest import DAY, job_over, linted, shelf_under, standard_of

NAMED = "properties: {name: {type: string, maxLength: 4}, basic_code: {}, code: {}, jurisdiction: {}}"
BASIC = Source("items/basic.yaml", 'basic_code: "000109001000"\nname: 出生医学证明\n')
LOCALS = tuple(
    Source(f"items/{n}.yaml", f'basic_code: "000109001000"\njurisdiction: "4401{n:02}"\n')
    for n in range(3, 6)
)


def found(sources: tuple[Source, ...], standards: Shelf, *names: str) -> tuple[Finding, ...]:
    """Lint with some rules."""
    rules = tuple(rule_named(name) for name in names)
    return linted(sources, rules, standards).findings


def test_a_fault_of_the_basic_item_is_told_once_in_its_own_file() -> None:
    (finding,) = found((BASIC, *LOCALS), shelf_under(NAMED), "shape/wrong-size")
    assert (finding.where.file, finding.where.span) == ("items/basic.yaml", Span(2, 7, 2, 13))
    assert finding.subject.name == "出生医学证明"


def test_a_local_standard_is_told_to_each_local_item_with_the_place_it_inherits_from() -> None:
    local = standard_of(NAMED, layer="local", jurisdiction="44")
    findings = found((BASIC, *LOCALS), Shelf((local,)), "shape/wrong-size")
    assert [f.where.file for f in findings] == [source.name for source in LOCALS]
    for finding in findings:
        assert finding.where.span == Span(1, 13, 1, 27)
        assert [r.where.file for r in finding.related] == ["items/basic.yaml"]
        assert finding.related[0].where.span == Span(2, 7, 2, 13)
    lines = list(text_lines(Outcome(findings, 4, 4, DAY), "zh", lambda _: None, lambda t, _: t))
    assert "       = 这个值继承自基本目录: items/basic.yaml:2" in lines


def test_a_local_item_that_speaks_for_itself_is_judged_by_its_own_words() -> None:
    local = standard_of(NAMED, layer="local", jurisdiction="44")
    own = Source("items/own.yaml", LOCALS[0].text + "name: 出生证\n")
    assert found((BASIC, own), Shelf((local,)), "shape/wrong-size") == ()


def test_every_document_of_a_file_is_an_item() -> None:
    text = "--- {name: 一二三四五}\n--- {name: 短}\n--- {name: 六七八九十}\n"
    findings = found((Source("items/a.yaml", text),), shelf_under(NAMED), "shape/wrong-size")
    assert [f.where.span.line for f in findings] == [1, 3]


def test_a_rule_over_one_item_tells_a_basic_items_fault_in_its_own_file() -> None:
    basic = Source("items/basic.yaml", BASIC.text + "materials: [{name: 其他材料}]\n")
    (finding,) = found((basic, *LOCALS), shelf_under(""), "materials/catch-all")
    assert (finding.where.file, finding.related) == ("items/basic.yaml", ())


def test_what_several_layers_forbid_is_said_once_with_the_others_beside_it() -> None:
    upper = standard_of(NAMED, name="upper")
    lower = standard_of(NAMED, name="lower", layer="industry", sectors=["x"])
    one = Source("items/a.yaml", "{name: 一二三四五, sector: x}\n")
    (finding,) = found((one,), Shelf((upper, lower)), "shape/wrong-size")
    assert finding.clause
    assert finding.clause.standard == "upper"


def test_a_broken_file_is_told_and_the_rest_goes_on() -> None:
    broken = Source("items/a.yaml", "name: [\n")
    long = Source("items/b.yaml", "name: 一二三四五\n")
    names = ("yaml/syntax", "shape/wrong-size", "materials/catch-all")
    findings = found((broken, long), shelf_under(NAMED), *names)
    assert [(f.where.file, f.rule) for f in findings] == [
        ("items/a.yaml", "yaml/syntax"),
        ("items/b.yaml", "shape/wrong-size"),
    ]


def test_a_broken_document_between_others_is_told_once() -> None:
    text = "--- {name: 短}\n--- {name: 短, name: 长}\n--- {name: 短}\n"
    names = ("yaml/duplicate-key", "shape/wrong-size")
    findings = found((Source("items/a.yaml", text),), shelf_under(NAMED), *names)
    assert [(f.rule, f.where.span.line) for f in findings] == [("yaml/duplicate-key", 2)]


def test_nothing_is_swept_within_and_all_is_swept_again_behind() -> None:
    gc.enable()
    with unswept():
        with unswept():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_two_findings_of_one_catalog_rule_may_stand_in_one_file() -> None:
    one = Source("items/a.yaml", '{code: "A"}\n')
    more = Source("items/b.yaml", '--- {code: "A"}\n--- {code: "A"}\n')
    findings = found((one, more), shelf_under(""), "identity/repeated-code")
    assert [(f.where.file, f.where.span.line) for f in findings] == [
        ("items/b.yaml", 1),
        ("items/b.yaml", 2),
    ]


def asked(text: str, *kept: Facts) -> list[dict[str, object]]:
    """Ask a base in which some facts are kept."""
    with open_spool() as spool, open_base() as base:
        for facts in kept:
            spool.write(facts.texts())
        base.load(spool)
        return base.ask(text)


def test_facts_are_kept_chunk_by_chunk_and_none_is_lost() -> None:
    chunks = [Facts(), Facts()]
    for number in range(1100):
        chunks[number % 2].add("power", ("a", 0, number, "", "x", None, None, None))
    text = "SELECT count(*) n, max(pos) last, count(jurisdiction) named FROM power"
    assert asked(text, *chunks) == [{"n": 1100, "last": 1099, "named": 0}]


@pytest.mark.parametrize(
    "word",
    [
        "a,b",
        'say "x"',
        "two\nlines",
        "cr\r\nlf",
        "\x1f\x1e\t",
        "汉😀",
        "'",
        " x ",
        "NULL",
        "x" * 1000,
    ],
)
def test_a_fact_comes_back_as_it_was(word: str) -> None:
    facts = Facts()
    facts.add("power", ("a", 0, 0, "44", word, None, None, None))
    assert asked("SELECT list_code FROM power", facts) == [{"list_code": word}]


@given(
    st.sampled_from(["a.yaml", "a,b.yaml"]),
    st.lists(st.text(st.sampled_from('甲a,"\r\n 1'), min_size=1, max_size=4), max_size=4),
)
def test_papers_come_back_as_they_were(file: str, names: list[str]) -> None:
    whole = item_of(documents_of(file, b"name: x\n")[0])
    text = json.dumps({"materials": [{"name": name, "kind": "form"} for name in names]})
    papers = item_of(documents_of("m.json", text.encode())[0]).materials
    facts = Facts()
    facts.add_item(whole._replace(materials=papers))
    rows = asked("SELECT file, pos, name, kind, basic_code FROM papers ORDER BY pos", facts)
    told = {"file": file, "kind": "form", "basic_code": None}
    assert rows == [told | {"pos": pos, "name": name} for pos, name in enumerate(names)]


def test_what_no_column_holds_is_bounded() -> None:
    facts = Facts()
    for text in ("x" * 5000 + "y", "x" * 5000 + "z", "nul\0", "lone \ud800"):
        facts.add("power", ("a", 0, 0, "44", text, None, None, None))
    rows = asked("SELECT list_code AS code FROM power ORDER BY length(list_code)", facts)
    short, *long = (str(row["code"]) for row in rows)
    assert short == "nul\ufffd"
    assert [len(code) for code in long] == [6, 1065, 1065]
    assert long[1] != long[2]


def test_numbers_beyond_all_measure_are_no_facts() -> None:
    text = "visits: {count: 99999999999999999999}\nlimits: {promised: {days: 1}}\n"
    facts = Facts()
    item = item_of(documents_of("a.yaml", text.encode())[0])._replace(visits=10**30)
    facts.add_item(item)
    rows = asked("SELECT visits, promised_days AS days FROM items", facts)
    assert rows == [{"visits": None, "days": 1.0}]


def test_without_a_temporary_folder_one_line_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere/at/all")
    with pytest.raises(CatalogError, match="temporary"), open_spool():
        pass


def test_many_facts_lie_on_the_disk_and_are_gone_with_the_spool(tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    facts = Facts()
    for number in range(400_000):
        facts.add("power", ("a", 0, number, "44", f"{number:080}", None, None, None))
    assert spool.room() is None
    spool.write(facts.texts())
    room = spool.room()
    assert room == Room(tmp_path, "48MB", alone=True)
    assert spool.room("1 GB") == Room(tmp_path, "1 GB", alone=True)
    with open_base(room) as base:
        base.load(spool)
        text = "SELECT count(*) n, count(DISTINCT list_code) codes FROM power"
        assert base.ask(text) == [{"n": 400_000, "codes": 400_000}]
        assert (tmp_path / "base.duckdb").exists()


def test_a_bound_too_narrow_is_told_in_one_line(tmp_path: Path) -> None:
    spool, facts = Spool(tmp_path), Facts()
    for number in range(1000):
        facts.add("power", ("a", 0, number, "44", "x", None, None, None))
    spool.write(facts.texts())
    room = spool.room("1 MB")
    with open_base(room) as base, pytest.raises(CatalogError, match="larger memory"):
        base.load(spool)


def test_files_that_are_gone_are_forgotten() -> None:
    facts = Facts()
    for name in ("a", "b"):
        facts.add("power", (name, 0, 0, "44", "x", None, None, None))
    with open_spool() as spool, open_base() as base:
        spool.write(facts.texts())
        base.load(spool)
        base.forget(["a", "c"])
        assert base.ask("SELECT file FROM power") == [{"file": "b"}]


def test_power_list_entries_of_the_wrong_shape_are_passed_over() -> None:
    facts = Facts()
    facts.add_power_list(documents_of("p.yaml", b"entries: [1, {name: x}, {name: 2}]")[0])
    facts.add_power_list(documents_of("q.yaml", b"entries: 3")[0])
    facts.add_power_list(documents_of("r.yaml", b"[")[0])
    rows = asked("SELECT pos, name FROM power ORDER BY pos", facts)
    assert rows == [{"pos": 1, "name": "x"}, {"pos": 2, "name": None}]


@pytest.mark.parametrize(
    ("include", "exclude", "files"),
    [
        (["items/**/*.yaml"], [], ["items/a.yaml", "items/b/c.yaml", "items/b/gone.yaml"]),
        (["items/*.yaml"], [], ["items/a.yaml"]),
        (["items/**"], ["items/b/**"], ["items/a.yaml", "items/a.yml"]),
        (["./items/?.y*ml"], [], ["items/a.yaml", "items/a.yml"]),
        (["**/c.yaml"], [], ["items/b/c.yaml"]),
        (["nothing/**"], [], []),
    ],
)
def test_files_are_found_by_glob_hidden_ones_and_linked_folders_passed(
    include: list[str], exclude: list[str], files: list[str], tmp_path: Path
) -> None:
    for name in ("items/a.yaml", "items/a.yml", "items/b/c.yaml", "items/.hidden.yaml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "items" / "loop").symlink_to(tmp_path / "items")
    (tmp_path / "items" / "b" / "gone.yaml").symlink_to(tmp_path / "nowhere")
    assert files_under(tmp_path, Globs(include=tuple(include), exclude=tuple(exclude))) == files


def test_only_a_file_that_is_there_has_a_signature(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"x")
    texts = Texts(tmp_path, ("a.yaml", "b.yaml", "c.yaml"), {"c.yaml": b""})
    signs = [texts.signature(name) for name in texts.names]
    assert [sign and sign[0] for sign in signs] == [1, None, None]


def test_a_folder_that_is_not_there_holds_no_files(tmp_path: Path) -> None:
    assert files_under(tmp_path / "nowhere", Globs(include=("**",))) == []


def test_large_files_are_read_whole_and_missing_ones_told(tmp_path: Path) -> None:
    large = b"# " + b"x" * 300_000 + b"\nname: x\n"
    (tmp_path / "a.yaml").write_bytes(large)
    texts = Texts(tmp_path, ("a.yaml",))
    assert texts.raw("a.yaml") == large
    with pytest.raises(CatalogError, match=r"b\.yaml"):
        texts.raw("b.yaml")


def test_a_rule_that_breaks_down_is_named_with_its_item_and_the_others_go_on() -> None:
    def breaks(_case: Case) -> Hits:
        msg = "no such thing"
        raise KeyError(msg)

    broken = replace(rule_named("materials/catch-all"), check=breaks, needs=None)
    query = replace(rule_named("identity/repeated-code"), query="SELECT nothing FROM nowhere")
    one = Source("items/a.yaml", "name: 一二三四五\n")
    rules = (broken, query, rule_named("shape/wrong-size"))
    outcome = linted((one, replace(one, name="items/b.yaml")), rules, shelf_under(NAMED))
    assert [f.rule for f in outcome.findings] == ["shape/wrong-size"] * 2
    crash, other = sorted(outcome.crashes, key=lambda one: one.rule, reverse=True)
    assert crash == Crash("materials/catch-all", "items/a.yaml", "KeyError: 'no such thing'")
    assert (other.rule, other.file) == ("identity/repeated-code", "")


def test_what_a_local_item_brings_about_is_told_to_it_and_not_to_its_basic_item() -> None:
    basic = Source(
        "items/basic.yaml",
        BASIC.text
        + "materials: [{id: m1, name: 户口簿}]\nconditions: [{text: 本地户籍, proven_by: [m1]}]\n",
    )
    own = Source("items/own.yaml", LOCALS[0].text + "materials: [{id: m2, name: 居住证}]\n")
    findings = found((basic, LOCALS[1], own), shelf_under(""), "materials/proof-not-listed")
    assert [(f.where.file, f.where.span.line) for f in findings] == [("items/own.yaml", 1)]
    assert [(r.where.file, r.where.span.line) for r in findings[0].related] == [
        ("items/basic.yaml", 4)
    ]


def test_a_term_list_names_the_words_to_use(tmp_path: Path) -> None:
    (tmp_path / "terms.yaml").write_text("二代证: 居民身份证\n", encoding="utf-8")
    (tmp_path / "catalog.yaml").write_text(
        "rules: {text/term: {severity: error, options: {glossary: terms.yaml}}}\n",
        encoding="utf-8",
    )
    (tmp_path / "items").mkdir()
    (tmp_path / "items" / "a.yaml").write_text("name: 二代证补领\n", encoding="utf-8")
    (finding,) = run_lint(job_of(home_of(tmp_path), DAY, ["text/term"])).findings
    assert (finding.severity, finding.facts["preferred"]) == ("error", "居民身份证")


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        (None, "No such file"),
        ("[二代证]\n", "expected"),
        ("二代证: [居民身份证]\n", "expected"),
    ],
)
def test_a_bad_term_list_is_one_clear_line(
    text: str | None, complaint: str, tmp_path: Path
) -> None:
    if text is not None:
        (tmp_path / "terms.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "catalog.yaml").write_text(
        "rules: {text/term: {options: {glossary: terms.yaml}}}\n", encoding="utf-8"
    )
    with pytest.raises(CatalogError, match=complaint):
        job_of(home_of(tmp_path), DAY)


def test_an_empty_term_list_forbids_nothing(tmp_path: Path) -> None:
    (tmp_path / "terms.yaml").write_text("{}\n", encoding="utf-8")
    (tmp_path / "catalog.yaml").write_text(
        "rules: {text/term: {options: {glossary: terms.yaml}}}\n", encoding="utf-8"
    )
    assert job_of(home_of(tmp_path), DAY).setting.terms == {}


def test_fixing_gives_up_on_a_fix_that_never_mends() -> None:
    def flips(case: Case) -> Hits:
        name = case.item.at / "name"
        yield hit(
            name, Fix("set", "乙" if case.item.name == "甲" else "甲"), text=case.item.name
        )

    never = replace(rule_named("text/stray-blanks"), check=flips, needs=None)
    job = job_over((Source("items/a.yaml", "name: 甲\n"),), (never,), shelf_under(""))
    changed, outcome = fix_all(job, Leave())
    assert changed["items/a.yaml"].after == "name: 甲\n".encode()
    assert len(outcome.findings) == 1


def test_a_fix_that_cannot_be_made_by_position_changes_nothing() -> None:
    one = Source("items/a.yaml", "name: &a '甲 '\naliases: [*a]\n")
    job = job_over((one,), (rule_named("text/stray-blanks"),), shelf_under(""))
    changed, outcome = fix_all(job, Leave())
    assert (changed, bool(outcome.findings)) == ({}, True)
