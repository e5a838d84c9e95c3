"""Translations: another language, or Leichte Sprache, beside the original."""

from typing import Annotated, TypeVar

from pydantic import SkipValidation, WithJsonSchema

from kammerton.domain.article import Question, Step
from kammerton.domain.declaration import Declared, declare
from kammerton.domain.diagnostic import M
from kammerton.domain.document import Document
from kammerton.domain.item import Item, Status
from kammerton.domain.story import Quote
from kammerton.domain.values import Day, Id, Line, Several, Teaser

EASY = "leicht"
I = TypeVar("I", bound=Item)  # noqa: E741 - a type variable


class Translation(Declared):
    """The words of an item in another language; everything else is the original's.

    It stands in ``<id>.<variant>.md`` beside the original; ``variant`` is a language (ISO 639) or ``leicht``.
    """

    id: Id
    variant: str
    body: Annotated[Document, SkipValidation, WithJsonSchema({})] = Document()

    title: Line = declare("titel", M("Die Überschrift in der anderen Sprache."), example="About us")
    summary: Teaser | None = declare("kurz", M("Ein bis zwei Sätze, höchstens 200 Zeichen, in der anderen Sprache."), example="Who we are.", default=None)
    status: Status = declare("status", M("„entwurf“ erscheint nirgends."), example="entwurf", default="veroeffentlicht")
    checked_on: Day | None = declare("stand", M("Tag der Übersetzung. Ist das Original neuer, erinnert ein Hinweis daran."), example="2026-11-01", default=None)
    image_alt: Line | None = declare(
        "bild_alt", M("Was auf dem Bild zu sehen ist, in der anderen Sprache."), example="Two apprentices at a bench", default=None
    )
    questions: Several[Question] = declare(
        "fragen", M("Fragen mit Antworten in der anderen Sprache."), example="[{frage: How long?, antwort: Three years.}]", default=()
    )
    quote: Quote | None = declare("zitat", M("Das Zitat einer Geschichte in der anderen Sprache."), example="You hear it when a pipe is in tune.", default=None)
    steps: Several[Step] = declare("schritte", M("Schritte in der anderen Sprache."), example="[{titel: Write to the firm}]", default=())

    @property
    def language(self) -> str:
        """The BCP 47 tag of the text; Leichte Sprache has the registered variant ``simple``."""
        return "de-simple" if self.variant == EASY else self.variant


def translated(original: I, translation: Translation) -> I:
    """The original with the words of a translation; what a translation leaves out is left out, never shown in the wrong language."""
    changed: dict[str, object] = {
        "title": translation.title, "summary": translation.summary, "body": translation.body,
        "language": translation.language, "checked_on": translation.checked_on or original.checked_on,
    }  # fmt: skip
    if original.image is not None and translation.image_alt:
        changed["image"] = original.image.model_copy(update={"alt": translation.image_alt})
    for name in ("questions", "steps", "quote"):
        if name in type(original).model_fields:
            changed[name] = getattr(translation, name)
    return original.model_copy(update=changed)
