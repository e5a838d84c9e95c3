"""The parts of pages that people fill in: what the templates of forms get."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """A value the finder can filter by: what stands in the address, how many firms have it, and the list of it, where there is one."""

    id: str
    label: str
    firms: int
    href: str = ""
    hint: str = ""


@dataclass(frozen=True)
class FinderView:
    """The finder of the directory: the file it reads, the page it stands on, how many firms it knows, and what it filters by; occupations come from the file."""

    file: str
    page: str
    firms: int
    types: tuple[Choice, ...]
    fields: tuple[Choice, ...]
    certificates: tuple[Choice, ...]
    towns: tuple[Choice, ...]
    starts: tuple[Choice, ...]
    radii: tuple[int, ...]
