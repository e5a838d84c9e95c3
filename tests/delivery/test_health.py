"""What is said of the DNS, of providers' rules and of a trial mail, and what to do."""

import pytest

from kammerton.delivery.health import Mark, judge_alignment, judge_arrival, judge_dkim, judge_dmarc, judge_relay_name, judge_size, judge_spf


@pytest.mark.parametrize(
    ("records", "mark"),
    [
        (["v=spf1 mx include:relay.example ~all"], "fine"),
        (["andere=1", "v=spf1 ip4:192.0.2.1 -all"], "fine"),
        (["V=SPF1 a -ALL"], "fine"),
        ([], "trouble"),
        (["v=spf10 -all"], "trouble"),
        (["v=spf1 -all", "v=spf1 mx -all"], "trouble"),
        (["v=spf1 +all"], "trouble"),
        (["v=spf1 mx all"], "trouble"),
        (None, "note"),
    ],
)
def test_spf(records: list[str] | None, mark: Mark) -> None:
    """One record that does not let everybody in; without the DNS the record to publish is said all the same."""
    finding = judge_spf("x.example", records)

    assert finding.mark == mark
    assert (finding.remedy is None) == (mark == "fine")


@pytest.mark.parametrize(
    ("records", "recipients", "mark"),
    [
        (["v=DMARC1; p=reject; rua=mailto:a@x.example"], 10, "fine"),
        (["v=DMARC1;p=none"], 9000, "fine"),
        ([], 10, "note"),
        ([], 5000, "trouble"),
        (["v=DMARC1; rua=mailto:a@x.example"], 10, "note"),
        (["v=DMARC1; p=none", "v=DMARC1; p=reject"], 10, "note"),
        (None, 9000, "note"),
    ],
)
def test_dmarc(records: list[str] | None, recipients: int, mark: Mark) -> None:
    """A duty for those who send much, good advice for all."""
    assert judge_dmarc("x.example", records, recipients).mark == mark


@pytest.mark.parametrize(
    ("records", "mark"),
    [
        (["v=DKIM1; k=rsa; p=" + "A" * 392], "fine"),
        (["v=DKIM1; k=rsa; p=" + "A" * 216], "note"),
        (["v=DKIM1; k=ed25519; p=" + "A" * 44], "fine"),
        (["v=DKIM1; p="], "trouble"),
        (["v=DKIM1; p=??"], "trouble"),
        ([], "trouble"),
        (None, "note"),
    ],
)
def test_dkim(records: list[str] | None, mark: Mark) -> None:
    """A key that is there and long enough."""
    assert judge_dkim("a._domainkey.x.example", records).mark == mark


def test_the_name_of_the_relay() -> None:
    """Its address leads back to a name, or T-Online will not listen."""
    assert judge_relay_name("relay.example", ["192.0.2.1"], ["relay.example"]).mark == "fine"
    assert judge_relay_name("relay.example", ["192.0.2.1"], []).mark == "note"
    assert judge_relay_name("relay.example", None, None).mark == "note"


def test_many_recipients_want_one_click() -> None:
    """From 5,000 on Gmail and Yahoo ask for unsubscribing with one click."""
    assert [judge_size(n, has_service=s).mark for n, s in ((2300, False), (5000, False), (5000, True))] == ["fine", "trouble", "fine"]


def test_envelope_and_sender() -> None:
    """Both on one domain, or one below the other (relaxed alignment)."""
    pairs = [("a@x.example", "b@X.example"), ("a@x.example", "b@zurueck.x.example"), ("a@mail.x.example", "b@x.example"), ("a@x.example", "b@notx.example")]

    assert [judge_alignment(*pair).mark for pair in pairs] == ["fine", "fine", "fine", "note"]


@pytest.mark.parametrize(
    ("header", "mark"),
    [
        ("mx; spf=pass; dkim=pass; dmarc=pass", "fine"),
        ("mx; spf=softfail", "trouble"),
        ("mx; dkim=fail", "trouble"),
        ("mx; none", "note"),
        ("mx; spf=none dkim=neutral", "fine"),
    ],
)
def test_what_the_receiving_server_says(header: str, mark: Mark) -> None:
    """Its own verdict, in its own words."""
    assert judge_arrival([header]).mark == mark
