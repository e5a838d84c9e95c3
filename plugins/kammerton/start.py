"""Where the ``kammerton`` command begins: a publish that would change nothing ends here, before the program is loaded."""

import sys
from collections.abc import Sequence

from kammerton.adapters.leaving import leave
from kammerton.adapters.unchanged import unchanged

# Calls that ask for no more than the site as it is.
_PLAIN = (["publish"], ["publish", "--if-changed"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    called = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _main(called)
    except KeyboardInterrupt:  # before there is anybody to say so
        return 2
    if arguments is None and called[:1] == ["publish"]:
        leave(code)
    return code


def _main(called: list[str]) -> int:
    told = unchanged(".") if called in _PLAIN else None
    if told is not None:
        sys.stdout.write(told)
        return 0
    from kammerton.cli import main as run

    return run(called, is_changed=called in _PLAIN)


if __name__ == "__main__":
    sys.exit(main())
