"""The pieces of a build on the disk: those that are as they were are linked, the rest is made, by several processes where it is much."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from kammerton.adapters.drawings import png_of
from kammerton.adapters.layout_file import LayoutFile
from kammerton.adapters.pages import PageRenderer, Printed
from kammerton.adapters.placing import Placer
from kammerton.adapters.processes import processors, shared
from kammerton.app.build import Placed, facts_of
from kammerton.app.pieces import Made, Piece, together
from kammerton.app.ports import Progress, Watch
from kammerton.app.reuse import FRAMES, INSIDES, Observation, Origin
from kammerton.domain.addresses import FULL_TEXT_INDEX, file_of
from kammerton.domain.diagnostic import M
from kammerton.newsletter.mail import Mail

# Fewer pieces are made sooner by one process than by two that begin first.
_LEAST = 40


@dataclass(frozen=True)
class Bench:
    """Where pieces are made: the project, what renders pages, and where the site and its mails are put.

    ``layouts`` keeps how pages are made up, where somebody may want them in another frame.
    """

    root: Path
    renderer: PageRenderer
    placer: Placer
    mails: Placer
    layouts: LayoutFile | None = None


@dataclass(frozen=True)
class Finished:
    """A piece that has been made: its origin, and what of it does not lie on the site yet."""

    name: str
    origin: Origin
    rest: Made


def keep_pieces(bench: Bench, unchanged: Mapping[str, Origin]) -> dict[str, Finished]:
    """Link what is unchanged; a piece of which the build before has lost a file is not among them."""
    return {name: finished for name, origin in unchanged.items() if (finished := _kept(bench, name, origin)) is not None}


def make_pieces(
    bench: Bench, observation: Observation, kept: Mapping[str, Finished], reframed: Mapping[str, Origin], watch: Watch
) -> tuple[Made, Placed, dict[str, Origin]]:
    """Make what is not kept; what is still to be written, what lies there, and the origin of everything.

    Of ``reframed`` pieces only what stands around their pages is made.
    """
    stale = [piece for piece in observation.plan.pieces if piece.name not in kept]
    with watch.stage(M("Seiten, Feeds und Mails machen"), len(stale)) as progress:
        watch.kept(len(kept))
        watch.made(len(stale))
        work = partial(_made, bench, observation, reframed)
        if bench.layouts is not None:
            bench.layouts.begin(len(observation.plan.pieces), anew=len(stale) > len(kept))
        made = work(progress.step, stale[:1])  # with it comes what all need: templates, words, hyphens
        rest = stale[1:]
        made += [one for share in shared(rest, partial(work, _step_of_all(progress, len(rest))), least=_LEAST) for one in share]
        if bench.layouts is not None:
            bench.layouts.end()
    found = {**kept, **{one.name: one for one in made}}
    in_order = [found[piece.name] for piece in observation.plan.pieces]
    return together(one.rest for one in in_order), _placed(in_order, kept), {one.name: one.origin for one in in_order}


def _placed(finished: Sequence[Finished], kept: Mapping[str, Finished]) -> Placed:
    pages = tuple(page for one in finished for page in one.origin.pages)
    paths = frozenset(path for one in finished for path in one.origin.paths if not path.startswith(FULL_TEXT_INDEX))
    return Placed(pages, paths, any(one.origin.has_full_text for one in kept.values()))


def _kept(bench: Bench, name: str, origin: Origin) -> Finished | None:
    """A piece as it was; None where the build before has lost one of its files."""
    mails = [_mail_before(bench.mails, *mail) for mail in origin.mails]
    if origin.has_full_text and not bench.placer.keep_folder(FULL_TEXT_INDEX):
        return None
    if not all(map(bench.placer.keep, origin.paths)) or None in mails:
        return None
    return Finished(name, origin, Made(mails=tuple(mail for mail in mails if mail)))


def _mail_before(mails: Placer, issue: str, edition: str) -> Mail | None:
    name = Mail(issue, "", "", b"", edition).name
    html, text, message = (mails.read(f"{name}.{ending}") for ending in ("html", "txt", "eml"))
    return None if html is None or text is None or message is None else Mail(issue, html.decode(), text.decode(), message, edition)


def _step_of_all(progress: Progress, pieces: int) -> Callable[[], None]:
    """A step of this process. Those of other processes are not seen; each of ours stands for one of theirs."""
    left = pieces

    def step() -> None:
        nonlocal left
        steps = min(left, processors())
        left -= steps
        progress.step(steps)

    return step


def _made(bench: Bench, observation: Observation, reframed: Mapping[str, Origin], step: Callable[[], None], share: Sequence[Piece]) -> list[Finished]:
    """A share of the pieces."""
    finished = []
    for piece in share:
        origin = reframed.get(piece.name)
        finished.append((origin and _reframed(bench, piece.name, origin)) or _finished(bench, observation, piece))
        step()
    return finished


def _finished(bench: Bench, observation: Observation, piece: Piece) -> Finished:
    """Make a piece and write what of it belongs on the site."""
    made, printed, origin = _worked(bench, observation, piece)
    for path, content in _contents(bench, made):
        bench.placer.write(path, content)
    place = _place(bench, [(file_of(page.path), one) for page, one in zip(made.pages, printed, strict=True)])
    return Finished(piece.name, replace(origin, layouts=place), Made(mails=made.mails, full_text=made.full_text))


def _worked(bench: Bench, observation: Observation, piece: Piece) -> tuple[Made, list[Printed], Origin]:
    """What comes of a piece, its pages printed, and its origin."""
    with observation.reads.watched() as found:
        made = piece.made(observation.workshop)
        for page in made.pages:
            observation.reads.note(FRAMES, page.template)
            observation.reads.note(INSIDES, page.template)
        printed = [bench.renderer.printed(page) for page in made.pages]
    mails = tuple((mail.issue_id, mail.edition) for mail in made.mails)
    origin = Origin(observation.about(piece), tuple(found), tuple(map(facts_of, made.pages)), made.targets, mails, bool(made.full_text))
    return made, printed, origin


def remake(bench: Bench, observation: Observation, piece: Piece) -> tuple[Origin, dict[str, bytes], Made]:
    """A piece made again, nothing of it written: its origin, the files of the site that come of it, and the rest."""
    made, printed, origin = _worked(bench, observation, piece)
    pages = {file_of(page.path): one.content for page, one in zip(made.pages, printed, strict=True)}
    return origin, {**pages, **dict(_contents(bench, made))}, Made(mails=made.mails)


def _reframed(bench: Bench, name: str, origin: Origin) -> Finished | None:
    """A piece that consists of pages of which only the frame is another; None where that is not enough to print them."""
    layouts = bench.layouts.read(origin.layouts) if bench.layouts is not None and origin.layouts else None
    if layouts is None or {file_of(layout.path) for layout in layouts} != set(origin.paths) or origin.mails or origin.has_full_text:
        return None
    before = [bench.placer.read(file_of(layout.path)) for layout in layouts]
    printed = [bench.renderer.reprinted(layout, content) for layout, content in zip(layouts, before, strict=True) if content is not None]
    if None in printed or len(printed) < len(layouts):
        return None
    place = _place(bench, [(file_of(layout.path), one) for layout, one in zip(layouts, printed, strict=True) if one])
    return Finished(name, replace(origin, layouts=place), Made())


def _place(bench: Bench, pages: Sequence[tuple[str, Printed]]) -> object:
    """Write pages; where it is kept how they are made up, if that is known of all."""
    for path, page in pages:
        bench.placer.write(path, page.content)
    layouts = [page.layout for _, page in pages if page.layout]
    return bench.layouts.write(layouts) if bench.layouts is not None and layouts and len(layouts) == len(pages) else None


def _contents(bench: Bench, made: Made) -> Iterator[tuple[str, bytes]]:
    yield from made.files.items()
    yield from ((path, png_of(bench.root, svg)) for path, svg in made.drawings.items())
