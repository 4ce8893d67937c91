"""Rules about the steps of handling, and what comes out of them."""

from __future__ import annotations

import re
from functools import lru_cache

from catalog_std.finding import Severity
from catalog_std.item import Item
from catalog_std.lint.rule import (
    SPOT_CHECK_2017,
    Basis,
    Card,
    Hits,
    Rate,
    hit,
    hit_key,
    item_rule,
)
from catalog_std.text import Text

_ZHEJIANG = Basis(
    Text("浙江、温州在用的事项一致性校验", "consistency checks in use in Zhejiang and Wenzhou")
)
_FEWEST = 2  # one step alone says that the flow has not been written out
_CORE = {
    "accept": re.compile("受理|收件|申请|登记"),
    "review": re.compile("审|核|查|评|验"),
    "decide": re.compile("决定|审批|签发|批准|审定|准予|核准|办结"),
    "deliver": re.compile("送达|发证|颁|制证|发放|领取|办结|证|告知|公告|文书"),
}
_STEPS = {
    "accept": Text("受理", "acceptance"),
    "review": Text("审查", "review"),
    "decide": Text("决定", "decision"),
    "deliver": Text("送达", "delivery"),
}


@lru_cache(maxsize=1024)
def _missing(names: str) -> tuple[str, ...]:
    """Say which core steps are among none of these; remembered, because flows are alike."""
    return tuple(step for step, pattern in _CORE.items() if not pattern.search(names))


@item_rule(
    Card(
        "PRC001",
        "process/missing-core-step",
        Severity.WARNING,
        Text("许可缺少必经环节", "A licence without a core step"),
        Text("流程里没有“{step}”环节", "the steps have no “{step}”"),
        _ZHEJIANG,
    )
)
def missing_core_step(item: Item) -> Hits:
    """A licence has acceptance, review, decision and delivery; with one left out nobody knows where an
    application is stuck. Items done on the spot are left alone.

    许可的流程至少有受理、审查、决定、送达；少写一步，申请人就不知道卡在哪里。即办件不在此列。

    Pass:
        type: licence
        steps: [{name: 受理}, {name: 审核}, {name: 决定}, {name: 制证}]

    Pass:
        type: licence
        steps: [{name: 受理}]

    Pass:
        type: confirmation
        steps: [{name: 受理}, {name: 登记}, {name: 发证}]

    Fail:
        type: licence
        «steps»: [{name: 受理}, {name: 审核}, {name: 送达}]
    """
    if item.type != "licence" or item.handling == "instant" or len(item.steps) < _FEWEST:
        return
    names = " ".join([f"{step.name} {step.result}" for step in item.steps])
    for step in _missing(names):
        yield hit_key(item.at / "steps", step=_STEPS[step])


@item_rule(
    Card(
        "PRC002",
        "process/repeated-step",
        Severity.WARNING,
        Text("环节重复", "Step written twice"),
        Text("环节“{name}”写了两次", "step “{name}” is written twice"),
        _ZHEJIANG,
    )
)
def repeated_step(item: Item) -> Hits:
    """The same step by the same hand twice is most likely a slip.

    同名的环节由同一岗位办两次，多半是抄重了。

    Pass:
        steps: [{name: 审核, actor: 科员}, {name: 审核, actor: 科长}]

    Fail:
        steps: [{name: 审核, actor: 科员}, {name: «审核», actor: 科员}]
    """
    seen: set[tuple[str, str]] = set()
    for step in item.steps:
        if step.name and (step.name, step.actor) in seen:
            yield hit(step.at / "name", name=step.name)
        seen.add((step.name, step.actor))


@item_rule(
    Card(
        "PRC003",
        "process/result-without-sample",
        Severity.INFO,
        Text("结果没有样本", "Result without a sample"),
        Text(
            "结果“{name}”没有样本，申请人不知道拿到的是什么",
            "result “{name}” has no sample: nobody knows what it looks like",
        ),
        _ZHEJIANG,
    )
)
def result_without_sample(item: Item) -> Hits:
    """A licence or approval comes with a sample, so that people know what they are to receive.

    证照、批文附样本，申请人才认得自己要拿的是什么。

    Pass:
        results: [{name: 居民身份证, kind: licence, sample: README.md}]

    Pass:
        results: [{name: 告知, kind: other}]

    Fail:
        results: [{name: «居民身份证», kind: licence}]
    """
    for result in item.results:
        if result.kind == "licence" and not result.sample:
            yield hit(result.at / "name", name=result.name)


@item_rule(
    Card(
        "PRC004",
        "process/licence-without-type",
        Severity.WARNING,
        Text("证照没有类型", "Licence without a type"),
        Text(
            "“{name}”是证照，却没有证照类型", "“{name}” is a licence, yet has no licence type"
        ),
        _ZHEJIANG,
    )
)
def licence_without_type(item: Item) -> Hits:
    """A licence names its type, so that other offices can fetch it instead of asking for it again.

    证照要写类型，别的部门才能用电子证照代替再交一遍。

    Pass:
        results: [{name: 居民身份证, kind: licence, licence_type: id_card}]

    Fail:
        results: [{name: «居民身份证», kind: licence}]
    """
    for result in item.results:
        if result.kind == "licence" and not result.licence_type:
            yield hit(result.at / "name", name=result.name)


@item_rule(
    Card(
        "PRC005",
        "process/bare-step",
        Severity.WARNING,
        Text("环节只有名称", "A step that is only a name"),
        Text(
            "环节“{name}”没有写谁办、多久、什么标准、出什么结果",
            "step “{name}” does not say who acts, how long it takes, by what standard or to what result",
        ),
        Basis(
            Text(
                "国务院办公厅 2017 年抽查：四分之一的指南环节只有名称",
                "national spot check of 2017: a quarter of guides name steps without describing them",
            )
        ),
        Rate(0.25, SPOT_CHECK_2017),
    )
)
def bare_step(item: Item) -> Hits:
    """A flow of bare names tells nobody where an application is or how long it stays there; who acts,
    for how long, by what standard or to what result: one of them at the least.

    环节光写名称，申请人不知道走到哪一步、要等多久；每个环节至少写一句谁办、多久、什么标准或什么结果。

    Pass:
        steps: [{name: 受理, actor: 窗口}, {name: 审查, days: 3}, {name: 送达, result: 许可证}]

    Fail:
        steps: [{name: 受理, actor: 窗口}, {name: «审查»}]
    """
    for step in item.steps:
        said = (step.actor, step.standard, step.result)
        if step.name and step.days is None and not any(said):
            yield hit(step.at / "name", name=step.name)


@item_rule(
    Card(
        "PRC006",
        "process/no-questions",
        Severity.INFO,
        Text("许可没有常见问题", "A licence without questions and answers"),
        Text("没有常见问题解答", "no question is answered"),
        _ZHEJIANG,
    )
)
def no_questions(item: Item) -> Hits:
    """What people ask at the window every day belongs in the guide of a licence; one answer that the
    basic item gives serves every place.

    窗口天天有人问的，写进许可的办事指南；基本目录答了，各地都用得上。

    Pass:
        type: licence
        faq: [{question: 要本人去吗？, answer: 可以委托他人。}]

    Pass:
        type: confirmation

    Fail:
        «type»: licence
    """
    if item.type == "licence" and not item.questions:
        yield hit_key(item.at / "type")
