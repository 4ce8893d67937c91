"""An effective item before the judges, and what its basic item is told when it is judged alone."""

from __future__ import annotations

from catalog_std.document import Document
from catalog_std.lint.rule import Case, Hit, Rule, Setting
from catalog_std.standard.profiles import Profiles

NOTHING = Setting()


def case_of(profiles: Profiles, document: Document, setting: Setting = NOTHING) -> Case:
    """Bring one effective item before the judges."""
    profile = profiles.of(document.data)
    breaches = profile.breaches(document.data) if document.data else ()
    return Case(
        document,
        profiles.on,
        breaches,
        profiles.tables,
        profile.lists,
        profile.root,
        setting,
        profile.freedoms,
        profile.mandatory,
    )


def told_alone(rule: Rule, found: Hit, basic: Case) -> bool:
    """Say whether a basic item, judged by itself, is told the same by the same rule.

    Only then is a fault at an inherited value the basic item's own; what comes of laying the local item
    over it is the local item's.
    """
    alone = rule.check(basic) if rule.check else ()
    same = found.at.pointer, found.facts
    return any((one.at.pointer, one.facts) == same for one in alone)
