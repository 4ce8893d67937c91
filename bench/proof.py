"""Measure the prover: pairs by chance, pairs of the JSON-Schema-Test-Suite beside its peers, element pairs.

    python bench/proof.py chance --seed 20261125 --count 200000
    python bench/proof.py table --peers ~/peers     # installs them there, once
    python bench/proof.py suite --peers ~/peers
    python bench/proof.py elements

Time is CPU time. ``chance`` leaves with 1 if any verdict is refuted.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import median
from time import process_time

sys.path.insert(0, str(Path(__file__).parent.parent))

import jsonschema
import jsonschema_rs
import referencing.exceptions
from proof_peers import answers_of, peers_in  # type: ignore[import-not-found, unused-ignore]

from catalog_std.document import documents_of
from catalog_std.proof import Json, Prover, contains
from catalog_std.standard.shelf import open_shelf, shipped
from tests.proof.chance import pair_of, value_of
from tests.proof.suite import SUITE, Pair, pairs

VALUES = 25
SECOND = 10


def validator(schema: Json) -> jsonschema_rs.Draft202012Validator:
    """Compile a schema, true and false too."""
    return jsonschema_rs.Draft202012Validator(
        schema if isinstance(schema, dict) else {} if schema else {"not": {}}
    )


def chance(seed: int, count: int) -> int:
    """Ask about random pairs and try to refute each answer."""
    random = Random(seed)
    told: Counter[str] = Counter()
    times: list[float] = []
    wrong = other = 0
    for number in range(count):
        sub, sup = pair_of(random)
        start = process_time()
        verdict = contains(sup, sub)
        times.append(process_time() - start)
        told[verdict.answer] += 1
        told[verdict.reason] += 1
        inner, outer = validator(sub), validator(sup)
        chosen = Random(number)
        tried = (
            [verdict.witness]
            if verdict.has_witness
            else [value_of(chosen) for _ in range(VALUES)]
        )
        apart = any(inner.is_valid(one) and not outer.is_valid(one) for one in tried)
        if verdict.answer != "undecided" and apart != (verdict.answer == "fails"):
            wrong += 1
            print("WRONG", number, json.dumps(sub), "|", json.dumps(sup))
        if verdict.has_witness and number % SECOND == 0:
            other += not (
                jsonschema.Draft202012Validator(sub).is_valid(verdict.witness)
                and not jsonschema.Draft202012Validator(sup).is_valid(verdict.witness)
            )
    print(f"seed {seed}, {count} pairs: {dict(told)}; wrong {wrong}")
    print(f"witnesses a second validator refuses (a tenth asked): {other}")
    print(
        f"CPU {sum(times):.0f} s, median {1000 * median(times):.2f} ms, worst {1000 * max(times):.0f} ms"
    )
    return 1 if wrong else 0


def table() -> list[Pair]:
    """Give the pairs of the hand-written table."""
    text = Path(__file__).parent.parent / "tests" / "proof" / "pairs.yaml"
    families = documents_of(text.name, text.read_bytes())[0].data
    return [
        Pair(f"{family}/{at}", pair["sup"], pair["sub"], pair["holds"])
        for family, listed in families.items()
        for at, pair in enumerate(listed)
    ]


def compared(asked: list[Pair], peers: Path | None) -> int:
    """Ask about pairs; ask the peers the same."""
    mine = []
    for at, pair in enumerate(asked):
        start = process_time()
        verdict = contains(pair.sup, pair.sub)
        mine.append((verdict.answer, process_time() - start))
        if pair.truth is None and verdict.has_witness and shown(pair, verdict.witness):
            asked[at] = replace(pair, truth=False)
    told_of("catalog-std", asked, mine)
    for peer in peers_in(peers) if peers else ():
        theirs = answers_of(peer, [(pair.sup, pair.sub) for pair in asked])
        told_of(peer.name, asked, theirs)
        spent, ours = (sum(time for _, time in answers) for answers in (theirs, mine))
        print(f"    ratio of CPU time, theirs to ours: {spent / ours:.2f}")
    return 0


def shown(pair: Pair, witness: Json) -> bool:
    """Say whether a second validator accepts a witness: then the truth of a pair is known."""
    try:
        inner, outer = (jsonschema.Draft202012Validator(one) for one in (pair.sub, pair.sup))
        return inner.is_valid(witness) and not outer.is_valid(witness)
    except (referencing.exceptions.Unresolvable, re.error):
        return False


def told_of(name: str, asked: list[Json], answers: list[Json]) -> None:
    """Print shares right, undecided, and wrong either way."""
    shares: Counter[str] = Counter()
    for pair, (answer, _) in zip(asked, answers, strict=True):
        if answer == "undecided":
            shares["undecided"] += 1
        elif pair.truth is None:
            shares["decided beyond what examples tell"] += 1
        else:
            right = (answer == "holds") == pair.truth
            shares["right" if right else f"wrongly {answer}"] += 1
    times = [spent for _, spent in answers]
    parts = ", ".join(
        f"{word} {100 * n / len(asked):.2f} % ({n})" for word, n in shares.items()
    )
    print(
        f"{name}: {len(asked)} pairs: {parts}; CPU {sum(times):.1f} s, median {1000 * median(times):.2f} ms"
    )


def elements() -> int:
    """Compare each element of each shipped standard with itself, tightened and loosened."""
    times = []
    prover = Prover()
    for standard in open_shelf([shipped()]).standards:
        data = standard.schema.data or {}
        for schema in data.get("properties", {}).values():
            whole = {**schema, "$defs": data.get("$defs", {})}
            for other in ({**whole, "minLength": 1, "minItems": 1}, whole, {}):
                start = process_time()
                prover.contains(whole, dict(other))
                times.append(process_time() - start)
    times.sort()
    print(
        f"{len(times)} element pairs: median {1000 * median(times):.2f} ms, "
        f"95th percentile {1000 * times[len(times) * 95 // 100]:.2f} ms, worst {1000 * times[-1]:.1f} ms"
    )
    return 0


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    by_chance = commands.add_parser("chance")
    by_chance.add_argument("--seed", type=int, default=20261125)
    by_chance.add_argument("--count", type=int, default=2000)
    of_suite = commands.add_parser("suite")
    of_suite.add_argument("--peers", type=Path)
    of_suite.add_argument("--every", type=int, default=1)
    commands.add_parser("table").add_argument("--peers", type=Path)
    commands.add_parser("elements")
    given = parser.parse_args()
    if given.command == "chance":
        return chance(given.seed, given.count)
    if given.command == "elements":
        return elements()
    asked = table() if given.command == "table" else list(pairs(SUITE))[:: given.every]
    return compared(asked, given.peers)


if __name__ == "__main__":
    sys.exit(main())
