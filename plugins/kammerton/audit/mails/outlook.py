"""What stands in a mail for Outlook and for dark mode, and what must not be left in it."""

import re
from collections.abc import Iterator

from kammerton.audit.mails.css import declarations
from kammerton.audit.mails.mail import Defect, MailRule, ReadMail, words_of
from kammerton.audit.mails.structure import TEMPLATE
from kammerton.domain.diagnostic import M

_OPENED, _CLOSED = re.compile(r"<!--\[if [^\]]*\]>"), re.compile(r"<!\[endif\]-->")
_LEFT = re.compile(r"\{\{[^{}<>\n]{0,30}\}\}|\{%[^{}<>\n]{0,30}%\}|\{\{|\{%")
_META = ("color-scheme", "supported-color-schemes")
_LONGEST_PREVIEW = 110


def for_word(mail: ReadMail) -> Iterator[Defect]:
    """Tables for Outlook's Word engine are there, and every condition is closed (note M8; minifiers like to delete them)."""
    opened, closed = len(_OPENED.findall(mail.html)), len(_CLOSED.findall(mail.html))
    if opened != closed:
        yield Defect(M("Von {opened} Bedingungen für Outlook sind {closed} geschlossen.", opened=opened, closed=closed), TEMPLATE)
    if "<!--[if mso" not in mail.html:
        yield Defect(M("Der E-Mail fehlt der Rahmen für Outlook; dort wäre sie so breit wie das Fenster."), TEMPLATE)
    if mail.html.count("<!--[if mso]><table") != mail.html.count("</table><![endif]-->"):
        yield Defect(M("Eine Tabelle nur für Outlook wird nicht geschlossen."), TEMPLATE)


def dark(mail: ReadMail) -> Iterator[Defect]:
    """The mail says that it knows both schemes, and has colours for the dark one (caniemail: Apple Mail, Outlook and GMX apps use them)."""
    for name in _META:
        found = mail.tree.find(f"head/meta[@name='{name}']")
        if found is None or "dark" not in (found.get("content") or ""):
            yield Defect(M("Der E-Mail fehlt die Angabe {name} für den dunklen Modus.", name=name), TEMPLATE)
    rules = [rule for rule in mail.rules if "prefers-color-scheme: dark" in rule.media]
    if not rules:
        yield Defect(M("Die E-Mail hat keine Farben für den dunklen Modus."), TEMPLATE)
    weak = sorted({d.name for rule in rules for d in rule.declarations if "color" in d.name and not d.important})
    if weak:
        yield Defect(M("Im dunklen Modus wirkt {names} nicht, weil !important fehlt.", names=", ".join(weak)), TEMPLATE)


def unfinished(mail: ReadMail) -> Iterator[Defect]:
    """No marks of templates are left: whoever sends with another system would have them filled there (own rule)."""
    for part in (mail.html, mail.text):
        for left in dict.fromkeys(_LEFT.findall(part)):
            yield Defect(
                M("In der E-Mail steht „{left}“; Versandprogramme halten das für einen Platzhalter.", left=left), M("Schreiben Sie es ohne doppelte Klammern.")
            )


def preview(mail: ReadMail) -> Iterator[Defect]:
    """The line behind the subject is hidden in the mail, is not the subject again, and ends where the text begins (note M11)."""
    hidden = next((e for e in mail.body.iter("div") if any(d.name == "display" and d.value == "none" for d in declarations(e.get("style") or ""))), None)
    if hidden is None:
        yield Defect(M("Der E-Mail fehlt die Vorschauzeile."), TEMPLATE)
        return
    words = re.sub("[\u034f\u200c\u00a0\\s]+", " ", hidden.text_content() if hasattr(hidden, "text_content") else words_of(hidden)).strip()
    if not words:
        yield Defect(M("Die Vorschauzeile der E-Mail ist leer."), M("Füllen Sie das Feld „vorschau“."))
    if len(words) > _LONGEST_PREVIEW:
        yield Defect(M("Die Vorschauzeile hat {n} Zeichen; höchstens 110 sollten es sein.", n=len(words)), M("Kürzen Sie das Feld „vorschau“."))
    if words.casefold() == str(mail.message["Subject"] or "").strip().casefold():
        yield Defect(M("Die Vorschauzeile wiederholt den Betreff."), M("Schreiben Sie unter „vorschau“ etwas, das zum Öffnen einlädt."))
    if hidden.get("aria-hidden") != "true" or "mso-hide" not in (hidden.get("style") or ""):
        yield Defect(M("Die Vorschauzeile ist nicht überall verborgen (aria-hidden, mso-hide)."), TEMPLATE)


PREVIEW = MailRule(
    "M024",
    M("Vorschauzeile nicht in Ordnung"),
    M("Die Zeile, die im Postfach hinter dem Betreff steht, ist gefüllt, sagt etwas anderes als er und bleibt in der E-Mail verborgen."),
    preview,
)
UNFINISHED = MailRule(
    "M025", M("Platzhalter in der E-Mail"), M("In der E-Mail stehen keine doppelten geschweiften Klammern; Versandprogramme würden sie füllen."), unfinished
)
FOR_WORD = MailRule(
    "M026",
    M("Rahmen für Outlook nicht in Ordnung"),
    M("Das Outlook für Windows braucht eigene Tabellen, die sonst niemand sieht. Jede ist geschlossen."),
    for_word,
)
DARK = MailRule("M027", M("Dunkler Modus der E-Mail fehlt"), M("Die E-Mail nennt beide Farbschemata und hat Farben für das dunkle."), dark)
