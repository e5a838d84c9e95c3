"""Counts the steps of a program: lines of ours and of templates that run, calls of everything else. Unlike seconds they are the same on every machine.

    python -m tests.bench.steps PROJECT FILE

publishes a project and writes, as JSON, how many steps each function took.
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from kammerton.adapters.processes import PROCESSES
from kammerton.cli import main

Steps = dict[str, int]


def counted(work: Callable[[], object], is_ours: Callable[[str], bool]) -> Steps:
    """What each function took while work was done; of code of ours, told by its file, each line, which is each turn of a loop, too."""
    found = Counter[CodeType]()

    def each_line(frame: FrameType, event: str, _argument: object) -> Any:
        if event == "line":
            found[frame.f_code] += 1
        return each_line

    def each_call(frame: FrameType, _event: str, _argument: object) -> Any:
        found[frame.f_code] += 1
        return each_line if is_ours(frame.f_code.co_filename) else None

    before = sys.gettrace()
    sys.settrace(each_call)
    try:
        work()
    finally:
        sys.settrace(before)
    steps = Counter[str]()
    for code, number in found.items():
        steps["/".join((*Path(code.co_filename).parts[-2:], code.co_qualname))] += number
    return dict(steps)


def grown(few: Steps, many: Steps, times: float, least: int) -> dict[str, float]:
    """The functions that took at least ``least`` steps for many things and so many times more than for few."""
    growth = {name: number / few.get(name, 1) for name, number in many.items() if number >= least}
    return {name: round(grew, 1) for name, grew in growth.items() if grew > times}


def publish(project: str, file: str) -> None:
    """Publish in one process and write down the steps; whatever is loaded first does not count."""
    os.environ[PROCESSES] = "1"
    sys.modules["pagefind"] = None  # type: ignore[assignment]  # another program
    codes = list[int]()
    steps = counted(lambda: codes.append(main(["publish", "--projekt", project, "--quiet"])), lambda path: "kammerton" in path or "templates" in path)
    assert codes == [0], codes
    Path(file).write_text(json.dumps(steps), encoding="utf-8")


if __name__ == "__main__":
    publish(*sys.argv[1:])
