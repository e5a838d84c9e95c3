"""Files written so that nobody ever sees half of one."""

import os
import tempfile
from pathlib import Path


def write_new(path: Path, content: bytes) -> None:
    """Write beside the target and rename; an existing file is replaced, never truncated in place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".neu-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.chmod(name, 0o644)  # noqa: PTH101 - the name came from mkstemp, which made it private
        os.replace(name, path)  # noqa: PTH105
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
