"""Where a template runs: it may put values together, and do nothing else, nor very much of that.

Jinja's own sandbox keeps a template from Python's inner names only. Here an attribute must be a field of a view or a
method that is listed, a filter must be listed, and all that grows or repeats is counted: a team's template is somebody's
file, and must neither run code nor hold up whoever opens a post-mortem.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sized
from functools import wraps
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.environment import Template
from jinja2.filters import FILTERS
from jinja2.runtime import Context, LoopContext, Undefined
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

from pmflow.document.template_values import View, view_fields, view_name

LONGEST_TEXT = 100_000
"""Characters of one value, or members of one list, that a template may make."""
LONGEST_OUTPUT = 1_000_000
"""Characters of all that a template makes. To this and the two limits beside it comes what the incident itself has to say:
a long timeline is no fault of the template's."""
MOST_STEPS = 50_000
"""Turns of loops, calls, and values shown or put together."""
LONGEST_RANGE = 10_000
LARGEST_NUMBER = 10**18

TEXT_METHODS = frozenset(
    {"upper", "lower", "title", "strip", "replace", "split", "join", "startswith", "endswith"}
)  # fmt: skip
TIME_FIELDS = frozenset({"year", "month", "day", "hour", "minute", "second", "strftime"})
LOOP_FIELDS = frozenset(
    {"index", "index0", "revindex", "revindex0", "first", "last", "length", "previtem", "nextitem", "depth", "depth0"}
    | {"cycle", "changed"}
)
MAPPING_METHODS = frozenset({"get", "items", "keys", "values"})
FILTER_NAMES = (
    "abs", "capitalize", "count", "d", "default", "first", "int", "join", "last", "length", "list", "lower", "map", "max",
    "min", "reject", "rejectattr", "replace", "reverse", "round", "select", "selectattr", "sort", "string", "title", "trim",
    "unique", "upper",
)  # fmt: skip
"""Not here: what pads, formats or repeats (`center`, `format`, `indent`, `batch`), what gets at attributes (`attr`), and
what is for HTML."""
REFUSED_TAGS: Mapping[type[nodes.Node], str] = {
    nodes.Macro: "macro",
    nodes.CallBlock: "call",
    nodes.FilterBlock: "filter",
    nodes.AssignBlock: "set … endset",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "from",
    nodes.Extends: "extends",
    nodes.Block: "block",
}
"""What gathers text out of sight, calls itself, or reads other files."""
_DIRECTIVES = re.compile(r"(?:[^%]|%-?[A-Za-z%])*")
_COUNTED, _JOINED, _WEIGHED = "pmflow counted", "pmflow joined", "pmflow weighed"
"""Filters that no template can name, put around loops, `~` and lists."""


class TooMuchError(Exception):
    """A template makes more than any post-mortem needs."""


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja for one template, rendered once: what it has used up is never given back."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, finalize: Callable[[object], object]) -> None:
        """`finalize` makes a value the text that is shown.

        No autoescape: that would be for HTML. No Jinja comments: `{#id}` is a heading's anchor in much Markdown.
        """
        super().__init__(
            autoescape=False,  # Markdown, not HTML: `finalize` makes it safe
            undefined=StrictUndefined,
            keep_trailing_newline=True,
            trim_blocks=True,
            lstrip_blocks=True,
            comment_start_string="{#--",
            comment_end_string="--#}",
            optimized=False,  # nothing is reckoned before it is counted
            finalize=lambda value: finalize(self._weighed(value)),
        )
        self._steps, self._given = 0, 0
        self.globals = {"range": _range, "dict": dict, "namespace": Namespace}
        self.filters = {name: self._bounded(FILTERS[name]) for name in FILTER_NAMES}
        self.filters |= {_COUNTED: self._counted, _JOINED: self._joined, _WEIGHED: self._weighed}

    def text_of(self, source: str, values: Mapping[str, object]) -> str:
        """The template's text. Raises `TooMuchError`, and whatever Jinja raises."""
        self._given = sum(len(value) for value in values.values() if isinstance(value, str))
        pieces = self.from_string(source, template_class=Template).generate(values)
        made: list[str] = []
        size = 0
        for piece in pieces:
            made.append(piece)
            size += len(piece)
            if size > LONGEST_OUTPUT + self._given:
                # Thrown where the template stands, so that the traceback has its line.
                pieces.throw(TooMuchError(f"it makes more than {LONGEST_OUTPUT} characters"))  # type: ignore[attr-defined]
        return "".join(made)

    # What it may get at.

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether it is a field of a view, or listed above for this sort of value."""
        del value
        match obj:
            case View():
                return attr in view_fields(obj)
            case str():
                return attr in TEXT_METHODS
            case dt.date():
                return attr in TIME_FIELDS
            case LoopContext():
                return attr in LOOP_FIELDS
            case dict():
                return attr in MAPPING_METHODS
            case Namespace():
                return not attr.startswith("_")
            case _:
                return False

    def wrap_str_format(self, value: Any) -> Callable[..., str] | None:
        """None: `format` is no method that is listed, and Jinja's own one would go past the list."""
        del value
        return None

    def getattr(self, obj: Any, attribute: str) -> Any:
        return self._or_said(super().getattr(obj, attribute), obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        return self._or_said(super().getitem(obj, argument), obj, argument)

    def _or_said(self, found: Any, obj: Any, name: Any) -> Any:
        """What was found; where a view has no such field, something undefined that says so, with the nearest name."""
        if not isinstance(found, Undefined) or not isinstance(obj, View) or hasattr(obj, str(name)):
            return found
        known = [f"{view_name(obj)}.{field}" for field in view_fields(obj)]
        return self.undefined(no_variable(f"{view_name(obj)}.{name}", known))

    # What it may do.

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        __self._weighed(args)
        __self._weighed(kwargs)
        on, name = getattr(__obj, "__self__", None), getattr(__obj, "__name__", "")
        if isinstance(on, str) and name == "replace" and len(args) > 1:
            old, new = str(args[0]), str(args[1])
            __self._refuse_long(len(on) + on.count(old) * len(new))
        elif isinstance(on, str) and name == "join" and args:
            parts = tuple(args[0])
            __self._refuse_long(sum(len(str(part)) + len(on) for part in parts))
            args = (parts,)
        elif isinstance(on, dt.date) and name == "strftime" and not _DIRECTIVES.fullmatch(str(args and args[0])):
            raise TooMuchError("strftime takes plain directives only, such as %d %B %Y")
        return __self._weighed(super().call(__context, __obj, *args, **kwargs))

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "%" and not numbers:
            raise TooMuchError("% is for numbers only")
        if operator == "*" and not numbers:
            times = next((one for one in (left, right) if isinstance(one, int)), 0)
            self._refuse_long(max(times, 0) * max(_size(left), _size(right)))
        if operator == "**" and not (abs(left) <= LARGEST_NUMBER and abs(right) <= 64):
            raise TooMuchError("it reckons with numbers that are too large")
        made = super().call_binop(context, operator, left, right)
        if isinstance(made, int) and abs(made) > LARGEST_NUMBER:
            raise TooMuchError("it reckons with numbers that are too large")
        return self._weighed(made)

    def _spend(self, steps: int = 1) -> None:
        self._steps += steps
        if self._steps > MOST_STEPS + self._given:
            raise TooMuchError(f"it takes more than {MOST_STEPS} steps")

    def _refuse_long(self, size: int) -> None:
        if size > LONGEST_TEXT + self._given:
            raise TooMuchError(f"it makes a value of more than {LONGEST_TEXT} characters")

    def _weighed(self, value: Any) -> Any:
        """The value, once it is counted with all that is in it. A list of lists of lists doubles with every level."""
        self._spend()
        if isinstance(value, str):
            self._refuse_long(len(value))
        elif isinstance(value, Mapping):
            for pair in value.items():
                self._weighed(pair)
        elif isinstance(value, tuple | list):
            for one in value:
                self._weighed(one)
        return value

    def _counted(self, values: Iterable[Any]) -> Iterator[Any]:
        for one in values:
            self._spend()
            yield one

    def _joined(self, values: list[Any]) -> str:
        return str(self._weighed("".join(str(self._weighed(value)) for value in values)))

    def _bounded(self, kept: Callable[..., Any]) -> Callable[..., Any]:
        """A filter whose arguments and result are counted; a lazy result is made whole, since it would not be."""

        @wraps(kept)
        def bounded(*args: Any, **kwargs: Any) -> Any:
            taken = [_whole(self._counted(arg)) if isinstance(arg, Iterator) else arg for arg in args]
            for arg in (*taken, *kwargs.values()):
                if isinstance(arg, str | tuple | list | dict | range):
                    self._spend(len(arg) if isinstance(arg, range) else 0)
                    self._weighed(arg)
            texts = [arg for arg in taken if isinstance(arg, str)]
            if kept is FILTERS["replace"] and len(texts) > 2:
                self._refuse_long(len(texts[0]) + texts[0].count(texts[1]) * len(texts[2]))
            made = kept(*taken, **kwargs)
            return self._weighed(_whole(self._counted(made)) if isinstance(made, Iterator) else made)

        return bounded

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        if len(source) > LONGEST_OUTPUT:
            raise TooMuchError(f"it has more than {LONGEST_OUTPUT} characters itself")
        tree = super()._parse(source, name, filename)
        for kind, tag in REFUSED_TAGS.items():
            if found := tree.find(kind):
                raise TemplateSyntaxError(f"{{% {tag} %}} is not for these templates", found.lineno)
        counted: nodes.Template = _Counting().visit(tree)
        return counted


class _Counting(NodeTransformer):
    """Puts the counting filters around what Jinja lets nobody intercept."""

    def visit_For(self, node: nodes.For) -> nodes.Node:
        if node.recursive:
            raise TemplateSyntaxError("{% for … recursive %} is not for these templates", node.lineno)
        self.generic_visit(node)
        node.iter = _filter(node.iter, _COUNTED)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        self.generic_visit(node)
        return _filter(nodes.List(node.nodes, lineno=node.lineno), _JOINED)

    def visit_List(self, node: nodes.Expr) -> nodes.Node:
        self.generic_visit(node)
        return _filter(node, _WEIGHED)

    visit_Dict = visit_List

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:
        self.generic_visit(node)
        return node if node.ctx == "store" else _filter(node, _WEIGHED)


def _filter(node: nodes.Node, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def no_variable(name: str, known: Iterable[str]) -> str:
    """That there is no such name, with the nearest one, or all."""
    known = list(known)
    close = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
    what = f"did you mean `{close[0]}`?" if close else f"there are: {', '.join(known)}"
    return f"`{name}` is no variable; {what}"


def _range(*bounds: int) -> range:
    made = range(*bounds)
    if made[LONGEST_RANGE : LONGEST_RANGE + 1]:
        raise TooMuchError(f"a range has at most {LONGEST_RANGE} numbers")
    return made


def _whole(values: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(values)


def _size(value: object) -> int:
    return len(value) if isinstance(value, Sized) else 1
