"""Mending from the command line: what is written, what is only shown, and what is left alone."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from catalog_std.cli.files import replace_bytes, write_bytes
from catalog_std.finding import Severity
from catalog_std.item import Item
from catalog_std.lint import RULES
from catalog_std.lint.rule import Basis, Card, Hits, Rule, catalog_rule, item_rule
from catalog_std.text import Text
from catalog_std.trouble import CatalogError
from tests.test_cli import BASIC, catalog, run

__all__ = ["catalog"]

BRACKETS = ("--rule", "text/mixed-brackets")
FAULTY = (
    b'# one\r\nname: "\xe5\xbe\x8b\xe5\xb8\x88(\xe4\xb8\x93\xe8\x81\x8c)"   # two\r\ncode: [1'
)
FAULTY += b", 2]"
MENDED = FAULTY.replace(b"(", "（".encode()).replace(b")", "）".encode())


@pytest.fixture
def faulty(catalog: Path) -> Path:
    """Stand in a catalog whose two files have a fault each; one has no end of line at its end."""
    (catalog / "items" / "b").mkdir()
    (catalog / "items" / "b" / "law.yaml").write_bytes(FAULTY)
    text = BASIC.replace("居民身份证补领", "居民身份证补领(换领)")
    (catalog / "items" / "id.yaml").write_text(text, encoding="utf-8")
    return catalog


@pytest.mark.parametrize("words", [("fix",), ("lint", "--fix")])
def test_what_can_be_mended_is_mended_and_all_else_left_as_it_was(
    words: tuple[str, ...], faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (faulty / "items" / "b" / "law.yaml").chmod(0o640)
    code, out, err = run(capsys, *words, *BRACKETS)
    assert (code, err) == (0, "mended 2 findings in 2 files\n")
    assert out == "2 items in 2 files: 0 errors, 0 warnings, 0 infos (as of 2026-11-01)\n"
    assert (faulty / "items" / "b" / "law.yaml").read_bytes() == MENDED
    assert (faulty / "items" / "b" / "law.yaml").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in (faulty / "items" / "b").iterdir()) == ["law.yaml"]
    assert run(capsys, *words, *BRACKETS) == (0, out, "")


def test_a_path_limits_what_is_changed(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (faulty / "items" / "id.yaml").read_bytes()
    code, _, err = run(capsys, "fix", "items/b", *BRACKETS)
    assert (code, err) == (0, "mended 1 findings in 1 files\n")
    assert (faulty / "items" / "id.yaml").read_bytes() == before


def test_a_shown_change_is_one_that_git_applies(
    faulty: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    files = sorted((faulty / "items").rglob("*.yaml"))
    before = [path.read_bytes() for path in files]
    with pytest.raises(SystemExit) as left:
        main_of("lint", "--diff", *BRACKETS)
    patch, err = capfdbinary.readouterr()
    assert (left.value.code, err) == (1, b"would mend 2 findings in 2 files\n")
    assert [path.read_bytes() for path in files] == before
    assert patch.count(b"\\ No newline at end of file\n") == 1
    with pytest.raises(SystemExit) as left:
        main_of("fix", "--diff", "--exit-zero", *BRACKETS)
    assert (left.value.code or 0, capfdbinary.readouterr().out) == (0, patch)
    subprocess.run(["git", "apply"], input=patch, cwd=faulty, check=True)
    with pytest.raises(SystemExit) as left:
        main_of("fix", "--diff", *BRACKETS)
    assert (left.value.code or 0, capfdbinary.readouterr()) == (0, (b"", b""))
    assert (faulty / "items" / "b" / "law.yaml").read_bytes() == MENDED


def main_of(*words: str) -> None:
    """Run a command; what it prints goes to the real standard output."""
    from catalog_std.cli import main  # noqa: PLC0415 - the door, opened last

    main(words)


def test_what_may_change_the_meaning_is_changed_only_when_asked(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = catalog / "items" / "id.yaml"
    path.write_text('name: 登记\nchannels: {online: {url: "http://a.cn"}}\n', encoding="utf-8")
    rule = ("--rule", "links/insecure-address")
    assert run(capsys, "fix", *rule)[2] == ""
    assert "http://" in path.read_text(encoding="utf-8")
    assert "goes with --fix or --diff" in run(capsys, "lint", "--unsafe", *rule)[2]
    assert run(capsys, "fix", "--unsafe", *rule)[2] == "mended 1 findings in 1 files\n"
    assert "https://" in path.read_text(encoding="utf-8")


def test_a_file_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"mine")
    with pytest.raises(CatalogError, match="changed by another program meanwhile"):
        replace_bytes(path, b"as it was", b"new")
    assert path.read_bytes() == b"mine"
    path.unlink()
    with pytest.raises(CatalogError, match="No such file"):
        replace_bytes(path, b"as it was", b"new")


def test_where_nothing_can_be_written_one_line_says_so() -> None:
    with pytest.raises(CatalogError, match=r"/proc/nowhere/a\.yaml: "):
        write_bytes(Path("/proc/nowhere/a.yaml"), b"")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(b"a")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_bytes(tmp_path / "link", b"b")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"b"


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_bytes(pipe, b"said")
    assert os.read(reader, 9) == b"said"
    os.close(reader)
    assert pipe.is_fifo()


def breaking_rules() -> tuple[Rule, ...]:
    """Make two rules that break down: one over an item, one over the catalog."""
    words = Text("甲", "a")

    def card(number: int) -> Card:
        return Card(
            f"BRK00{number}", f"broken/r{number}", Severity.INFO, words, words, Basis(words)
        )

    def check(_: Item) -> Hits:
        """English.

        中文。
        """
        raise ZeroDivisionError

    def query() -> str:
        """English.

        中文。
        """
        return "SELECT nothing FROM nowhere"

    return item_rule(card(1))(check), catalog_rule(card(2))(query)


@pytest.mark.parametrize("words", [("lint",), ("lint", "--exit-zero"), ("fix", "--diff")])
def test_a_rule_that_breaks_down_is_named_and_the_others_go_on(
    words: tuple[str, ...],
    faulty: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr("catalog_std.run.job.RULES", (*RULES, *breaking_rules()))
    code, out, err = run(capsys, *words, "--output", "concise")
    assert code == 2
    assert "TXT001" in out or "+name: " in out
    assert (
        "rule broken/r1 broke down on items/b/law.yaml (a fault of the tool): ZeroDivisionError"
        in err
    )
    assert "rule broken/r2 broke down on the whole catalog" in err
    assert faulty
