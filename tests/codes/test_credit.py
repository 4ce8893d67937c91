"""Credit codes: real ones pass, each real fault is called by its name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_std.codes.credit import (
    CreditCode,
    Trouble,
    check_digit,
    credit_troubles,
    is_citizen_number,
    organisation_check,
    read_credit,
)

LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize(
    "code",
    [
        "91110000600037341L",
        "11440000006939756B",
        "114403006939513773",
        "11440100007483172Q",
        "11440100MB2C91103Q",
        "11440000MB2C87614P",
        "11650000010183859F",
    ],
)
def test_published_codes_are_right(code: str) -> None:
    assert credit_troubles(code) == ()


@pytest.mark.parametrize(
    ("code", "troubles"),
    [
        ("13440000515356094L", (Trouble.CHECK_DIGIT, Trouble.ORGANISATION)),
        ("1151130000877869M", (Trouble.LENGTH,)),
        ("", (Trouble.LENGTH,)),
        ("TE440000GD030003VV", (Trouble.PSEUDO,)),
        ("TE5116020105116050", (Trouble.PSEUDO,)),
        ("11440300007542785T", (Trouble.CHECK_DIGIT,)),
        ("111111111111111111", (Trouble.PLACEHOLDER,)),
        ("444444444444444444", (Trouble.PLACEHOLDER,)),
        ("1144000000693975OB", (Trouble.ALPHABET,)),
        ("１１440000006939756B", (Trouble.ALPHABET,)),
    ],
)
def test_each_fault_is_called_by_its_name(code: str, troubles: tuple[Trouble, ...]) -> None:
    assert credit_troubles(code) == troubles


def test_a_code_is_taken_apart() -> None:
    assert read_credit("11440100007483172Q") == CreditCode("1", "1", "440100", "007483172", "Q")
    assert read_credit("1144") is None


@given(st.text("0123456789", min_size=8, max_size=8), st.text(LETTERS, min_size=8, max_size=8))
def test_a_composed_code_is_right_and_any_wrong_letter_shows(head: str, body: str) -> None:
    first = head + body + organisation_check(body)
    code = first + check_digit(first)
    if Trouble.PLACEHOLDER in credit_troubles(code):
        return
    assert credit_troubles(code) == ()
    for place in range(len(code)):
        other = LETTERS[(LETTERS.index(code[place]) + 1) % len(LETTERS)]
        assert credit_troubles(code[:place] + other + code[place + 1 :])


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("360426199101010071", True),
        ("11010519491231002X", True),
        ("11010519491231002x", True),
        ("360426199101010072", False),
        ("36042619910101007", False),
        ("36042619910101o071", False),
        ("115101000000000011", False),
        ("360426199113010079", False),
    ],
)
def test_a_citizens_number_is_recognised_by_its_check_digit(
    text: str, *, verdict: bool
) -> None:
    assert is_citizen_number(text) is verdict
