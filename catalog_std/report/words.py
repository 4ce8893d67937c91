"""What a finding says, in the reader's language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from catalog_std.finding import Clause, Finding, Severity
from catalog_std.lint import RULES
from catalog_std.lint.rule import Basis, Rule
from catalog_std.report.verdicts import VERDICTS
from catalog_std.run.lint import Outcome
from catalog_std.text import Lang, Text

BY_NAME: Mapping[str, Rule] = {rule.name: rule for rule in (*RULES, *VERDICTS.values())}

SEVERITY = {
    Severity.ERROR: Text("错误", "error"),
    Severity.WARNING: Text("警告", "warning"),
    Severity.INFO: Text("提示", "info"),
}
LAYER = {
    "national": Text("国家", "national"),
    "industry": Text("行业", "industry"),
    "local": Text("地方", "local"),
}
SURE = {
    "text": Text("据标准原文", "from the text"),
    "practice": Text("据通行做法", "from practice"),
    "memory": Text("凭记忆，待核", "from memory, to be confirmed"),
}
_TOTAL = Text(
    "{items} 个事项，{files} 个文件：{error} 个错误，{warning} 个警告，{info} 个提示（截至 {on}）",
    "{items} items in {files} files: {error} errors, {warning} warnings, {info} infos (as of {on})",
)
_SILENCED = Text(
    "；另有 {comment} 处豁免，{baseline} 处在基线内，{base} 处原来就有",
    "; besides {comment} suppressed, {baseline} in the baseline, {base} known before",
)


def totals(outcome: Outcome, lang: Lang) -> str:
    """Say over how much, how many, and how many do not count."""
    counts = Counter(finding.severity.value for finding in outcome.findings)
    silenced = Counter(one.by for one in outcome.silenced)
    said = _TOTAL.into(
        lang,
        items=outcome.items,
        files=outcome.files,
        on=outcome.on.isoformat(),
        **{severity.value: counts[severity.value] for severity in Severity},
    )
    ways = {by: silenced[by] for by in ("comment", "baseline", "base")}
    return said + (_SILENCED.into(lang, **ways) if outcome.silenced else "")


def said(value: object, lang: Lang) -> object:
    """Put one fact into a language: texts are chosen, whole floats lose their point."""
    if isinstance(value, Text):
        return value.said(lang)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return "—" if value is None else value


def message(finding: Finding, lang: Lang) -> str:
    """Say what is wrong."""
    facts = {key: said(value, lang) for key, value in finding.facts.items()}
    return BY_NAME[finding.rule].card.message.into(lang, **facts)


def basis(finding: Finding, lang: Lang) -> str:
    """Say on whose word: the clause that objects, else what the rule rests on."""
    if finding.clause:
        return clause_line(finding.clause, lang)
    return basis_line(BY_NAME[finding.rule].card.basis, lang)


def basis_line(rests_on: Basis, lang: Lang) -> str:
    """Name what a rule rests on, and how sure that is."""
    clause = f" {rests_on.clause}" if rests_on.clause else ""
    sure = SURE[rests_on.sure].said(lang)
    return f"{rests_on.document.said(lang)}{clause}{_bracketed(sure, lang)}"


def clause_line(clause: Clause, lang: Lang) -> str:
    """Name layer, standard, clause and where we keep it."""
    parts = [LAYER[clause.layer].said(lang), clause.number, clause.clause or ""]
    where = f"{clause.at.file}:{clause.at.span.line}" if clause.at else ""
    parts += [clause.basis.said(lang) + _bracketed(SURE[clause.sure].said(lang), lang), where]
    return " · ".join(part for part in parts if part)


def _bracketed(words: str, lang: Lang) -> str:
    return f"（{words}）" if lang == "zh" else f" ({words})"
