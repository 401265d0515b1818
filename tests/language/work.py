"""How much work reading a text is, counted and not timed: the same on every machine and every day."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import CodeType, FrameType

_CUTTING = "sentences"
"""The module that is handed a whole text once for each sentence, with the place to look at: it copies none of it."""
_GENERATOR = 0x20


def work_of(run: Callable[[], object]) -> int:
    """Calls of Python and C functions (resumed generators included), and the characters handed to functions that judge.

    A judge that looks at the text, or at all of its sentences, once for each sentence takes four times the work for twice
    the text, whatever it is called.
    """
    work = 0
    starts: dict[CodeType, int] = {}
    judging: dict[CodeType, bool] = {}

    def count(frame: FrameType, event: str, arg: object) -> None:
        nonlocal work
        if event == "c_call":
            work += 1
        elif event == "call":
            work += 1
            code = frame.f_code
            if code not in judging:
                judging[code] = "/language/" in code.co_filename and f"/{_CUTTING}.py" not in code.co_filename
            if judging[code]:
                if code.co_flags & _GENERATOR and starts.setdefault(code, frame.f_lasti) != frame.f_lasti:
                    return  # resumed: it was given its words before
                given = frame.f_locals
                for name in code.co_varnames[: code.co_argcount]:
                    if isinstance(words := given.get(name), str):
                        work += len(words)

    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(None)
    return work
