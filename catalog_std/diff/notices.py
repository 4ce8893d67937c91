"""Kinds of change of what people are told: themes, contacts, remedies, questions; and of all that no kind knows."""

from __future__ import annotations

from collections.abc import Iterator

from catalog_std.diff.kind import Claim, Sight, added_dropped, changed, kinds, more_less, on_off
from catalog_std.diff.weigh import Action
from catalog_std.text import Text

_GROUPS = (
    "contact.consult",
    "contact.complain",
    "remedies.review",
    "remedies.litigation",
    "post_approval",
)


def _contact(sight: Sight) -> Iterator[Claim]:
    """Take all that changed of one contact for one change."""
    for group in _GROUPS:
        edits = tuple(e for e in sight.edits if e.path.rpartition(".")[0] == group)
        if edits:
            yield Claim(Action.CHANGED, edits, {})


THEME = kinds(
    "notices",
    "themes.person[] themes.business[] themes.life_events[]",
    added_dropped(
        "theme-added",
        Text("{label}增加“{after}”", "{label}: also {after}"),
        "theme-dropped",
        Text("{label}减去“{before}”", "{label}: no longer {before}"),
    ),
    """Under which heading people find an item.

    人们在哪个栏目下找到事项。

    Before:
        themes: {person: [证件办理]}

    After:
        themes: {person: [证件办理, «生育收养»]}
    """,
)

CONTACT = kinds(
    "notices",
    "",
    changed("contact", Text("{label}：{before} → {after}", "{label}: {before} → {after}")),
    """Phone, address and hours of whom to ask, to complain to or to appeal to: what changed of one of them is
    one change.

    咨询、投诉、复议、诉讼各自的电话、地址和时间：同一处的变动算一处变化。

    Before:
        contact: {consult: {phone: «020-12345», hours: 9:00-12:00}}

    After:
        contact: {consult: {phone: «020-54321», hours: 9:00-17:00}}
    """,
    _contact,
)

BODY = kinds(
    "notices",
    "contact.consult contact.complain remedies.review remedies.litigation post_approval",
    added_dropped(
        "told",
        Text("写明{label}", "{label}: is told now"),
        "untold",
        Text("不再写明{label}", "{label}: is no longer told"),
    ),
    """Whom to ask, to complain to, to appeal to; who supervises afterwards.

    向谁咨询、投诉、复议、起诉；事后由谁监管。

    Before:
        contact: {consult: {phone: 020-12345}}

    After:
        contact: {consult: {phone: 020-12345}, «complain»: {phone: 020-54321}}
    """,
)

QUESTION = kinds(
    "notices",
    "faq[]",
    added_dropped(
        "question-added",
        Text("新增常见问题“{name}”", "a question more: {name}"),
        "question-dropped",
        Text("删去常见问题“{name}”", "a question less: {name}"),
    ),
    """A question people ask.

    人们常问的一个问题。

    Before:
        name: 甲

    After:
        name: 甲
        faq: [«{question: 多久能办好？, answer: 十个工作日}»]
    """,
)

ANSWER = kinds(
    "notices",
    "faq[].answer faq[].question",
    changed("answer", Text("“{name}”：{before} → {after}", "{name}: {before} → {after}")),
    """Another answer to the same question.

    同一个问题，答案变了。

    Before:
        faq: [{question: 多久能办好？, answer: «十个工作日»}]

    After:
        faq: [{question: 多久能办好？, answer: «五个工作日»}]
    """,
)

_THERE = Text("{label}：{after}", "{label}: {after}")
_BACK = Text("{label}：不再是 {before}", "{label}: no longer {before}")
_DIFFERS = Text("{label}：{before} → {after}", "{label}: {before} → {after}")

REST = kinds(
    "element",
    "",
    {
        **added_dropped("added", _THERE, "dropped", _BACK),
        **more_less("more", _DIFFERS, "less", _DIFFERS),
        **on_off("on", _THERE, "off", _BACK),
        Action.LATER: ("later", _DIFFERS),
        Action.EARLIER: ("earlier", _DIFFERS),
        Action.STATED: ("stated", _THERE),
        Action.UNSTATED: ("unstated", _BACK),
        **changed("changed", _DIFFERS),
    },
    """Whatever no kind of its own knows: an element that a standard added, a way of differing nobody thought of.
    What the standards say of its burden holds; where they say nothing, the weight is not known.

    没有专门种类的一切变化：标准新加的要素、没人想到的变法。标准写了轻重的照标准，没写的就是轻重不明。

    Before:
        pets: cat

    After:
        pets: cat
        toys: «ball»

    Before:
        pets: «1»

    After:
        pets: «2»

    Before:
        pets: «false»

    After:
        pets: «true»

    Before:
        fed: «"2026-01-01"»

    After:
        fed: «"2026-02-01"»

    Before:
        name: 甲

    After:
        name: 甲
        pets: «false»

    Before:
        pets: «cat»

    After:
        pets: «dog»
    """,
)

FAMILIES = (THEME, CONTACT, BODY, QUESTION, ANSWER, REST)
