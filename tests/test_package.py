"""What is shipped: wheel and sdist build, and work installed in an empty environment."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conftest import ROOT

ALONE = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


def done(arguments: list[str], folder: Path) -> str:
    """Run a command to its good end and give what it printed."""
    ran = subprocess.run(
        arguments,
        check=False,
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=ALONE,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the sdist, and the wheel out of it."""
    folder = tmp_path_factory.mktemp("dist")
    done([sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), "."], ROOT)
    return folder


@pytest.fixture(scope="module")
def installed(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel, and what it asks for, where nothing else is."""
    home = tmp_path_factory.mktemp("empty")
    venv.create(home, with_pip=False, symlinks=True)
    (wheel,) = built.glob("*.whl")
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
    done([*pip, "--disable-pip-version-check", str(wheel)], built)
    return home / "bin" / "catalog-std"


def test_the_sdist_holds_all_that_the_two_commands_need(built: Path) -> None:
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as files:
        names = {name.partition("/")[2] for name in files.getnames()}
    assert {"Makefile", "requirements.lock", "scripts/make_venv.sh", "catalog.yaml"} <= names
    assert {"items/README.md", "examples/blemished/catalog.yaml", "tests/conftest.py"} <= names
    assert not [name for name in names if "__pycache__" in name or name.startswith(".venv")]


def test_an_installed_wheel_finds_its_standards_from_anywhere(
    installed: Path, tmp_path: Path
) -> None:
    assert "gbt-39554.2-2020" in done([str(installed), "standards", "list"], tmp_path)
    done([str(installed), "init", "mine"], tmp_path)
    assert "0" in done([str(installed), "lint", "mine"], tmp_path)
    assert "LIM001" in done([str(installed), "rule"], tmp_path)
    assert "x-label" in done([str(installed), "schema", "export", "annotations"], tmp_path)


def test_the_wheel_holds_what_pages_and_paper_are_set_with(built: Path) -> None:
    (wheel,) = built.glob("*.whl")
    with ZipFile(wheel) as files:
        names = {name.removeprefix("catalog_std/") for name in files.namelist()}
    assert {"publish/templates/guide.html", "paper/guide.typ"} <= names
    assert {"paper/styles.xml", "paper/numbering.xml"} <= names


def test_an_installed_wheel_makes_markdown_and_names_the_extras_of_the_rest(
    installed: Path, tmp_path: Path
) -> None:
    done([str(installed), "init", "."], tmp_path)
    text = 'basic_code: "000131909000"\nname: 甲\n'
    (tmp_path / "items" / "a.yaml").write_text(text, "utf-8")
    guide = [str(installed), "render", "guide", "000131909000", "--output"]
    assert done([*guide, "markdown"], tmp_path).startswith("# 甲\n")
    for kind in ("pdf", "docx"):
        told = subprocess.run(
            [*guide, f"{kind}:g.{kind}"],
            check=False,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            env=ALONE,
        )
        assert told.returncode == 2
        assert f"pip install 'catalog-std[{kind}]'" in told.stderr


def test_an_installed_wheel_imports_by_its_shipped_mapping(
    installed: Path, tmp_path: Path
) -> None:
    done([str(installed), "init", "."], tmp_path)
    (tmp_path / "rows.csv").write_text("TASK_NAME,AREACODE\n出生登记,440106\n", "utf-8")
    done([str(installed), "import", "--mapping", "gdzwfw", "rows.csv"], tmp_path)
    (item,) = tmp_path.glob("items/440106/*.yaml")
    assert "出生登记" in item.read_text("utf-8")


def test_help_costs_no_more_than_twice_what_click_does() -> None:
    click = least([sys.executable, "-c", "import click"])
    ours = least([sys.executable, "-m", "catalog_std", "--help"])
    assert ours <= 2 * click, f"{ours:.3f} s against {click:.3f} s"


def least(arguments: list[str]) -> float:
    """Give the least processor seconds that a command took in some runs."""
    return min(spent(arguments) for _ in range(8))


def spent(arguments: list[str]) -> float:
    """Give the processor seconds of one run."""
    process = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.DEVNULL, env=ALONE)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return used.ru_utime + used.ru_stime
