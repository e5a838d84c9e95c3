"""Lists as people write them, brought to the indentation Python-Markdown understands.

Python-Markdown nests a list only at four blanks and wants an empty line before one. Editors indent by two, three or
four blanks, mix them, and write a list right under a sentence. Each list line is moved to four blanks a level.
"""

import re
from dataclasses import dataclass, field

_MARKER = re.compile(r"([-*+]|\d{1,9}[.)])([ \t]+)(?=\S)")
_INTERRUPTS = re.compile(r"[-*+]|1[.)]")
_FENCE = re.compile(r" {0,12}(```|~~~)")
_RULE = re.compile(r"([-*_])[ \t]*(?:\1[ \t]*){2,}$")


@dataclass
class _State:
    """The open lists by the indentation of their markers, and what came before."""

    levels: list[int] = field(default_factory=list)
    blank_before: bool = True
    fence: str | None = None
    lines: list[str] = field(default_factory=list)

    def add(self, line: str) -> None:
        self.lines.append(line)
        self.blank_before = not line.strip()


def normalised(text: str) -> str:
    r"""The text with every list at four blanks a level and an empty line before it; code stays as it is.

    >>> print(normalised("Mit:\n- a\n  - b\n- c"))
    Mit:
    <BLANKLINE>
    - a
        - b
    - c
    """
    state = _State()
    for line in text.expandtabs(4).split("\n"):
        if not _inside_fence(state, line):
            _plain_line(state, line)
    return "\n".join(state.lines)


def _inside_fence(state: _State, line: str) -> bool:
    """Keep fenced code as it is, but move its fence with the list it stands in."""
    found = _FENCE.match(line)
    if state.fence is None and found is None:
        return False
    if found is not None:
        state.fence = None if state.fence == found[1] else state.fence or found[1]
    state.add(line)
    return True


def _plain_line(state: _State, line: str) -> None:
    stripped = line.lstrip(" ")
    indent = len(line) - len(stripped)
    marker = _MARKER.match(stripped)
    if marker and not _RULE.match(stripped) and _is_item(state, indent, marker[1]):
        _item(state, indent, stripped, marker)
    elif not stripped:
        state.add("")
    elif state.levels and indent >= 2:
        state.add("    " * _depth(state, indent) + stripped)
    else:
        if state.blank_before:
            state.levels.clear()
        state.add(line)


def _depth(state: _State, indent: int) -> int:
    """How many open lists an indented line belongs to."""
    return max(1, sum(1 for level in state.levels if indent > level))


def _is_item(state: _State, indent: int, marker: str) -> bool:
    if state.levels:
        return True
    if indent >= 4:
        return False
    return state.blank_before or bool(_INTERRUPTS.fullmatch(marker))


def _item(state: _State, indent: int, stripped: str, marker: re.Match[str]) -> None:
    if not state.levels and not state.blank_before:
        state.add("")
    while state.levels and indent < state.levels[-1]:
        state.levels.pop()
    if not state.levels or indent >= state.levels[-1] + 2:
        state.levels.append(indent)
    sign = marker[1].replace(")", ".")
    state.add("    " * (len(state.levels) - 1) + f"{sign} " + stripped[marker.end() :])
