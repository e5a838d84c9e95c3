"""The map of the region: its towns with the number of firms in each, drawn at build time, and the same as a list."""

from collections.abc import Iterator
from dataclasses import dataclass

from kammerton.domain.addresses import MAP, START, TOWNS, facet_path
from kammerton.domain.diagnostic import MN, M
from kammerton.domain.library import Library
from kammerton.domain.outline import Position
from kammerton.domain.vocabulary import Town
from kammerton.site.context import SiteContext
from kammerton.site.map_layout import MOST, WIDTH, Mark, Spot, drawn, label, place, project
from kammerton.site.trail import breadcrumbs
from kammerton.site.views import LinkView, SitePage, View
from kammerton.site.ways import listed_towns

# The size of names in units, on phones and on wider screens.
_NARROW, _WIDE = 12.5, 7.5

Label = tuple[float, float, str] | None


@dataclass(frozen=True)
class PlaceView:
    """A town on the map: a link with its circle, and where its name stands on phones and on wider screens."""

    name: str
    description: str
    number: str
    href: str
    spot: Spot
    narrow: Label
    wide: Label


@dataclass(frozen=True)
class RegionMap:
    """The drawing, in its own units: areas and lines as paths, places A to Z."""

    label: str
    width: float
    height: float
    areas: tuple[str, ...]
    lines: tuple[str, ...]
    places: tuple[PlaceView, ...]


@dataclass(frozen=True)
class MapView(View):
    """The page of the map."""

    title: str
    intro: str
    note: str
    trail: tuple[LinkView, ...]
    map: RegionMap
    towns: tuple[LinkView, ...]


def mapped_towns(library: Library) -> list[tuple[Town, Position]]:
    """The towns with firms whose coordinates are known, by their names; of very many those with the most firms."""
    firms = library.portraits_by_town
    known = [(town, (town.longitude, town.latitude)) for town in listed_towns(library) if town.latitude is not None and town.longitude is not None]
    chosen = {town.id for town, _ in sorted(known, key=lambda one: -len(firms[one[0].id]))[:MOST]}
    return [(town, position) for town, position in known if town.id in chosen]


def region_map(context: SiteContext) -> RegionMap | None:
    """The map, or nothing where no town with firms has coordinates."""
    library = context.library
    towns = mapped_towns(library)
    if not towns:
        return None
    outline = library.inventory.outline
    paths = outline.paths() if outline else ()
    marks = [Mark(position, len(library.portraits_by_town[town.id]), town.title) for town, position in towns]
    projection = project([*(mark.position for mark in marks), *(position for path in paths for position in path)])
    spots, height = place(marks, projection)
    narrow, wide = (label(marks, spots, height, size) for size in (_NARROW, _WIDE))
    return RegionMap(
        label=context.t(M("Karte der Region {region}", region=library.settings.region)),
        width=WIDTH,
        height=height,
        areas=tuple("".join(drawn(ring, projection, closed=True) for ring in area) for area in outline.areas) if outline else (),
        lines=tuple(drawn(line, projection, closed=False) for line in outline.lines) if outline else (),
        places=tuple(_place(context, town, drawing) for (town, _), drawing in zip(towns, zip(spots, narrow, wide, strict=True), strict=True)),
    )


def _place(context: SiteContext, town: Town, drawing: tuple[Spot, Label, Label]) -> PlaceView:
    number = context.words.number(len(context.library.portraits_by_town[town.id]))
    return PlaceView(town.title, f"{town.title}: {_firms(context, town)}", number, context.link(facet_path(TOWNS, town.id)), *drawing)


def map_pages(context: SiteContext) -> Iterator[SitePage]:
    """The page of the map, where there is one."""
    library = context.library
    drawing = region_map(context)
    if drawing is None:
        return
    title = context.t(M("Karte"))
    intro = context.t(M("Wo in der Region {region} Betriebe auf dich warten. Je größer der Kreis, desto mehr sind es.", region=library.settings.region))
    steps = [(library.settings.name, START), (context.t(M("Orte")), TOWNS), (title, MAP)]
    data = {"@type": "WebPage", "name": title, "url": context.addresses.absolute(MAP)}
    towns = listed_towns(library)
    view = MapView(
        frame=context.frame(MAP),
        head=context.head(MAP, title, intro, data, breadcrumbs(context.addresses, steps)),
        title=title,
        intro=intro,
        note=_note(context, len(towns), len(drawing.places)),
        trail=tuple(LinkView(label_, context.link(path)) for label_, path in steps[:-1]),
        map=drawing,
        towns=tuple(LinkView(f"{town.title}: {_facts(context, town)}", context.link(facet_path(TOWNS, town.id))) for town in towns),
    )
    yield SitePage(MAP, "map.html", view)


def _note(context: SiteContext, all_towns: int, shown: int) -> str:
    """What the map leaves out."""
    if all_towns == shown:
        return ""
    return context.t(M("Auf der Karte stehen {shown} von {all} Orten, in der Liste alle.", shown=shown, all=all_towns))


def _firms(context: SiteContext, town: Town) -> str:
    return context.t(MN("{n} Betrieb", "{n} Betriebe", len(context.library.portraits_by_town[town.id])))


def _facts(context: SiteContext, town: Town) -> str:
    offers = len(context.library.open_offers_by_town.get(town.id, ()))
    return f"{_firms(context, town)}, {context.t(MN('{n} offenes Angebot', '{n} offene Angebote', offers))}"
