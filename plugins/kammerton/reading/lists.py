"""Lists as people write them, brought to the indentation Python-Markdown understands.

Python-Markdown nests a list only at four blanks and wants an empty line before one. Editors indent by two, three or
four blanks, mix them, and write a list right under a sentence. Each list line is moved to four blanks a level.
"""

import re
from dataclasses import dataclass, field

_MARKER = re.compile(r"([-*+]|\d{1,9}[.)])(?:([ \t]+)(?=\S)|[ \t]*$)")
_INTERRUPTS = re.compile(r"[-*+]|1[.)]")
# An entry belongs to the one above from two blanks on; four blanks outside a list are code.
_LEAST, _CODE = 2, 4
# Keeps an entry without text from being read as the line under a heading; sanitising takes it out.
_NOTHING = "<!-- -->"
_FENCE = re.compile(r" {0,12}(?:(```)(?!.*`)|(~~~))")
_RULE = re.compile(r"([-*_])[ \t]*(?:\1[ \t]*){2,}$")


@dataclass
class _State:
    """The open lists by the indentation and the sort of their markers, and what came before."""

    levels: list[int] = field(default_factory=list)
    sorts: list[bool] = field(default_factory=list)
    blank_before: bool = True
    in_paragraph: bool = False
    was_split: bool = False
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
        sign = found[1] or found[2]
        state.fence = None if state.fence == sign else state.fence or sign
    state.add(line)
    return True


def _plain_line(state: _State, line: str) -> None:
    stripped = line.lstrip(" ")
    indent = len(line) - len(stripped)
    marker = _MARKER.match(stripped)
    is_rule = bool(_RULE.match(stripped))
    if marker and not is_rule and _is_item(state, indent, marker):
        _item(state, indent, stripped, marker)
    elif not stripped:
        state.add("")
    elif state.levels and indent >= _LEAST and not is_rule:
        state.in_paragraph = state.in_paragraph or state.blank_before
        state.add("    " * _depth(state, indent) + stripped)
    else:
        _outside(state, line, is_rule=is_rule)


def _outside(state: _State, line: str, *, is_rule: bool) -> None:
    """A line of no list; after an empty line, and with a rule, the open lists end."""
    if is_rule and state.levels and not state.blank_before:
        state.add("")
    if state.blank_before:
        state.levels.clear()
        state.sorts.clear()
    state.add(line)


def _depth(state: _State, indent: int) -> int:
    """How many open lists an indented line belongs to."""
    return max(1, sum(1 for level in state.levels if indent > level))


def _is_item(state: _State, indent: int, marker: re.Match[str]) -> bool:
    if state.levels:
        return True
    if indent >= _CODE or marker[2] is None:
        return False
    return state.blank_before or bool(_INTERRUPTS.fullmatch(marker[1]))


def _item(state: _State, indent: int, stripped: str, marker: re.Match[str]) -> None:
    is_numbered = marker[1][0].isdigit()
    ends_deeper = _close(state, indent)
    opens = not state.levels or indent >= state.levels[-1] + _LEAST
    changes = not opens and state.sorts[-1] != is_numbered
    splits = changes or (opens and bool(state.levels) and state.blank_before)
    apart = changes or state.in_paragraph or (ends_deeper and state.was_split) or (opens and not state.levels)
    if apart and not state.blank_before:
        state.add("")
    state.in_paragraph, state.was_split = False, splits or (state.was_split and not ends_deeper)
    if opens:
        state.levels.append(indent)
        state.sorts.append(is_numbered)
    state.sorts[-1] = is_numbered
    text = stripped[marker.end() :] or _NOTHING
    state.add("    " * (len(state.levels) - 1) + f"{marker[1].replace(')', '.')} {text}")


def _close(state: _State, indent: int) -> bool:
    """End the lists deeper than an entry; the outermost list may drift to the left."""
    before = len(state.levels)
    while len(state.levels) > 1 and indent < state.levels[-1]:
        state.levels.pop()
        state.sorts.pop()
    if len(state.levels) == 1:
        state.levels[0] = min(state.levels[0], indent)
    return len(state.levels) < before
