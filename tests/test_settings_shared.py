"""``extends``: settings that several catalogs share, and a catalog's own laid over them."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from catalog_std.catalog.settings import home_of
from catalog_std.cli import main
from catalog_std.finding import Severity
from catalog_std.run.desk import Desk
from tests.conftest import DAY

Lay = Callable[[dict[str, str]], Path]
STANDARD = "title: {zh: 甲, en: a}\nlayer: national\nsource: {document: x, sure: practice}\n"


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Write files beside a catalog; give the catalog."""

    def write(files: dict[str, str]) -> Path:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path / "city"

    return write


def test_the_nearer_file_has_the_last_word_and_lists_are_taken_whole(lay: Lay) -> None:
    city = lay(
        {
            "city/catalog.yaml": "extends: [../province.yaml, own.yaml]\nas_of: 2026-01-02\n"
            "items: {include: ['a/*.yaml']}\nrules: {text/term: error}\n"
            "overrides: [{files: 'a/*', rules: {text/term: 'off'}}]\n",
            "city/own.yaml": "suppressions: {max_age_days: 30}\nas_of: 2026-01-01\n",
            "province.yaml": "extends: nation/base.yaml\nsuppressions: {require_reason: false}\n"
            "rules: {text/term: {options: {glossary: terms.yaml}}, limits/units-differ: 'off'}\n"
            "overrides: [{files: 'a/*', rules: {text/term: info, text/html: info}}]\n",
            "nation/base.yaml": "items: {include: ['b/*.yaml'], exclude: ['c/*.yaml']}\n"
            "suppressions: {max_age_days: 90}\noutput: {lang: en}\n"
            "rules: {limits/units-differ: warning, text/term: info}\n"
            "standards: {path: [standards, /elsewhere]}\npublish: {theme: look}\n",
            "empty.yaml": "",
        }
    )
    settings = home_of(city).settings
    assert settings.extends == ("../nation/base.yaml", "../province.yaml", "own.yaml")
    assert (settings.as_of, settings.output.lang) == (date(2026, 1, 2), "en")
    assert settings.items.model_dump() == {"include": ("a/*.yaml",), "exclude": ("c/*.yaml",)}
    assert settings.suppressions.model_dump() == {"require_reason": False, "max_age_days": 30}
    assert settings.weight("text/term", Severity.INFO, "b/x.yaml") is Severity.ERROR
    assert settings.weight("text/term", Severity.INFO, "a/x.yaml") is None
    assert settings.weight("text/html", Severity.ERROR, "a/x.yaml") is Severity.INFO
    assert settings.weight("limits/units-differ", Severity.ERROR, "b/x.yaml") is None
    assert settings.glossary("text/term") == "../terms.yaml"
    assert settings.standards.path == ("../nation/standards", "/elsewhere")
    assert settings.publish.theme == "../nation/look"


def test_options_are_laid_over_a_bare_weight(lay: Lay) -> None:
    city = lay(
        {
            "city/catalog.yaml": "extends: base.yaml\n"
            "rules: {text/term: {options: {glossary: t.yaml}}}\n",
            "city/base.yaml": "rules: {text/term: info}\n",
        }
    )
    settings = home_of(city).settings
    assert settings.weight("text/term", Severity.ERROR, "x") is Severity.INFO
    assert settings.glossary("text/term") == "t.yaml"


def test_what_is_shared_is_shown_with_the_settings_in_force(
    lay: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    city = lay({"city/catalog.yaml": "extends: ../base.yaml\n", "base.yaml": ""})
    with pytest.raises(SystemExit):
        main(["config", "show", str(city)])
    assert json.loads(capsys.readouterr().out)["extends"] == ["../base.yaml"]


@pytest.mark.parametrize(
    ("files", "said"),
    [
        pytest.param(
            {"city/catalog.yaml": "extends: gone.yaml\n"},
            "city/catalog.yaml: extends: {city}/gone.yaml: No such file",
            id="a file that is not there",
        ),
        pytest.param(
            {
                "city/catalog.yaml": "extends: a.yaml\n",
                "city/a.yaml": "extends: ../city/b.yaml\n",
            }
            | {"city/b.yaml": "extends: a.yaml\n"},
            "files extend each other: catalog.yaml → a.yaml → ../city/b.yaml → ../city/a.yaml",
            id="a circle",
        ),
        pytest.param(
            {"city/catalog.yaml": "extends: ../base.yaml\n", "base.yaml": "a: 1\nrulez: {}\n"},
            "base.yaml:1:1: unknown key a",
            id="a mistake in what is shared",
        ),
        pytest.param(
            {"city/catalog.yaml": "extends: {a: 1}\n"},
            "catalog.yaml:1:1: extends",
            id="no name",
        ),
    ],
)
def test_what_cannot_be_shared_is_one_clear_line(
    lay: Lay, files: dict[str, str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    city = lay(files)
    with pytest.raises(SystemExit) as left:
        main(["lint", str(city), "--lang", "en"])
    told = capsys.readouterr().err
    assert (left.value.code, told.count("\n")) == (2, 1)
    assert said.format(city=city.as_posix()) in told


def test_standards_and_terms_beside_a_shared_file_judge_the_catalog(
    lay: Lay, capsys: pytest.CaptureFixture[str]
) -> None:
    city = lay(
        {
            "city/catalog.yaml": "extends: ../shared/base.yaml\n",
            "city/items/a.yaml": "name: 二代证补领\n",
            "shared/base.yaml": "standards: {path: [standards], use: [x]}\n"
            "rules: {text/term: {severity: error, options: {glossary: terms.yaml}}}\n",
            "shared/terms.yaml": "二代证: 居民身份证\n",
            "shared/standards/x/standard.yaml": f"id: x\n{STANDARD}",
        }
    )
    with pytest.raises(SystemExit) as left:
        main(["lint", str(city), "--rule", "text/term", "--output", "concise"])
    assert left.value.code == 1
    assert "居民身份证" in capsys.readouterr().out
    desk = Desk(lambda: DAY)
    found = desk.find(city / "items" / "a.yaml")
    assert found is not None
    assert found[0].governs("../shared/base.yaml")
    found[0].close()


def test_a_commit_is_judged_by_what_it_shared_then(
    lay: Lay, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    city = lay(
        {
            "city/catalog.yaml": "extends: [base.yaml, ../outside.yaml]\n",
            "city/base.yaml": "items: {include: ['a/*.yaml']}\n",
            "city/a/x.yaml": "name: 甲证核发\n",
            "outside.yaml": "rules: {text/term: {options: {glossary: terms.yaml}}}\n",
            "terms.yaml": "二代证: 居民身份证\n",
        }
    )
    for words in (["init", "-q"], ["add", "city"], ["commit", "-qm", "one"]):
        who = ["-c", "user.name=n", "-c", "user.email=e@example.org"]
        subprocess.run(["git", *who, *words], cwd=city.parent, check=True)
    lay({"city/base.yaml": "items: {include: ['b/*.yaml']}\n", "city/b/x.yaml": "name: 乙\n"})
    monkeypatch.chdir(city)
    with pytest.raises(SystemExit) as left:
        main(["lint", "--new-since", "HEAD", "--rule", "text/term"])
    assert left.value.code == 0
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(["diff", "HEAD:city", ".", "--output", "json"])
    kinds = {
        change["item"]["name"] for change in json.loads(capsys.readouterr().out)["changes"]
    }
    assert kinds == {"甲证核发", "乙"}
