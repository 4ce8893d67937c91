"""The faults that catalogs are known for, each as one change of one clean item."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from catalog_std.codes.credit import check_digit, organisation_check
from tests.faults.injector import Fault, Line, Put, When

FIRST = "11310000MB9909050E2001005001000"  # of the first file: whoever else has it is told


def to(text: str) -> Put:
    """Put this text, whatever stood there."""
    return lambda _old, _item: text


def within(change: Callable[[str], str]) -> Put:
    """Change a text, and put it in quotes."""
    return lambda old, _item: json.dumps(change(old.strip("\"'")), ensure_ascii=False)


def said(words: Callable[[Any], Any]) -> Put:
    """Put what another part of the item says."""
    return lambda _old, item: json.dumps(words(item), ensure_ascii=False)


def _is(**facts: object) -> When:
    return lambda _item, record, _value: all(record.get(k) == v for k, v in facts.items())


def _of(**facts: object) -> When:
    return lambda item, _record, _value: all(item.get(k) == v for k, v in facts.items())


def _local(item: Any, _record: Any, _value: Any) -> bool:  # noqa: ANN401
    return "code" in item


def _basic(item: Any, _record: Any, _value: Any) -> bool:  # noqa: ANN401
    return "code" not in item


def _guangdong(item: Any, _record: Any, _value: Any) -> bool:  # noqa: ANN401
    return str(item.get("basic_code", "")).startswith("44")


def _online(item: Any, _record: Any, _value: Any) -> bool:  # noqa: ANN401
    return bool(item.get("channels", {}).get("online"))


def _offline(item: Any, _record: Any, value: Any) -> bool:  # noqa: ANN401
    ways = item.get("channels", {})
    return bool(value) and not (ways.get("online") or ways.get("mobile") or ways.get("post"))


def _other_check(code: str) -> str:
    return code[:-1] + ("0" if code[-1] != "0" else "1")


def _other_organisation(code: str) -> str:
    wrong = "0" if organisation_check(code[8:16]) != "0" else "1"
    body = code[:16] + wrong
    return body + check_digit(body)


def _nowhere(code: str) -> str:
    body = code[:2] + "990000" + code[8:17]
    return body + check_digit(body)


SHAPE = (
    Fault("a Chinese label for the type", "shape/unlisted-token", "type", to("行政许可")),
    Fault("an official number for the type", "shape/unlisted-token", "type", to('"01"')),
    Fault("a status nobody knows", "shape/unlisted-token", "status", to("activ")),
    Fault("a sector misspelt", "shape/unlisted-token", "sector", within(lambda s: s[:-1])),
    Fault("a medium in Chinese", "shape/unlisted-token", "materials/*/medium", to("纸质")),
    Fault("a unit in Chinese", "shape/unlisted-token", "limits/promised/unit", to("工作日")),
    Fault("an audience nobody knows", "shape/unlisted-token", "applicants/0", to("citizen")),
    Fault("visits in words", "shape/wrong-kind", "visits/count", to("一次")),
    Fault("originals as text", "shape/wrong-kind", "materials/*/originals", to('"1"')),
    Fault("charged in Chinese", "shape/wrong-kind", "fees/charged", to("是")),
    Fault("signed in Chinese", "shape/wrong-kind", "materials/*/signed", to("否")),
    Fault("a list where a name belongs", "shape/wrong-kind", "name", to("[甲]"), at="key"),
    Fault("no such day", "shape/wrong-form", "effective", to('"2023-02-30"')),
    Fault("a day with slashes", "shape/wrong-form", "effective", to("2023/2/3")),
    Fault(
        "an address without a scheme", "shape/wrong-form", "channels/online/url", to("www.a.cn")
    ),
    Fault("fewer than no copies", "shape/out-of-range", "materials/*/copies", to("-1")),
    Fault("an empty name", "shape/wrong-size", "name", to('""')),
    Fault(
        "an audience twice",
        "shape/repeated-entry",
        "applicants",
        to("[enterprise, enterprise]"),
        at="key",
    ),
    Fault("no fees told", "shape/missing-element", "fees", when=_basic, at=".."),
    Fault(
        "no legal basis",
        "shape/missing-element",
        "legal_basis",
        when=_of(type="licence"),
        at="..",
    ),
    Fault(
        "no audience", "shape/missing-element", "applicants", when=_of(type="licence"), at=".."
    ),
    Fault("no result", "shape/missing-element", "results", when=_of(type="licence"), at=".."),
    Fault("no promise", "shape/missing-element", "limits", when=_local, at="../basic_code"),
    Fault("no visits told", "shape/missing-element", "visits", when=_local, at=".."),
    Fault(
        "nobody to complain to",
        "shape/missing-element",
        "contact/complain",
        when=_local,
        at="../key",
    ),
    Line("an element nobody knows", "shape/unknown-field", "colour: red"),
)

YAML = (
    Fault(
        "a basic code without quotes",
        "yaml/unquoted-code",
        "basic_code",
        lambda s, _i: s.strip('"'),
    ),
    Line("a key twice", "yaml/duplicate-key", 'basic_code: "000000000000"'),
    Line("a tab", "yaml/tab", "quota:\n\t每年 100 名"),
    Line("a merge key", "yaml/merge-key", "<<: {quota: 无}"),
    Line("an alias to nothing", "yaml/bad-alias", "quota: *nobody"),
    Line("a tag", "yaml/tag", "quota: !x 每年 100 名"),
    Line("a number for a key", "yaml/other-key", "1: 甲"),
    Line("too many brackets", "yaml/too-much", "quota: " + "[" * 90 + "]" * 90),
    Line("an open bracket", "yaml/syntax", "quota: [1, 2}"),
    Line("an invisible character", "yaml/control-character", "quota: 每年\x07100 名"),
)

CODES = (
    Fault("a division nobody knows", "codes/unknown-division", "jurisdiction", to('"440199"')),
    Fault("a division of the past", "codes/former-division", "jurisdiction", to('"110103"')),
    Fault(
        "another type than the code",
        "codes/other-type",
        "basic_code",
        within(lambda c: c[:2] + ("05" if c[2:4] != "05" else "07") + c[4:]),
        _basic,
    ),
    Fault(
        "another department than the code",
        "codes/unknown-department",
        "basic_code",
        within(lambda c: c[:4] + ("12" if c[4:6] != "12" else "18") + c[6:]),
        _basic,
    ),
    Fault(
        "a parent carried out",
        "codes/parent-implemented",
        "basic_code",
        within(lambda c: c[:9] + "00Y"),
        _local,
    ),
    Fault(
        "a level of elsewhere",
        "codes/level-against-place",
        "level",
        to("provincial"),
        _is(level="county"),
        at="../jurisdiction",
    ),
)

AGENCY = (
    Fault(
        "a credit code cut short",
        "agency/malformed-credit-code",
        "agency/code",
        within(lambda c: c[:-1]),
    ),
    Fault(
        "a wrong check digit", "agency/wrong-check-digit", "agency/code", within(_other_check)
    ),
    Fault(
        "a wrong organisation code",
        "agency/wrong-organisation-code",
        "agency/code",
        within(_other_organisation),
    ),
    Fault(
        "a placeholder for a code",
        "agency/placeholder-credit-code",
        "agency/code",
        to('"111111111111111111"'),
    ),
    Fault(
        "a made-up code", "agency/pseudo-credit-code", "agency/code", to('"TE440000GD030003VV"')
    ),
    Fault(
        "a code of nowhere", "agency/credit-code-of-nowhere", "agency/code", within(_nowhere)
    ),
    Fault(
        "small letters in a code",
        "agency/code-not-plain",
        "agency/code",
        within(str.lower),
        lambda _i, _r, v: v != v.lower(),
    ),
)

IDENTITY = (
    Fault(
        "a code of another agency",
        "identity/other-agency",
        "code",
        within(lambda c: "11440000006939756B" + c[18:]),
    ),
    Fault(
        "a code of another level",
        "identity/other-level",
        "code",
        within(lambda c: c[:18] + ("2" if c[18] != "2" else "4") + c[19:]),
    ),
    Fault(
        "a code of another item",
        "identity/other-basic-code",
        "code",
        within(lambda c: c[:-4] + "7" + c[-3:]),
    ),
    Fault(
        "a basic item that is not there",
        "identity/no-basic-item",
        "basic_code",
        within(lambda c: c[:6] + "899000"),
        _local,
    ),
    Line(
        "over, yet active",
        "identity/expired-active",
        'expires: "2026-01-01"',
        lambda i, _r, _v: i.get("status") == "active" and "expires" not in i,
    ),
    Line(
        "ends before it begins",
        "identity/ends-before-it-begins",
        'expires: "2019-01-01"',
        lambda i, _r, _v: "effective" in i and "expires" not in i,
    ),
)

MATERIALS = (
    Fault("other materials", "materials/catch-all", "materials/*/name", to("其他材料")),
    Fault(
        "materials the law asks for",
        "materials/catch-all",
        "materials/*/name",
        to("法律法规规定的其他材料"),
    ),
    Fault("related proofs", "materials/catch-all", "materials/*/name", to("相关证明材料")),
    Fault(
        "issued by nobody",
        "materials/nameless-issuer",
        "materials/*/issuer",
        when=lambda _i, r, _v: r.get("source") == "government" and "issued_by" not in r,
        at="../name",
    ),
    Fault(
        "a material id twice",
        "materials/repeated-id",
        "materials/1/id",
        to("application"),
        lambda i, _r, _v: i["materials"][0].get("id") == "application",
    ),
    Fault(
        "a material twice",
        "materials/asked-twice",
        "materials/1/name",
        said(lambda i: i["materials"][0]["name"]),
    ),
    Fault(
        "a proof not in the list",
        "materials/proof-not-listed",
        "conditions/*/proven_by/0",
        to("nothing"),
    ),
    Fault(
        "another name for the identity card",
        "materials/other-spelling",
        "materials/*/name",
        to("身份证原件"),
        lambda _i, r, _v: r.get("standard_name") != "居民身份证",
    ),
    Fault(
        "a standard name of one's own",
        "materials/unknown-standard-name",
        "materials/*/standard_name",
        to("自造材料名"),
    ),
    Fault(
        "signed, yet no original",
        "materials/signed-without-original",
        "materials/*/originals",
        to("0"),
        lambda _i, r, v: v and r.get("signed") and r.get("medium") != "electronic",
    ),
    Fault(
        "no sheet at all",
        "materials/no-copies-asked",
        "materials/*/originals",
        to("0"),
        lambda _i, r, v: (
            v
            and r.get("copies") == 0
            and r.get("medium") in ("paper", "either")
            and r.get("source") == "applicant"
            and not r.get("signed")
        ),
    ),
    Fault(
        "an original that is a copy",
        "materials/wrong-copy-type",
        "materials/*/copy_type",
        to("original"),
        lambda _i, r, v: (
            v == "copy"
            and r.get("originals") == 0
            and r.get("copies")
            and r.get("medium") != "electronic"
        ),
        at="../originals",
    ),
    Fault(
        "a copy that is an original",
        "materials/wrong-copy-type",
        "materials/*/copy_type",
        to("copy"),
        lambda _i, r, v: (
            v == "original"
            and r.get("copies") == 0
            and r.get("originals")
            and r.get("medium") != "electronic"
        ),
        at="../copies",
    ),
    Fault(
        "a form without a form",
        "materials/no-form",
        "materials/*/blank_form",
        when=lambda _i, r, _v: "sample" not in r,
        at="../name",
    ),
    Fault(
        "an e-licence on paper",
        "materials/e-licence-on-paper",
        "materials/*/medium",
        to("paper"),
        lambda _i, r, _v: r.get("licence_type") and r.get("source") == "government",
    ),
    Fault(
        "no basis for a paper",
        "materials/no-basis",
        "materials/*/basis",
        when=_is(source="applicant"),
        at="../name",
    ),
    Fault(
        "later, but when",
        "materials/deferrable-without-deadline",
        "materials/*/necessity",
        to("deferrable"),
        lambda _i, r, _v: "when" not in r,
        at="../name",
    ),
    Fault(
        "what government has is asked for",
        "materials/once-only",
        "materials/*/source",
        to("applicant"),
        lambda i, r, _v: (
            r.get("issued_by") not in (None, i.get("basic_code"))
            and "code" not in i
            and r.get("licence_type")
            not in [x.get("licence_type") for x in i.get("results", ())]
        ),
        at="../name",
    ),
)

LIMITS = (
    Fault(
        "a promise beyond the law",
        "limits/promise-beyond-law",
        "limits/promised/days",
        to("900"),
        lambda i, r, _v: _unit(i) == r.get("unit"),
    ),
    Fault(
        "a promise that is the law",
        "limits/promise-equals-law",
        "limits/promised",
        to("{days: 20, unit: working}"),
        lambda i, _r, _v: i["limits"].get("statutory") == {"days": 20, "unit": "working"},
        at="days",
    ),
    Fault(
        "units that differ",
        "limits/units-differ",
        "limits/promised/unit",
        to("calendar"),
        lambda i, r, v: v == "working" and _unit(i) == "working" and r["days"] > 0,
    ),
    Fault(
        "instant, in five days",
        "limits/slow-instant",
        "limits/promised/days",
        to("5"),
        lambda i, _r, _v: i["limits"].get("handling") == "instant",
    ),
    Fault(
        "steps that take longer",
        "limits/steps-beyond-promise",
        "steps/0/days",
        to("400"),
        lambda i, _r, _v: i["limits"].get("promised"),
        at="../../../limits/promised/days",
    ),
    Fault("a law of no days", "limits/no-days", "limits/statutory/days", to("0")),
    Fault(
        "a special procedure without a basis",
        "limits/special-without-basis",
        "limits/special/*/basis",
        when=_is(counted=False),
        at="../name",
    ),
    Fault(
        "a special procedure without days",
        "limits/special-without-days",
        "limits/special/*/days",
        at="../name",
    ),
)

FEES = (
    Fault(
        "free, yet a fee",
        "fees/free-with-charges",
        "fees/charged",
        to("false"),
        lambda _i, r, v: v and r.get("items"),
        at="../items/0/name",
    ),
    Fault(
        "a vague basis for a fee",
        "fees/vague-basis",
        "fees/items/*/basis",
        to("按有关规定收取"),
    ),
    Fault("a fee of nothing", "fees/no-amount", "fees/items/*/amount", to("0")),
)

PROCESS = (
    Fault(
        "a step twice",
        "process/repeated-step",
        "steps/1/name",
        said(lambda i: i["steps"][0]["name"]),
        lambda i, r, _v: r.get("actor") == i["steps"][0].get("actor"),
    ),
    Fault(
        "a result without a sample",
        "process/result-without-sample",
        "results/*/sample",
        when=lambda _i, r, _v: r.get("kind") in ("licence", "approval"),
        at="../name",
    ),
    Fault(
        "a licence without a type",
        "process/licence-without-type",
        "results/*/licence_type",
        when=_is(kind="licence"),
        at="../name",
    ),
    Fault(
        "no questions answered",
        "process/no-questions",
        "faq",
        when=_of(type="licence"),
        at="../type/key",
    ),
    Fault(
        "a step that is only a name",
        "process/bare-step",
        "steps/0",
        to("{name: 审查}"),
        at="name",
    ),
)

CHANNELS = (
    Fault(
        "booking as online handling",
        "channels/booking-as-online",
        "channels/online/depth",
        to("handle, booking_only: true"),
        lambda _i, r, _v: "booking_only" not in r,
    ),
    Fault(
        "no visit, nowhere to go",
        "channels/zero-visits-offline",
        "visits/count",
        to("0"),
        _offline,
    ),
    Fault(
        "an address without a door",
        "channels/address-without-door",
        "channels/window/places/*/address",
        to("市政务服务中心"),
    ),
    Fault(
        "hours without days",
        "channels/hours-without-days",
        "channels/window/places/*/hours",
        to('"9:00-12:00"'),
    ),
    Fault(
        "asking called online",
        "channels/shallow-online",
        "channels",
        to('{online: {url: "https://a.cn", depth: consult}}'),
        at="online/depth",
    ),
    Fault(
        "an e-licence, yet a visit",
        "visits/online-with-visits",
        "visits/count",
        to("1"),
        lambda i, _r, v: v == 0 and i["channels"].get("online", {}).get("depth") == "e_licence",
    ),
    Fault("three visits", "visits/more-than-once", "visits/count", to("3")),
    Fault(
        "no visit, yet in person",
        "visits/reason-against-count",
        "visits",
        to("{count: 0, reason: 须本人到场采集指纹}"),
        at="reason",
    ),
    Fault(
        "a needless visit",
        "visits/needless-visit",
        "visits",
        to("{count: 1, reason: 无需到场}"),
        at="count",
    ),
)

CONTACT = (
    Fault(
        "one number for both",
        "contact/same-phone",
        "contact/complain/phone",
        said(lambda i: i["contact"]["consult"]["phone"]),
        lambda i, _r, _v: "12345" not in i["contact"]["consult"].get("phone", "12345"),
    ),
    Fault(
        "a number without an area",
        "contact/phone-without-area",
        "contact/consult/phone",
        to('"83116117"'),
    ),
    Fault(
        "a number oddly written",
        "contact/phone-spelling",
        "contact/consult/phone",
        to('"(020)83116117"'),
    ),
    Fault(
        "filed under other",
        "themes/only-other",
        "themes",
        to("{person: [其他]}"),
        lambda i, _r, _v: "natural_person" in i.get("applicants", ()),
        at="person/key",
    ),
    Fault("no everyday name", "themes/no-everyday-name", "aliases", when=_basic, at="../name"),
    Fault(
        "an everyday name that is the name",
        "themes/alias-is-name",
        "aliases/0",
        said(lambda i: i["name"]),
    ),
)

LEGAL = (
    Fault(
        "a law of the past", "legal/repealed", "legal_basis/0/title", to("中华人民共和国合同法")
    ),
    Fault(
        "a law declared repealed",
        "legal/declared-repealed",
        "legal_basis/0/status",
        to("repealed"),
        lambda _i, r, _v: not r.get("title", "").startswith("中华人民共和国合同法"),
    ),
    Fault("according to rules", "legal/vague", "legal_basis/0/title", to("按有关规定")),
    Fault(
        "a title within marks",
        "legal/title-marks",
        "legal_basis/0/title",
        within(lambda s: f"《{s}》"),
    ),
    Fault(
        "a notice without a number",
        "legal/no-number",
        "legal_basis/0",
        to("{title: 关于做好证明事项清理的通知, status: in_force}"),
        at="title",
    ),
)

TEXT = (
    Fault("half-width brackets", "text/mixed-brackets", "name", within(lambda s: f"{s}(新办)")),
    Fault("a blank at the end", "text/stray-blanks", "name", within(lambda s: f"{s} ")),
    Fault(
        "a blank between",
        "text/stray-blanks",
        "agency/name",
        within(lambda s: f"{s[:2]} {s[2:]}"),
    ),
    Fault(
        "left-over HTML",
        "text/html-remnant",
        "conditions/*/text",
        within(lambda s: f"<p>{s}</p>"),
    ),
    Fault("full-width digits", "text/full-width-letters", "name", within(lambda s: f"{s}Ａ１")),
    Fault(
        "half-width points",
        "text/half-width-points",
        "conditions/*/text",
        within(lambda s: f"{s},有固定住所"),
    ),
    Fault("to be decided", "text/placeholder", "conditions/*/text", to("待定")),
    Fault("see the window", "text/half-empty", "faq/*/answer", to("详见窗口")),
    Fault(
        "conditions of the law",
        "text/vague-condition",
        "conditions/*/text",
        to("符合国家有关规定"),
    ),
    Fault(
        "a citizen's number",
        "privacy/citizen-number",
        "conditions/*/text",
        within(lambda s: f"{s}，440106199001010013"),
    ),
    Fault(
        "a mobile number", "privacy/mobile-number", "contact/consult/phone", to('"13800138000"')
    ),
)

LINKS = (
    Fault(
        "a form that is not there",
        "links/missing-file",
        "materials/*/blank_form",
        to("attachments/none.docx"),
    ),
    Fault(
        "a sample that is not there",
        "links/missing-file",
        "results/*/sample",
        to("attachments/none.jpg"),
    ),
    Fault(
        "an address without https",
        "links/insecure-address",
        "channels/online/url",
        lambda s, _i: s.replace("https:", "http:"),
    ),
    Fault(
        "an address that cannot work",
        "links/broken-address",
        "channels/online/url",
        to('"https://"'),
    ),
    Fault(
        "an issuing item that is not there",
        "links/dangling-issuer",
        "materials/*/issued_by",
        within(lambda c: c[:6] + "888000"),
    ),
)

HARMONY = (
    Line(
        "a name of one's own",
        "harmony/fixed-changed",
        "name: 本地另取的名称",
        lambda i, own, _v: "code" in i and "name" not in own and "legal_basis" in i,
    ),
    Line(
        "an audience of one's own",
        "harmony/fixed-changed",
        "applicants: [enterprise, government_body]",
        lambda i, own, _v: "code" in i and "applicants" not in own and "legal_basis" in i,
    ),
    Line(
        "a fee where none is",
        "harmony/heavier",
        "fees: {charged: true}",
        lambda i, own, _v: (
            "code" in i and "fees" not in own and i.get("fees") == {"charged": False}
        ),
    ),
    Line(
        "a paper of one's own",
        "harmony/added-entry",
        "materials: [{id: own, name: 居住满一年证明}]",
        lambda i, own, _v: "code" in i and "materials" not in own and i.get("materials"),
    ),
    Fault(
        "another code than the power list's",
        "power/other-code",
        "power/list_code",
        to("ZZ-0001"),
    ),
    Fault(
        "a code used twice",
        "identity/repeated-code",
        "code",
        to(f'"{FIRST}"'),
        lambda _i, _r, v: v != FIRST,
    ),
    Fault(
        "a range without regions",
        "scope/range-without-regions",
        "scope",
        to("{range: cross_province}"),
        at="range",
    ),
)


def _unit(item: Any) -> Any:  # noqa: ANN401
    return item["limits"].get("statutory", {}).get("unit")


FAULTS: tuple[Fault | Line, ...] = (
    *SHAPE,
    *YAML,
    *CODES,
    *AGENCY,
    *IDENTITY,
    *MATERIALS,
    *LIMITS,
    *FEES,
    *PROCESS,
    *CHANNELS,
    *CONTACT,
    *LEGAL,
    *TEXT,
    *LINKS,
    *HARMONY,
)
