"""How much a difference weighs on the applicant: as the standards' annotations say, and one table for the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from catalog_std.diff.gauge import Gauge


class Weight(StrEnum):
    """What a change means to the person who applies, the worst first."""

    HEAVIER = "heavier"
    UNKNOWN = "unknown"
    LIGHTER = "lighter"
    NEITHER = "neither"

    @property
    def mirror(self) -> Weight:
        """What the way back means."""
        turned = {Weight.HEAVIER: Weight.LIGHTER, Weight.LIGHTER: Weight.HEAVIER}
        return turned.get(self, self)


class Action(StrEnum):
    """In which way a value or an entry differs."""

    ADDED = "added"
    DROPPED = "dropped"
    MORE = "more"
    LESS = "less"
    ON = "on"
    OFF = "off"
    TIGHTENED = "tightened"
    EASED = "eased"
    LATER = "later"
    EARLIER = "earlier"
    STATED = "stated"
    UNSTATED = "unstated"
    CHANGED = "changed"
    REORDERED = "reordered"

    @property
    def mirror(self) -> Action:
        """The way back."""
        return _MIRROR.get(self, self)


A = Action
_THERE = {
    A.ADDED: A.DROPPED,
    A.MORE: A.LESS,
    A.ON: A.OFF,
    A.TIGHTENED: A.EASED,
    A.LATER: A.EARLIER,
    A.STATED: A.UNSTATED,
}
_MIRROR = _THERE | {back: there for there, back in _THERE.items()}
_PLUS = (A.ADDED, A.MORE, A.ON)
_MINUS = (A.DROPPED, A.LESS, A.OFF)

_H, _L, _N, _U = Weight.HEAVIER, Weight.LIGHTER, Weight.NEITHER, Weight.UNKNOWN

# What no annotation can say: one way of each difference; the way back weighs the opposite.
TABLE: Mapping[tuple[str, Action], Weight] = {
    ("not_offered", A.ADDED): _H,
    ("quota", A.ADDED): _H,
    ("quota", A.MORE): _L,
    ("materials[].signed", A.ON): _H,
    ("materials[].blank_form", A.ADDED): _L,
    ("materials[].sample", A.ADDED): _L,
    ("materials[].when", A.ADDED): _U,
    ("limits.promised", A.ADDED): _L,
    ("limits.statutory", A.ADDED): _U,
    ("limits.special[].counted", A.ON): _L,
    ("fees.items[].waiver", A.ADDED): _L,
    ("channels.window.places[]", A.ADDED): _L,
    ("channels.window.hall", A.ON): _L,
    ("channels.window.single_window", A.ON): _L,
    ("channels.online.booking_only", A.ON): _H,
    ("channels.mobile.booking_only", A.ON): _H,
    ("channels.window.materials[]", A.ADDED): _H,
    ("channels.online.materials[]", A.ADDED): _H,
    ("channels.mobile.materials[]", A.ADDED): _H,
    ("channels.terminal.places[]", A.ADDED): _L,
    ("channels.post", A.CHANGED): _N,
    ("channels.terminal", A.CHANGED): _N,
    ("channels.agent", A.CHANGED): _N,
    ("scope.mode", A.ADDED): _U,
    ("results[].delivery[]", A.ADDED): _L,
    ("steps", A.REORDERED): _N,
}

# Elements whose change asks nothing else of the applicant, with all that is in them.
NEUTRAL = (
    "basic_code",
    "code",
    "handling_code",
    "local_basic_code",
    "local_code",
    "previous_codes",
    "name",
    "aliases",
    "version",
    "effective",
    "sector",
    "agency",
    "power",
    "legal_basis",
    "conditions[].id",
    "conditions[].proven_by",
    "materials[].id",
    "materials[].name",
    "materials[].standard_name",
    "materials[].kind",
    "materials[].issuer",
    "materials[].issued_by",
    "materials[].licence_type",
    "materials[].basis",
    "steps[].actor",
    "steps[].result",
    "limits.special[].basis",
    "fees.items[].name",
    "fees.items[].basis",
    "channels.window.places[].name",
    "channels.online.url",
    "channels.mobile.url",
    "visits.reason",
    "results[].licence_type",
    "results[].sample",
    "themes",
    "contact",
    "remedies",
    "faq",
    "post_approval",
)
_NEUTRAL = re.compile("(?:" + "|".join(map(re.escape, NEUTRAL)) + r")(?=$|[.\[])")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FROM_ZERO = ("count", "copies", "money")


def action_of(path: str, before: Any, after: Any, gauge: Gauge) -> Action:  # noqa: ANN401 - plain data
    """Say in which way two values of an element differ; None stands for an absent one."""
    if isinstance(before, bool) or isinstance(after, bool):
        return _switched(before, after)
    if before is None or after is None:
        return A.ADDED if before is None else A.DROPPED
    if isinstance(before, int | float) and isinstance(after, int | float):
        return A.MORE if after > before else A.LESS
    if isinstance(before, str) and isinstance(after, str):
        return _worded(before, after, _ranks(path, gauge))
    return A.CHANGED


def _worded(before: str, after: str, ranks: Mapping[str, int]) -> Action:
    """Compare tokens by their rank, days by the calendar; other words are just other words."""
    if before in ranks and after in ranks and ranks[before] != ranks[after]:
        return A.EASED if ranks[after] < ranks[before] else A.TIGHTENED
    if _DAY.fullmatch(before) and _DAY.fullmatch(after):
        return A.LATER if after > before else A.EARLIER
    return A.CHANGED


def weight_of(path: str, action: Action, values: tuple[Any, Any], gauge: Gauge) -> Weight:
    """Say what a difference means to the applicant; ``values`` are those before and after."""
    if (said := _from_table(path, action)) is not None:
        return said
    if action in (A.TIGHTENED, A.EASED):
        return Weight.HEAVIER if action is A.TIGHTENED else Weight.LIGHTER
    if action in (A.STATED, A.UNSTATED) or _nothing(action, values, _ranks(path, gauge)):
        return Weight.NEITHER
    if (read := _annotated(path, action, gauge)) is not None:
        return read
    return Weight.NEITHER if _NEUTRAL.match(path) else Weight.UNKNOWN


def _nothing(action: Action, values: tuple[Any, Any], ranks: Mapping[str, int]) -> bool:
    """Say whether it comes to the same: none of a thing is stated, or tokens weigh alike."""
    if action in (A.ADDED, A.DROPPED):
        return any(type(value) is not bool and value == 0 for value in values)
    return action is A.CHANGED and all(isinstance(v, str) and v in ranks for v in values)


def _switched(before: object, after: object) -> Action:
    """Compare where one is a flag: absent is off, anything said in full is on."""
    was, is_now = (value is not None and value is not False for value in (before, after))
    if was != is_now:
        return A.ON if is_now else A.OFF
    if was:
        return A.CHANGED
    return A.STATED if before is None else A.UNSTATED


def _ranks(path: str, gauge: Gauge) -> Mapping[str, int]:
    """Number an element's tokens as the standards order them, the lightest first."""
    order = gauge.at(path).order
    return {token: rank for rank, tokens in enumerate(order) for token in tokens}


def _from_table(path: str, action: Action) -> Weight | None:
    if (path, action) in TABLE:
        return TABLE[path, action]
    back = TABLE.get((path, action.mirror))
    return back.mirror if back else None


def _annotated(path: str, action: Action, gauge: Gauge) -> Weight | None:
    """Read what the standards say: which way is lighter, of the element or of the list it is in.

    What is absent is as good as none of a thing that is counted; it is not a limit of no days.
    """
    whole = path.removesuffix("[]")
    mark = gauge.at(whole)
    if not mark.lighter:
        mark = gauge.at(whole.rpartition(".")[0])
        if mark.measure != "count" or action in (A.MORE, A.LESS):
            return None
    new = action in (A.ADDED, A.DROPPED)
    if (new and mark.measure not in _FROM_ZERO) or action not in (*_PLUS, *_MINUS):
        return None
    heavier = (action in _PLUS) == (mark.lighter in ("less", "fewer"))
    return Weight.HEAVIER if heavier else Weight.LIGHTER
