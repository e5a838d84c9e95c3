"""Fenced code inside quotes, brought to the form Python-Markdown understands there: indented."""

import re

_QUOTED = re.compile(r"( {0,3}(?:> ?){1,12})(.*)")
_FENCE = re.compile(r"(```|~~~)[^`]*")
_OUTER = re.compile(r" {0,3}(```|~~~)")


def without_fences(text: str) -> str:
    r"""The text with every fence of a quote taken out and the lines between indented; it keeps its number of lines.

    >>> print(without_fences("> So:\n> ```\n> x = 1\n> ```"))
    > So:
    >
    >     x = 1
    >
    """
    outer = quoted = ""
    lines = []
    for line in text.split("\n"):
        found = None if outer else _QUOTED.match(line)
        if found is None:
            quoted = ""
            outer = _after(outer, _OUTER.match(line))
            lines.append(line)
        elif fence := _fence(quoted, found[2]):
            quoted = _after(quoted, fence)
            lines.append(found[1].rstrip())
        else:
            lines.append(f"{found[1].rstrip()}     {found[2]}" if quoted else line)
    return "\n".join(lines)


def _fence(open_one: str, text: str) -> re.Match[str] | None:
    """The fence a quoted line is: any that begins code, and the one that ends it."""
    found = _FENCE.fullmatch(text)
    return found if found and open_one in ("", found[1]) else None


def _after(open_one: str, fence: re.Match[str] | None) -> str:
    """Which fence is open after a line."""
    if fence is None:
        return open_one
    return "" if open_one == fence[1] else open_one or fence[1]
