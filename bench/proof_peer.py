"""Ask jsonsubschema, in a Python of its own: pairs [sup, sub] in, [answer, CPU seconds] out, a line each."""

from __future__ import annotations

import contextlib
import io
import json
import signal
import sys
from importlib import import_module
from time import process_time

LIMIT = 2.0
AGAIN = 0.2


class LateError(Exception):
    """The peer did not answer in time."""


def late(*_: object) -> None:
    """Stop the peer."""
    raise LateError


def main() -> None:
    """Answer each line; a crash or no answer in time is undecided.

    The alarm rings again and again, for the peer catches what it does not know.
    """
    ask = import_module("jsonsubschema").isSubschema
    signal.signal(signal.SIGPROF, late)
    for line in sys.stdin:
        sup, sub = json.loads(line)
        start = process_time()
        answer = "undecided"
        with contextlib.suppress(BaseException), contextlib.redirect_stdout(io.StringIO()):
            signal.setitimer(signal.ITIMER_PROF, LIMIT, AGAIN)
            answer = "holds" if ask(sub, sup) else "fails"
            signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_PROF, 0)
        print(json.dumps([answer, process_time() - start]), flush=True)


if __name__ == "__main__":
    main()
