"""Sending, with a relay that says what it is told to."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.app.proofs import TEMPLATES, proofs
from tests.app.sending import (
    AWAY,
    BUSY,
    DROPPED,
    GREY,
    ISSUE,
    NOW,
    UNKNOWN_USER,
    FakeClock,
    FakeLetters,
    FakeReaders,
    FakeRelay,
    FakeWatch,
    planned,
    states,
)
from tests.fakes import WORDS

from kammerton.adapters.ledger import FileLedger
from kammerton.app.letters import IssueLetters, trial_letter
from kammerton.app.reconcile import settle_by_log, settle_by_word
from kammerton.app.send import Sender, World, assigned, queue_again, settle_interrupted, window_of
from kammerton.delivery.ledger import Reply, State, Step
from kammerton.delivery.relay_log import RelayLog
from kammerton.delivery.subscriber import Subscriber
from kammerton.delivery.window import Window
from kammerton.domain.diagnostic import SetupError
from kammerton.domain.settings import SendingSettings
from kammerton.newsletter.addressee import Recipient
from kammerton.newsletter.mail import make_template

FREE = Window(None, timedelta(minutes=30))


class Scene:
    """One sending with its stand-ins."""

    def __init__(self, folder: Path, *ids: str) -> None:
        self.ledger, self.relay, self.readers = planned(folder, ids), FakeRelay(), FakeReaders(*ids)
        self.clock, self.watch = FakeClock(), FakeWatch()

    def run(self, window: Window = FREE, letters: FakeLetters | None = None) -> None:
        world = World(self.ledger, self.relay, self.readers, self.clock, self.watch)
        Sender(world, letters or FakeLetters(), window).run(ISSUE)

    @property
    def states(self) -> dict[str, State]:
        return states(self.ledger)


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """Three readers, all planned."""
    made = Scene(tmp_path, "a", "b", "c")
    yield made
    made.ledger.close()


def test_everybody_gets_it_once_over_one_connection(scene: Scene) -> None:
    """One message each, and a second run sends nothing more."""
    scene.run()
    scene.run()

    assert scene.relay.taken == [b"/a", b"/b", b"/c"]
    assert set(scene.states.values()) == {State.SENT}
    assert scene.watch.steps == 3


def test_the_intent_is_durable_before_the_message_leaves(scene: Scene, tmp_path: Path) -> None:
    """While the relay takes the message, another look into the file finds it on its way, and the one before as sent."""
    seen = []
    finish = scene.relay.finish

    def look(message: bytes, message_id: str) -> Reply:
        other = FileLedger(tmp_path / "versand.db")
        seen.append([states(other)[id_] for id_ in "abc"])
        other.close()
        return finish(message, message_id)

    scene.relay.finish = look  # type: ignore[method-assign]
    scene.run()

    assert seen == [
        [State.SENDING, State.QUEUED, State.QUEUED],
        [State.SENT, State.SENDING, State.QUEUED],
        [State.SENT, State.SENT, State.SENDING],
    ]


def test_greylisting_waits_and_succeeds(scene: Scene) -> None:
    """The others go first; the relay is not held open for the minute of waiting."""
    scene.relay.script = {"b": [GREY, GREY]}
    scene.run()

    assert scene.relay.taken == [b"/a", b"/c", b"/b"]
    assert scene.clock.waited == [60.0, 120.0]
    assert scene.relay.calls.count("close") == 3
    assert scene.ledger.in_state(ISSUE, State.SENT)[1].attempts == 3


def test_a_refusal_costs_only_its_own(scene: Scene) -> None:
    """5xx is kept with the relay's words, without the address; the others get their message."""
    scene.relay.script = {"a": [replace(UNKNOWN_USER, text="5.1.1 <a@betrieb.example> unknown")]}
    scene.run()

    assert scene.states == {"a": State.REFUSED, "b": State.SENT, "c": State.SENT}
    assert scene.ledger.in_state(ISSUE, State.REFUSED)[0].reply == "550 5.1.1 <…> unknown"
    assert "reset" in scene.relay.calls


def test_a_busy_relay_is_left_and_called_again(scene: Scene) -> None:
    """421 closes the connection, the relay gets a rest, and the recipient their message a little later."""
    scene.relay.script = {"a": [BUSY]}
    scene.run()

    assert set(scene.states.values()) == {State.SENT}
    assert scene.clock.waited[0] == 5.0
    assert scene.relay.calls[1] == "close"


def test_a_broken_connection_leaves_it_unclear_and_is_never_repeated(scene: Scene) -> None:
    """Neither this run nor the next sends it once more."""
    scene.relay.script = {"b": [DROPPED]}
    scene.run()
    scene.run()

    assert scene.states["b"] is State.UNKNOWN
    assert scene.relay.taken == [b"/a", b"/c"]


def test_who_unsubscribes_meanwhile_gets_nothing(scene: Scene) -> None:
    """Asked again right before sending."""
    scene.readers.gone = {"b"}
    scene.run()

    assert scene.states["b"] is State.SKIPPED
    assert scene.relay.taken == [b"/a", b"/c"]


def test_who_unsubscribes_while_the_relay_makes_us_wait_gets_nothing(scene: Scene) -> None:
    """The question comes after the waiting, not before."""
    sleep = scene.clock.sleep

    def leave(seconds: float) -> None:
        scene.readers.gone = {"b"}
        sleep(seconds)

    scene.clock.sleep = leave  # type: ignore[method-assign]
    scene.run(Window(1, timedelta(minutes=30)))

    assert scene.relay.taken == [b"/a", b"/c"]


def test_the_limit_of_the_relay_is_kept_across_runs(scene: Scene) -> None:
    """One in 30 minutes: each waits for the one before, and what an earlier run sent is known to the next."""
    settings = SendingSettings(limit=1, minutes=30)
    scene.run(window_of(settings, scene.ledger, scene.clock))

    assert scene.clock.waited == [1800.0, 1800.0]
    assert window_of(settings, scene.ledger, scene.clock).wait(scene.clock.now()) == 1800.0
    assert scene.watch.told == [1800.0 * 2, 1800.0, 0.0]


def test_a_relay_that_stays_away_ends_the_run_and_loses_nobody(scene: Scene) -> None:
    """After a dozen rests, each longer than the one before, the program goes home; everybody is still in the queue."""
    scene.relay.script = {id_: [AWAY] * 20 for id_ in "abc"}

    with pytest.raises(SetupError) as told:
        scene.run()

    assert "Connection refused" in WORDS.text(told.value.message)
    assert set(scene.states.values()) == {State.QUEUED}
    assert {5.0, 10.0, 20.0, 40.0, 80.0, 160.0, 320.0, 600.0} <= set(scene.clock.waited)


def test_a_relay_that_refuses_us_ends_the_run_at_once(scene: Scene) -> None:
    """A refused sender is nobody's fault who should get the message."""
    scene.relay.script = {"a": [Reply(Step.SENDER, 550, "5.7.1 not allowed")]}

    with pytest.raises(SetupError) as told:
        scene.run()

    assert "5.7.1 not allowed" in WORDS.text(told.value.message)
    assert set(scene.states.values()) == {State.QUEUED}


def test_too_many_failures_stop(tmp_path: Path) -> None:
    """The sixth of the first hundred; the next call goes on with the others, and may try the refused again."""
    ids = [f"{n:03}" for n in range(40)]
    scene = Scene(tmp_path, *ids)
    scene.relay.script = {id_: [UNKNOWN_USER] for id_ in ids[:8]}

    with pytest.raises(SetupError) as told:
        scene.run()
    assert "6 der letzten 6" in WORDS.text(told.value.message)
    assert list(scene.states.values()).count(State.REFUSED) == 6

    scene.run()
    queue_again(scene.ledger, scene.ledger.in_state(ISSUE, State.REFUSED))
    scene.run()
    assert set(scene.states.values()) == {State.SENT}
    assert len(scene.relay.taken) == len(set(scene.relay.taken)) == 40
    scene.ledger.close()


def test_a_full_disk_ends_the_run_and_nobody_is_lost_or_gets_it_twice(tmp_path: Path) -> None:
    """A sentence; with room again the same call goes on, and at most the message in between stays unclear."""
    scene = Scene(tmp_path, *(f"{n:04}" for n in range(1000)))
    scene.relay.script = {f"{n:04}": [Reply(Step.CONTENT, 250, "2.0.0 queued as " + "x" * 180)] for n in range(1000)}
    database = scene.ledger._database
    database.value(f"PRAGMA max_page_count={database.value('PRAGMA page_count')}")
    with pytest.raises(SetupError) as told:
        scene.run()
    assert "Festplatte ist voll" in WORDS.text(told.value.message)
    scene.ledger.close()

    scene.ledger = FileLedger(tmp_path / "versand.db")
    scene.run()
    assert set(scene.states.values()) <= {State.SENT, State.UNKNOWN}
    assert list(scene.states.values()).count(State.UNKNOWN) <= 1
    assert len(scene.relay.taken) == len(set(scene.relay.taken)) == 1000
    scene.ledger.close()


def test_an_interruption_finishes_the_message_and_keeps_the_rest(scene: Scene) -> None:
    """Ctrl+C leaves nothing unclear."""
    finish = scene.relay.finish

    def interrupt(message: bytes, message_id: str) -> Reply:
        scene.clock.is_interrupted = True
        return finish(message, message_id)

    scene.relay.finish = interrupt  # type: ignore[method-assign]
    scene.run()

    assert scene.states == {"a": State.SENT, "b": State.QUEUED, "c": State.QUEUED}


@pytest.mark.parametrize(("known", "state"), [(None, State.UNKNOWN), (True, State.SENT), (False, State.QUEUED)])
def test_what_was_on_its_way_when_the_program_died(scene: Scene, known: bool | None, state: State) -> None:
    """Unclear with a relay; a folder is looked into."""
    scene.ledger.intend(replace(scene.ledger.due(ISSUE, NOW, 1)[0], state=State.SENDING, tried_at=NOW))
    scene.relay.known = known
    settle_interrupted(scene.ledger, scene.relay, ISSUE)

    assert scene.states["a"] is state


def unclear(scene: Scene) -> None:
    """B is unclear, a and c are sent."""
    scene.relay.script = {"b": [DROPPED]}
    scene.run()


def test_the_log_of_another_server_settles_nothing(scene: Scene) -> None:
    """Where none of the surely sent messages stands in a log, a missing one proves nothing."""
    unclear(scene)
    log = RelayLog(first=NOW - timedelta(hours=1), last=NOW + timedelta(hours=1))

    assert not settle_by_log(scene.ledger, ISSUE, log).is_our_relay
    assert scene.states["b"] is State.UNKNOWN


@pytest.mark.parametrize(("taken", "state"), [({"a", "b"}, State.SENT), ({"a"}, State.QUEUED)])
def test_the_relays_log_settles_what_is_unclear(scene: Scene, taken: set[str], state: State) -> None:
    """There: sent. Missing in a log that covers the time: never arrived, and queued again."""
    unclear(scene)
    names = {f"<{ISSUE}.{id_}@probe.example>" for id_ in taken}
    settle_by_log(scene.ledger, ISSUE, RelayLog(names, set(), NOW - timedelta(hours=1), NOW + timedelta(hours=1)))

    assert scene.states["b"] is state


@pytest.mark.parametrize(("arrived", "state"), [(True, State.SENT), (False, State.QUEUED)])
def test_a_persons_word_settles_what_is_unclear(scene: Scene, arrived: bool, state: State) -> None:
    """The operator says so, explicitly."""
    unclear(scene)

    assert settle_by_word(scene.ledger, ISSUE, arrived=arrived) == 1
    assert scene.states["b"] is state


# ---------------------------------------------------------------------------------------------------- planning, messages


def test_an_address_gets_one_edition() -> None:
    """Who belongs to two audiences gets the first edition that fits."""
    _, (firms,) = proofs()
    schools = replace(
        firms.view, composition=replace(firms.view.composition, edition=replace(firms.view.composition.edition, name="schulen", audiences=("schulen",)))
    )
    first = replace(
        firms.view, composition=replace(firms.view.composition, edition=replace(firms.view.composition.edition, name="betriebe", audiences=("betriebe",)))
    )
    readers = FakeReaders("a", "b", "c", audiences={"a": ("betriebe",), "b": ("betriebe", "schulen"), "c": ("schulen",)})

    assert list(assigned(readers, [first, schools])) == [
        ("a", "betriebe", "<2026-03.betriebe.a@probe.example>"),
        ("b", "betriebe", "<2026-03.betriebe.b@probe.example>"),
        ("c", "schulen", "<2026-03.schulen.c@probe.example>"),
    ]


def test_the_message_is_the_issues_and_comes_back_to_its_recipient() -> None:
    """The same bytes as the template makes, under the Message-ID of the ledger; the return mailbox and the way out have different tokens."""
    _, (proof,) = proofs()
    readers, subscriber = FakeReaders("abcdefgh"), FakeReaders().get("abcdefgh")
    sender, message = IssueLetters({"": proof.view}, TEMPLATES, readers.tokens, lambda signed: signed).letter("", subscriber, NOW)
    recipient = Recipient(subscriber.id, readers.tokens.make("unsubscribe", subscriber.id), subscriber.address, subscriber.confirmed_on)  # type: ignore[arg-type]

    assert message == next(make_template(proof.view, TEMPLATES, NOW).for_each([recipient]))
    assert b"Message-ID: <2026-03.abcdefgh@probe.example>\r\n" in message
    assert sender == f"brief+{readers.tokens.make('bounce', subscriber.id)}@probe.example"
    assert b"List-Unsubscribe-Post" not in message


def test_words_stay_and_the_date_follows_while_sending_takes_hours() -> None:
    """An old date looks like spam; everything else is the same in the last message as in the first."""
    _, (proof,) = proofs()
    letters = IssueLetters({"": proof.view}, TEMPLATES, FakeReaders().tokens, lambda signed: signed)
    subscriber: Subscriber = FakeReaders().get("abcdefgh")
    first, soon, late = (letters.letter("", subscriber, NOW + timedelta(minutes=minutes))[1].splitlines() for minutes in (0, 9, 200))

    assert first == soon
    assert [(a, b) for a, b in zip(first, late, strict=True) if a != b] == [
        (b"Date: Sun, 15 Mar 2026 11:00:00 +0100", b"Date: Sun, 15 Mar 2026 14:20:00 +0100")
    ]


def test_a_test_is_marked_and_known_to_nobody() -> None:
    """„[Test]“ stands before the subject; no token of it opens anything."""
    _, (proof,) = proofs()
    letter = trial_letter(proof, TEMPLATES, "ich@rathaus.example", NOW)

    assert b"Subject: [Test] Neues aus der Probe\r\n" in letter.message
    assert b"To: ich@rathaus.example\r\n" in letter.message
    assert letter.message_id.startswith("<2026-03.test")
    with pytest.raises(SetupError):
        trial_letter(proof, TEMPLATES, "ich@rathaus.example\nBcc: alle@x.example", NOW)
