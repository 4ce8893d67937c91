"""Schemas and values by seeded chance: every keyword of 2020-12, from a vocabulary small enough to clash."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from random import Random

from catalog_std.proof import Json
from catalog_std.proof.references import subschemas

NAMES = ("a", "b", "ab", "c", "x1")
TEXTS = ("", "a", "b", "ab", "abc", "aab", "0", "12", "中")
NUMBERS = (-2, -1, 0, 0.5, 1, 1.0, 1.5, 2, 3, 4, 6)
PATTERNS = ("^a", "b$", "^[ab]+$", "^.{2}$", "a|0", "^(ab)*$", "\\d", "^x", "^[^a]*$", "^a?b?$")
TYPES = ("string", "number", "integer", "object", "array", "boolean", "null")
Chance = Callable[[Random, int], Json]


def schema_of(random: Random, depth: int = 3) -> Json:
    """Make a schema document; some have definitions that may refer to themselves."""
    schema = part(random, depth)
    if isinstance(schema, dict) and random.random() < 0.2:
        schema["$defs"] = {"d": part(random, depth - 1), "e": part(random, depth - 1)}
        schema = {**schema, **ring(random)}
    return schema


def pair_of(random: Random) -> tuple[Json, Json]:
    """Make two schemas: strangers, or one grown out of the other."""
    one = schema_of(random)
    if random.random() < 0.5:
        return one, schema_of(random)
    other = grown(random, deepcopy(one))
    return (one, other) if random.random() < 0.5 else (other, one)


def grown(random: Random, schema: Json) -> Json:
    """Change a keyword or two somewhere inside a schema."""
    for _ in range(random.randint(1, 2)):
        inside = [one for one, _ in subschemas(schema, "")]
        if not inside:
            return part(random, 1)
        chosen = random.choice(inside)
        if chosen and random.random() < 0.4:
            chosen.pop(random.choice(sorted(chosen.keys() - {"$defs"} or {"-"})), None)
        else:
            chosen |= random.choice(SCALAR + NESTED)(random, 1)
    return schema


def part(random: Random, depth: int) -> Json:
    """Make a schema of one to three keywords."""
    if random.random() < 0.04:
        return random.random() < 0.7
    words = SCALAR + (NESTED * 2 if depth > 0 else ())
    schema: dict[str, Json] = {}
    for _ in range(random.choice((1, 1, 2, 2, 3))):
        schema |= random.choice(words)(random, depth - 1)
    return schema


def ring(random: Random) -> dict[str, Json]:
    """Make a keyword that refers to a definition, or from inside to the whole."""
    target = random.choice(("#/$defs/d", "#/$defs/e"))
    inner = random.choice((target, "#"))
    return random.choice(
        (
            {"$ref": target},
            {"items": {"$ref": inner}},
            {"properties": {random.choice(NAMES): {"$ref": inner}}},
            {"additionalProperties": {"$ref": inner}},
        )
    )


def children(random: Random, depth: int, most: int = 3) -> list[Json]:
    """Make some schemas."""
    return [part(random, depth) for _ in range(random.randint(1, most))]


def mapping(random: Random, depth: int, keys: tuple[str, ...]) -> dict[str, Json]:
    """Make schemas under some keys."""
    chosen = random.sample(keys, random.randint(1, 2))
    return {key: part(random, depth) for key in chosen}


def some(random: Random, values: tuple[Json, ...]) -> list[Json]:
    """Choose some, none twice."""
    return random.sample(values, random.randint(1, 3))


def value_of(random: Random, depth: int = 2) -> Json:
    """Make a value."""
    match random.randrange(7 if depth else 5):
        case 0:
            return random.choice(TEXTS)
        case 1:
            return random.choice(NUMBERS)
        case 2:
            return random.choice((True, False, None))
        case 3 | 4:
            return random.choice((*TEXTS, *NUMBERS))
        case 5:
            return [value_of(random, depth - 1) for _ in range(random.randrange(4))]
        case _:
            names = random.sample(NAMES, random.randrange(4))
            return {name: value_of(random, depth - 1) for name in names}


def condition(random: Random, depth: int) -> dict[str, Json]:
    """Make an if with a then, an else, or both."""
    words = random.choice((("then",), ("else",), ("then", "else")))
    return {"if": part(random, depth)} | {word: part(random, depth) for word in words}


def counted(random: Random, depth: int) -> dict[str, Json]:
    """Make a contains, with or without bounds."""
    bounds = {"minContains": random.randrange(3), "maxContains": random.randrange(3)}
    kept = random.choice(
        ((), (), ("minContains",), ("maxContains",), ("minContains", "maxContains"))
    )
    return {"contains": part(random, depth)} | {word: bounds[word] for word in kept}


SCALAR: tuple[Chance, ...] = (
    lambda r, _: {"type": r.choice((r.choice(TYPES), some(r, TYPES)))},
    lambda r, _: {"type": r.choice(("object", "array", "string", "integer"))},
    lambda r, _: {"const": value_of(r)},
    lambda r, _: {"enum": [value_of(r, 1) for _ in range(r.randint(1, 4))]},
    lambda r, _: {"minimum": r.choice(NUMBERS)},
    lambda r, _: {"maximum": r.choice(NUMBERS)},
    lambda r, _: {"exclusiveMinimum": r.choice(NUMBERS)},
    lambda r, _: {"exclusiveMaximum": r.choice(NUMBERS)},
    lambda r, _: {"multipleOf": r.choice((0.5, 1, 1.5, 2, 3))},
    lambda r, _: {"minLength": r.randrange(4)},
    lambda r, _: {"maxLength": r.randrange(4)},
    lambda r, _: {"pattern": r.choice(PATTERNS)},
    lambda r, _: {"format": r.choice(("date", "email", "ipv4"))},
    lambda r, _: {"minItems": r.randrange(4)},
    lambda r, _: {"maxItems": r.randrange(4)},
    lambda r, _: {"uniqueItems": r.random() < 0.8},
    lambda r, _: {"required": some(r, NAMES)},
    lambda r, _: {"minProperties": r.randrange(4)},
    lambda r, _: {"maxProperties": r.randrange(4)},
    lambda r, _: {"dependentRequired": {r.choice(NAMES): some(r, NAMES)}},
)
NESTED: tuple[Chance, ...] = (
    lambda r, d: {"allOf": children(r, d)},
    lambda r, d: {"anyOf": children(r, d)},
    lambda r, d: {"oneOf": children(r, d)},
    lambda r, d: {"not": part(r, d)},
    condition,
    lambda r, d: {"properties": mapping(r, d, NAMES)},
    lambda r, d: {"properties": mapping(r, d, NAMES), "required": some(r, NAMES)},
    lambda r, d: {"patternProperties": mapping(r, d, PATTERNS)},
    lambda r, d: {"additionalProperties": part(r, d)},
    lambda r, d: {"propertyNames": part(r, d)},
    lambda r, d: {"dependentSchemas": mapping(r, d, NAMES)},
    lambda r, d: {"unevaluatedProperties": r.choice((False, part(r, d)))},
    lambda r, d: {"items": part(r, d)},
    lambda r, d: {"prefixItems": children(r, d)},
    lambda r, d: {"prefixItems": children(r, d), "items": r.choice((False, part(r, d)))},
    counted,
    lambda r, d: {"unevaluatedItems": r.choice((False, part(r, d)))},
)
