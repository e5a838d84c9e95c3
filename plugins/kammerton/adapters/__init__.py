"""The world: disk, clock, mutagen, Pelican, HTTP, console. Nothing else touches these."""
