"""Ask the published site whether it serves what was uploaded."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from kammerton.deploy.live import Answer, Probe, judge, probes
from kammerton.deploy.server.site import quoted
from kammerton.domain.diagnostic import Message

Ask = Callable[[str, str, Mapping[str, str]], Answer | Message]


@dataclass(frozen=True)
class LiveReport:
    """How many addresses were asked, and what is wrong with which."""

    asked: int
    found: tuple[tuple[str, Message], ...]


def check_live(site: str, sizes: Mapping[str, int], moves: Mapping[str, str], ask: Ask) -> LiveReport:
    """Ask a few addresses of each kind; a server that cannot be reached at all is asked once only."""
    questions = tuple(probes(sizes, moves))
    found: list[tuple[str, Message]] = []
    for number, (address, wrong) in enumerate(_answers(site, questions, ask)):
        if wrong is not None:
            found.append((address, wrong[0]))
            if number == 0 and wrong[1]:
                return LiveReport(1, tuple(found))
    return LiveReport(len(questions), tuple(found))


def _answers(site: str, questions: tuple[Probe, ...], ask: Ask) -> Iterator[tuple[str, tuple[Message, bool] | None]]:
    """Each address with what is wrong there, and whether it is that there was no answer."""
    for probe in questions:
        address = f"{site}/{quoted(probe.path)}"
        answer = ask(address, probe.method, probe.headers)
        wrong = answer if isinstance(answer, Message) else judge(probe, answer)
        yield address, None if wrong is None else (wrong, isinstance(answer, Message))
