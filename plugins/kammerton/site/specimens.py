"""The pattern page: every component of the theme with its named examples. It is looked at, never published."""

from dataclasses import dataclass

from markupsafe import Markup

from kammerton.domain.diagnostic import M
from kammerton.site.context import SiteContext
from kammerton.site.views import LinkView, View

SPECIMENS = "muster/"


@dataclass(frozen=True)
class Specimen:
    """One example of a component, as the theme prints it."""

    name: str
    markup: Markup


@dataclass(frozen=True)
class ComponentView:
    """A component with its examples."""

    name: str
    specimens: tuple[Specimen, ...]


@dataclass(frozen=True)
class SpecimensView(View):
    """All components."""

    title: str
    jumps: tuple[LinkView, ...]
    components: tuple[ComponentView, ...]


def specimens_view(context: SiteContext, components: tuple[ComponentView, ...]) -> SpecimensView:
    """The view of the pattern page."""
    title = context.t(M("Muster"))
    return SpecimensView(
        frame=context.frame(),
        head=context.head(SPECIMENS, title, context.t(M("Jeder Baustein des Themes mit seinen Beispielen.")), indexed=False),
        title=title,
        jumps=tuple(LinkView(component.name, f"#baustein-{component.name}") for component in components),
        components=components,
    )
