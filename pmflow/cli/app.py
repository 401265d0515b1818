"""All verbs as one command line. Heavy imports happen inside the verb that needs them, so that `pmflow --help` loads neither
pydantic nor a tracker's library."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from pmflow import __version__
from pmflow.cli import (
    action,
    advance,
    approve,
    audit,
    check,
    demo,
    diagram,
    doctor,
    explain,
    init,
    list_,
    meeting,
    open_,
    rules,
    show,
    sweep,
    sync,
    tour,
)
from pmflow.errors import PmflowError, UsageError

COMMANDS: dict[str, Callable[..., None]] = {
    "demo": demo.demo,
    "tour": tour.tour,
    "init": init.init,
    "open": open_.open_,
    "show": show.show,
    "list": list_.list_,
    "check": check.check,
    "advance": advance.advance,
    "approve": approve.approve,
    "meeting": meeting.meeting,
    "action": action.action,
    "explain": explain.explain,
    "sync": sync.sync,
    "sweep": sweep.sweep,
    "audit": audit.audit,
    "diagram": diagram.diagram,
    "doctor": doctor.doctor,
    "rules": rules.rules,
}

app = typer.Typer(
    no_args_is_help=True,
    # Plain help: rich's would cost 70 ms of every start.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
    help="Post-mortems from draft to closed: blameless, owned, finished.",
    epilog="Start with: pmflow check OLD-POSTMORTEM.md, or: pmflow demo. Options such as --config FILE, --tracker NAME and "
    "--json stand after the command.",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pmflow {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


for _name, _command in COMMANDS.items():
    app.command(_name)(_command)


def main() -> None:
    """Runs a command and turns what stops it into one line on stderr and an exit code."""
    code = _run()
    # The interpreter looks through all objects for cycles before it ends, which takes a fifth of a short command, and
    # everything goes anyway. What wants to be closed or flushed is, as ever.
    gc.freeze()
    raise SystemExit(code)


def _run() -> int:
    # A start makes many small objects and drops hardly any; collecting after every 700 of them costs a tenth of it.
    gc.set_threshold(100_000, 20, 20)
    # Else pydantic reads the metadata of every installed package, looking for plugins: nobody's validation is watched here.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    if sys.stdout is None:  # closed by the caller: nobody wants to read anything
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 (stays open as long as we run)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # None where it was closed; letters that it cannot show are no reason to stop
            stream.reconfigure(errors="backslashreplace")
    try:
        _check_letters(sys.argv[1:])
        answer = app(standalone_mode=False)
        sys.stdout.flush()
        return answer if isinstance(answer, int) else 0
    except PmflowError as error:
        return _stop(str(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _stop("interrupted; what was done stays done, run it again to carry on", 130)
    except BrokenPipeError:
        # Whoever read our output has seen enough (`pmflow list | head`); keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit as stop:
        # typer's answer to a closed pipe; see above
        return 0 if type(sys.stdout).__name__ == "PacifyFlushWrapper" else _code(stop)
    except OSError as error:
        # What we read and write ourselves is complained of by name; this is standard output, or the folder we stand in.
        return _stop(f"the system refuses ({error.strerror or error}); check the disk, and where the output goes", 3)
    except Exception as error:  # the one broad except: a crash is a bug of ours, said as such
        if hasattr(error, "show"):  # typer's own usage errors
            error.show()
            return int(getattr(error, "exit_code", 2))
        if os.environ.get("PMFLOW_DEBUG"):
            raise
        return _stop(
            f"crashed ({type(error).__name__}: {error}); a bug in pmflow, please report it. PMFLOW_DEBUG=1 shows where",
            1,
        )


def _check_letters(words: list[str]) -> None:
    """Arguments that are no UTF-8 would be journaled as something that nobody can read back. Raises `UsageError`."""
    for number, word in enumerate(words, 1):
        if any("\ud800" <= letter <= "\udfff" for letter in word):
            raise UsageError(f"argument {number} is not UTF-8; check the terminal's encoding")


def _code(stop: SystemExit) -> int:
    return stop.code if isinstance(stop.code, int) else 1


def _stop(message: str, code: int) -> int:
    """One line, without control characters: what people wrote may be in it."""
    with contextlib.suppress(OSError, AttributeError):
        sys.stdout.flush()
    clean = "".join(letter if letter.isprintable() or letter == "\n" else "\ufffd" for letter in message)
    with contextlib.suppress(OSError):
        print(f"pmflow: {clean}", file=sys.stderr)
    return code
