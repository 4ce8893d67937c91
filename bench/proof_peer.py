"""Answer for a peer in Python, named on the command line: pairs [sup, sub] in, [answer, CPU seconds] out."""

from __future__ import annotations

import contextlib
import io
import json
import sys
from collections.abc import Callable
from importlib import import_module
from time import process_time
from typing import Any

Ask = Callable[[Any, Any], str]


def jsonsubschema() -> Ask:
    """Ask jsonsubschema, which says yes or no."""
    ask = import_module("jsonsubschema").isSubschema
    return lambda sup, sub: "holds" if ask(sub, sup) else "fails"


def jsoncompat() -> Ask:
    """Ask jsoncompat whether readers under ``sup`` can read whatever was written under ``sub``."""
    ask = import_module("jsoncompat").check_compat
    return lambda sup, sub: (
        "holds" if ask(json.dumps(sub), json.dumps(sup), "deserializer") else "fails"
    )


def canonical() -> Ask:
    """Ask the containment check of jsonschema-rs, which may not know."""
    rs = import_module("jsonschema_rs")
    said = rs.canonical.Containment
    told = {said.YES: "holds", said.NO: "fails"}
    return lambda sup, sub: told.get(
        rs.canonicalize(sup).covers(rs.canonicalize(sub)), "undecided"
    )


PEERS = {"jsonsubschema": jsonsubschema, "jsoncompat": jsoncompat, "jsonschema-rs": canonical}


def main() -> None:
    """Answer each line; a crash is undecided."""
    ask = PEERS[sys.argv[1]]()
    for line in sys.stdin:
        sup, sub = json.loads(line)
        start, answer = process_time(), "undecided"
        with contextlib.suppress(BaseException), contextlib.redirect_stdout(io.StringIO()):
            answer = ask(sup, sub)
        print(json.dumps([answer, process_time() - start]), flush=True)


if __name__ == "__main__":
    main()
