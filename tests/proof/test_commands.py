"""``standards compare`` and ``satisfiable``: files in, words or data out, an exit code for each answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from catalog_std.cli import main
from catalog_std.proof import Json, Reason
from catalog_std.report.reasons import REASONS

LOCAL = "type: object\nproperties:\n  名称: {type: string, maxLength: 40}\nrequired: [名称]\n"
NATIONAL = '{"type": "object", "properties": {"名称": {"maxLength": 50}}, "required": ["名称"]}'
ENDLESS = '{"pattern": "(a)\\\\1"}'
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    """Run a command in a folder with some schemas."""
    monkeypatch.chdir(tmp_path)
    for name, text in (("local.yaml", LOCAL), ("national.json", NATIONAL), ("x.json", ENDLESS)):
        Path(name).write_text(text, encoding="utf-8")

    def command(*words: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["standards", *words])
        out, err = capsys.readouterr()
        return int(str(left.value.code)), out, err

    return command


def test_a_proof_is_exit_code_zero(run: Run) -> None:
    code, out, _ = run("compare", "local.yaml", "national.json", "--lang", "zh")
    assert (code, out) == (0, "成立：前者允许的，后者都允许（已证明，证明已复核）\n")


def test_a_counter_example_is_exit_code_one_and_shown_with_its_place(run: Run) -> None:
    code, out, _ = run("compare", "national.json", "local.yaml", "--lang", "en")
    assert code == 1
    witness = json.loads(out.splitlines()[1])
    assert len(witness["名称"]) == 41 or witness["名称"] is None
    assert "refused by /properties/名称/" in out


def test_a_counter_example_that_is_wrong_as_a_whole_says_so(run: Run) -> None:
    Path("n.json").write_text('{"type": "number"}', encoding="utf-8")
    Path("true.json").write_text("true", encoding="utf-8")
    code, out, _ = run("compare", "true.json", "n.json", "--lang", "en")
    assert (code, "at the whole value, refused by /type" in out) == (1, True)


def test_what_is_undecided_is_exit_code_three_with_its_reason(run: Run) -> None:
    Path("s.json").write_text('{"type": "string", "minLength": 300}', encoding="utf-8")
    code, out, _ = run("compare", "s.json", "x.json", "--lang", "en", "--steps", "2")
    assert (code, out.splitlines()[1]) == (3, "  more work than the budget allows: steps > 2")
    code, out, _ = run(
        "satisfiable", "s.json", "--lang", "zh", "--steps", "1", "--output", "json"
    )
    told = json.loads(out)
    assert (code, told["verdict"], told["reason_code"]) == (3, "undecided", "budget")


def test_data_holds_the_whole_verdict(run: Run) -> None:
    code, _, _ = run("compare", "national.json", "local.yaml", "--output", "json:out/v.json")
    told = json.loads(Path("out/v.json").read_text(encoding="utf-8"))
    assert (code, told["verdict"], told["has_witness"]) == (1, "not-subset", True)
    assert told["path"] == "/名称"
    assert told["elapsed_ms"] > 0
    code, out, _ = run("compare", "local.yaml", "national.json", "--output", "json")
    told = json.loads(out)
    assert (code, told["verdict"], told["witness"], told["reason"]) == (0, "subset", None, None)


def test_a_schema_is_satisfiable_or_not(run: Run) -> None:
    code, out, _ = run("satisfiable", "local.yaml", "--lang", "zh")
    assert (code, out.splitlines()[0]) == (0, "可满足：例如")
    Path("no.json").write_text('{"type": "array", "minItems": 2, "maxItems": 1}', "utf-8")
    code, out, _ = run("satisfiable", "no.json", "--lang", "en")
    assert (code, out.startswith("unsatisfiable")) == (1, True)


def test_formats_assert_on_request(run: Run) -> None:
    Path("d.json").write_text('{"type": "string", "format": "date"}', encoding="utf-8")
    Path("s.json").write_text('{"type": "string"}', encoding="utf-8")
    assert run("compare", "s.json", "d.json")[0] == 0
    assert run("compare", "s.json", "d.json", "--formats")[0] == 1


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("none.json", None, id="no file"),
        pytest.param("bad.json", "{", id="no JSON, nor YAML"),
        pytest.param("two.yaml", "a: 1\n---\nb: 2\n", id="two documents"),
        pytest.param("list.yaml", "- 1\n", id="a list"),
        pytest.param("empty.yaml", "", id="nothing"),
        pytest.param("deep.json", "[" * 100_000, id="very deep"),
        pytest.param("type.json", '{"type": "strnig"}', id="no such type"),
        pytest.param("infinite.json", '{"minimum": Infinity}', id="no number"),
        pytest.param("pattern.json", '{"pattern": "("}', id="no pattern"),
    ],
)
def test_a_bad_schema_is_one_clear_line_and_exit_code_two(
    run: Run, name: str, text: str | None
) -> None:
    if text is not None:
        Path(name).write_text(text, encoding="utf-8")
    code, out, err = run("compare", "national.json", name)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("catalog-std: ")


def test_an_unknown_format_is_the_callers_fault(run: Run) -> None:
    code, _, err = run("satisfiable", "x.json", "--output", "xml", "--lang", "en")
    assert (code, err) == (2, "catalog-std: no format xml; known: text, json\n")


def test_every_reason_has_words() -> None:
    wanted: set[Json] = set(get_args(Reason)) - {""}
    assert wanted == set(REASONS)
