"""Laws of comparing: nothing changed is nothing told, back mirrors there, changes applied give the other side, edits are explained exactly."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from catalog_std.alignment import name_of
from catalog_std.diff import changes_between
from catalog_std.diff.edits import Edit
from catalog_std.diff.kind import Change
from catalog_std.diff.weigh import Action
from catalog_std.document import Document, documents_of
from catalog_std.run.diff import run_diff
from tests.conftest import untraced
from tests.diff.making import DAY, gauge, profiles, side

Data = dict[str, Any]
word = st.sampled_from(
    ["甲", "乙丙丁", "丙丁戊", "办事大厅", "身份证", "居民身份证", "ＡZ", "营业执照"]
)
count = st.integers(0, 3)
days = st.fixed_dictionaries(
    {}, optional={"days": count, "unit": st.sampled_from(["working", "calendar", "x"])}
)
flag = st.booleans()


def some(**parts: st.SearchStrategy[Any]) -> st.SearchStrategy[Data]:
    """Give mappings that state some of their parts, now and then as nothing."""
    return st.fixed_dictionaries({}, optional={k: v | st.none() for k, v in parts.items()})


paper = some(
    id=st.sampled_from(["m1", "m2"]),
    name=word,
    standard_name=word,
    copy_type=st.sampled_from(["original", "copy", "either", "x"]),
    originals=count,
    copies=count,
    medium=st.sampled_from(["paper", "either"]),
    necessity=st.sampled_from(["required", "conditional", "deferrable"]),
    when=word,
    signed=flag,
    source=st.sampled_from(["applicant", "government"]),
)
item = some(
    name=word,
    code=st.sampled_from(["A1", "A2"]),
    previous_codes=st.lists(st.sampled_from(["A0", "A1"]), max_size=2),
    status=st.sampled_from(["active", "suspended", "abolished"]),
    effective=st.sampled_from(["2026-01-01", "2026-02-01", "soon"]),
    level=word | st.lists(word, max_size=2),
    aliases=st.lists(word, max_size=3),
    agency=some(name=word, code=word, joint=st.lists(word, max_size=2)) | word,
    legal_basis=st.lists(some(title=word, number=word, article=word), max_size=3),
    conditions=st.lists(some(id=st.sampled_from(["c1", "c2"]), text=word, proven_by=st.lists(st.sampled_from(["m1", "m2"]), max_size=2)), max_size=3),
    materials=st.lists(paper | word, max_size=3),
    steps=st.lists(some(name=word, days=count), max_size=4),
    limits=some(promised=days, statutory=days, handling=word, special=st.lists(some(name=word, counted=flag), max_size=2)) | word,
    fees=some(charged=flag, items=st.lists(some(name=word, amount=count, waiver=word), max_size=2)),
    channels=some(post=flag | some(address=word), online=some(url=word, booking_only=flag, materials=st.lists(st.sampled_from(["m1", "m2"]), max_size=2))),
    visits=some(count=count, reason=word),
    contact=some(consult=some(phone=word, hours=word), complain=some(phone=word)),
    quota=count | word | flag,
    pets=word | count | flag | st.lists(some(name=word, n=count), max_size=2) | some(cat=word),
)  # fmt: skip


def read(data: Data) -> Document:
    return documents_of("items/a.yaml", json.dumps(data, ensure_ascii=False).encode())[0]


def changes(before: Data, after: Data) -> tuple[Change, ...]:
    return changes_between(read(before), read(after), gauge(), DAY)


@given(item)
def test_nothing_changed_is_nothing_told(data: Data) -> None:
    turned = dict(reversed(list(data.items())))
    assert changes(data, turned) == ()


@untraced
@example(
    {"legal_basis": [{"title": "乙丙丁", "article": "甲"}, {"article": "乙丙丁"}]},
    {"legal_basis": [{"title": "乙丙丁"}, {"title": "甲", "article": "乙丙丁"}]},
)
@given(item, item)
def test_back_mirrors_there(before: Data, after: Data) -> None:
    there = Counter((c.kind.mirror, c.weight.mirror) for c in changes(before, after))
    back = Counter((c.kind.name, c.weight) for c in changes(after, before))
    assert there == back


@untraced
@given(item, item)
def test_changes_applied_give_the_other_side(before: Data, after: Data) -> None:
    found = changes(before, after)
    assert changes(applied(read(before).data, found), after) == ()


@untraced
@given(item, item)
def test_every_edit_is_explained_once(before: Data, after: Data) -> None:
    found = [id(edit) for change in changes(before, after) for edit in change.edits]
    assert len(found) == len(set(found))


def applied(data: Data, found: Sequence[Change]) -> Data:
    """Apply changes to data: what is set first, then what is dropped, then added, then put in order."""
    whole = {"": deepcopy(data)}
    edits = [edit for change in found for edit in change.edits]
    entries = [
        e for e in edits if e.path.endswith("[]") and e.action in (Action.ADDED, Action.DROPPED)
    ]
    ordering = [e for e in edits if e.action is Action.REORDERED]
    for edit in edits:
        if edit not in entries and edit not in ordering:
            put(whole, ("", *edit.before.at.pointer), edit.after.value)
    dropped = [e for e in entries if e.action is Action.DROPPED]
    for edit in sorted(dropped, key=lambda e: str(e.before.at.pointer), reverse=True):
        drop(whole, edit)
    for edit in entries:
        if edit.action is Action.ADDED:
            add(whole, edit)
    for edit in ordering:
        names = [name_of(entry, ("name",)) for entry in edit.after.value]
        at(whole, edit.before.at.pointer).sort(
            key=lambda entry: names.index(name_of(entry, ("name",)))
        )
    root: Data = whole[""]
    return root


def at(whole: Data, pointer: Sequence[str | int]) -> Any:  # noqa: ANN401 - plain data
    value: Any = whole[""]
    for step in pointer:
        value = value[step]
    return value


def put(whole: Any, pointer: Sequence[str | int], new: Any) -> None:  # noqa: ANN401 - plain data
    *way, last = pointer
    for step in way:
        if isinstance(whole, dict) and whole.get(step) is None:
            whole[step] = {}
        whole = whole[step]
    whole[last] = new


def drop(whole: Data, edit: Edit) -> None:
    *way, last = edit.before.at.pointer
    holder = at(whole, way)
    if isinstance(last, int):
        del holder[last]
    else:
        holder[last] = []


def add(whole: Data, edit: Edit) -> None:
    pointer = ("", *edit.before.at.pointer)
    try:
        there = at(whole, pointer[1:])
    except (KeyError, TypeError):
        there = None
    listed = list(there) if isinstance(there, list) else [] if there is None else [there]
    last = edit.after.at.pointer[-1]
    listed.insert(last if isinstance(last, int) else 0, edit.after.value)
    put(whole, pointer, listed)


Edits = Callable[[Data], str]


def more_copies(data: Data) -> str:
    data["materials"][0]["copies"] += 1
    return "materials/more-copies heavier"


def another_paper(data: Data) -> str:
    data["materials"].insert(0, {"name": f"新材料{len(data['materials'])}号"})
    return "materials/added heavier"


def last_paper_gone(data: Data) -> str:
    data["materials"] = [m for m in data["materials"] if m["name"] != "租赁合同"]
    return "materials/dropped lighter"


def shorter(data: Data) -> str:
    data["limits"]["promised"]["days"] -= 1
    return "limits/shorter lighter"


def one_visit(data: Data) -> str:
    data["visits"]["count"] += 1
    return "visits/more heavier"


def reworded(data: Data) -> str:
    data["conditions"][0]["text"] += "（含本数）"
    return "conditions/text unknown"


def reshuffled(data: Data) -> str:
    data["materials"].reverse()
    data["aliases"].reverse()
    return ""


def dearer(data: Data) -> str:
    data["fees"]["items"][0]["amount"] += 1
    return "fees/raised heavier"


def phoned(data: Data) -> str:
    data["contact"]["consult"]["phone"] += "9"
    return "notices/contact neither"


def closed(data: Data) -> str:
    data["channels"].pop("post")
    return "channels/withdrawn heavier"


OPS: tuple[Edits, ...] = (
    last_paper_gone, shorter, one_visit, reworded, reshuffled, dearer, phoned, closed, another_paper,
    lambda data: more_copies({"materials": [next(m for m in data["materials"] if m["name"] == "身份证")]}),
)  # fmt: skip


def whole_item(number: int) -> Data:
    """Compose one item of a catalog."""
    return {
        "basic_code": "000709901000",
        "code": f"11440106MB{number:021}",
        "jurisdiction": "440106",
        "name": f"事项{number}",
        "aliases": ["甲办", "乙办"],
        "conditions": [{"id": "c1", "text": "年满十八周岁"}],
        "materials": [{"name": "身份证", "copies": 1}, {"name": "租赁合同", "copies": 1}],
        "limits": {"promised": {"days": 9, "unit": "working"}},
        "fees": {"charged": True, "items": [{"name": "工本费", "amount": 5}]},
        "channels": {"post": True, "online": {"url": "https://a.cn"}},
        "visits": {"count": 1},
        "contact": {"consult": {"phone": "1"}},
    }


@untraced
@given(
    st.lists(st.tuples(st.integers(0, 3), st.sets(st.integers(0, len(OPS) - 1))), max_size=6),
    st.randoms(),
)
def test_random_edits_of_a_random_catalog_are_explained_exactly(
    script: list[tuple[int, set[int]]], chance: Random
) -> None:
    before = {number: whole_item(number) for number in range(4)}
    after = deepcopy(before)
    expected: Counter[tuple[str, str]] = Counter()
    for number, ops in dict(script).items():
        for op in ops:
            said = OPS[op](after[number])
            if said:
                expected[after[number]["code"], said] += 1
    files = list(after.items())
    chance.shuffle(files)
    one = side({f"items/{n}.yaml": json.dumps(d) for n, d in before.items()})
    other = side({f"items/{k}-moved.yaml": json.dumps(d) for k, (_, d) in enumerate(files)})
    outcome = run_diff(one, other, profiles())
    found = Counter((c.subject.code, f"{c.kind.name} {c.weight}") for c in outcome.changes)
    assert found == expected
    assert outcome.moved == 4
