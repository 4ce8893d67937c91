"""Comparison: every planted divergence is found and judged, by a table written by hand from the YAML."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_std.catalog.settings import Settings, home_of
from catalog_std.harmonize.choose import Candidate, Scale, View, chosen
from catalog_std.harmonize.compare import matrix_of
from catalog_std.harmonize.draft import draft_of
from catalog_std.harmonize.kin import Sighting, families_of
from catalog_std.harmonize.matrix import Column, Matrix, Row, Verdict
from catalog_std.harmonize.pairs import Pair, Pairs
from catalog_std.lint import RULES
from catalog_std.lint.latitude import departures
from catalog_std.run.case import case_of
from catalog_std.run.compare import Wanted, comparisons, gathered, matrices, table_of
from catalog_std.run.job import Job, job_of
from catalog_std.run.sources import Texts
from catalog_std.source import Pointer
from catalog_std.standard.freedom import Freedom
from catalog_std.standard.profiles import Profiles
from tests.conftest import DAY, ROOT, shelf, untraced

COMPARED = ROOT / "examples" / "compared"
NOBODY = Pairs()
FOOD, CODE = "000131901000", "000131981000"


@cache
def job_at(folder: Path) -> Job:
    """Make a job over a catalog in the repository."""
    return job_of(home_of(folder), DAY)


@cache
def matrix_at(folder: Path, code: str) -> Matrix:
    job = job_at(folder)
    (found,) = matrices(job, gathered(job, Wanted((code,)), NOBODY).families, NOBODY)
    return found


def job_over(pairs: dict[str, str]) -> Job:
    """Make a job over texts in memory, with the shipped standards."""
    held = {name: text.encode() for name, text in pairs.items()}
    return Job(
        Texts(ROOT, tuple(sorted(held)), held), (), Settings(), Profiles(shelf(), DAY), RULES
    )


def row_of(matrix: Matrix, key: str) -> Row:
    return next(row for row in matrix.rows if row.key == key)


def told(matrix: Matrix, key: str) -> dict[str, str]:
    """Say of each place that differs in a row how it is judged, and why."""
    pairs = zip(matrix.columns, row_of(matrix, key).cells, strict=True)
    return {c.jurisdiction: f"{x.verdict} {x.reason}" for c, x in pairs if x.reason}


def places(matrix: Matrix, columns: tuple[int, ...]) -> str:
    return " ".join(matrix.columns[n].jurisdiction for n in columns)


# Written by hand from examples/compared/items: row, place, what latitude says, and why.
PLANTED = [
    ("level", "440100", "allowed within"),
    ("level", "440300", "allowed within"),
    ("limits.promised", "440100", "allowed lighter"),
    ("limits.promised", "440106", "not_allowed heavier"),
    (
        "limits.promised",
        "440300",
        "allowed lighter",
    ),  # 15 calendar days end before 15 working days
    (
        "limits.promised",
        "511602",
        "unclear unit",
    ),  # 22 calendar days: it depends on the holidays
    ("limits.promised", "310115", "allowed lighter"),
    ("visits.count", "440100", "allowed lighter"),
    ("visits.count", "440106", "not_allowed heavier"),
    ("visits.reason", "440300", "allowed local"),
    ("fees.charged", "440106", "not_allowed heavier"),
    ("fees.items[工本费]", "440106", "unclear no_basic"),
    ("name", "440300", "not_allowed fixed"),
    ("name", "310115", "unclear guess"),
    ("basic_code", "310115", "unclear guess"),
    ("applicants", "440300", "not_allowed fixed"),
    ("legal_basis[样例经营管理条例 第三条]", "511602", "not_allowed missing"),
    ("legal_basis[深圳样例规定 第一条]", "440300", "allowed extra"),
    ("legal_basis[广安样例办法 第九条]", "511602", "allowed extra"),
    ("conditions[有固定的经营场所].text", "511602", "unclear unweighed"),
    ("conditions[有固定的经营场所].proven_by", "310115", "allowed lighter"),
    ("conditions[负责人身份清楚]", "310115", "allowed dropped"),
    ("materials[负责人居民身份证]", "310115", "allowed dropped"),
    ("materials[经营场所使用证明]", "310115", "allowed dropped"),
    ("materials[经营场所使用证明]", "440100", "allowed dropped"),
    ("materials[样例经营许可申请表].medium", "440100", "allowed level"),
    ("materials[样例经营许可申请表].medium", "440106", "not_allowed heavier"),
    ("materials[样例经营许可申请表].copies", "440106", "not_allowed heavier"),
    ("materials[负责人居民身份证].copies", "440100", "allowed lighter"),
    ("materials[负责人居民身份证].source", "440100", "allowed lighter"),
    ("materials[负责人居民身份证].medium", "440100", "allowed level"),
    ("materials[负责人居民身份证]", "511602", "unclear guess"),
    ("materials[负责人居民身份证].name", "511602", "allowed local"),
    ("materials[负责人居民身份证].standard_name", "511602", "unclear unweighed"),
    ("materials[经营场所使用证明]", "511602", "unclear guess"),
    ("materials[经营场所使用证明].name", "511602", "allowed local"),
    ("materials[经营场所使用证明].standard_name", "511602", "unclear unweighed"),
    ("materials[经营场所使用证明].when", "511602", "unclear unweighed"),
    ("materials[经营场所使用证明].when", "440106", "unclear unweighed"),
    ("materials[经营场所使用证明].necessity", "440106", "not_allowed heavier"),
    ("materials[负责人居住证明]", "440106", "not_allowed more"),
    ("steps", "440100", "allowed local"),
    ("steps", "440106", "allowed local"),
    ("channels.online.depth", "440100", "allowed local"),
    ("channels.online.depth", "440106", "allowed local"),
]


@pytest.mark.parametrize(("key", "place", "judged"), PLANTED)
def test_a_planted_divergence_is_found_and_judged(key: str, place: str, judged: str) -> None:
    assert told(matrix_at(COMPARED, CODE), key)[place] == judged


def test_nothing_else_is_said_to_be_wrong_or_unclear() -> None:
    matrix = matrix_at(COMPARED, CODE)
    found = {
        (row.key, place, judged)
        for row in matrix.divergences
        for place, judged in told(matrix, row.key).items()
        if not judged.startswith("allowed")
    }
    assert found == {one for one in PLANTED if not one[2].startswith("allowed")}


# Written by hand from items/: item, row, places lightest, heaviest, unlike most, and the verdict.
BUNDLED = [
    (FOOD, "limits.promised", "440305", "511602", "", "allowed"),
    (FOOD, "visits.count", "310115 330100 330106 440106 440305", "511602", "511602", "allowed"),
    (FOOD, "materials[食品安全规章制度文本]", "310115 440305", "330100 330106 440106 511602", "310115 440305", "allowed"),
    (FOOD, "materials[法定代表人（负责人）居民身份证]", "310115 330106", "330100 440106 440305 511602", "310115 330106", "allowed"),
    (FOOD, "channels.online.depth", "310115 330100 330106 440106 440305", "511602", "511602", "allowed"),
    ("000105901000", "limits.promised", "", "", "", "allowed"),
    ("000105901000", "materials[举办者资格证明]", "330106", "310115 440106 440305 511602", "330106", "allowed"),
    ("000105901000", "materials[消防验收或备案文件].copies", "440305", "310115 330106 440106 511602", "440305", "allowed"),
    ("000511902000", "limits.promised", "330106", "511602", "", "allowed"),
    ("000511902000", "materials[监护人居民身份证]", "330106", "310115 440106 440305 511602", "330106", "allowed"),
    ("000163901000", "materials[监护人居民身份证].originals", "310115", "330106 440100 440300 510100", "310115", "allowed"),
    ("000105013000", "materials[学历证书].instructions", "", "", "", "unclear"),
    ("000514901000", "materials[社会保障卡].instructions", "", "", "", "unclear"),
    ("000709901000", "materials[居民户口簿].instructions", "", "", "", "unclear"),
]  # fmt: skip


@untraced
@pytest.mark.parametrize(("code", "key", "light", "heavy", "apart", "verdict"), BUNDLED)
def test_the_bundled_catalog_is_compared_rightly(
    code: str, key: str, light: str, heavy: str, apart: str, verdict: str
) -> None:
    matrix = matrix_at(ROOT, code)
    found = row_of(matrix, key).divergence
    assert found
    assert places(matrix, found.lightest) == light
    assert places(matrix, found.heaviest) == heavy
    if apart:
        assert places(matrix, found.deviating) == apart
    assert found.verdict == verdict


@untraced
def test_the_bundled_catalog_has_no_divergence_that_is_not_allowed() -> None:
    job = job_at(ROOT)
    families = gathered(job, Wanted(), NOBODY).families
    found = [
        (matrix.basic_code, row.key, row.divergence.verdict.value)
        for matrix in matrices(job, families, NOBODY)
        for row in matrix.divergences
        if row.divergence and row.divergence.verdict is not Verdict.ALLOWED
    ]
    assert len(families) == 63
    assert found == [
        (code, key, verdict) for code, key, *_, verdict in BUNDLED if verdict == "unclear"
    ]


def test_what_lint_says_may_not_be_comparison_does_not_allow() -> None:
    job = job_at(COMPARED)
    family = gathered(job, Wanted((CODE,)), NOBODY).families[0]
    table, matrix = table_of(job, family, NOBODY), matrix_at(COMPARED, CODE)
    bad = {
        (seat.column.jurisdiction, cell.at.span.line)
        for row in matrix.divergences
        for seat, cell in zip(table.seats, row.cells, strict=True)
        if cell.at and cell.verdict in (Verdict.FORBIDDEN, Verdict.UNCLEAR)
    }
    for seat in table.seats:
        for one in departures(case_of(job.profiles, seat.document)):
            assert (seat.column.jurisdiction, one.at.span.line) in bad


BASIC = """\
basic_code: "000131981000"
name: 甲
materials: [{name: 表, originals: 1}, {name: 证, originals: 1}]
"""
LOCAL = 'basic_code: "000131981000"\ncode: "{0}"\njurisdiction: "{0}"\n'


def local(place: str, rest: str = "") -> str:
    return LOCAL.format(place) + rest


def compared(texts: dict[str, str], pairs: Pairs = NOBODY) -> Matrix:
    job = job_over(texts)
    (found,) = matrices(job, gathered(job, Wanted((CODE,)), pairs).families, pairs)
    return found


def pair(**words: object) -> Pair:
    return Pair.model_validate({"by": "样例", "on": "2026-11-01", **words})


def test_places_that_inherit_everything_agree() -> None:
    matrix = compared({"b": BASIC, "1": local("440100"), "2": local("440300")})
    assert {row.key for row in matrix.divergences} == {"code", "jurisdiction"}


def test_without_a_basic_item_only_what_differs_is_unclear() -> None:
    one = "name: 甲\nlevel: county\nmaterials: [{name: 表, copies: 1}]\nvisits: {count: 1}\n"
    matrix = compared(
        {"1": local("440100", one), "2": local("440300", one.replace("copies: 1", "copies: 2"))}
    )
    assert matrix.basic is None
    assert told(matrix, "name") == {}
    assert told(matrix, "materials[表].copies") == dict.fromkeys(
        ("440100", "440300"), "unclear no_basic"
    )
    assert row_of(matrix, "materials[表]").divergence is None


def test_what_the_basic_item_leaves_open_may_differ_but_what_is_fixed_is_asked_about() -> None:
    matrix = compared(
        {
            "b": BASIC,
            "1": local("440100", "visits: {count: 1}\nsector: tax\n"),
            "2": local("440300", "visits: {count: 0}\nsector: justice\n"),
            "3": local("440400", "visits: {count: 0}\nsector: justice\n"),
        }
    )
    assert set(told(matrix, "visits.count").values()) == {"allowed silent"}
    assert set(told(matrix, "sector").values()) == {"unclear no_basic"}
    found = row_of(matrix, "sector").divergence
    assert found
    assert places(matrix, found.deviating) == "440100"


def test_an_entry_of_a_fixed_list_may_leave_a_value_out_but_not_be_added() -> None:
    basic = "results: [{name: 证, kind: licence}]\n"
    matrix = compared(
        {
            "b": BASIC + basic,
            "1": local("440100", "results: [{name: 证}, {name: 副本, kind: other}]\n"),
            "2": local("440300"),
        }
    )
    assert told(matrix, "results[证].kind") == {"440100": "allowed omitted"}
    assert told(matrix, "results[副本]") == {"440100": "not_allowed fixed"}


def test_a_paper_that_all_places_add_is_still_one_too_many() -> None:
    rest = "materials: [{name: 表, originals: 1}, {name: 牌}]\n"
    matrix = compared({"b": BASIC, "1": local("440100", rest), "2": local("440300", rest)})
    found = row_of(matrix, "materials[牌]").divergence
    assert found
    assert found.verdict == "not_allowed"
    assert (found.majority, found.deviating) == ((0, 1), ())


def test_an_entry_more_is_fine_where_a_lighter_list_may_grow() -> None:
    matrix = compared({"b": BASIC + "quota: 3\n", "1": local("440100", "quota: 4\n")})
    assert told(matrix, "quota") == {"440100": "allowed local"}


def test_what_people_confirm_is_the_same_and_what_they_deny_is_not() -> None:
    texts = {
        "b": BASIC,
        "1": local(
            "440100", "materials: [{name: 表, originals: 1}, {name: 牌, originals: 2}]\n"
        ),
    }
    assert told(compared(texts), "materials[牌]") == {"440100": "not_allowed more"}
    same = Pairs(entries=(pair(same=["牌", "证"]),))
    assert told(compared(texts, same), "materials[证].originals") == {
        "440100": "not_allowed heavier"
    }
    texts["1"] = local(
        "440100", "materials: [{name: 表, originals: 1}, {name: 证, originals: 2}]\n"
    )
    denied = Pairs(entries=(pair(different=["证", "证"]),))
    assert told(compared(texts, denied), "materials[证（2）]") == {"440100": "not_allowed more"}


ELSEWHERE = """\
basic_code: "310131981000"
code: x
jurisdiction: "310115"
name: {name}
legal_basis: [{{title: {law}}}]
"""


@pytest.mark.parametrize(
    ("name", "law", "joins"),
    [
        ("样例经营许可", "样例条例", True),
        ("样例经营许可", "别的条例", False),
        ("道路运输", "样例条例", False),
    ],
)
def test_items_without_a_shared_code_are_joined_by_name_and_law(
    name: str, law: str, *, joins: bool
) -> None:
    basic = BASIC.replace("甲", "样例经营许可") + "legal_basis: [{title: 样例条例}]\n"
    texts = {"b": basic, "1": local("440100"), "2": ELSEWHERE.format(name=name, law=law)}
    matrix = compared(texts)
    assert ("310115" in {column.jurisdiction for column in matrix.columns}) is joins
    yes, no = (pair(**{word: [CODE, "310131981000"]}) for word in ("same", "different"))
    confirmed = compared(texts, Pairs(items=(yes,)))
    assert confirmed.columns[0].how == "confirmed"
    assert told(confirmed, "basic_code") == {"310115": "not_allowed fixed"}
    assert len(compared(texts, Pairs(items=(no,))).columns) == 1


def test_a_place_does_not_stand_twice_in_one_item() -> None:
    basic = BASIC.replace("甲", "样例经营许可") + "legal_basis: [{title: 样例条例}]\n"
    other = ELSEWHERE.format(name="样例经营许可", law="样例条例").replace("310115", "440100")
    assert len(compared({"b": basic, "1": local("440100"), "2": other}).columns) == 1


def test_an_item_without_a_code_of_its_own_is_an_item_too() -> None:
    texts = {
        "1": 'jurisdiction: "440100"\nname: 样例经营许可\nlegal_basis: [{title: 样例条例}]\n'
    }
    texts["2"] = texts["1"].replace("440100", "440300")
    job = job_over(texts)
    (family,) = gathered(job, Wanted(), NOBODY).families
    assert sorted(kin.how for kin in family.members) == ["basic_code", "likeness"]


def test_an_unreadable_item_is_listed_and_the_rest_is_compared() -> None:
    job = job_over({"b": BASIC, "1": local("440100"), "bad": "a: [", "empty": ""})
    gathering = gathered(job, Wanted((CODE,)), NOBODY)
    assert gathering.unread == ("bad", "empty")
    assert len(gathering.families) == 1


def test_a_code_nobody_knows_is_told_as_it_stands() -> None:
    matrix = compared({"b": BASIC, "1": local("999999")})
    assert matrix.columns[0].place == matrix.columns[0].short == "999999"


def seen(key: str, name: str, place: str, *, basic: bool = False) -> Sighting:
    return Sighting(key, 0, basic, key, (), name, (), place, frozenset({"样例条例"}))


def test_names_that_share_little_or_only_what_all_share_join_nobody() -> None:
    far = [
        seen("1", "样例经营许可", "", basic=True),
        seen("2", "许可证丢失后怎样补办", "440100"),
    ]
    assert len(families_of(far, NOBODY)) == 2
    many = [seen(f"{n:04}", "许可", "", basic=True) for n in range(501)]
    assert len(families_of([*many, seen("x", "许可", "440100")], NOBODY)) == 502


def test_what_is_written_badly_is_compared_as_it_stands() -> None:
    basic = BASIC + "limits: {promised: {days: 3, unit: working}}\nsteps: none\n"
    odd = (
        "limits: {promised: {days: soon, unit: working}}\nvisits: null\nsteps: [a, {name: b}]\n"
    )
    matrix = compared({"b": basic, "1": local("440100", odd), "2": local("440300")})
    assert told(matrix, "limits.promised") == {"440100": "unclear unit"}
    assert row_of(matrix, "steps").cells[0].value == ("a", "b")


def draft_at(folder: Path, view: View, code: str = CODE) -> dict[str, object]:
    job = job_at(folder)
    families = gathered(job, Wanted((code,)), NOBODY).families
    (found,) = comparisons(job, families, NOBODY, view)
    assert found.draft
    return found.draft.data


# What each view takes, by hand: promise, visits, papers, charged, medium and copies of the form.
VIEWS = [
    (View.LIGHTEST, {"days": 5, "unit": "working"}, 0, ["样例经营许可申请表"], False),
    (
        View.STRICTEST,
        {"days": 18, "unit": "working"},
        2,
        ["样例经营许可申请表", "负责人居民身份证", "经营场所使用证明", "负责人居住证明"],
        True,
    ),
    (
        View.MAJORITY,
        {"days": 5, "unit": "working"},
        1,
        ["样例经营许可申请表", "负责人居民身份证", "经营场所使用证明"],
        False,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("view", "promise", "visits", "papers", "charged"), VIEWS)
def test_a_view_takes_what_it_says(
    view: View, promise: object, visits: int, papers: list[str], *, charged: bool
) -> None:
    data = draft_at(COMPARED, view)
    job = job_at(COMPARED)
    table = table_of(job, gathered(job, Wanted((CODE,)), NOBODY).families[0], NOBODY)
    draft = draft_of(table, matrix_of(table), view)
    limits, fees, visited = (draft.data[key] for key in ("limits", "fees", "visits"))
    assert limits["statutory"] == {"days": 20, "unit": "working"}
    assert limits["promised"] == promise
    assert visited["count"] == visits
    assert [paper["name"] for paper in draft.data["materials"]] == papers
    assert fees["charged"] is charged
    assert draft.data["name"] == "样例经营许可"
    assert data == draft.data


def test_a_draft_names_no_paper_it_does_not_ask_for() -> None:
    for view in View:
        data = draft_at(COMPARED, view)
        papers, conditions = data["materials"], data["conditions"]
        assert isinstance(papers, list)
        assert isinstance(conditions, list)
        ids = [paper["id"] for paper in papers]
        assert len(set(ids)) == len(ids)
        assert {id for one in conditions for id in one.get("proven_by", [])} <= set(ids)


def test_papers_of_one_id_get_ids_of_their_own_and_conditions_follow() -> None:
    one = "name: 甲\nmaterials: [{id: a, name: 申请表}]\nconditions: [{text: 一, proven_by: [a]}]\n"
    two = "name: 甲\nmaterials: [{id: a, name: 身份证}]\nconditions: [{text: 二, proven_by: [a]}]\n"
    job = job_over({"1": local("440100", one), "2": local("440300", two)})
    table = table_of(job, gathered(job, Wanted((CODE,)), NOBODY).families[0], NOBODY)
    draft = draft_of(table, matrix_of(table), View.STRICTEST)
    assert [(m["id"], m["name"]) for m in draft.data["materials"]] == [
        ("a", "申请表"),
        ("a_2", "身份证"),
    ]
    assert [c["proven_by"] for c in draft.data["conditions"]] == [["a"], ["a_2"]]
    assert draft.source(Pointer(("materials",))) is None


def test_a_list_only_the_basic_item_states_stays() -> None:
    job = job_over({"b": BASIC, "1": local("440100", "materials: []\n")})
    table = table_of(job, gathered(job, Wanted((CODE,)), NOBODY).families[0], NOBODY)
    draft = draft_of(table, matrix_of(table), View.LIGHTEST)
    assert [m["name"] for m in draft.data["materials"]] == ["表", "证"]


more = Freedom("lighter", "more", ("name",), added=False, label=None)
days = Freedom("lighter", "less", (), added=False, label=None)
SCALE = Scale({("a",): more, ("a", "[]", "n"): days, ("n",): days}, DAY)


def test_a_longer_list_is_chosen_where_more_is_lighter() -> None:
    short, long = [{"name": "x", "n": 1}], [{"name": "x", "n": 1}, {"name": "y", "n": 9}]
    both = [Candidate(0, short), Candidate(1, long)]
    assert chosen(View.LIGHTEST, SCALE, ("a",), both).candidate.value == long
    assert chosen(View.STRICTEST, SCALE, ("a",), both).candidate.value == short


@given(st.lists(st.integers(0, 9), min_size=1))
def test_the_lightest_and_the_strictest_are_the_ends(values: list[int]) -> None:
    candidates = [Candidate(n, value) for n, value in enumerate(values)]
    light, strict = (
        chosen(view, SCALE, ("n",), candidates).candidate.value
        for view in (View.LIGHTEST, View.STRICTEST)
    )
    assert (light, strict) == (min(values), max(values))


def test_a_column_says_what_the_item_asks_of_the_applicant() -> None:
    columns: dict[str, Column] = {c.jurisdiction: c for c in matrix_at(COMPARED, CODE).columns}
    load = columns["440106"].burden
    assert (load.papers, load.originals, load.copies) == (4, 1, 5)
    assert (load.days, load.unit, load.money, load.visits, load.steps) == (
        18,
        "working",
        10,
        2,
        3,
    )
    assert columns["440100"].burden.papers == 1
    assert columns["310115"].burden.steps is None
