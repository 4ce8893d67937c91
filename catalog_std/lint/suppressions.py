"""Rules about suppressions: each is whole, says why, has not run out, and still silences something."""

from __future__ import annotations

from operator import attrgetter

from catalog_std.finding import Fix, Severity
from catalog_std.lint.rule import (
    Basis,
    Card,
    Case,
    Hit,
    Hits,
    Ledger,
    case_rule,
    late_rule,
)
from catalog_std.lint.suppression import Suppression, expired, never_silenced
from catalog_std.text import Text

_COMMENTS = attrgetter("suppressions")
_TERMS = Basis(Text("本工具关于豁免的规定", "the terms of suppressions"))
_SELF = Text("本工具", "this tool")
_PROBLEMS = {
    "form": Text(
        "应写作 # catalog-std: ignore[规则] 理由 (until 2026-12-31)",
        "write # catalog-std: ignore[rule] reason (until 2026-12-31)",
    ),
    "blanket": Text("须写明规则，不能全部豁免", "name the rules; all at once is not to be had"),
    "date": Text(
        "截止日期应写作 (until 2026-12-31)", "write the last day as (until 2026-12-31)"
    ),
    "place": Text(
        "ignore-file 须写在文件第一个键之前",
        "ignore-file stands before the first key of a file",
    ),
}


@late_rule(
    Card(
        "SUP001",
        "suppressions/unused",
        Severity.WARNING,
        Text("豁免已无用", "Suppression of nothing"),
        Text("这里没有 {rules} 的发现，豁免可删", "{rules} finds nothing here: remove this"),
        _TERMS,
    )
)
def unused(ledger: Ledger) -> Hits:
    """A suppression that silences nothing hides the next fault of its kind: once the fault is mended,
    the comment goes too.

    豁免所指的问题已经没有了，注释就该删掉，否则下一个同类问题会被它遮住。

    Pass:
        name: 出生登记
        materials:
          - {id: m1, name: 其他材料}  # catalog-std: ignore[materials/catch-all] 省厅系统改造中 (until 2026-12-31)

    Fail:
        name: 出生登记
        materials:
          - {id: m1, name: 出生医学证明}  «# catalog-std: ignore[materials/catch-all] 省厅系统改造中»

    Fixed:
        name: 出生登记
        materials:
          - {id: m1, name: 出生医学证明}

    Fail:
        «# catalog-std: ignore-file[materials/catch-all, text/mixed-brackets] 沿用旧名»
        name: 出生(死亡)登记

    Fixed:
        # catalog-std: ignore-file[text/mixed-brackets] 沿用旧名
        name: 出生(死亡)登记
    """
    for idle in ledger.idle:
        comment = idle.suppression
        fix = Fix("comment", comment.without(idle.words))
        facts = {"rules": ", ".join(idle.words), "text": comment.text}
        yield Hit(idle.at, facts, span=comment.span, fix=fix)


@case_rule(
    Card(
        "SUP002",
        "suppressions/malformed",
        Severity.ERROR,
        Text("豁免写法不对", "Suppression that cannot be read"),
        Text("豁免不起作用：{problem}", "this suppresses nothing: {problem}"),
        _TERMS,
    ),
    needs=_COMMENTS,
)
def malformed(case: Case) -> Hits:
    """A comment that is meant to silence and is not understood silences nothing, and says so. There is no
    way to silence all rules at once.

    写错的豁免不起作用，并且会说出来；没有一次豁免全部规则的写法。

    Pass:
        name: 出生登记  # 与 catalog-std 无关的注释

    Pass:
        name: "出生登记 # catalog-std: ignore"

    Fail:
        name: 出生登记  «# catalog-std: ignore»

    Fail:
        name: 出生登记  «# catalog-std：ignore[materials/catch-all] 全角冒号»

    Fail:
        name: 出生登记  «# catalog-std: ignore[] 全部»

    Fail:
        name: 出生登记  «# catalog-std: ignore[materials/catch-all] 暂缓 (until 2026-02-30)»

    Fail:
        name: 出生登记
        «# catalog-std: ignore-file[materials/catch-all] 写晚了»
        type: confirmation
    """
    for comment in case.suppressions:
        if comment.problem:
            yield _hit(case, comment, problem=_PROBLEMS[comment.problem], kind=comment.problem)


@case_rule(
    Card(
        "SUP003",
        "suppressions/unknown-rule",
        Severity.ERROR,
        Text("豁免了没有的规则", "Suppression of a rule nobody knows"),
        Text("没有规则 {word}，豁免不起作用", "no rule {word}: this suppresses nothing"),
        _TERMS,
    ),
    needs=_COMMENTS,
)
def unknown_rule(case: Case) -> Hits:
    """A suppression names its rule by name or by id; a name nobody knows silences nothing.

    豁免要写规则的名称或编号；没有这条规则，就什么也没豁免。

    Pass:
        # catalog-std: ignore[MAT001] 沿用省厅材料名
        name: 出生登记

    Fail:
        # catalog-std: ignore[«materials/catchall»] 沿用省厅材料名
        name: 出生登记
    """
    for comment in case.suppressions:
        for word in comment.words:
            if case.setting.terms_of_silence.rule(word) is None:
                yield _word(case, comment, word)


@case_rule(
    Card(
        "SUP004",
        "suppressions/no-reason",
        Severity.ERROR,
        Text("豁免没有理由", "Suppression without a reason"),
        Text("没有写理由，豁免不起作用", "no reason is given: this suppresses nothing"),
        _TERMS,
    ),
    needs=_COMMENTS,
)
def no_reason(case: Case) -> Hits:
    """Whoever reads the item next must learn why the finding stands. A catalog may do without by
    suppressions: {require_reason: false}.

    下一个看到的人要知道为什么放着不改。目录可以用 suppressions: {require_reason: false} 免去这一条。

    Pass:
        # catalog-std: ignore[materials/catch-all] 省厅系统改造中
        name: 出生登记

    Fail:
        «# catalog-std: ignore[materials/catch-all] (until 2026-12-31)»
        name: 出生登记
    """
    terms = case.setting.terms_of_silence
    for comment in case.suppressions:
        if not comment.problem and terms.lacks_reason(comment):
            yield _hit(case, comment)


@case_rule(
    Card(
        "SUP005",
        "suppressions/expired",
        Severity.ERROR,
        Text("豁免已过期", "Suppression run out"),
        Text("豁免已于 {until} 到期", "this suppression ran out on {until}"),
        _TERMS,
    ),
    needs=_COMMENTS,
)
def expired_suppression(case: Case) -> Hits:
    """A suppression with a last day silences until that day, the day itself included; then the finding
    counts again.

    写了截止日期的豁免到当天为止，过后照样报告。

    Pass:
        # catalog-std: ignore[materials/catch-all] 省厅系统改造中（至 2026-11-01）
        name: 出生登记

    Fail:
        «# catalog-std: ignore[materials/catch-all] 省厅系统改造中（至 2026-10-31）»
        name: 出生登记
    """
    for comment in case.suppressions:
        if expired(comment, case.on):
            yield _hit(case, comment, until=str(comment.until))


@case_rule(
    Card(
        "SUP006",
        "suppressions/mandatory-rule",
        Severity.ERROR,
        Text("豁免了不得豁免的规则", "Suppression of a mandatory rule"),
        Text("{by} 规定 {rule} 不得豁免", "{by}: {rule} cannot be suppressed"),
        _TERMS,
    ),
    needs=_COMMENTS,
)
def mandatory_rule(case: Case) -> Hits:
    """A layer of standards may make rules mandatory (mandatory_rules in standard.yaml): no item under it can
    be excused. The rules that watch over suppressions cannot be suppressed either.

    一层标准可以规定某些规则必须遵守（standard.yaml 的 mandatory_rules），受其约束的事项不得豁免；管豁免的规则本身也不能豁免。

    Pass:
        # catalog-std: ignore[materials/catch-all] 省厅系统改造中
        name: 出生登记

    Fail:
        # catalog-std: ignore[«suppressions/expired»] 不想看到
        name: 出生登记
    """
    for comment in case.suppressions:
        for word in comment.words:
            rule = case.setting.terms_of_silence.rule(word) or ""
            by = case.mandatory.get(rule) or (_SELF if never_silenced(rule) else None)
            if by:
                yield _word(case, comment, word, by=by, rule=rule)


@case_rule(
    Card(
        "SUP007",
        "suppressions/overlong",
        Severity.ERROR,
        Text("豁免期限过长", "Suppression without end"),
        Text(
            "本目录的豁免最长 {longest} 天，须写明不超过 {last} 的截止日期",
            "suppressions here run {longest} days at most: give a last day up to {last}",
        ),
        _TERMS,
    ),
    needs=_COMMENTS,
)
def overlong(case: Case) -> Hits:
    """A catalog may bound how far ahead a suppression may run (suppressions: {max_age_days: 180}); one that
    runs longer, or for ever, silences nothing.

    目录可以规定豁免最长多少天（suppressions: {max_age_days: 180}）；写得更长或不写期限的不起作用。

    Pass:
        === catalog.yaml
        suppressions: {max_age_days: 180}
        === items/a.yaml
        # catalog-std: ignore[materials/catch-all] 省厅系统改造中 (until 2027-04-30)
        name: 出生登记

    Fail:
        === catalog.yaml
        suppressions: {max_age_days: 180}
        === items/a.yaml
        «# catalog-std: ignore[materials/catch-all] 省厅系统改造中 (until 2027-05-01)»
        name: 出生登记

    Fail:
        === catalog.yaml
        suppressions: {max_age_days: 180}
        === items/a.yaml
        «# catalog-std: ignore[materials/catch-all] 省厅系统改造中»
        name: 出生登记
    """
    terms = case.setting.terms_of_silence
    for comment in case.suppressions:
        if not comment.problem and terms.overlong(comment, case.on):
            last = terms.last_day(case.on)
            yield _hit(case, comment, longest=terms.longest, last=str(last))


def _hit(case: Case, comment: Suppression, **facts: object) -> Hit:
    return Hit(case.document.root, facts | {"text": comment.text}, span=comment.span)


def _word(case: Case, comment: Suppression, word: str, **facts: object) -> Hit:
    """Point at one rule's name inside a comment."""
    return Hit(case.document.root, facts | {"word": word}, span=comment.span_of(word))
