"""Every example on a kind's page is a test, there and back; and every kind is shown by one."""

from __future__ import annotations

import pytest

from catalog_std.diff import FAMILIES, KINDS
from catalog_std.diff.kind import Example, Family, Kind
from catalog_std.diff.weigh import Action, Weight
from catalog_std.report.change_words import WEIGHT
from catalog_std.report.kind_page import kind_lines
from catalog_std.text import Lang
from tests.conftest import ROOT
from tests.diff.making import changes, compared, gauge, marks

SINGLE = [family for family in FAMILIES if "===" not in family.examples[0].before]
EXAMPLES = [
    pytest.param(family, example, id=f"{next(iter(family.kinds.values())).name}-{number}")
    for family in SINGLE
    for number, example in enumerate(family.examples, start=1)
]
WHOLE = [
    pytest.param(family, example, id=f"{next(iter(family.kinds.values())).name}-{number}")
    for family in FAMILIES
    if family not in SINGLE
    for number, example in enumerate(family.examples, start=1)
]
each_kind = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)


@pytest.mark.parametrize(("family", "example"), EXAMPLES)
def test_a_page_tells_the_truth_there_and_back(family: Family, example: Example) -> None:
    (there,) = changes(example.before, example.after)
    (back,) = changes(example.after, example.before)
    assert there.kind in family.kinds.values()
    assert back.kind.name == there.kind.mirror
    assert back.weight is there.weight.mirror
    assert there.fingerprint != back.fingerprint
    assert [there.after.at.span] == marks(example.after) or there.after.value is None
    assert [there.before.at.span] == marks(example.before) or there.before.value is None


@pytest.mark.parametrize(("family", "example"), WHOLE)
def test_a_page_about_whole_items_tells_the_truth(family: Family, example: Example) -> None:
    (there,) = compared(*example).changes
    (back,) = compared(*example[::-1]).changes
    assert {there.kind.name, back.kind.name} <= {kind.name for kind in family.kinds.values()}
    assert back.kind.name == there.kind.mirror
    assert back.weight is there.weight.mirror


@pytest.mark.parametrize("family", SINGLE, ids=lambda f: next(iter(f.kinds.values())).name)
def test_a_page_shows_every_kind_it_declares(family: Family) -> None:
    pairs = [(example.before, example.after) for example in family.examples]
    shown = {
        change.kind.name
        for before, after in pairs
        for change in (*changes(before, after), *changes(after, before))
    }
    assert shown == {kind.name for kind in family.kinds.values()}


@each_kind
def test_the_way_back_of_the_way_back_is_the_kind(kind: Kind) -> None:
    assert KINDS[kind.mirror].mirror == kind.name


@each_kind
def test_both_tongues_leave_the_same_blanks(kind: Kind) -> None:
    assert kind.words.blanks("zh") == kind.words.blanks("en")
    assert any("一" <= letter <= "鿿" or letter == "：" for letter in kind.words.zh)


def test_names_are_unique_and_many() -> None:
    declared = [kind.name for family in FAMILIES for kind in family.kinds.values()]
    assert len(declared) == len(set(declared)) >= 70


def test_a_path_and_an_action_belong_to_one_family() -> None:
    known = [(path, action) for f in FAMILIES for path in f.paths for action in f.kinds]
    assert len(known) == len(set(known))


def test_every_path_is_declared_by_a_standard() -> None:
    paths = {path for family in FAMILIES for path in family.paths}
    entries = {path for path in paths if path.endswith("[]")}
    assert {path.removesuffix("[]") for path in paths} <= set(gauge().marks)
    assert entries - {"level[]"} <= set(gauge().marks)


@pytest.mark.parametrize("action", Action)
def test_actions_mirror_each_other(action: Action) -> None:
    assert action.mirror.mirror is action


def weights() -> dict[str, set[Weight]]:
    """Say what each kind weighs in the examples of its page, there and back."""
    found: dict[str, set[Weight]] = {}
    for family in FAMILIES:
        for before, after in family.examples:
            for pair in ((before, after), (after, before)):
                known = changes(*pair) if family in SINGLE else compared(*pair).changes
                for change in known:
                    found.setdefault(change.kind.name, set()).add(change.weight)
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_book_of_kinds_is_printed(lang: Lang, request: pytest.FixtureRequest) -> None:
    order = list(Weight)
    said = {
        name: " / ".join(WEIGHT[weight].said(lang) for weight in sorted(found, key=order.index))
        for name, found in weights().items()
    }
    path = ROOT / "docs" / f"kinds.{lang}.md"
    text = "\n".join(kind_lines(said, lang)) + "\n"
    if request.config.getoption("regold"):
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text, f"{path.name}: make regold"
