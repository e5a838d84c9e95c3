"""How a process that made a large site ends."""

import os
import sys


def leave(code: int) -> None:
    """End this process at once: taking a large site apart, object by object, is a second's work for nobody.

    Comes back where the output cannot be written any more; Python says so at its own end.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return
    os._exit(code)
