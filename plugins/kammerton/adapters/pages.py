"""Pages as text: the theme's templates, in the language of each page."""

from pathlib import Path

from jinja2 import BaseLoader, Environment, FileSystemLoader, Template

from kammerton.adapters.shipped import theme_folders
from kammerton.adapters.templates import load_template, theme_environment
from kammerton.site.views import SitePage


class PageRenderer:
    """Renders pages; templates receive the view and nothing else."""

    def __init__(self, root: Path, loader: BaseLoader | None = None) -> None:
        """Take the project folder, and what finds templates where that is not the theme alone."""
        self._root = root
        self._loader = loader or FileSystemLoader([folder / "templates" for folder in theme_folders(root)])
        self._environments: dict[str, Environment] = {}

    def template(self, page: SitePage) -> Template:
        """The template of a page, with its words in the page's language. Raises ``SetupError`` where it is missing or badly written."""
        language = page.view.frame.language
        if language not in self._environments:
            self._environments[language] = self._speaking(language)
        return load_template(self._environments[language], page.template)

    def render(self, page: SitePage) -> str:
        """A page as HTML. Raises ``SetupError`` as ``template`` does."""
        return self.template(page).render(view=page.view)

    def _speaking(self, language: str) -> Environment:
        """The theme's templates with their words in a language: an environment once for each."""
        return theme_environment(self._root, language, self._loader, autoescape=True)
