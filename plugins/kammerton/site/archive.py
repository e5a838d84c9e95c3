"""The newsletter archive: theme pages from the same blocks as the mails."""

from collections.abc import Iterator

from kammerton.domain.addresses import ISSUES, THANKS, issue_path, page_path, topic_feed_path
from kammerton.domain.diagnostic import M
from kammerton.domain.issue import Issue
from kammerton.domain.moments import ZONE
from kammerton.rendering.composition import Composition, Section
from kammerton.rendering.consent_words import consent_text
from kammerton.rendering.html import to_html
from kammerton.rendering.labels import AUDIENCES
from kammerton.rendering.signup import Box, SignupForm
from kammerton.site.cards import entry_card, issue_card
from kammerton.site.context import SiteContext
from kammerton.site.paging import Listing, first_page, further_pages
from kammerton.site.parts import Part
from kammerton.site.pictures import pictures, remaining, shown
from kammerton.site.views import ArchiveView, CardGroup, IssueView, LinkView, MissingView, SectionView, SitePage


def archive_parts(context: SiteContext) -> Iterator[Part]:
    """The list of issues and the page of each."""
    yield Part("newsletter", _list_pages)
    if context.library.settings.newsletter.service:
        yield Part("newsletter danke", _thanks_page)
    issues = (None, *context.library.issues, None)
    yield from (Part(f"ausgabe/{issue.id}", _issue_page, around) for around in zip(issues, issues[1:], issues[2:], strict=False) if (issue := around[1]))


def _list_pages(context: SiteContext) -> Iterator[SitePage]:
    listing = _listing(context)
    yield SitePage(ISSUES, "archive.html", _archive(context, listing))
    yield from further_pages(context, listing)


def _thanks_page(context: SiteContext) -> SitePage:
    return SitePage(THANKS, "missing.html", _thanks(context))


def _issue_page(context: SiteContext, newer: Issue | None, issue: Issue, older: Issue | None) -> SitePage:
    around = (context.composition(other).issue if other else None for other in (older, newer))
    return SitePage(issue_path(issue.id), "issue.html", _issue(context, context.composition(issue), *around))


def _listing(context: SiteContext) -> Listing:
    issues = context.library.listed(context.composition(issue).issue for issue in context.library.issues)
    intro = context.t(
        M("Einmal im Monat per E-Mail: neue Folgen, neue Betriebe, offene Plätze. Für Betriebe in der Region {region}.", region=context.library.settings.region)
    )
    cards = tuple(issue_card(context, issue) for issue in issues)
    return Listing(ISSUES, context.library.settings.newsletter.title, intro, "", (CardGroup("", "ausgaben", cards),), kind="picture")


def _archive(context: SiteContext, listing: Listing) -> ArchiveView:
    newsletter = context.library.settings.newsletter
    groups, pager = first_page(context, listing)
    issues = tuple(card for group in groups for card in group.cards)
    return ArchiveView(
        frame=context.frame(ISSUES),
        head=context.head(ISSUES, listing.title, listing.intro),
        title=listing.title,
        intro=listing.intro,
        issues=issues,
        pager=pager,
        subscribe=f"mailto:{newsletter.reply_to}?subject={context.t(M('Newsletter bestellen')).replace(' ', '%20')}",
        signup=_signup(context),
        feed=context.link(topic_feed_path(ISSUES)) if issues else "",
    )


def _signup(context: SiteContext) -> SignupForm | None:
    newsletter = context.library.settings.newsletter
    if newsletter.service is None:
        return None
    choices = tuple(Box(audience, context.t(AUDIENCES[audience]), is_chosen=True) for audience in newsletter.audiences)
    return SignupForm(f"{newsletter.service}/anmelden", consent_text(context.words, newsletter), context.link(page_path("datenschutz")), choices)


def _thanks(context: SiteContext) -> MissingView:
    """Where the service leads after the form was sent: the same page whoever it was."""
    title = context.t(M("Fast geschafft"))
    text = context.t(
        M(
            "Wir haben Ihnen eine E-Mail geschickt. Öffnen Sie den Link darin und drücken Sie den Knopf; erst dann bekommen Sie den Newsletter. Nichts angekommen? Sehen Sie im Spam-Ordner nach."
        )
    )
    ways = (LinkView(context.t(M("Zu allen Ausgaben")), context.link(ISSUES)),)
    return MissingView(context.frame(ISSUES), context.head(THANKS, title, text, indexed=False), title, text, ways, ())


def _issue(context: SiteContext, composition: Composition, older: Issue | None, newer: Issue | None) -> IssueView:
    issue = composition.issue
    day = context.words.day(issue.published.astimezone(ZONE).date())
    return IssueView(
        frame=context.frame(ISSUES),
        head=context.head(issue_path(issue.id), issue.subject, issue.teaser),
        picture=shown(context, issue.image, is_first=True),
        pictures=remaining(context, issue),
        title=issue.title,
        subject=issue.subject,
        kicker=f"{context.t(M('Ausgabe {number}', number=issue.number))} · {day}",
        sections=tuple(
            SectionView(
                section.heading,
                to_html(section.document, context.links.in_site, pictures=pictures(context, issue)),
                tuple(entry_card(context, entry) for entry in section.entries),
                _audience(context, issue, section),
            )
            for section in composition.sections
        ),
        previous=_neighbour(context, older),
        next=_neighbour(context, newer),
    )


def _neighbour(context: SiteContext, issue: Issue | None) -> LinkView | None:
    return LinkView(issue.subject, context.link(issue_path(issue.id))) if issue else None


def _audience(context: SiteContext, issue: Issue, section: Section) -> str:
    """In whose edition alone a part stood; nothing where everybody got it."""
    if not section.audience or len(issue.editions) == 1:
        return ""
    return context.t(M("Nur in der Fassung für: {audiences}", audiences=", ".join(context.t(AUDIENCES[audience]) for audience in section.audience)))
