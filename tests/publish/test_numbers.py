"""The numbers of reform add up, say what they mean, and can be drawn."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from catalog_std.catalog.settings import home_of
from catalog_std.finding import Finding, Severity, Subject, Where
from catalog_std.item import item_of
from catalog_std.metrics.measured import Measurer
from catalog_std.metrics.measures import ALL, BY_KEY
from catalog_std.metrics.numbers import Row, Stats, faults_of, numbers_of
from catalog_std.metrics.tally import Tally, tally_of, target_at
from catalog_std.publish.atlas import Atlas
from catalog_std.publish.charts import Bar, bars, trend
from catalog_std.publish.faults import found_of
from catalog_std.publish.numbers import read_snapshots
from catalog_std.report.numbers import csv_numbers, text_numbers
from catalog_std.run.job import job_of
from catalog_std.run.measure import measured
from catalog_std.source import START, Pointer
from catalog_std.standard.profiles import Profiles
from tests.conftest import DAY, shelf, shelf_under
from tests.publish.sites import BASIC, CODE, LOCAL, Run, catalog, effective, sample_site
from tests.test_since import committed

PLACE = '{code: "1", jurisdiction: "440106", '


def counted(text: str, schema: str = "") -> dict[str, tuple[float, float]]:
    """Count one item."""
    measurer = Measurer(Profiles(shelf_under(schema), DAY))
    return {
        key: (part, whole) for key, part, whole in measurer.counts(item_of(effective(text)))
    }


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("channels: {online: {url: https://x.cn, depth: consult}}}", "online", (1, 1)),
        ("channels: {online: {url: https://x.cn, depth: consult}}}", "online-real", (0, 1)),
        ("channels: {mobile: {url: https://x.cn, depth: handle}}}", "online-real", (1, 1)),
        ("channels: {online: {url: https://x.cn, booking_only: true}}}", "online", (0, 1)),
        ("visits: {count: 1}}", "once", (1, 1)),
        ("visits: {count: 1}}", "zero", (0, 1)),
        ("visits: {count: 2}}", "once", (0, 1)),
        ("visits: {}}", "once", None),
        ("channels: {window: {hall: true, places: []}}}", "one-door", (1, 1)),
        ("channels: {window: {hall: true}}}", "one-window", (0, 1)),
        ("channels: {window: []}}", "one-door", None),
        ("channels: []}", "one-door", None),
        ("limits: {handling: instant}}", "instant", (1, 1)),
        (
            "limits: {promised: {days: 2, unit: working}, statutory: {days: 8, unit: working}}}",
            "cut",
            (2, 8),
        ),
        (
            "limits: {promised: {days: 2, unit: working}, statutory: {days: 8, unit: calendar}}}",
            "cut",
            None,
        ),
        (
            "materials: [{name: a, source: government, medium: electronic}, {name: b}]}",
            "fetched",
            (1, 2),
        ),
        (
            "materials: [{name: a, source: government, originals: 1}, {name: b}]}",
            "issued",
            (1, 2),
        ),
        ("materials: [{name: a}, {name: b}]}", "papers", (2, 1)),
        ("type: penalty}", "papers", None),
        ("status: abolished}", "papers", None),
    ],
)
def test_what_an_item_adds(text: str, key: str, expected: tuple[float, float] | None) -> None:
    assert counted(PLACE + text).get(key) == expected


def test_completeness_counts_what_is_always_and_what_is_sometimes_asked() -> None:
    schema = """
        required: [name, fees]
        allOf:
          - {if: {required: [fees]}, then: {required: [visits, quota]}}
          - {if: {required: [nothing]}, then: {required: [faq]}}
    """
    assert counted(PLACE + "name: a}", schema)["complete"] == (1, 2)
    assert counted(PLACE + "name: a, fees: {x: 1}, visits: {y: 1}}", schema)["complete"] == (
        3,
        4,
    )


def test_a_basic_item_counts_for_nothing() -> None:
    assert counted("name: a") == {}


def test_sums_are_quotients_means_and_reductions() -> None:
    tally = tally_of([(("cut", 2, 8), ("papers", 3, 1)), (("cut", 2, 2), ("papers", 4, 1)), ()])
    assert tally.items == 2
    assert tally.value(BY_KEY["cut"]) == 0.6
    assert tally.value(BY_KEY["papers"]) == 3.5
    assert tally.value(BY_KEY["zero"]) is None
    assert BY_KEY["papers"].written(3.5) == "3.5"
    assert BY_KEY["cut"].written(0.6) == "60.0%"
    assert BY_KEY["cut"].written(None) == "—"


def test_targets_hold_at_their_levels() -> None:
    online = BY_KEY["online"]
    provincial, county = target_at(online, "provincial"), target_at(online, "county")
    assert provincial
    assert county
    assert (provincial.value, county.value) == (0.9, 0.7)
    assert target_at(online, "town") is None
    assert target_at(BY_KEY["zero"], "county") is None


def test_every_measure_says_what_it_is() -> None:
    for measure in ALL:
        assert measure.formula.zh
        assert measure.formula.en
        assert measure.source.zh


def row(place: str, code: str, *levels: str) -> Row:
    """Make a row: a basic item where levels are given."""
    counts = () if levels else (("online", 1.0, 1.0),)
    return Row(
        place, "a" if place else "", "甲局" if place else "", code, bool(levels), levels, counts
    )


def test_coverage_is_of_the_basic_catalogue_and_of_peers() -> None:
    rows = [
        row("", "1", "county"),
        row("", "2", "county"),
        row("440106", "1"),
        row("440305", "3"),
        row("440106001", "1"),
    ]
    numbers = numbers_of(rows)
    one, other = numbers.coverage["440106"], numbers.coverage["440305"]
    assert (one.of_basics, one.of_peers) == (0.5, 0.5)
    assert (other.of_basics, other.offered) == (0, 1)
    assert set(numbers.coverage) == {"440106", "440305"}
    alone = numbers_of([row("440000", "1")]).coverage["440000"]
    assert alone.of_basics is None
    assert alone.of_peers == 1
    empty = numbers_of([])
    assert empty.whole == Tally(0, {})


def finding(rule: str, file: str) -> Finding:
    """Make a finding."""
    return Finding(Where(file, START), Pointer(), rule, Severity.ERROR, {}, Subject("", ""), "")


def test_findings_are_counted_by_rule_place_and_agency() -> None:
    rows = {("a", 0): row("440106", "1"), ("b", 0): row("", "1", "county")}
    faults = faults_of([finding("x/y", "a"), finding("x/y", "b"), finding("x/a", "none")], rows)
    assert list(faults.by_rule.items()) == [
        (("x/y", Severity.ERROR), 2),
        (("x/a", Severity.ERROR), 1),
    ]
    assert faults.by_place == {"440106": 1}
    assert faults.by_agency == {"a": 1}


def test_stats_print_text_csv_and_json(tmp_path: Path, run: Run) -> None:
    home = catalog(tmp_path, {"items/b.yaml": BASIC, "items/l.yaml": LOCAL, "items/e.yaml": ""})
    text = run("stats", home)
    assert text.code == 0
    assert "1 items that people apply for, 2026-11-01" in text.out
    assert "广东省广州市天河区" in text.out
    assert "Findings" in text.out
    rows = run("stats", home, "--output", "csv").out.splitlines()
    assert rows[0] == "group,code,name,measure,title,part,whole,value"
    assert "all,,,zero,No visit,1,1,1.0000" in rows
    told = json.loads(run("stats", home, "--output", "json").out)
    assert told["measures"]["zero"]["value"] == 1
    assert told["coverage"]["440106"]["of_basics"] == 1
    run("stats", home, "--output", f"json:{home / 'snapshots' / 'a.json'}")
    assert read_snapshots([(home / "snapshots/a.json").read_bytes()])[0]["day"] == "2026-11-01"
    assert run("stats", home, "--output", "xml").code == 2


def test_stats_tell_findings_by_rule_place_and_agency(tmp_path: Path, run: Run) -> None:
    late = LOCAL.replace("days: 5, unit: working", "days: 50, unit: working")
    home = catalog(tmp_path, {"items/b.yaml": BASIC, "items/l.yaml": late})
    text = run("stats", home).out
    place, agency = text.index("Findings by place"), text.index("Findings by agency")
    assert text.index("limits/promise-beyond-law") < place < agency
    rows = run("stats", home, "--output", "csv").out.splitlines()
    assert any(row.startswith("place,440106,广东省广州市天河区,findings,,") for row in rows)
    assert any(
        row.startswith("agency,11440106MB9903310Y,天河区市场监督管理局,findings,,")
        for row in rows
    )


def test_stats_tell_how_the_numbers_moved_since_a_commit(tmp_path: Path, run: Run) -> None:
    twice = LOCAL.replace("visits: {count: 0}", "visits: {count: 2}")
    home = catalog(tmp_path, {"items/b.yaml": BASIC, "items/l.yaml": twice})
    (home / "catalog.yaml").rename(home / "aside.yaml")
    git = committed(home)
    (home / "aside.yaml").rename(home / "catalog.yaml")
    git("add", ".")
    git("commit", "--quiet", "--message=two visits")
    (home / "items/l.yaml").write_text(LOCAL, encoding="utf-8")
    since = ("--since", "HEAD~1", "--since", "HEAD")
    text = run("stats", home, *since).out
    (line,) = [
        one for one in text.splitlines() if one.startswith("No visit") and "█" not in one
    ]
    assert line.split() == ["No", "visit", "—", "0.0%", "100.0%"]
    past = json.loads(run("stats", home, *since, "--output", "json").out)["past"]
    assert [one["commit"] for one in past] == ["HEAD~1", "HEAD"]
    assert past[1]["measures"]["zero"] == 0
    rows = run("stats", home, *since, "--output", "csv").out
    assert "commit,,HEAD,zero,No visit,0,1,0.0000" in rows
    assert "commit,,HEAD~1,findings,,0,," in rows
    assert run("stats", home, "--since", "nowhere").code == 2


def test_stats_of_nothing(tmp_path: Path, run: Run) -> None:
    assert "0 items" in run("stats", catalog(tmp_path, {})).out


def test_a_spreadsheet_runs_nothing() -> None:
    numbers = numbers_of(
        [
            Row(
                "440106",
                "=cmd",
                "=1+1",
                "1",
                is_basic=False,
                levels=(),
                counts=(("online", 1.0, 0.0),),
            )
        ]
    )
    faults = faults_of([], {})
    stats = Stats(numbers, faults, date(2026, 11, 1))
    lines = list(csv_numbers(stats, "zh"))
    assert any("'=1+1" in line for line in lines)
    assert lines[1].endswith(",1,0,")
    assert list(text_numbers(stats, "zh"))


def test_snapshots_that_cannot_be_read_are_passed_over() -> None:
    good = b'{"day": "2026-01-01", "measures": {"online": {"value": null}}}'
    assert (
        len(read_snapshots([b"{", b"[]", b'{"measures": {"a": 1}}', b'{"measures": {}}', good]))
        == 1
    )


def test_charts_are_drawn_without_script_or_style() -> None:
    drawn = bars("甲<", [Bar("很长的名字" * 20, 2, "200%"), Bar("b", 0, "0%")], 0.7)
    assert 'aria-label="甲&lt;"' in drawn
    assert "…" in drawn
    assert drawn.count("<rect") == 3
    assert 'class="goal"' in drawn
    line = trend("走势", [(f"2026-{n:02}", n / 20) for n in range(1, 13)], 0.9)
    assert line.count("<circle") == 12
    assert 'class="goal"' in line
    assert "style" not in drawn + line
    assert bars("空", [])
    assert trend("一", [("a", 0.5)])


def test_the_dashboard_shows_trends_definitions_and_coverage() -> None:
    page = (sample_site() / "numbers/index.html").read_text("utf-8")
    assert "走势" in page
    assert "凭记忆，待核" in page
    assert "1 减去 承诺日数之和" in page
    assert "numbers/440106.html" in page
    assert json.loads((sample_site() / "numbers.json").read_bytes())["items"] > 200
    english = (sample_site() / "en/numbers/index.html").read_text("utf-8")
    assert "Promise below the law" in english


def test_the_dashboard_shows_what_the_last_snapshot_found(tmp_path: Path, run: Run) -> None:
    late = LOCAL.replace("days: 5, unit: working", "days: 50, unit: working")
    files = {"items/b.yaml": BASIC, "items/l.yaml": late}
    home = catalog(tmp_path, files, 'publish: {snapshots: {include: ["snapshots/*.json"]}}\n')
    run("stats", home, "--output", f"json:{home / 'snapshots' / 'a.json'}")
    assert run("render", "site", home, "--to", home / "site").code == 0
    page = (home / "site/en/numbers/index.html").read_text("utf-8")
    assert "Findings (as of 2026-11-01)" in page
    assert 'href="../book/rules/LIM001.html"' in page
    assert 'href="../agencies/11440106MB9903310Y/index.html"' in page
    assert 'href="../areas/440106/index.html"' in page


@pytest.mark.parametrize(
    "findings", [None, [], {"by_rule": []}, {"by_rule": {"x": "many", "y": 0, "z": True}}]
)
def test_findings_that_cannot_be_read_are_not_shown(findings: object) -> None:
    assert found_of([{"day": "2026-01-01", "findings": findings}], Atlas((), (), DAY)) is None


def test_findings_of_what_is_no_longer_there_lead_nowhere() -> None:
    findings = {"by_rule": {"old/rule": 2}, "by_place": {"440106": 1}, "by_agency": {"x": 1}}
    found = found_of([{"day": "2026-01-01", "findings": findings}], Atlas((), (), DAY))
    assert found
    assert [link.href for group in found.groups for link in group.links] == ["", "", ""]


def test_a_catalog_without_items_has_an_empty_dashboard(tmp_path: Path, run: Run) -> None:
    text = LOCAL.replace("status: active", "status: abolished").replace(
        'jurisdiction: "440106"', 'jurisdiction: "440106001"'
    )
    home = catalog(
        tmp_path,
        {
            "items/a.yaml": text + "name: 甲\n",
            "items/b.yaml": f'code: "{CODE[:-1]}9"\nname: 乙\njurisdiction: "440106002"\n',
        },
    )
    assert run("render", "site", home, "--to", home / "site").code == 0
    assert (home / "site/numbers/440106002.html").exists()


def test_measuring_need_not_tell_how_far_it_is(tmp_path: Path) -> None:
    home = home_of(catalog(tmp_path, {"items/b.yaml": BASIC, "items/l.yaml": LOCAL}))
    found = [file for (file, _), _ in measured(job_of(home, DAY))]
    assert found == ["items/b.yaml", "items/l.yaml"]


def test_the_whole_shelf_can_be_measured() -> None:
    measurer = Measurer(Profiles(shelf(), DAY))
    item = item_of(effective(LOCAL, BASIC))
    assert {k: (p, w) for k, p, w in measurer.counts(item)}["complete"][1] > 10
