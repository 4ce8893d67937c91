"""The house is in order: pages, help and plan say what the code does; our own catalog is clean."""

from __future__ import annotations

import ast
import re
import shlex
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest

from catalog_std.cli import COMMANDS, Doorstep, main
from catalog_std.cli.manual import man_page, manual_of
from catalog_std.cli.speech import Speech
from catalog_std.lint import RULES
from catalog_std.report.page import page
from catalog_std.report.rulebook import index_lines
from catalog_std.text import Lang, Text
from tests.conftest import ROOT

LANGS: tuple[Lang, ...] = ("zh", "en")
DOCS = ROOT / "docs"
MANUAL = {"zh": DOCS / "man" / "zh_CN" / "man1", "en": DOCS / "man" / "man1"}
NAMES = re.compile("广州市公安局|政务服务中心")
OUR_OWN = {
    ("warning", "LIM003"): 1,
    ("info", "LIM002"): 1,
    ("info", "VIS002"): 3,
    ("info", "COV002"): 6,
    ("info", "HRM006"): 2,
    ("info", "HRM007"): 10,
}
Kept = Callable[[Path, str], None]
each_language = pytest.mark.parametrize("lang", LANGS)


@pytest.fixture
def kept(request: pytest.FixtureRequest) -> Kept:
    """Compare a generated page with the one in the repository; ``--regold`` writes it."""

    def compare(path: Path, text: str) -> None:
        if request.config.getoption("regold"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: make regold"

    return compare


@each_language
def test_the_rule_book_has_a_page_for_every_rule(lang: Lang, kept: Kept) -> None:
    folder = DOCS / "rules" / lang
    for rule in RULES:
        kept(folder / f"{rule.id}.md", page(rule, lang))
    kept(folder / "README.md", "\n".join(index_lines(lang)) + "\n")
    pages = {path.name for path in folder.iterdir()}
    assert pages == {"README.md", *(f"{rule.id}.md" for rule in RULES)}


@each_language
def test_the_help_of_every_command_is_printed(lang: Lang, kept: Kept) -> None:
    lines = [
        f"## {name}\n\n```\n{text}\n```\n"
        for name, text in helps(Doorstep(Speech(lang, asked=True)))
    ]
    title = Text("各条命令", "Commands").said(lang)
    kept(DOCS / f"commands.{lang}.md", f"# {title}\n\n" + "\n".join(lines))


def helps(command: click.Command, path: str = "catalog-std") -> Iterator[tuple[str, str]]:
    """Give the help of a command and of those inside it, as wide as a terminal is."""
    context = command.context_class(
        command, info_name=path, obj=command.context_settings.get("obj"), terminal_width=90
    )
    yield path, command.get_help(context).replace("\x1f", " ")
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner
            yield from helps(inner, f"{path} {name}")


@each_language
def test_every_command_shows_an_example(lang: Lang) -> None:
    word = {"zh": "例：", "en": "Example"}[lang]
    for name, text in helps(Doorstep(Speech(lang, asked=True))):
        assert word in text, name
        assert not re.search(
            r"[一-鿿]{2}" if lang == "en" else "Options:|Show this", NAMES.sub("", text)
        )


@each_language
def test_the_manual_has_a_page_for_every_command(lang: Lang, kept: Kept) -> None:
    folder = MANUAL[lang]
    speech = Speech(lang, asked=True)
    entries = list(manual_of(Doorstep(speech), "catalog-std", speech))
    for entry in entries:
        kept(folder / f"{entry.page}.1", man_page(entry, lang))
    assert {path.name for path in folder.iterdir()} == {f"{e.page}.1" for e in entries}


def shown_commands() -> list[str]:
    """Find the commands that our pages show."""
    pages = [ROOT / "README.md", *DOCS.glob("*.md")]
    blocks = (
        block
        for path in pages
        for block in re.findall(r"```sh\n(.*?)```", path.read_text("utf-8"), re.DOTALL)
    )
    lines = (line.split(" #")[0].strip() for block in blocks for line in block.splitlines())
    return sorted({line for line in lines if line.startswith("catalog-std ")})


@pytest.mark.parametrize("line", shown_commands())
def test_commands_that_pages_show_are_real(line: str) -> None:
    command: click.Command = Doorstep(Speech("en", asked=True))
    words = shlex.split(line)[1:]
    context = click.Context(command, obj=Speech("en", asked=True))
    while isinstance(command, click.Group) and not words[0].startswith("-"):
        inner = command.get_command(context, words.pop(0))
        assert inner
        command = inner
    try:
        command.make_context("shown", words, obj=Speech("en", asked=True))
    except click.BadParameter as error:  # a file of the reader
        if not error.message.endswith("does not exist."):
            raise


def test_the_plan_of_the_house_is_printed_from_the_rooms_themselves(kept: Kept) -> None:
    kept(DOCS / "house.md", "\n".join(plan()) + "\n")


def plan() -> Iterator[str]:
    """Draw the floors, and every room and module with the first line of its docstring."""
    yield "# The house\n"
    yield "Text becomes documents, documents items, items a catalog, a catalog findings, and findings words."
    yield "Data flows one way, each floor knows only those below it; `lint-imports` checks it.\n"
    yield "```"
    yield from floors()
    yield "```"
    for path in sorted((ROOT / "catalog_std").iterdir()):
        if path.is_dir() and (path / "__init__.py").exists():
            yield f"\n## {path.name}\n\n{says(path / '__init__.py')}\n"
            inner = sorted(p for p in path.rglob("*.py") if p != path / "__init__.py")
            yield from (f"- `{named(module, path)}` {says(module)}" for module in inner)
    yield "\n## On the floor\n"
    for path in sorted((ROOT / "catalog_std").glob("*.py")):
        yield f"- `{path.stem}` {says(path)}"
    yield "\nA family of rules or of kinds of change may be longer than 300 lines: most of a rule is its page.\n"
    yield "## Tests\n"
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        yield f"- `{path.relative_to(ROOT / 'tests').as_posix()}` {says(path)}"


def named(module: Path, room: Path) -> str:
    """Name a module within its room; a room within a room by its folder."""
    inside = module.relative_to(room).with_suffix("")
    return (inside.parent if inside.name == "__init__" else inside).as_posix()


def floors() -> Iterator[str]:
    """Read the floors off the contract that is checked."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    yield from re.findall(
        r'^    "(.*)",$', text.split("layers = [")[1].split("]")[0], re.MULTILINE
    )


def says(path: Path) -> str:
    """Give the first paragraph of a module's docstring."""
    doc = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(doc.split("\n\n")[0].split())


@pytest.mark.parametrize(
    "path", sorted((ROOT / "catalog_std").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT))
)
def test_every_module_says_what_it_is(path: Path) -> None:
    assert says(path).endswith((".", "。"))


def test_our_own_catalog_has_no_errors(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["lint", str(ROOT), "--output", "concise", "--lang", "en"])
    lines = capsys.readouterr().out.splitlines()
    assert not left.value.code
    found = Counter(tuple(line.split(" ")[1:3]) for line in lines)
    assert found == OUR_OWN, "tell what is new in items/README.md"


def test_the_table_of_commands_is_whole() -> None:
    shown = (DOCS / "commands.en.md").read_text(encoding="utf-8")
    assert all(f"## catalog-std {name}\n" in shown for name in COMMANDS)


def test_changes_are_one_sentence_for_users() -> None:
    for path in (ROOT / "changes").iterdir():
        assert re.fullmatch(r"[\w-]+\.(added|changed|fixed)\.md", path.name)
        assert path.read_text(encoding="utf-8").count("\n") == 1


def test_every_known_fault_has_its_rules() -> None:
    table = (DOCS / "decisions" / "0004-rules.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| [^|]+ \| ([A-Z]{3}\d{3}[^|]*) \|$", table, re.MULTILINE)
    named = set(re.findall(r"[A-Z]{3}\d{3}", " ".join(rows)))
    assert len(rows) >= 46
    assert named <= {rule.id for rule in RULES}
