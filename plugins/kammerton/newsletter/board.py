"""The proofreading board: one issue as its readers will see it, with everything known about it, as static files."""

from collections.abc import Mapping
from dataclasses import dataclass
from email import message_from_bytes, policy

from kammerton.domain.diagnostic import Diagnostic, M, Message, Severity
from kammerton.domain.issue import Issue
from kammerton.domain.moments import ZONE
from kammerton.newsletter.mail import Mail, Templates
from kammerton.newsletter.variants import variants
from kammerton.rendering.words import Words

BOARD = "pruefseite.html"
VIEWS = "ansichten"
PICTURES = "bilder"
WIDTHS = (600, 360)
_NAMES = {
    "hell": (M("Hell"), M("So zeigen es die meisten Mailprogramme.")),
    "dunkel": (M("Dunkel"), M("Apple Mail, Outlook und die Apps von GMX und WEB.DE zeigen diese Farben, wenn das Gerät dunkel eingestellt ist.")),
    "ohne-bilder": (M("Ohne Bilder"), M("So sieht die E-Mail aus, bis jemand die Bilder erlaubt. Die Beschreibungen müssen für sich sprechen.")),
    "ohne-stile": (M("Ohne Stilblock"), M("GMX und WEB.DE im Browser und Gmail mit fremden Postfächern entfernen den Stilblock. Nichts darf verrutschen.")),
}  # fmt: skip


@dataclass(frozen=True)
class BoardLink:
    """A link of the mail with its words."""

    words: str
    href: str


@dataclass(frozen=True)
class MailView:
    """One form of the mail, to be shown in frames."""

    file: str
    name: str
    about: str


@dataclass(frozen=True)
class BoardView:
    """What the template of the board prints."""

    issue: Issue
    mail: Mail
    words: Words
    findings: tuple[Diagnostic, ...]
    links: tuple[BoardLink, ...]
    picture_count: int

    @property
    def language(self) -> str:
        """The BCP 47 tag of the board."""
        return self.words.language

    @property
    def errors(self) -> int:
        """How many findings stop sending."""
        return sum(finding.severity is Severity.ERROR for finding in self.findings)

    @property
    def date(self) -> str:
        """The day of sending in words."""
        return self.words.day(self.issue.published.astimezone(ZONE).date())

    @property
    def views(self) -> tuple[MailView, ...]:
        """Every form of the mail."""
        return tuple(MailView(f"{VIEWS}/{file}.html", self.say(name), self.say(about)) for file, (name, about) in _NAMES.items())

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths of the frames in pixels."""
        return WIDTHS

    @property
    def headers(self) -> tuple[tuple[str, str], ...]:
        """The head of the message as mail programs read it."""
        message = message_from_bytes(self.mail.message, policy=policy.default)
        return tuple((name, str(value)) for name, value in message.items() if name not in ("MIME-Version", "Content-Type"))

    @property
    def figures(self) -> tuple[tuple[str, str], ...]:
        """Sizes and numbers."""
        figures: tuple[tuple[Message, str], ...] = (
            (M("Betreff"), self.say(M("{n} von höchstens 60 Zeichen, am besten bis 40", n=len(self.issue.subject)))),
            (M("Vorschauzeile"), self.say(M("{n} von höchstens 110 Zeichen, am besten bis 90", n=len(self.issue.preheader)))),
            (M("Gestaltete Fassung"), self.say(M("{size} kB von höchstens 90", size=self._kilobytes(len(self.mail.html.encode()))))),
            (M("Reiner Text"), self.say(M("{size} kB", size=self._kilobytes(len(self.mail.text.encode()))))),
            (M("Ganze Nachricht"), self.say(M("{size} kB", size=self._kilobytes(len(self.mail.message))))),
            (M("Verknüpfungen"), str(len(self.links))),
            (M("Bilder"), str(self.picture_count)),
        )
        return tuple((self.say(name), value) for name, value in figures)

    def say(self, message: Message) -> str:
        """A sentence in the language of the board."""
        return self.words.text(message)

    def is_error(self, finding: Diagnostic) -> bool:
        """Whether a finding stops sending."""
        return finding.severity is Severity.ERROR

    def _kilobytes(self, size: int) -> str:
        return f"{size / 1000:.1f}".replace(".", "," if self.language == "de" else ".")


def board_files(view: BoardView, templates: Templates, pictures: Mapping[str, str]) -> dict[str, bytes]:
    """The mail, its forms and the board, by their paths in the issue's folder.

    ``pictures`` tells for each address in the mail the name of its copy in the folder of pictures.
    """
    mail = view.mail
    beside = {address: f"../{PICTURES}/{file}" for address, file in pictures.items()}
    forms = {f"{VIEWS}/{form}.html": html.encode() for form, html in variants(mail.html, beside).items()}
    parts = {f"{mail.name}.html": mail.html.encode(), f"{mail.name}.txt": mail.text.encode(), f"{mail.name}.eml": mail.message}
    return {**parts, **forms, BOARD: templates.render("mail/board.html", view=view).encode()}
