"""Help for people at a shell: complaints with a guess, completion in real shells, manual pages."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from catalog_std.cli import main
from catalog_std.cli.complaint import complaint_of
from catalog_std.cli.help import ChinesePage, wrapped
from catalog_std.report.frame import width
from catalog_std.text import Lang
from tests.conftest import ROOT, tool

BIN = str(Path(sys.executable).parent)
SPOKEN = {"CATALOG_STD_LANG": "en", "PATH": f"{BIN}:{os.environ['PATH']}"}


@pytest.mark.parametrize(
    ("line", "zh", "en"),
    [
        (
            "lnt",
            "没有命令 lnt，是否想写 lint？（见 catalog-std --help）",
            "No such command 'lnt'; did you mean lint? (see catalog-std --help)",
        ),
        ("xyzzy", "没有命令 xyzzy（", "No such command 'xyzzy' ("),
        (
            "standards lst",
            "没有命令 lst，是否想写 list？（见 catalog-std standards --help）",
            "No such command 'lst'; did you mean list? (see catalog-std standards --help)",
        ),
        (
            "lint --outptu x",
            "没有选项 --outptu，是否想写 --output？",
            "No such option '--outptu'; did you mean --output?",
        ),
        ("lint --xyzzy", "没有选项 --xyzzy（", "No such option '--xyzzy' ("),
        (
            "lint --fail-level eror",
            "--fail-level 的值不对：应为 error、warning、info，是否想写 error？",
            "Invalid value for '--fail-level': 'eror' is not one of 'error', 'warning', 'info'; did you mean error?",
        ),
        (
            "lint --as-of soon",
            "--as-of 的值不对：soon 不是日期，应写成 2026-11-01",
            "Invalid value for '--as-of': 'soon' does not match the format '%Y-%m-%d'",
        ),
        ("new", "缺少 BASIC_CODE（", "Missing BASIC_CODE ("),
        ("new 1", "缺少 --at（", "Missing --at ("),
        ("lint --rule", "--rule 后面要有值\n", "Option '--rule' requires an argument\n"),
        ("rule a b", "命令行不对：", "Got unexpected extra argument (b) ("),
        (
            "man lnt",
            "没有命令 lnt，是否想写 lint？",
            "no command lnt; did you mean lint?",
        ),
        ("man 山", "没有命令 山\n", "no command 山\n"),
    ],
)
def test_a_mistake_is_one_line_with_a_guess(
    line: str, zh: str, en: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for lang, saying in (("zh", zh), ("en", en)):
        code, out, err = said([*line.split(), "--lang", lang], capsys)
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert err.startswith("catalog-std: ")
        assert saying in err


def test_a_mistake_without_a_place_is_told_as_it_is() -> None:
    assert complaint_of(click.ClickException("x.")).en == "x"
    assert complaint_of(click.BadParameter("x.", param_hint="--y")).zh == "--y 的值不对：x"
    assert complaint_of(click.NoSuchOption("--x")).zh == "没有选项 --x"
    assert complaint_of(click.exceptions.NoSuchCommand("x")).zh == "没有命令 x"


def test_without_a_command_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, err = said(["--lang", "zh"], capsys)
    assert code == 2
    assert err.startswith("用法：catalog-std [选项] 命令 [参数]...")


def said(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    """Run a command: its exit code, its output, its complaints."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    out = capsys.readouterr()
    return int(left.value.code or 0), out.out, out.err


@given(st.text(st.sampled_from("目录，。（）ab -x "), max_size=120), st.integers(2, 40))
@example("a。））", 2)
def test_lines_are_no_wider_than_asked_and_lose_nothing(text: str, room: int) -> None:
    lines = list(wrapped(text, room))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    longest = max((width(word) for word in re.findall(r"[!-~]+", text)), default=1)
    for line in lines:
        assert line == line.strip(" ") or not line.strip()
        assert width(line.rstrip("，。）")) <= max(room, longest)  # these begin no line


def test_a_chinese_page_says_what_click_says_in_chinese() -> None:
    page = ChinesePage(width=40)
    with page.section("Options"):
        page.write_dl(
            [
                ("--a TEXT", "甲 [default: 1]  [required]"),
                ("--" + "b" * 30, "一" * 20),
                ("--c", ""),
            ]
        )
    with page.section("Else"):
        page.write_text("一" * 25 + "\n\n\b\n例：\n  x")
    assert page.getvalue() == (
        "选项：\n"
        "  --a TEXT                        甲 [默认 1] [必填]\n"
        f"  --{'b' * 30}\n"
        f"{' ' * 34}{'一' * 10}\n{' ' * 34}{'一' * 10}\n"
        "  --c\n"
        f"\nElse：\n  {'一' * 19}\n  {'一' * 6}\n\n  例：\n    x\n"
    )


@pytest.mark.parametrize(
    ("line", "offers"),
    [
        ("catalog-std sta", ["standards"]),
        ("catalog-std --l", ["--lang"]),
        ("catalog-std lint --ru", ["--rule"]),
        ("catalog-std lint --rule LIM00", ["LIM001"]),
        ("catalog-std rule limits/promise-b", ["limits/promise-beyond-law"]),
        ("catalog-std lint --output con", ["concise"]),
        ("catalog-std lint --fail-level w", ["warning"]),
        ("catalog-std standards show materials[].ori", ["materials[].originals"]),
        ("catalog-std standards list --sector trans", ["transport"]),
        ("catalog-std standards list --type lice", ["licence"]),
        ("catalog-std completion f", ["fish"]),
        ("catalog-std standards sh", ["show"]),
        ("catalog-std lint --rule xyzzy", []),
    ],
)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_may_come_next_is_offered(
    line: str,
    offers: list[str],
    lang: Lang,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.setenv("CATALOG_STD_LANG", lang)
    found = offered(line, monkeypatch, capfdbinary)
    assert set(offers) <= set(found)
    assert bool(offers) == bool(found)


def offered(
    line: str, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> list[str]:
    """Ask as bash does."""
    monkeypatch.setenv("_CATALOG_STD_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(line.split()) - 1))
    with pytest.raises(SystemExit):
        main([])
    lines = capfdbinary.readouterr().out.decode().splitlines()
    return [one.partition(",")[2] for one in lines if one]


def test_in_a_broken_catalog_nothing_is_offered_and_nothing_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    (tmp_path / "catalog.yaml").write_text("version: 2\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert offered("catalog-std standards show mat", monkeypatch, capfdbinary) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_is_given_its_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = said(["completion", shell], capsys)
    assert (code, err) == (0, "")
    assert f"_CATALOG_STD_COMPLETE={shell}_complete" in out


def test_bash_completes() -> None:
    script = (
        'eval "$(catalog-std completion bash)"; COMP_WORDS=(catalog-std stand); COMP_CWORD=1; '
        '_catalog_std_completion catalog-std; echo "${COMPREPLY[@]}"'
    )
    assert ran([tool("bash"), "--norc", "-c", script]) == "standards\n"


def test_fish_completes() -> None:
    script = (
        'catalog-std completion fish | source; complete -C "catalog-std lint --fail-level war"'
    )
    assert ran([tool("fish"), "--no-config", "-c", script]).split() == ["warning"]


def test_zsh_completes() -> None:
    setting_up = 'autoload -U compinit; compinit -u -D; eval "$(catalog-std completion zsh)"'
    keys = [
        (f'PS1=; {setting_up}; echo rea""dy\n', "\nready"),
        ("catalog-std schem\t", "schema "),
        ("exp\t", "export "),
        ("--help\n", "Print a JSON Schema"),
    ]
    typed([tool("zsh"), "-f", "-i"], keys)


def ran(arguments: list[str]) -> str:
    """Run a command to its good end."""
    done = subprocess.run(
        arguments,
        check=False,
        capture_output=True,
        text=True,
        env=os.environ | SPOKEN,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def typed(arguments: list[str], keys: list[tuple[str, str]]) -> None:
    """Type keys at a terminal, and each time wait for what it should show."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(ROOT)
        environment = os.environ | SPOKEN | {"TERM": "dumb"}
        os.execve(arguments[0], arguments, environment)  # noqa: S606 - a terminal of its own
    until(terminal, "")
    try:
        for pressed, wanted in keys:
            os.write(terminal, pressed.encode())
            shown = until(terminal, wanted)
            assert wanted in shown
    finally:
        os.close(terminal)
        os.waitpid(child, 0)


def until(terminal: int, wanted: str) -> str:
    """Read until something is shown and the terminal is still; a busy machine has its time."""
    shown, begun = b"", time.monotonic()
    while time.monotonic() - begun < PATIENCE:
        if select.select([terminal], [], [], 0.3)[0]:
            shown += os.read(terminal, 65536)
        elif wanted in plain(shown):
            break
    return plain(shown)


def plain(shown: bytes) -> str:
    """Take what a terminal is sent as it looks: a character that is stepped back over is gone."""
    text, last = shown.decode("utf-8", "replace").replace("\r", ""), ""
    while text != last:
        text, last = re.sub(r"[^\x08]\x08", "", text, count=1), text
    return text


PATIENCE = 30.0  # seconds
MAN_PAGES = sorted((ROOT / "docs" / "man").rglob("*.1"))


@pytest.mark.parametrize("page", MAN_PAGES, ids=lambda p: f"{p.parent.parent.name}-{p.stem}")
def test_manual_pages_are_read_without_a_complaint_but_that_they_bear_no_date(
    page: Path,
) -> None:
    mandoc = [tool("mandoc"), "-K", "utf-8", "-T", "lint", "-W", "warning", str(page)]
    done = subprocess.run(mandoc, check=False, capture_output=True, text=True)
    (line,) = (done.stdout + done.stderr).splitlines()
    assert line.endswith('WARNING: missing date, using "": TH')


def test_man_itself_shows_a_page_in_both_languages() -> None:
    man, pages = tool("man"), ROOT / "docs" / "man"
    assert "EXIT STATUS" in ran([man, "-l", str(pages / "man1" / "catalog-std-lint.1")])
    chinese = ran([man, "-l", str(pages / "zh_CN" / "man1" / "catalog-std-lint.1")])
    assert "达到这一级别即以 1 退出" in chinese


def test_the_manual_is_printed_and_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = said(["man", "standards", "show", "--lang", "en"], capsys)
    page = ROOT / "docs" / "man" / "man1" / "catalog-std-standards-show.1"
    assert (code, out) == (0, page.read_text(encoding="utf-8"))
    assert said(["man", "--into", str(tmp_path), "--lang", "en"], capsys)[0] == 0
    assert len(list(tmp_path.iterdir())) == len(MAN_PAGES) // 2
