"""Comments that silence: what they cover, when they count, and who may not be silenced."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_std.document import documents_of
from catalog_std.document.comments import comments_of
from catalog_std.finding import Severity, Silenced
from catalog_std.lint import RULES
from catalog_std.lint.suppression import Suppression, Terms, suppressions_of
from catalog_std.run.fix import Leave, fix_all
from catalog_std.run.lint import Outcome, run_lint
from catalog_std.source import Source, Span
from catalog_std.standard.shelf import Shelf
from tests.conftest import job_over, shelf_under, standard_of, untraced
from tests.test_cli import BASIC, catalog, run

__all__ = ["catalog"]

CATCH = "catalog-std: ignore[materials/catch-all] 系统改造中"


def outcome_of(text: str, standards: Shelf | None = None, settings: str = "{}") -> Outcome:
    """Lint one item by all rules."""
    sources = [Source("items/a.yaml", text), Source("catalog.yaml", settings)]
    return run_lint(job_over(sources, RULES, standards or shelf_under("")))


def told(outcome: Outcome) -> list[tuple[str, int]]:
    """Give what counts, of the rules these tests are about."""
    families = ("suppressions/", "materials/catch-all", "text/mixed-brackets")
    return [
        (finding.rule, finding.where.span.line)
        for finding in outcome.findings
        if finding.rule.startswith(families)
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param(
            f"materials:\n  - {{id: a, name: 其他材料}}  # {CATCH}\n  - {{id: b, name: 其他材料}}\n",
            [3],
            id="at a line's end it covers what begins on the line",
        ),
        pytest.param(
            f"materials:\n  # {CATCH}\n  - id: a\n    name: 其他材料\n  - {{id: b, name: 其他材料}}\n",
            [5],
            id="on a line of its own it covers the next entry of a list",
        ),
        pytest.param(
            f"# {CATCH}\nmaterials:\n  - {{id: a, name: 其他材料}}\n\n  # 另一项\n  - {{id: b, name: 其他材料}}\nname: 甲\n",
            [],
            id="before a key it covers all that stands under it",
        ),
        pytest.param(
            f"materials: # 见下\n# {CATCH}\n- {{id: a, name: 其他材料}}\n- {{id: b, name: 其他材料}}\n",
            [4],
            id="a list need not be indented",
        ),
        pytest.param(
            "# catalog-std: ignore-file[MAT001] 全部沿用\n---\nmaterials: [{id: a, name: 其他材料}]\n"
            "---\nmaterials: [{id: b, name: 其他材料}]\n",
            [],
            id="above the first key it may cover the file with all its documents",
        ),
        pytest.param(
            f"name: 甲\n--- # {CATCH}\nmaterials: [{{id: b, name: 其他材料}}]\n",
            [3],
            id="what stands on another line is not covered",
        ),
        pytest.param(
            f"x: &m\n  - {{id: a, name: 甲}}\n# {CATCH}\nmaterials: *m\n",
            [],
            id="what an alias repeats stands elsewhere",
        ),
        pytest.param(
            f"materials: [{{id: a,  # {CATCH}\n  name: 其他材料}}]\n",
            [2],
            id="inside a flow mapping it covers its own line",
        ),
    ],
)
def test_a_comment_covers_what_it_says(text: str, lines: list[int]) -> None:
    found = [line for rule, line in told(outcome_of(text)) if rule == "materials/catch-all"]
    assert found == lines


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f'name: "甲 # {CATCH}"\n', id="in quotes"),
        pytest.param(f"name: |\n  甲\n  # {CATCH}\n", id="in a block of text"),
        pytest.param(f"name: 甲#{CATCH}\n", id="behind a word"),
        pytest.param("name: catalog-std\n", id="no comment at all"),
        pytest.param(f"name: [ # {CATCH}\n", id="in a file that cannot be read"),
        pytest.param(f"# {CATCH}\n", id="in an empty file"),
    ],
)
def test_what_only_looks_like_a_comment_is_none(text: str) -> None:
    assert suppressions_of(documents_of("a.yaml", text.encode())) == ()


def test_a_comment_in_an_item_without_anything_covers_its_line() -> None:
    (comment,) = comments_of(documents_of("a.yaml", f"# {CATCH}\n{{}}\n".encode()))
    assert (comment.first, comment.last, comment.on_top, comment.number) == (1, 1, True, 0)


@pytest.mark.parametrize("breaks", ["\n", "\r\n", "\r"])
def test_places_hold_with_every_kind_of_line_break(breaks: str) -> None:
    text = f"name: 甲\nmaterials:\n  - {{id: a, name: 甲}} # {CATCH}\n".replace("\n", breaks)
    (comment,) = comments_of(documents_of("a.yaml", text.encode()))
    assert comment.span == Span(3, 22, 3, 22 + len(f"# {CATCH}"))


def test_what_is_silenced_is_kept_with_its_reason() -> None:
    line = f"materials: [{{id: a, name: 其他材料}}]  # {CATCH}（至 2026-12-31）\n"
    (silenced,) = outcome_of(line).silenced
    assert isinstance(silenced, Silenced)
    assert (silenced.by, silenced.reason) == ("comment", "系统改造中")
    assert silenced.until == date(2026, 12, 31)
    assert silenced.finding.rule == "materials/catch-all"


@untraced
@pytest.mark.parametrize(
    ("comment", "settings", "complaints"),
    [
        ("ignore[MAT001] 因为", "{}", []),
        ("ignore[ MAT001 ，text/half-width] 因为", "{}", ["suppressions/unknown-rule", "+"]),
        ("ignore[MAT001]", "{}", ["suppressions/no-reason", "materials/catch-all"]),
        ("ignore[MAT001]", "suppressions: {require_reason: false}", []),
        (
            "ignore[MAT001] 因为 (until 2026-10-31)",
            "{}",
            ["suppressions/expired", "materials/catch-all"],
        ),
        (
            "ignore[MAT001] 因为",
            "suppressions: {max_age_days: 30}",
            ["suppressions/overlong", "materials/catch-all"],
        ),
        ("ignore[MAT001] 因为 (until 2026-12-01)", "suppressions: {max_age_days: 30}", []),
        ("ignore[*] 因为", "{}", ["suppressions/malformed", "materials/catch-all"]),
        (
            "ignore[MAT001] 因为 (until soon)",
            "{}",
            ["suppressions/malformed", "materials/catch-all"],
        ),
        ("ignore[SUP001] 因为", "{}", ["suppressions/mandatory-rule", "materials/catch-all"]),
    ],
)
def test_a_comment_counts_only_when_it_has_all_it_needs(
    comment: str, settings: str, complaints: list[str]
) -> None:
    text = f"materials: [{{id: a, name: 其他材料}}]  # catalog-std: {comment}\n"
    rules = {rule for rule, _ in told(outcome_of(text, settings=settings))}
    assert rules == {complaint for complaint in complaints if complaint != "+"}


def test_a_rule_that_a_layer_makes_mandatory_cannot_be_silenced_or_switched_off_below_it() -> (
    None
):
    rules = ["materials/catch-all"]
    strict = standard_of(
        "{}", layer="local", jurisdiction="44", mandatory_rules=rules, number="DB44/1"
    )
    own = Shelf((*shelf_under("").standards, strict))
    text = f"jurisdiction: '4401'\nmaterials: [{{id: a, name: 其他材料}}]  # {CATCH}\n"
    off = "rules: {materials/catch-all: 'off'}\n"
    assert told(outcome_of(text, own)) == [
        ("materials/catch-all", 2),
        ("suppressions/mandatory-rule", 2),
    ]
    assert ("materials/catch-all", 2) in told(outcome_of(text, own, off))
    lighter = outcome_of(text, own, "rules: {materials/catch-all: info}\n")
    (finding,) = [f for f in lighter.findings if f.rule == "materials/catch-all"]
    assert (finding.severity, finding.bound_by) == (Severity.ERROR, "DB44/1")
    elsewhere = text.replace("4401", "5101")
    assert told(outcome_of(elsewhere, own)) == []
    assert told(outcome_of(elsewhere.partition("  #")[0] + "\n", own, off)) == []


def test_nobody_below_the_coding_standard_may_give_two_items_one_code(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    silent = "# catalog-std: ignore-file[identity/repeated-code] 沿用旧码\n"
    for name in ("a", "b"):
        (catalog / "items" / f"{name}.yaml").write_text(silent + BASIC, encoding="utf-8")
    words = ("lint", "--output", "json", "--rule", "IDN005", "--rule", "SUP006")
    code, out, _ = run(capsys, *words)
    told = json.loads(out)["diagnostics"]
    assert (code, {one["rule"] for one in told}) == (
        1,
        {"identity/repeated-code", "suppressions/mandatory-rule"},
    )
    by = {one["mandatory"] for one in told if one["rule"] == "identity/repeated-code"}
    assert by == {"GB/T 39554.1-2020"}


def test_what_is_remembered_is_not_believed_once_a_rule_becomes_mandatory(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    manifest = catalog / "standards" / "mine" / "standard.yaml"
    manifest.parent.mkdir(parents=True)
    text = (
        "id: mine\ntitle: {zh: 甲, en: a}\nlayer: national\n"
        "source: {document: x, sure: practice}\n"
    )
    manifest.write_text(text, encoding="utf-8")
    (catalog / "catalog.yaml").write_text(
        "as_of: 2026-11-01\nstandards: {path: [standards]}\n", encoding="utf-8"
    )
    item = BASIC + f"materials: [{{id: a, name: 其他材料}}]  # {CATCH}\n"
    (catalog / "items" / "id.yaml").write_text(item, encoding="utf-8")
    assert "MAT001" not in run(capsys, "lint", "--output", "concise")[1]
    manifest.write_text(f"{text}mandatory_rules: [materials/catch-all]\n", encoding="utf-8")
    out = run(capsys, "lint", "--output", "concise")[1]
    assert "MAT001" in out
    assert "SUP006" in out


def test_a_standard_may_not_make_a_rule_mandatory_that_nobody_knows(
    catalog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = catalog / "standards" / "mine"
    folder.mkdir(parents=True)
    (folder / "standard.yaml").write_text(
        "id: mine\ntitle: {zh: 甲, en: a}\nlayer: local\njurisdiction: '44'\n"
        "source: {document: x, sure: practice}\nmandatory_rules: [materials/catchall]\n",
        encoding="utf-8",
    )
    (catalog / "catalog.yaml").write_text("standards: {path: [standards]}\n", encoding="utf-8")
    code, _, err = run(capsys, "lint")
    assert code == 2
    assert "mine: no rule materials/catchall; did you mean materials/catch-all?" in err


def test_a_rule_not_asked_for_makes_no_comment_idle() -> None:
    text = f"materials: [{{id: a, name: 甲}}]  # {CATCH}\n"
    some = tuple(rule for rule in RULES if rule.name == "suppressions/unused")
    assert (
        run_lint(job_over([Source("items/a.yaml", text)], some, shelf_under(""))).findings == ()
    )
    assert told(outcome_of(text)) == [("suppressions/unused", 1)]
    off = outcome_of(text.replace("甲", "其他材料"), settings="rules: {MAT001: 'off'}")
    assert ("suppressions/unused", 1) not in told(off)


@pytest.mark.parametrize(
    ("text", "fixed"),
    [
        (f"name: 甲  # {CATCH}\ntype: x\n", "name: 甲\ntype: x\n"),
        (f"name: 甲\n  # {CATCH}\ntype: x\n", "name: 甲\ntype: x\n"),
        (f"name: 甲\r\n# {CATCH}\r\ntype: x", "name: 甲\r\ntype: x"),
        (f"name: 甲\n# {CATCH}", "name: 甲\n"),
        (
            "name: 甲(乙)  # catalog-std: ignore[MAT001，TXT001、MAT002] 因为 (until 2026-12-31)\n",
            "name: 甲(乙)  # catalog-std: ignore[TXT001] 因为 (until 2026-12-31)\n",
        ),
    ],
)
def test_what_silences_nothing_is_taken_out(text: str, fixed: str) -> None:
    job = job_over([Source("items/a.yaml", text)], RULES, shelf_under(""))
    changed, _ = fix_all(job, Leave(within=lambda name: name == "items/a.yaml"))
    assert changed["items/a.yaml"].after == fixed.encode()


SOME = tuple(r for r in RULES if r.name.startswith(("suppressions/", "materials/catch-all")))
LINES = st.lists(
    st.sampled_from(
        [
            "name: 出生(死亡)登记",
            "materials:",
            "  - {id: m1, name: 其他材料}",
            "  - id: m2",
            "    name: 其他材料",
            f"  # {CATCH}",
            f"# {CATCH}",
            "  # catalog-std: ignore[text/mixed-brackets] 沿用旧名",
            "type: x  # catalog-std: ignore[MAT001, TXT001] 沿用",
            "# 普通注释",
            "",
            "---",
        ]
    ),
    max_size=12,
)


@untraced
@settings(deadline=None)
@given(LINES)
def test_law_taking_idle_comments_out_changes_nothing_else_that_is_found(
    lines: list[str],
) -> None:
    job = job_over([Source("items/a.yaml", "\n".join(lines) + "\n")], SOME, shelf_under(""))
    before = [rule for rule, _ in told(run_lint(job)) if rule != "suppressions/unused"]
    _, after = fix_all(job, Leave())
    assert [rule for rule, _ in told(after)] == before


def test_terms_know_what_is_lacking() -> None:
    bare = Suppression("a", 0, Span(1, 1, 1, 2), "#")
    assert Terms().lacks_reason(bare)
    assert not Terms(require_reason=False).lacks_reason(bare)
    assert Terms().last_day(date(2026, 1, 1)) is None
    assert BASIC
