"""What people agree to when they order the newsletter: the same sentence at the form, in the letter and above the button."""

from kammerton.domain.diagnostic import M
from kammerton.domain.settings import NewsletterSettings
from kammerton.rendering.words import Words


def consent_text(words: Words, newsletter: NewsletterSettings) -> str:
    """The sentence of the consent; its version changes with every word (``app.subscriptions.text_version``)."""
    return words.text(
        M(
            "Ich möchte den Newsletter „{title}“ etwa einmal im Monat per E-Mail bekommen. Abbestellen kann ich ihn jederzeit mit einem Klick in jeder Ausgabe.",
            title=newsletter.title,
        )
    )
