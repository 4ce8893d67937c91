"""Make a catalog of any size, the same for the same seed: items of 3 to 8 KB, a share of them faulty.

python bench/generate.py FOLDER --items 10000 --seed 1
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from catalog_std.codes.credit import check_digit, organisation_check

SECTORS = {
    "public_security": ("09", "公安局"),
    "transport": ("18", "交通运输局"),
    "health": ("23", "卫生健康局"),
    "education": ("05", "教育局"),
    "hr_social_security": ("14", "人力资源和社会保障局"),
}
PLACES = {
    "510100": ("municipal", "3", "成都市"),
    "510700": ("municipal", "3", "绵阳市"),
    "511602": ("county", "4", "广安区"),
    "420100": ("municipal", "3", "武汉市"),
    "430100": ("municipal", "3", "长沙市"),
    "370100": ("municipal", "3", "济南市"),
}
PAPERS = (
    "申请表",
    "居民身份证",
    "营业执照",
    "居民户口簿",
    "场地使用证明",
    "健康证明",
    "管理制度",
)
WORDS = "依法受理申请材料齐全符合规定形式当场核验信息共享一次告知限时办结按照职责审查提出意见"
FAULTS = 0.05


def credit(chance: random.Random, place: str) -> str:
    """Compose a credit code with right check digits."""
    body = f"{chance.randrange(10**8):08}"
    first = f"11{place}{body}{organisation_check(body)}"
    return first + check_digit(first)


def sentence(chance: random.Random) -> str:
    """Compose Chinese words of some length."""
    return "".join(chance.choices(WORDS, k=chance.randrange(20, 60)))


def basic(number: int) -> tuple[str, str, str]:
    """Compose one basic item: its code, its sector, its text."""
    sector = list(SECTORS)[number % len(SECTORS)]
    code = f"0001{SECTORS[sector][0]}{number // 5 + 100:03}000"
    return (
        code,
        sector,
        f"""\
basic_code: "{code}"
name: 示例许可第{number}号
aliases: [示例证第{number}号]
type: licence
status: active
version: 1
level: [municipal, county]
sector: {sector}
legal_basis:
  - title: 中华人民共和国行政许可法
    article: 第十二条
    status: in_force
applicants: [natural_person, enterprise]
fees: {{charged: false}}
limits:
  statutory: {{days: 20, unit: working}}
results:
  - name: 许可证
    kind: licence
    licence_type: practising_licence
    validity: 五年
    delivery: [window, post]
    sample: forms/a.docx
faq:
  - question: 可以委托他人办理吗？
    answer: 可以，带上委托书。
""",
    )


def material(chance: random.Random, number: int) -> str:
    """Compose one material of an item."""
    name = PAPERS[number % len(PAPERS)]
    form = "    blank_form: forms/a.docx\n" if name == "申请表" else ""
    return f"""\
  - id: m{number}
    name: {name}{number}
    kind: {"form" if form else "other"}
    copy_type: original
    originals: {chance.randrange(1, 3)}
    copies: {chance.randrange(2)}
    medium: either
    necessity: required
    source: applicant
{form}    instructions: {sentence(chance)}
    basis: {sentence(chance)[:12]}
"""


def implementation(
    chance: random.Random, number: int, basics: list[tuple[str, str, str]]
) -> tuple[str, str]:
    """Compose one implementation item: its path and its text."""
    code, sector, _ = basics[number % len(basics)]
    place = list(PLACES)[number % len(PLACES)]
    level, digit, name = PLACES[place]
    agency = credit(chance, place)
    whole = f"{agency}{digit}{code}"
    unit = "工作日" if chance.random() < FAULTS else "working"
    text = f"""\
basic_code: "{code}"
code: "{whole}"
{'local_code: "511A0138000000-511602000000-000-' + agency + '-1-00"' if place[:2] == "51" else "version: 1"}
status: active
level: {level}
jurisdiction: "{place}"
agency: {{name: {name}{SECTORS[sector][1]}, code: "{agency}", nature: statutory}}
power: {{source: statutory}}
conditions:
  - text: {sentence(chance)}
  - text: {sentence(chance)}
materials:
{"".join(material(chance, n) for n in range(chance.randrange(5, 12)))}limits:
  promised: {{days: {chance.randrange(4, 19)}, unit: {unit}}}
  handling: promised
steps:
  - {{name: 受理, actor: 窗口, days: 1, standard: {sentence(chance)}, result: 受理通知书}}
  - {{name: 审查, actor: 审批科, days: 1, standard: {sentence(chance)}, result: 审查意见}}
  - {{name: 决定, actor: 分管领导, days: 1, standard: {sentence(chance)}, result: 许可决定}}
  - {{name: 送达, actor: 窗口, days: 1, standard: {sentence(chance)}, result: 许可证}}
channels:
  window:
    places:
      - {{name: 政务服务中心, address: {sentence(chance)[:8]}路{number % 90 + 1}号二楼, hours: 工作日 9 时至 17 时}}
    single_window: true
  online: {{url: "https://example.gov.cn/{number}", depth: handle}}
visits: {{count: 1, reason: 现场核验原件}}
themes: {{person: [准营准办]}}
contact:
  consult: {{phone: 028-{chance.randrange(10**8):08}}}
  complain: {{phone: 028-12345}}
remedies:
  review: {{body: {name}人民政府}}
  litigation: {{body: {name}人民法院}}
faq:
  - question: {sentence(chance)}
    answer: {sentence(chance)}
"""
    if place[:2] == "51":
        text = text.replace("status: active\n", "version: 1\nstatus: active\n", 1)
    return f"items/{place}/{number // 500:03}/{number:06}.yaml", text


def write(folder: Path, items: int, seed: int) -> None:
    """Write a catalog of that many items."""
    chance = random.Random(seed)
    basics = [basic(number) for number in range(max(1, items // 50))]
    (folder / "items").mkdir(parents=True, exist_ok=True)
    (folder / "catalog.yaml").write_text("version: 1\nas_of: 2026-11-01\n", encoding="utf-8")
    (folder / "forms").mkdir(exist_ok=True)
    (folder / "forms" / "a.docx").write_bytes(b"PK")
    for code, sector, text in basics:
        path = folder / "items" / "basic" / sector / f"{code}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for number in range(items - len(basics)):
        name, text = implementation(chance, number, basics)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--items", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    write(arguments.folder, arguments.items, arguments.seed)


if __name__ == "__main__":
    main()
