"""Every episode has a transcript, so that those who cannot hear can read."""

from collections.abc import Iterator
from datetime import date

from kammerton.domain.diagnostic import Diagnostic, M
from kammerton.domain.inventory import Inventory
from kammerton.rules.rule import Rule, error, hint

CODE = "R016"


def check(inventory: Inventory, _today: date) -> Iterator[Diagnostic]:
    """A named transcript must exist; whether one is required is a setting, and a draft may still lack it (WCAG 2.2, 1.2.1)."""
    for episode in inventory.episodes:
        report = error if inventory.settings.transcripts_required and episode.status != "entwurf" else hint
        source = inventory.source("folge", episode.id)
        if episode.transcript is None:
            yield report(
                CODE,
                source.place("titel"),
                M("Die Folge hat keine Abschrift."),
                M("Legen Sie eine .vtt- oder .srt-Datei neben die Folge und nennen Sie sie unter „transkript“."),
            )
        elif episode.transcript not in inventory.attachments.transcripts:
            what = M("Die Abschrift „{file}“ liegt nicht im Ordner episodes.", file=episode.transcript)
            yield error(CODE, source.place("transkript"), what, M("Legen Sie die Datei dort ab oder prüfen Sie den Namen; sie endet auf .vtt oder .srt."))


RULE = Rule(
    CODE,
    M("Abschrift fehlt"),
    M(
        "Öffentliche Stellen müssen zu jeder Folge eine Abschrift anbieten. Wer nicht dazu verpflichtet ist, kann in pelicanconf.py TRANSKRIPT_PFLICHT = False setzen; dann bleibt es ein Hinweis."
    ),
    check,
)
