"""A life event is one journey: in order, along the longest way, each paper once."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog_std.document import documents_of
from catalog_std.graph.need import Gift, Need, Needs, paper_id
from catalog_std.journey.event import Event, circle_of, event_of
from catalog_std.journey.plan import Stop, calendar_days, journey_of
from catalog_std.metrics.measured import Measurer
from catalog_std.publish.atlas import atlas_of
from catalog_std.publish.cards import Card, card_of
from catalog_std.publish.events import usable
from catalog_std.standard.profiles import Profiles
from catalog_std.text import Text
from tests.conftest import DAY, shelf
from tests.publish.sites import BASIC, LOCAL, Run, catalog, effective, sample_site

EVENT = """
id: shop
name: {zh: 开店, en: Opening a shop}
summary: 两步
aliases: 开小店
steps:
  - {id: a, item: "1"}
  - {id: b, item: "2", after: [a], note: {en: bring a pen}}
  - {id: c, any: ["3", "4"], after: [[a, b], zzz]}
  - {id: d, item: "5", after: [c], when: 雇人的}
shared: [平面图]
"""


def event(text: str = EVENT) -> Event:
    """Read an event."""
    return event_of(documents_of("events/a.yaml", text.encode())[0])


def need(paper: str, *, held: bool = False, form: bool = False) -> Need:
    """Ask for a paper."""
    return Need(paper, f"材料{paper}", "applicant", "", "", held, form)


ATLAS = atlas_of((), DAY)


def survey_card(code: str) -> Card:
    """Make the card of a basic item."""
    document = effective(f'{{basic_code: "{code}", name: 甲}}')
    return card_of(document, "", Measurer(Profiles(shelf(), DAY)))


STOPS = {
    "1": Stop(
        "i1", "一", "甲局", 3, 1, Needs((need("x"), need("f", form=True)), (Gift("l", "执照"),))
    ),
    "2": Stop(
        "i2", "二", "乙局", 7, 1, Needs((need("x"), need("l"), need("f", form=True)), ())
    ),
    "3": Stop("i3", "三", "", None, None, Needs((need("h", held=True),), ())),
    "4": Stop("i4", "四", "丙局", 20, 2, Needs((), ())),
    "5": Stop("i5", "五", "丁局", 100, 9, Needs((need("z"),), ())),
}


def test_an_event_is_seen_whole() -> None:
    seen = event()
    assert seen.name == Text("开店", "Opening a shop")
    assert seen.summary == Text("两步", "两步")
    assert seen.aliases == ("开小店",)
    assert [stage.items for stage in seen.stages] == [("1",), ("2",), ("3", "4"), ("5",)]
    assert seen.stages[2].after == (("a", "b"), ("zzz",))
    assert seen.stages[1].note == Text("bring a pen", "bring a pen")
    assert seen.stages[3].when == Text("雇人的", "雇人的")


@pytest.mark.parametrize(
    "text",
    ["[]", "steps: no", "steps: [1, {id: 2, item: {}, after: x}]", "{name: [1], shared: 3}"],
)
def test_seeing_an_event_never_fails(text: str) -> None:
    seen = event(text)
    assert seen.name == Text("", "")
    assert [list(stage.named) + list(stage.awaited) for stage in seen.stages] == [
        [] for _ in seen.stages
    ]
    assert journey_of(seen, STOPS.get) is None
    assert usable((seen,), ATLAS) == ()


def test_places_of_items_and_of_what_is_awaited_are_kept() -> None:
    stage = event().stages[2]
    assert [(item, str(at)) for item, at in stage.named] == [
        ("3", "/steps/2/any/0"),
        ("4", "/steps/2/any/1"),
    ]
    assert [(id, str(at)) for id, at in stage.awaited] == [
        ("a", "/steps/2/after/0/0"), ("b", "/steps/2/after/0/1"), ("zzz", "/steps/2/after/1"),
    ]  # fmt: skip
    assert next(iter(event("steps: [{any: [1, a]}]").stages[0].named))[0] == "a"


def test_a_journey_is_as_long_as_its_longest_way() -> None:
    journey = journey_of(event(), STOPS.get)
    assert journey
    assert [(leg.stage.id, leg.rank, leg.begins, leg.ends) for leg in journey.legs] == [
        ("a", 0, 0, 3), ("b", 1, 3, 10), ("c", 1, 3, 3), ("d", 2, 3, 103),
    ]  # fmt: skip
    assert (journey.days, journey.days_apart) == (10, 10)
    assert (journey.visits, journey.visits_apart) == (2, 2)
    assert journey.agencies == ("甲局", "乙局")


def test_a_step_that_some_people_take_holds_up_nobody_else() -> None:
    text = 'steps: [{id: a, item: "5", when: 没有的}, {id: b, item: "1", after: [a]}]'
    journey = journey_of(event(text), STOPS.get)
    assert journey
    assert (journey.days, journey.days_apart) == (3, 3)


def test_each_paper_is_asked_once_and_what_a_step_gives_is_not_asked() -> None:
    journey = journey_of(event(), STOPS.get)
    assert journey
    assert [(one.paper, one.steps) for one in journey.bring] == [("x", ("一", "二"))]
    assert [one.paper for one in journey.made] == ["l"]
    assert [one.paper for one in journey.fetched] == ["h"]
    assert [(one.paper, one.steps) for one in journey.forms] == [("f", ("一", "二"))]


def test_where_a_step_for_everybody_is_missing_there_is_no_journey() -> None:
    assert journey_of(event(), {k: v for k, v in STOPS.items() if k != "2"}.get) is None
    some = journey_of(event(), {k: v for k, v in STOPS.items() if k != "5"}.get)
    assert some
    assert [leg.stage.id for leg in some.legs] == ["a", "b", "c"]


def test_steps_may_stand_in_any_order() -> None:
    text = 'steps: [{id: b, item: "2", after: [a]}, {id: a, item: "1"}]'
    journey = journey_of(event(text), STOPS.get)
    assert journey
    assert [leg.stage.id for leg in journey.legs] == ["a", "b"]


def test_where_steps_wait_for_each_other_there_is_no_journey() -> None:
    circle = EVENT.replace('{id: a, item: "1"}', '{id: a, item: "1", after: [b]}')
    assert journey_of(event(circle), STOPS.get) is None
    assert circle_of({"a": frozenset("b"), "b": frozenset("a"), "c": frozenset("x")}) == {
        "a",
        "b",
    }


def test_days_of_work_are_put_into_days_of_the_calendar() -> None:
    assert calendar_days(5, "working") == 7
    assert calendar_days(3, "calendar") == 3
    assert calendar_days(None, "working") is None


def test_papers_are_told_apart_by_licence_or_name() -> None:
    assert paper_id("business_licence", "营业执照") == "business-licence"
    assert paper_id("", "甲") == paper_id("../x", "甲") != paper_id("", "乙")


def test_only_events_that_can_have_an_address_have_pages() -> None:
    good, double, bad = (
        event(),
        event(EVENT.replace("两步", "又")),
        event(EVENT.replace("id: shop", "id: A/B")),
    )
    assert [one.id for one in usable((good, double, bad), ATLAS)] == []
    catalogued = event('{id: x, name: 甲, steps: [{id: a, item: "1"}]}')
    cards = (survey_card(code) for code in ("1", "2"))
    assert usable((catalogued, catalogued, bad), atlas_of(cards, DAY)) == (catalogued,)


def test_an_event_page_tells_the_order_the_papers_and_the_places(
    tmp_path: Path, run: Run
) -> None:
    text = 'id: shop\nname: 开店\nsteps: [{id: a, item: "000131901000", note: 带笔}, {id: b, item: "000131901000", when: 有时, after: [a]}]\n'
    elsewhere = 'id: gone\nname: 无处\nsteps: [{id: a, item: "000131909000"}]\n'
    suspended = BASIC.replace("000131901000", "000131909000").replace("active", "suspended")
    files = {"items/b.yaml": BASIC, "items/l.yaml": LOCAL, "items/s.yaml": suspended}
    home = catalog(tmp_path, files | {"events/a.yaml": text, "events/b.yaml": elsewhere})
    assert run("render", "site", home, "--to", home / "site").code == 0
    page = (home / "site/events/shop/440106.html").read_text("utf-8")
    assert "带笔" in page
    assert "在这之后：食品经营许可" in page
    assert "440106.html" in (home / "site/events/shop/index.html").read_text("utf-8")
    assert not (home / "site/events/gone").exists()
    assert "无处" not in (home / "site/events/index.html").read_text("utf-8")
    assert "events/shop/index.html" in (home / "site/items/000131901000/index.html").read_text(
        "utf-8"
    )


def test_our_own_events_can_be_gone() -> None:
    site = sample_site()
    for name in ("restaurant", "newborn", "moving", "retirement", "freight", "jobless"):
        assert (site / "events" / name / "index.html").exists()
        assert len(list((site / "events" / name).iterdir())) >= 4
