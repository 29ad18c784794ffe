"""The command line. `main` is the installed command `redactor`; contract.md fixes names, codes and fields."""

import gc
import os
import signal
import sys
from typing import NoReturn

from redactor.cli.streams import note, say
from redactor.errors import FaultError, RedactorError, UsageError, Words

INTERRUPTED = 130
FAULT = FaultError.exit_code
_AGAIN = 0.05
"""Seconds; by then Python is out of the hook that could not fail."""


def main() -> NoReturn:
    """Runs the command of `sys.argv` and ends the process with its exit code."""
    # Thousands of objects made by imports are no garbage; looking for some in them takes 0.2 s.
    gc.disable()
    code = run()
    # The same objects are not taken down one by one: another 0.2 s. Nothing is registered to run at exit.
    os._exit(code)


def run() -> int:
    """The exit code of the command. The one place where errors become codes."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        signal.signal(number, _interrupt)
    sys.unraisablehook = _not_lost
    code = _guarded()
    try:
        sys.stdout.flush()
    except OSError as error:
        say(FaultError(what=f"stdout: {error.strerror}"))
        code = FAULT
    return code


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


def _not_lost(unraisable: "sys.UnraisableHookArgs") -> None:
    """An interruption that came while Python ran what cannot fail (a hook at a fork, say) comes again.

    Of other errors there only the class is told: their message may quote a document.
    """
    if unraisable.exc_type is KeyboardInterrupt:
        signal.setitimer(signal.ITIMER_REAL, _AGAIN)
    else:
        note(unraisable.exc_type.__name__)


def _guarded() -> int:
    try:
        return _dispatched()
    except KeyboardInterrupt:
        return INTERRUPTED
    except RedactorError as error:
        say(error)
        return error.exit_code
    except BaseException as error:
        # Its message may quote a document; class and line do not.
        from redactor.isolation import place_of

        say(FaultError(what=place_of(error)))
        return FAULT


def _dispatched() -> int:
    from typer._click.exceptions import ClickException
    from typer._click.exceptions import UsageError as WrongUse
    from typer.main import get_command

    from redactor.cli.app import app

    try:
        code = get_command(app).main(prog_name="redactor", standalone_mode=False)
    except ClickException as error:
        command = error.ctx.command_path if isinstance(error, WrongUse) and error.ctx else "redactor"
        told = error.format_message().rstrip(".")
        raise UsageError(
            what=Words(
                f"Fel användning: {told}. Se `{command} --help`.",
                f"Wrong use: {told}. See `{command} --help`.",
            )
        ) from error
    except SystemExit as error:
        # Shell completion ends so; anything else that does is a broken pipe in typer's hands.
        return 0 if not error.code else FAULT
    return code if isinstance(code, int) else 0
