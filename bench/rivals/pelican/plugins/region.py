"""A plugin for Pelican: what belongs together, lists of fifty, the feed, the sitemap, the search index, calendars."""

import json
from collections import defaultdict
from itertools import groupby

from pelican import signals
from pelican.generators import Generator

PER_PAGE = 50
SECTIONS = {"betriebe": "firms", "angebote": "offers", "podcast": "episodes", "newsletter": "issues", "termine": "events", "wissen": "articles"}


class Term:
    """A list by one property: an occupation, a town, a year."""

    template = "liste"

    def __init__(self, path, values):
        """Take the values over."""
        self.url, self.offers, self.firms, self.events, self.episodes, self.occupations = path, [], [], [], [], []
        self.__dict__.update(values)


class Region:
    """Every thing, and what belongs together."""

    def __init__(self, articles, tables):
        """Sort articles and link them."""
        by_section = defaultdict(list)
        for article in articles:
            article.__dict__.update(json.loads(article.daten))
            by_section[article.category.name].append(article)
        for section, name in SECTIONS.items():
            setattr(self, name, by_section[section])
        self.tables = tables
        self.firms.sort(key=lambda firm: firm.title)
        self.events.sort(key=lambda event: event.anfang)
        self.terms = {section: {row["id"]: Term(f"{section}/{row['id']}/", row) for row in rows} for section, rows in tables.items()}
        self.by_id = {firm.slug: firm for firm in self.firms}
        for firm in self.firms:
            firm.episodes, firm.offers = [], []
            self.terms["orte"][firm.ort].firms.append(firm)
        for offer in self.offers:
            offer.firm = self.by_id[offer.betrieb]
            offer.firm.offers.append(offer)
        self.offers = [offer for firm in self.firms for offer in firm.offers]
        self._list()
        self._relate()

    def _list(self):
        for offer in self.offers:
            lists = {
                "angebote": [offer.art], "berufe": [offer.beruf], "berufsfelder": offer.felder, "orte": [offer.ort], "abschluesse": offer.abschluesse,
                "beginn": [offer.jahr] if offer.jahr else [], "entdecken": offer.taetigkeiten, "paare": [offer.paar] if offer.paar else [],
            }  # fmt: skip
            for section, ids in lists.items():
                for id_ in ids:
                    self.terms[section][id_].offers.append(offer)

    def _relate(self):
        for before, episode, after in zip([None, *self.episodes], self.episodes, [*self.episodes[1:], None], strict=False):
            episode.later, episode.earlier = before, after
            episode.firm = self.by_id[episode.betrieb]
            episode.firm.episodes.append(episode)
            self.terms["berufe"][episode.beruf].episodes.append(episode)
        for event in self.events:
            event.firm = self.by_id[event.betrieb]
            self.terms["orte"][event.ort].events.append(event)
        self.by_topic = defaultdict(list)
        for article in self.articles:
            self.by_topic[article.thema].append(article)
        for occupation in self.terms["berufe"].values():
            self._relate_occupation(occupation)

    def _relate_occupation(self, occupation):
        occupation.near = [self.terms["berufe"][id_] for id_ in occupation.verwandt]
        for section, ids in (("berufsfelder", occupation.felder), ("entdecken", occupation.taetigkeiten)):
            for id_ in ids:
                if id_ in self.terms[section]:
                    self.terms[section][id_].occupations.append(occupation)


def groups_of(things, key):
    """Things under their headings, in their order."""
    return [(title, list(found)) for title, found in groupby(things, key)]


def lists(region):
    """Every list: its address, its title, its things under headings."""
    by_type = sorted
    letter = lambda thing: thing.title[0].upper()  # noqa: E731
    terms = region.terms
    yield "betriebe/", "Betriebe von A bis Z", region.firms, letter
    yield "berufe/", "Berufe von A bis Z", sorted(terms["berufe"].values(), key=lambda term: term.title), letter
    yield "podcast/", "Kammerton trifft …", region.episodes, lambda _: ""
    yield "newsletter/", "Newsletter für Betriebe", region.issues, lambda _: ""
    yield "termine/", "Termine", region.events, lambda event: event.monat
    yield "wissen/", "Wissen", region.articles, lambda _: ""
    for section, title in (
        ("angebote", "Angebote"),
        ("berufsfelder", "Berufsfelder"),
        ("orte", "Orte"),
        ("abschluesse", "Mit welchem Schulabschluss?"),
        ("beginn", "Wann willst du anfangen?"),
        ("entdecken", "Entdecken"),
    ):
        yield f"{section}/", title, sorted(terms[section].values(), key=lambda term: term.title), letter
    for term in [*terms["angebote"].values(), *terms["beginn"].values()]:
        yield term.url, term.title, sorted(term.offers, key=lambda offer: offer.feld), lambda offer: offer.feld
    for term in terms["abschluesse"].values():
        yield term.url, term.title, sorted(term.offers, key=lambda offer: -offer.rang), lambda offer: offer.abschluss
    for term in [*terms["berufsfelder"].values(), *terms["entdecken"].values(), *terms["orte"].values()]:
        things = [*term.firms, *by_type(term.offers, key=lambda offer: offer.gewicht), *term.events, *term.occupations]
        yield term.url, term.title, things, lambda thing: getattr(thing, "gruppe", "")
    for pair, term in terms["paare"].items():
        yield f"berufe/{pair}/", term.title, term.offers, lambda _: ""
    yield (
        "klischeefrei/",
        "Jenseits der Klischees",
        sorted((offer for offer in region.offers if offer.untypisch), key=lambda offer: offer.untypisch),
        lambda offer: offer.untypisch,
    )
    yield "entdecken/gute-chancen/", "Hier hast du gute Chancen", [term for term in terms["berufe"].values() if term.knapp], lambda _: ""
    yield "karte/", "Karte", list(terms["orte"].values()), lambda _: ""


class RegionGenerator(Generator):
    """Writes what Pelican has no generator for."""

    def generate_context(self):
        """Nothing to read: the articles are Pelican's."""

    def generate_output(self, writer):
        """Write lists, feed, sitemap, search index and calendars."""
        region, self.writer, self.paths = self.context["region"], writer, []
        for episode in region.episodes:
            self._write(f"{episode.url}einbetten/", "einbetten", article=episode)
        for event in region.events:
            self._write(f"{event.url}{event.slug}.ics", "kalender", events=[event])
        for path, title, things, heading in lists(region):
            self._list(path, title, things, heading)
        for term in region.terms["berufe"].values():
            self._occupation(term)
        self._write("", "start")
        self._write("termine/kalender.ics", "kalender", events=region.events)
        self._write("podcast/feed.xml", "feed")
        self._write("suchindex.json", "suchindex", entries=json.dumps(list(searchable(region)), ensure_ascii=False))
        self._write("sitemap.xml", "sitemap", paths=self.paths)
        self._write("robots.txt", "robots")

    def _write(self, path, template, **values):
        name = f"{path}index.html" if path.endswith("/") or not path else path
        self.writer.write_file(name, self.get_template(template), self.context, url=path, address=path, **values)
        if name.endswith(".html"):
            self.paths.append(path)

    def _list(self, path, title, things, heading):
        pages = [things[start : start + PER_PAGE] for start in range(0, len(things), PER_PAGE)] or [[]]
        jumps = list(dict.fromkeys(heading(thing) for thing in things))[:30]
        for number, found in enumerate(pages, start=1):
            address = path if number == 1 else f"{path}seite-{number}/"
            values = {"title": title, "base": path, "number": number, "last": len(pages), "total": len(things), "jumps": jumps}
            self._write(address, "liste", groups=groups_of(found, heading), **values)

    def _occupation(self, term):
        pages = [term.offers[start : start + PER_PAGE] for start in range(0, len(term.offers), PER_PAGE)] or [[]]
        for number, found in enumerate(pages, start=1):
            address = term.url if number == 1 else f"{term.url}seite-{number}/"
            self._write(address, "beruf", term=term, base=term.url, found=found, number=number, last=len(pages))


def searchable(region):
    """What the search knows of each page."""
    for firm in region.firms:
        offers = [[offer.id, offer.title] for offer in firm.offers]
        yield {"a": "betrieb", "t": firm.title, "p": firm.url, "o": firm.ortsname, "k": firm.summary, "n": offers}
    for term in region.terms["berufe"].values():
        yield {"a": "beruf", "t": term.title, "p": term.url, "k": term.beide}
    for section, name in SECTIONS.items():
        for thing in getattr(region, name) if section not in ("betriebe", "angebote") else ():
            yield {"a": section, "t": thing.title, "p": thing.url, "k": thing.summary}


def prepare(generator):
    """Link the articles once they are read."""
    with open("data/tabellen.json", encoding="utf-8") as tables, open("data/zeichnungen.json", encoding="utf-8") as drawings:  # noqa: PTH123
        generator.context["region"] = Region(generator.articles, json.load(tables))
        generator.context["data"] = json.load(drawings)


def generators(_):
    """The generators of this plugin."""
    return RegionGenerator


def register():
    """Tell Pelican."""
    signals.article_generator_finalized.connect(prepare)
    signals.get_generators.connect(generators)
