"""``lint --profile`` tells where the time goes, for every stage and every rule that was run."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog_std.catalog.settings import home_of
from catalog_std.cli import main
from catalog_std.lint import RULES
from catalog_std.report.profile import profile_lines
from catalog_std.run.job import job_of
from catalog_std.run.profile import STAGES, Profile, profiled
from catalog_std.text import Lang
from tests.conftest import DAY, ROOT

BLEMISHED = ROOT / "examples" / "blemished"


def test_every_stage_and_every_rule_has_its_account() -> None:
    profile = profiled(job_of(home_of(BLEMISHED), DAY))
    assert set(profile.stages) == set(STAGES)
    assert set(profile.rules) == {rule.name for rule in RULES if rule.check or rule.query}
    assert profile.files > 0


def test_rules_over_items_alone_open_no_base() -> None:
    profile = profiled(job_of(home_of(BLEMISHED), DAY, ["TXT001"]))
    assert set(profile.rules) == {"text/mixed-brackets"}
    assert not {"loading", "queries"} & set(profile.stages)


@pytest.mark.parametrize(
    ("lang", "stage"), [("zh", "读文件、解析 YAML"), ("en", "reading files and YAML")]
)
def test_what_it_says_can_be_read_in_both_languages(lang: Lang, stage: str) -> None:
    profile = Profile(2)
    profile.stages["reading"] += 3
    profile.stages["rules"] += 1
    profile.rules["text/term"] += 1
    lines = list(profile_lines(profile, lang))
    assert f"    3.000 s 1500000.0 µs  75.0%  {stage}" in lines
    assert lines[-1].endswith("25.0%  text/term")
    assert len(list(profile_lines(Profile(0), lang))) == len(STAGES) + 2


def test_the_command_prints_it_on_stderr(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "catalog.yaml").write_text("version: 1\n", encoding="utf-8")
    with pytest.raises(SystemExit) as left:
        main(["lint", str(tmp_path), "--profile", "--no-cache", "--lang", "en"])
    out, err = capsys.readouterr()
    assert (left.value.code, "processor time by stage" in err) == (0, True)
    assert "processor" not in out
