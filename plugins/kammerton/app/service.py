"""The newsletter's web service: what each address answers. No server, no session, no cookie; tokens say who may do what.

Asking (GET) never changes anything, for filters of mailboxes follow every link; only a pressed button (POST) does.
Known and unknown addresses get the same answer, byte by byte, and the same work is done for both.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from urllib.parse import urlsplit

from kammerton.app.ports import SubscriberBook
from kammerton.app.subscriptions import Wish, ask_for, change, confirm, leave, send_settings
from kammerton.delivery.mail_address import UnfitAddress, shown_address
from kammerton.delivery.pages import Ask, Preferences, ServiceFrame, ServicePage, Templates
from kammerton.delivery.throttle import Throttle
from kammerton.delivery.web import Answer, Request
from kammerton.domain.addresses import THANKS, Addresses, page_path
from kammerton.domain.diagnostic import M, Message
from kammerton.domain.item import Audience
from kammerton.domain.settings import SiteSettings
from kammerton.rendering.consent_words import consent_text
from kammerton.rendering.labels import AUDIENCES as AUDIENCE_WORDS
from kammerton.rendering.signup import Box, SignupForm
from kammerton.rendering.words import Words

# A field nobody sees; what fills it in is a machine.
HONEYPOT: Final = "webseite"
_ONE_CLICK = ("List-Unsubscribe", "One-Click")
_Handler = Callable[[Request, str, datetime], Answer]


@dataclass(frozen=True)
class Kit:
    """What the service works with."""

    book: SubscriberBook
    settings: SiteSettings
    words: Words
    templates: Templates
    throttle: Throttle


class Service:
    """Answers requests; ``wake`` is called when a letter waits."""

    def __init__(self, kit: Kit, wake: Callable[[], None]) -> None:
        """Take the parts."""
        self._kit, self._wake = kit, wake
        self._addresses = Addresses(kit.settings.address)
        self._base = urlsplit(kit.settings.newsletter.service or "").path
        self._consent = consent_text(kit.words, kit.settings.newsletter)
        self._left = self._page(
            self._say(M("Abgemeldet"), M("Sie erhalten keine weiteren Newsletter.")),
        )
        self._handlers: dict[tuple[str, str], _Handler] = {
            ("GET", "anmelden"): self._show_form, ("POST", "anmelden"): self._sign_up,
            ("GET", "bestaetigen"): self._ask_to_confirm, ("POST", "bestaetigen"): self._confirm,
            ("GET", "abmelden"): self._ask_to_leave, ("POST", "abmelden"): self._leave,
            ("GET", "einstellungen"): self._show_preferences, ("POST", "einstellungen"): self._change,
        }  # fmt: skip

    @property
    def base(self) -> str:
        """The path of the service's address, without a slash at its end."""
        return self._base

    @property
    def site_origin(self) -> str:
        """Scheme and host of the website."""
        parts = urlsplit(self._kit.settings.address)
        return f"{parts.scheme}://{parts.netloc}"

    def answer(self, request: Request, now: datetime) -> Answer:
        """The answer to a request at an aware moment. Raises ``SetupError`` where the list cannot be read or written."""
        name, _, token = request.path.strip("/").partition("/")
        method = "GET" if request.method == "HEAD" else request.method
        handler = self._handlers.get((method, name))
        if handler is None or (name == "anmelden") is bool(token):
            is_known = any(known == name for _, known in self._handlers)
            return self._page(self._say(M("Diese Seite gibt es nicht")), 405 if is_known and handler is None else 404)
        return handler(request, token, now)

    def trouble(self) -> Answer:
        """The answer while the list cannot be reached."""
        return replace(self._page(self._say(M("Das geht gerade nicht"), M("Bitte versuchen Sie es in ein paar Minuten noch einmal.")), 503),
            headers={"Retry-After": "300"})  # fmt: skip

    # ------------------------------------------------------------------------------------------------ signing up

    def _show_form(self, _request: Request, _token: str, _now: datetime) -> Answer:
        return self._form_page(self._form())

    def _sign_up(self, request: Request, _token: str, now: datetime) -> Answer:
        if not self._kit.throttle.allows(request.client, now):
            return replace(
                self._page(self._say(M("Zu viele Anmeldungen"), M("Bitte versuchen Sie es später noch einmal.")), 429), headers={"Retry-After": "600"}
            )
        thanks = Answer(303, headers={"Location": self._addresses.absolute(THANKS)})
        if request.field(HONEYPOT):
            return thanks
        wish = Wish(request.field("email"), self._audiences(request), request.field("betrieb"), text=self._consent, detail=self._origin(request))
        try:
            ask_for(self._kit.book, wish, now)
        except UnfitAddress:
            error = M("Das ist keine E-Mail-Adresse, an die wir schreiben können. Sie hat die Form name@betrieb.de.")
            return self._form_page(self._form(wish, error), 422)
        self._wake()
        return thanks

    def _ask_to_confirm(self, _request: Request, token: str, now: datetime) -> Answer:
        if self._kit.book.tokens.read(token, "confirm", now) is None:
            return self._over()
        ask = Ask(f"{self._base}/bestaetigen/{token}", self._t(M("Ja, ich möchte den Newsletter")), {})
        return self._page(ServicePage(self._frame(), self._t(M("Newsletter bestätigen")), (self._consent,), (ask,)))

    def _confirm(self, request: Request, token: str, now: datetime) -> Answer:
        wish = Wish("", way="seite", text=self._consent, detail=self._origin(request))
        if confirm(self._kit.book, token, now, wish) is None:
            return self._over()
        return self._page(self._say(M("Danke, das hat geklappt"), M("Ab jetzt bekommen Sie den Newsletter. Abbestellen können Sie ihn in jeder Ausgabe.")))

    # ------------------------------------------------------------------------------------------------ signing off

    def _ask_to_leave(self, _request: Request, token: str, _now: datetime) -> Answer:
        action = f"{self._base}/abmelden/{token}" if token.isalnum() and token.isascii() else f"{self._base}/abmelden/x"
        asks = [Ask(action, self._t(M("Newsletter abbestellen")), {"abmelden": "ja"})]
        asks.append(
            Ask(action, self._t(M("Lieber etwas ändern: Schicken Sie mir eine E-Mail mit meinen Einstellungen")), {"einstellungen": "ja"}, is_quiet=True)
        )
        return self._page(ServicePage(self._frame(), self._t(M("Newsletter abbestellen")), (), tuple(asks)))

    def _leave(self, request: Request, token: str, now: datetime) -> Answer:
        """One click (RFC 8058), or the button of the page; whose token it is, and whether it is one, makes no difference to the answer."""
        is_one_click = _ONE_CLICK in request.fields
        id_ = self._kit.book.tokens.read(token, "unsubscribe", now)
        if request.field("einstellungen"):
            if id_:
                send_settings(self._kit.book, id_, now)
                self._wake()
            return self._page(self._say(M("Wir haben Ihnen geschrieben"), M("In der E-Mail steht die Adresse, unter der Sie Ihre Einstellungen ändern.")))
        if not (is_one_click or request.field("abmelden")):
            return self._ask_to_leave(request, token, now)
        if id_:
            leave(self._kit.book, id_, "ein-klick" if is_one_click else "seite", now)
        return self._left

    # ------------------------------------------------------------------------------------------------ preferences

    def _show_preferences(self, _request: Request, token: str, now: datetime) -> Answer:
        id_ = self._kit.book.tokens.read(token, "preferences", now)
        known = self._kit.book.get(id_) if id_ else None
        if known is None or known.state != "confirmed":
            return self._over()
        action = f"{self._base}/einstellungen/{token}"
        preferences = Preferences(action, shown_address(known.address), known.firm, self._choices(known.audiences))
        leaving = Ask(action, self._t(M("Newsletter abbestellen")), {"abmelden": "ja"}, is_quiet=True)
        return self._page(ServicePage(self._frame(), self._t(M("Ihre Einstellungen")), asks=(leaving,), preferences=preferences))

    def _change(self, request: Request, token: str, now: datetime) -> Answer:
        id_ = self._kit.book.tokens.read(token, "preferences", now)
        if id_ and request.field("abmelden"):
            leave(self._kit.book, id_, "seite", now)
            return self._left
        if not id_ or change(self._kit.book, id_, self._audiences(request), request.field("betrieb"), now) is None:
            return self._over()
        return self._page(self._say(M("Gespeichert"), M("Ihre Einstellungen gelten ab der nächsten Ausgabe.")))

    # ------------------------------------------------------------------------------------------------ pages

    def _audiences(self, request: Request) -> tuple[Audience, ...]:
        """What was ticked, of what may be chosen; everything is the same as nothing."""
        offered = self._kit.settings.newsletter.audiences
        chosen = tuple(audience for audience in offered if audience in request.several("zielgruppe"))
        return () if chosen == offered else chosen

    def _choices(self, chosen: tuple[Audience, ...] = ()) -> tuple[Box, ...]:
        offered = self._kit.settings.newsletter.audiences
        return tuple(Box(name, self._t(AUDIENCE_WORDS[name]), not chosen or name in chosen) for name in offered)

    def _origin(self, request: Request) -> str:
        """Where somebody was, only where keeping that is switched on."""
        return f"IP {request.client}" if self._kit.settings.newsletter.keeps_ip and request.client else ""

    def _form(self, wish: Wish | None = None, error: Message | None = None) -> SignupForm:
        privacy = self._addresses.absolute(page_path("datenschutz"))
        form = SignupForm(f"{self._base}/anmelden", self._consent, privacy, self._choices(wish.audiences if wish else ()))
        return replace(form, address=wish.address[:254], firm=wish.firm[:120], error=self._t(error)) if wish and error else form

    def _form_page(self, form: SignupForm, status: int = 200) -> Answer:
        title = M("Newsletter „{title}“", title=self._kit.settings.newsletter.title)
        return self._page(ServicePage(self._frame(), self._t(title), form=form), status)

    def _over(self) -> Answer:
        """A link that leads nowhere any more."""
        ask = (M("Dieser Link gilt nicht mehr"), M("Er war nur ein paar Tage gültig, oder Sie haben sich inzwischen abgemeldet. Melden Sie sich gern neu an."))
        return self._page(replace(self._say(*ask), form=self._form()), 404)

    def _say(self, title: Message, *paragraphs: Message) -> ServicePage:
        return ServicePage(self._frame(), self._t(title), tuple(map(self._t, paragraphs)))

    def _page(self, page: ServicePage, status: int = 200) -> Answer:
        return Answer(status, self._kit.templates.render("service/page.html", view=page).encode())

    def _frame(self) -> ServiceFrame:
        pages = self._addresses
        return ServiceFrame(
            self._kit.settings.name, self._kit.words.language, self._base, pages.absolute(""), pages.absolute(page_path("impressum")),
            pages.absolute(page_path("datenschutz")),
        )  # fmt: skip

    def _t(self, message: Message) -> str:
        return self._kit.words.text(message)
