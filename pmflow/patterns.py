"""Regular expressions that are compiled when they are first asked, not when their module is imported.

The readers know some six hundred, of which one document needs a part; compiling all of them would cost every start of the
command half a second. Once compiled, a method call is as fast as on the pattern itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import cast

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "subn", "split", "pattern", "groups", "flags")


class _Lazy:
    def __init__(self, pattern: str | Callable[[], str], flags: int) -> None:
        self._made = (pattern, flags)

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        pattern, flags = self._made
        compiled = re.compile(pattern if isinstance(pattern, str) else pattern(), flags)
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


def lazy(pattern: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, later. A pattern with hundreds of names in it may be a function, which is then asked as late.

    A mistake in the pattern shows at its first use, so each has a test.
    """
    return cast("re.Pattern[str]", _Lazy(pattern, int(flags)))
