"""The theme's templates in a Jinja environment of our own, for mails; and what every template may count on."""

from collections.abc import Callable, Mapping
from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader, Template, TemplateNotFound, TemplateSyntaxError, select_autoescape
from jinja2.runtime import Macro
from markupsafe import Markup

from kammerton.adapters.shipped import theme_folders
from kammerton.adapters.theme_environment import ThemeEnvironment
from kammerton.domain.diagnostic import M, SetupError
from kammerton.rendering.drawing import drawing
from kammerton.rendering.hyphens import well_broken
from kammerton.rendering.qr import qr_code
from kammerton.rendering.tokens import Tokens, read_tokens

_TOKENS = "static/css/tokens.css"


def theme_environment(root: Path, language: str, loader: BaseLoader, *, autoescape: bool | Callable[[str | None], bool]) -> Environment:
    """The environment for one language.

    In its templates ``_`` speaks it, ``tokens`` holds the colours of the style sheet, ``drawing`` draws, ``qr`` makes codes, ``soft`` says
    where lines may break, and ``once`` prints what stands on many pages a single time.
    """
    environment = ThemeEnvironment(root, language, loader, autoescape=autoescape)
    environment.globals["tokens"] = _tokens(theme_folders(root))
    environment.filters["drawing"] = drawing
    environment.filters["qr"] = qr_code
    environment.filters["soft"] = lambda text, written_in="": well_broken(text, written_in or language)
    return environment


def _tokens(folders: tuple[Path, ...]) -> Tokens:
    """The colours of the program's style sheet, and over them those of the project's own."""
    sheets = [folder / _TOKENS for folder in reversed(folders)]
    tokens = Tokens({}, {})
    for sheet in sheets:
        if sheet.is_file():
            tokens = read_tokens(sheet.read_text(encoding="utf-8"), tokens)
    return tokens


def load_template(environment: Environment, name: str) -> Template:
    """A template; ``SetupError`` says which one is missing or badly written, and where."""
    try:
        return environment.get_template(name)
    except TemplateNotFound as reason:
        raise SetupError(M("Im Theme fehlt die Vorlage „{file}“.", file=str(reason.name))) from None
    except TemplateSyntaxError as reason:
        raise SetupError(
            M(
                "Die Vorlage „{file}“ ist in Zeile {line} nicht richtig geschrieben: {reason}.",
                file=str(reason.name),
                line=reason.lineno,
                reason=str(reason.message),
            )
        ) from None


def _nothing() -> str:
    return ""


class ThemeTemplates:
    """The real ``kammerton.newsletter.mail.Templates``: HTML is escaped, text is not."""

    def __init__(self, root: Path, language: str) -> None:
        """Take the project folder and the language of the words."""
        loader = FileSystemLoader([folder / "templates" for folder in theme_folders(root)])
        self._environment = theme_environment(root, language, loader, autoescape=select_autoescape(["html"]))

    def render(self, name: str, **values: object) -> str:
        """A template filled with values."""
        return load_template(self._environment, name).render(**values)

    def macro(self, name: str, macro: str, values: Mapping[str, object]) -> Markup:
        """What a macro of a template prints by itself, without the lines of the page around it."""
        called: Macro = getattr(load_template(self._environment, name).module, macro)
        printed: object = called(**values, **({"caller": _nothing} if called.caller else {}))
        assert isinstance(printed, Markup)  # the environment escapes
        return printed
