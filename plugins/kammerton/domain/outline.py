"""The outline of the region, for its map."""

from dataclasses import dataclass

OUTLINE = "content/daten/karte.geojson"
# Longitude and latitude in degrees (WGS 84), in the order of GeoJSON.
Position = tuple[float, float]
Path = tuple[Position, ...]


@dataclass(frozen=True)
class Outline:
    """Areas by their rings, holes included, and lines, such as rivers and roads."""

    areas: tuple[tuple[Path, ...], ...] = ()
    lines: tuple[Path, ...] = ()

    def paths(self) -> tuple[Path, ...]:
        """Every ring and line."""
        return (*(ring for area in self.areas for ring in area), *self.lines)
