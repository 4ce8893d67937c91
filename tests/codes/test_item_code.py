"""Item codes taken apart and put together; the real ones of one province as the judge."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_std.codes.credit import Trouble, credit_troubles
from catalog_std.codes.item_code import (
    BasicCode,
    is_parent_of,
    read_basic,
    read_handling,
    read_implementing,
)

SHARED = Path(__file__).parents[3] / "shared" / "data" / "china"

REAL = [
    ("11440000006940116U200010500400006", "00", "01", "05", "004", "000", "06"),
    ("11440000006939801C200010600100002", "00", "01", "06", "001", "000", "02"),
    ("11440100007482567N300010701200005", "00", "01", "07", "012", "000", "05"),
    ("11440100007483172Q300010900400004", "00", "01", "09", "004", "000", "04"),
    ("114400000069401674200011200200007", "00", "01", "12", "002", "000", "07"),
    ("11440000553612461J200011400200102", "00", "01", "14", "002", "001", "02"),
    ("11440100MB2C91103Q300011501000001", "00", "01", "15", "010", "000", "01"),
    ("11440100007483172Q300016300201102", "00", "01", "63", "002", "011", "02"),
    ("114400000069401674200051200200001", "00", "05", "12", "002", "000", "01"),
    ("11440000MB2C87614P200082200500009", "00", "08", "22", "005", "000", "09"),
    ("11440000553612461J200201410500106", "00", "20", "14", "105", "001", "06"),
    ("11440000006939756B2440101007000", "44", "01", "01", "007", "000", ""),
    ("11440000006940116U2440102002003", "44", "01", "02", "002", "003", ""),
    ("114403006939513773344201505200802", "44", "20", "15", "052", "008", "02"),
    ("11450000007565194H200011501500504", "00", "01", "15", "015", "005", "04"),
    ("11310000MB2F30661Y231200356400001", "31", "20", "03", "564", "000", "01"),
    ("11650000010183859F2650116013001", "65", "01", "16", "013", "001", ""),
]


@pytest.mark.parametrize(
    ("code", "region", "kind", "department", "main", "sub", "serial"), REAL
)
def test_published_codes_are_taken_apart(
    code: str, region: str, kind: str, department: str, main: str, sub: str, serial: str
) -> None:
    implementing = read_implementing(code[:31])
    assert implementing
    assert implementing.basic == BasicCode(region, kind, department, main, sub)
    assert credit_troubles(implementing.credit) == ()
    handling = read_handling(code)
    assert (handling.serial if handling else "") == serial


@pytest.mark.parametrize(
    "text",
    ["", "0001170010", "00011700100Z", "44010200200y", "４40102002003", "440102002003 "],
)
def test_what_is_not_a_basic_code_is_none(text: str) -> None:
    assert read_basic(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "11440000006939756B8440101007000",
        "11440000006939756B244010100700Y",
        "11440000006939756B2440101007",
        "11440000006939756B244010100700000",
    ],
)
def test_what_is_not_an_implementing_or_handling_code_is_none(text: str) -> None:
    assert read_implementing(text) is None
    assert read_handling(text) is None


@pytest.mark.parametrize(
    ("parent", "child", "verdict"),
    [
        ("44010200200Y", "440102002003", True),
        ("440102012000", "440102012000", True),
        ("442111178000", "442111178001", False),
        ("44010200200Y", "44010200200Y", True),
        ("44010200200Y", "nonsense", False),
    ],
)
def test_a_sub_item_is_headed_by_its_00Y(parent: str, child: str, *, verdict: bool) -> None:  # noqa: N802
    assert is_parent_of(parent, child) is verdict


def test_only_00y_is_a_parent() -> None:
    codes = [read_basic(code) for code in ("44010200200Y", "440102002003")]
    assert [code.is_parent for code in codes if code] == [True, False]


DIGITS = st.text("0123456789", min_size=1, max_size=1)


@given(st.from_regex(r"\A[0-9]{9}([0-9]{3}|00Y)\Z"))
def test_basic_codes_go_there_and_back(text: str) -> None:
    code = read_basic(text)
    assert code
    assert str(code) == text
    assert is_parent_of(str(code.parent), text)


@given(st.from_regex(r"\A[0-9A-Z]{18}[1-7][0-9]{12}(0[1-9]|[1-9][0-9])\Z"))
def test_handling_codes_go_there_and_back(text: str) -> None:
    code = read_handling(text)
    assert code
    assert str(code) == text


def rows(name: str) -> Iterator[dict[str, str]]:
    if not (SHARED / name).is_file():
        pytest.skip(
            f"the published data {name} is not beside this checkout: accuracy NOT measured"
        )
    with (SHARED / name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


def test_every_published_row_is_read_and_only_known_faults_are_found() -> None:
    found: Counter[str] = Counter()
    for row in rows("gd_item_codes.tsv"):
        code = read_implementing(row["task_code"][:31])
        assert code, row
        assert str(code.basic) == row["basic_code"]
        assert is_parent_of(row["parent_basic_code"], row["basic_code"])
        assert len(row["task_code"]) == 31 or read_handling(row["task_code"])
        found.update(f"{code.credit} {trouble}" for trouble in credit_troubles(code.credit))
    assert found == {
        f"13440000515356094L {Trouble.CHECK_DIGIT}": 2,
        f"13440000515356094L {Trouble.ORGANISATION}": 2,
        f"TE440000GD030003VV {Trouble.PSEUDO}": 1,
    }


def test_every_published_pair_of_codes_is_read() -> None:
    for row in rows("gd_national_vs_local_codes.tsv"):
        code = read_handling(row["national_handle_item_code_33"])
        assert code, row
        assert str(code.implementing.basic) == row["national_basic_code_12"]
