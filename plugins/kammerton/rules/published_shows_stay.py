"""A published show keeps its identity, and its old feed addresses are named."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.domain.permanence import feed_address, former_feeds
from kammerton.domain.published import PublishedShow
from kammerton.domain.show import Show
from kammerton.rules.rule import Rule, error

CODE = "R065"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    shows = {show.guid: (n, show) for n, show in enumerate(inventory.settings.shows)}
    for entry in inventory.remembered.shows:
        if entry.guid in shows:
            yield from _moved_silently(inventory, entry, *shows[entry.guid])
        else:
            yield _missing(inventory, entry)


def _missing(inventory: Inventory, entry: PublishedShow) -> Diagnostic:
    source = inventory.source("einstellungen", "")
    successor = next((n for n, show in enumerate(inventory.settings.shows) if show.id in entry.ids), None)
    if successor is not None:
        what = M("Die Reihe „{id}“ ist unter der Kennung „{guid}“ veröffentlicht; jetzt steht hier eine andere.", id=entry.id, guid=entry.guid)
        remedy = M("Setzen Sie die alte wieder ein. Eine neue Reihe bekommt einen neuen Kurznamen (id) und eine eigene Kennung.")
        return error(CODE, source.place("PODCASTS", successor, "guid"), what, remedy)
    what = M("Die Reihe „{id}“ ist veröffentlicht, steht aber nicht mehr in PODCASTS.", id=entry.id)
    remedy = M("Tragen Sie sie wieder ein (guid: {guid}). Soll sie enden, bekommen ihre Folgen „status: archiv“ oder „status: entwurf“.", guid=entry.guid)
    return error(CODE, source.place("PODCASTS"), what, remedy)


def _moved_silently(inventory: Inventory, entry: PublishedShow, n: int, show: Show) -> Iterator[Diagnostic]:
    site = inventory.settings.address
    source = inventory.source("einstellungen", "")
    known = {feed_address(site, show.id), *former_feeds(show, site)}
    for address in sorted({entry.feed, *entry.feeds} - known):
        what = M("Der Feed der Reihe „{id}“ ist unter „{address}“ veröffentlicht und hat jetzt eine andere Adresse.", id=show.id, address=address)
        remedy = M('Nehmen Sie die Änderung zurück, oder ergänzen Sie bei der Reihe: "frueher_unter": ["{address}"]', address=address)
        yield error(CODE, source.place("PODCASTS", n, "id") if show.id not in entry.ids else source.place("SITEURL"), what, remedy)


RULE = Rule(
    CODE,
    M("Veröffentlichte Podcast-Reihe geändert"),
    M(
        "Der Feed einer Reihe hätte eine andere Adresse oder eine andere Kennung, oder er wäre weg: Wer die Reihe abonniert hat, bekäme keine neuen Folgen mehr. Zieht sie um, weil sich „id“ oder SITEURL ändert, nennt „frueher_unter“ die alte Adresse. Die Kennung ändert sich nie. Was beim Umzug zu tun ist, steht im Handbuch unter „Einen Podcast umziehen“."
    ),
    check,
)
