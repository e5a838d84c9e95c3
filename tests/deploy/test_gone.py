"""What is gone: published once, with neither page nor redirect now; and offers that have another name."""

from datetime import timedelta

from tests.app.projects import FIRM, FOLGE, portrait
from tests.deploy.histories import History
from tests.fakes import NOW
from tests.sample import CONSENTS

from kammerton.deploy.gone import gone
from kammerton.domain.published import Published, PublishedPage

REGISTER = "content/daten/einwilligungen.csv"


def rules(history: History) -> str:
    """What Apache is told by the last build."""
    assert history.last is not None
    return history.last.files[".htaccess"].decode()


def answers_gone(history: History, path: str) -> bool:
    """Whether the last build calls a page gone in all three configurations."""
    assert history.last is not None
    nginx, caddy = (history.last.beside[f"server/{file}"].decode() for file in ("nginx/kammerton-website.conf", "caddy/Caddyfile"))
    name = path.rstrip("/")
    found = {f'"^{name.replace("-", chr(92) + "-")}(?:/.*)?$" - [G]' in rules(history), f'"/{name}" {{ return 410; }}' in nginx, f'"/{name}"' in caddy}
    assert len(found) == 1
    return found.pop()


def test_nothing_is_gone_at_first() -> None:
    """A site that only ever grew calls nothing gone, and has the page for it all the same."""
    history = History()
    history.publish()

    assert "[G]" not in rules(history)
    assert history.last is not None
    assert "410.html" in {page.path for page in history.last.pages}


def test_a_firm_that_withdraws_is_gone_with_its_offers() -> None:
    """A revoked consent makes page and offers answer 410, and nothing public names them but the rules of the server."""
    history = History()
    history.files[FIRM] = portrait(stand="2026-02-01\neinwilligung: E-0002")
    history.files[REGISTER] = CONSENTS + "E-0002,web,,\n"
    history.publish()
    history.files[REGISTER] = CONSENTS + "E-0002,web,,2026-05-01\n"
    history.publish()

    assert history.last is not None
    assert answers_gone(history, "betriebe/muster-metall/")
    assert rules(history).count("[G]") == 1
    public = {path: content for path, content in history.last.files.items() if path != ".htaccess"}
    assert [path for path, content in public.items() if b"muster-metall" in content] == []
    history.files[REGISTER] = CONSENTS + "E-0002,web,,\n"
    history.publish()
    assert not answers_gone(history, "betriebe/muster-metall/")


def test_what_waits_again_is_gone_until_its_day() -> None:
    """A date moved into the future withdraws; moving it once more stops nothing, and on its day the page is there."""
    history = History()
    history.publish()
    for day in ("2026-06-05", "2026-06-03"):
        history.files[FIRM] = portrait(datum=day)
        assert "R077" not in history.publish()
        assert answers_gone(history, "betriebe/muster-metall/")
    history.now = NOW + timedelta(days=2)
    history.publish()
    assert not answers_gone(history, "betriebe/muster-metall/")


def test_another_thing_under_a_deleted_name_is_an_error() -> None:
    """What is remembered decides: deleted in one build, and there again with another date in the next."""
    history = History()
    history.files["content/meldungen/neues.md"] = "---\ntitel: Neues\nkurz: Kurz.\ndatum: 2026-05-01\n---\nText.\n"
    history.publish()
    text = str(history.files.pop("content/meldungen/neues.md"))
    assert history.publish() == ["R068"]
    assert answers_gone(history, "neues/neues/")
    history.files["content/meldungen/neues.md"] = text.replace("2026-05-01", "2026-05-30")
    assert history.publish() == ["R077"]
    history.files["content/meldungen/neues.md"] = text
    assert history.publish() == []
    assert not answers_gone(history, "neues/neues/")


def test_an_episode_that_is_withdrawn_is_gone_with_its_recording() -> None:
    """One rule for its folder covers page, recording and transcripts."""
    history = History()
    history.publish()
    history.files[FOLGE] = str(history.files[FOLGE]).replace("titel:", "status: entwurf\ntitel:", 1)
    history.publish()

    assert answers_gone(history, "podcast/001-am-amboss/")
    assert rules(history).count("[G]") == 1


def test_an_offer_with_another_name_redirects() -> None:
    """``frueher`` of an offer leads from its old address, in the firm's old folder as well; without it the address is gone, and told."""
    history = History()
    history.publish()
    history.files[FIRM] = portrait().replace("id: praktikum\n", "id: schnuppern\n    frueher: [praktikum]\n").replace("titel:", "frueher: [metall]\ntitel:", 1)
    assert history.publish() == []
    assert history.last is not None
    new = "/betriebe/muster-metall/schnuppern/"
    assert {old: to for old, to in history.last.redirects.items() if to == new} == {"/betriebe/metall/praktikum/": new, "/betriebe/metall/schnuppern/": new, "/betriebe/muster-metall/praktikum/": new}  # fmt: skip
    history.files[FIRM] = portrait().replace("id: praktikum\n", "id: probetag\n").replace("titel:", "frueher: [metall]\ntitel:", 1)
    assert history.publish() == ["R068"]
    assert answers_gone(history, "betriebe/muster-metall/schnuppern/")


def test_folders_in_which_something_lives_are_left_alone() -> None:
    """A rule for everything below would hide it."""
    manifest = Published(
        pages=tuple(PublishedPage(kind="seite", id=path, address=path) for path in ("alt/", "alt/eins/", "weg/", "weg/mehr/", "a.pdf", "b.pdf"))
    )

    assert gone(manifest, ["alt/zwei/", "b.pdf"], ["/weg/umgezogen/"]) == ("a.pdf", "alt/eins/", "weg/mehr/")
    assert gone(manifest, [], []) == ("a.pdf", "alt/", "b.pdf", "weg/")
