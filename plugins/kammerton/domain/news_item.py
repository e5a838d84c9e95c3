"""Short news."""

from kammerton.domain.declaration import declare
from kammerton.domain.diagnostic import M
from kammerton.domain.item import Item
from kammerton.domain.values import Day, Moment, WebAddress


class NewsItem(Item):
    """A short piece of news."""

    published: Moment = declare("datum", M("Tag der Veröffentlichung. Liegt er in der Zukunft, erscheint der Eintrag erst dann."), example="2026-11-21")
    link: WebAddress | None = declare("link", M("Adresse zum Weiterlesen."), example="https://www.sonnental.example/neues", default=None)
    expires_on: Day | None = declare("ablauf", M("Letzter Tag, an dem die Kurzmeldung in Listen steht."), example="2027-01-31", default=None)
