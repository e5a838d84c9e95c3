"""Who answers, as pages show it."""

from kammerton.domain.contact import Contact
from kammerton.domain.diagnostic import M
from kammerton.site.context import SiteContext
from kammerton.site.views import ContactView


def contact_view(context: SiteContext, contact: Contact, heading: str, *, lines: tuple[str, ...] = (), promise: str = "") -> ContactView:
    """A contact; a person's name is shown until its stated day, the role always."""
    named = contact.valid_until is not None and contact.valid_until >= context.library.today
    languages = context.words.all_of(context.words.language_name(tag) for tag in contact.languages)
    told = (contact.hours or "", context.t(M("Sprachen: {languages}", languages=languages)) if languages else "", *lines)
    phone_link = "".join(c for c in contact.phone or "" if c in "+0123456789")
    return ContactView(
        heading,
        contact.role,
        (contact.name or "") if named else "",
        contact.email or "",
        contact.phone or "",
        phone_link,
        tuple(filter(None, told)),
        promise,
    )
