"""What readers see, kept as golden files."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from catalog_std.cli import main
from catalog_std.cli.diff_command import PRINTERS as DIFF_PRINTERS
from catalog_std.cli.output import PRINTERS
from catalog_std.finding import Where
from catalog_std.report.diagnostics import Diagnostics
from catalog_std.report.frame import frame, plain, width
from catalog_std.source import Span, line_in
from tests.conftest import GOLDEN, ROOT, untraced

BLEMISHED = ROOT / "examples" / "blemished"


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command in this process: its exit code, what it printed, what it complained of."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    out = capsys.readouterr()
    return int(left.value.code or 0), out.out, out.err


@untraced
@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("form", PRINTERS)
def test_the_blemished_catalog_is_reported_to_the_letter(
    lang: str,
    form: str,
    golden: Callable[[str, str], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = ("lint", str(BLEMISHED), "--no-cache", "--output", form, "--lang", lang)
    code, out, _ = printed(capsys, *asked)
    assert code == 1
    golden(f"blemished.{lang}.{form}", out)


def test_goldens_are_all_in_use() -> None:
    used = {
        f"{catalog}.{lang}.{form}"
        for catalog in ("blemished", "settled")
        for lang in ("zh", "en")
        for form in PRINTERS
    } | {
        f"standards.{lang}.{form}"
        for lang in ("zh", "en")
        for form in ("text", "concise", "markdown")
    }
    used |= {f"diff.{lang}.{form}" for lang in ("zh", "en") for form in DIFF_PRINTERS}
    used |= {
        f"{pages}.{lang}.{form}"
        for pages in ("editions", "upgrade")
        for lang in ("zh", "en")
        for form in ("markdown", "html")
    }
    assert {path.name for path in GOLDEN.iterdir() if path.is_file()} == used


def test_the_json_document_keeps_to_its_own_schema(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = printed(capsys, "lint", str(BLEMISHED), "--output", "json")
    document = json.loads(out)
    jsonschema.validate(document, Diagnostics.model_json_schema())
    assert document["summary"]["error"] == sum(
        d["severity"] == "error" for d in document["diagnostics"]
    )
    places = [
        (d["file"], d["range"]["start"]["line"], d["range"]["start"]["column"])
        for d in document["diagnostics"]
    ]
    assert places == sorted(places)


def test_every_fault_of_the_talk_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = printed(capsys, "lint", str(BLEMISHED), "--output", "json")
    found = {(d["file"], d["rule"]) for d in json.loads(out)["diagnostics"]}
    assert {
        ("items/signed-form.yaml", "materials/signed-without-original"),
        ("items/no-download.yaml", "materials/no-form"),
        ("items/booking.yaml", "channels/booking-as-online"),
        ("items/own-certificate.yaml", "shape/unlisted-token"),
        ("items/inspections-440106.yaml", "coverage/thin-agency"),
        ("items/power-list.yaml", "power/other-name"),
        ("items/power-list-code.yaml", "power/other-code"),
        ("items/basic/away.yaml", "scope/hidden-cross-region"),
        ("items/app-and-window.yaml", "channels/differ"),
    } <= found


def test_the_same_fault_elsewhere_in_the_file_keeps_its_fingerprint(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(BLEMISHED, tmp_path / "c")
    _, before, _ = printed(
        capsys,
        "lint",
        str(tmp_path / "c"),
        "--output",
        "json",
        "--rule",
        "materials/signed-without-original",
    )
    path = tmp_path / "c" / "items" / "signed-form.yaml"
    text = path.read_text(encoding="utf-8")
    first = "materials:\n"
    extra = "  - {id: m0, name: 照片, kind: photo, originals: 1, copies: 0, medium: paper, necessity: required, source: applicant}\n"
    path.write_text("# 一行注释\n" + text.replace(first, first + extra, 1), encoding="utf-8")
    _, after, _ = printed(
        capsys,
        "lint",
        str(tmp_path / "c"),
        "--output",
        "json",
        "--rule",
        "materials/signed-without-original",
    )
    (one,), (other,) = (json.loads(text)["diagnostics"] for text in (before, after))
    assert one["fingerprint"] == other["fingerprint"]
    assert one["range"] != other["range"]


@pytest.mark.parametrize(
    ("text", "span", "lines"),
    [
        ("名称: 补领\n", Span(1, 5, 1, 7), ["     1 | 名称: 补领", "       |       ^^^^"]),
        ("a: b\r\nc: d\r\n", Span(2, 4, 2, 5), ["     2 | c: d", "       |    ^"]),
        ("a: [1,\n2]\n", Span(1, 4, 2, 3), ["     1 | a: [1,", "       |    ^^^"]),
        ("a: é\u0301x\n", Span(1, 6, 1, 7), ["     1 | a: é\u0301x", "       |     ^"]),
        ("a: \x1b[31m\u202e\n", Span(1, 4, 1, 5), ["     1 | a: �[31m�", "       |    ^"]),
        ("a\n", Span(1, 2, 1, 2), ["     1 | a", "       |  ^"]),
        ("a\n", Span(9, 1, 9, 2), []),
    ],
)
def test_carets_stand_right_under_the_fault(text: str, span: Span, lines: list[str]) -> None:
    assert frame(line_in(text, span.line), span) == lines


def test_a_very_long_line_is_cut_round_the_fault() -> None:
    line, carets = frame("a" * 5000 + "X" + "b" * 5000, Span(1, 5001, 1, 5002))
    assert "X" in line
    assert line.index("X") == carets.index("^")
    assert len(line) < 120


def test_widths_are_those_of_a_terminal() -> None:
    assert [width(text) for text in ("ab", "补领", "（）", "é\u0301")] == [2, 4, 4, 1]
    assert plain("a\tb\x00\u202e") == "a b��"


def test_a_place_of_a_file_is_a_value() -> None:
    assert Where("a", Span(1, 1, 1, 2)) == Where("a", Span(1, 1, 1, 2))
