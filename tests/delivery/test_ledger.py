"""The rules of sending: what each reply makes of a message."""

import pytest

from kammerton.delivery.ledger import (
    LOST,
    MOST_ATTEMPTS,
    Connection,
    Reply,
    State,
    Step,
    decide,
    found_interrupted,
    without_address,
)


def test_only_the_reply_to_the_final_dot_makes_a_message_sent() -> None:
    """2xx earlier in the conversation promises nothing."""
    made = {step: decide(Reply(step, 250), 0).state for step in Step}

    assert [step for step, state in made.items() if state is State.SENT] == [Step.CONTENT]


@pytest.mark.parametrize("step", [step for step in Step if step is not Step.CONTENT])
def test_a_connection_lost_before_the_content_is_tried_again(step: Step) -> None:
    """Nothing was handed over; nobody can have got it."""
    decision = decide(Reply(step, LOST), 0)

    assert (decision.state, decision.connection, decision.rests) == (State.QUEUED, Connection.RENEW, True)


def test_a_connection_lost_after_data_leaves_it_unknown() -> None:
    """The relay may have taken the message; it is never sent once more by itself."""
    assert decide(Reply(Step.CONTENT, LOST), 0).state is State.UNKNOWN


def test_a_reply_nobody_understands_after_the_content_leaves_it_unknown() -> None:
    """A reply outside of SMTP says nothing about the message, before the content it is tried again."""
    assert decide(Reply(Step.CONTENT, -1), 0).state is State.UNKNOWN
    assert decide(Reply(Step.RECIPIENT, 354), 0).state is State.QUEUED


@pytest.mark.parametrize("step", [Step.RECIPIENT, Step.DATA, Step.CONTENT])
def test_a_permanent_refusal_ends_it(step: Step) -> None:
    """5xx about the recipient or the message is final, and the next one is tried on the same connection."""
    decision = decide(Reply(step, 550, "5.1.1 unknown"), 0)

    assert (decision.state, decision.connection, decision.rests) == (State.REFUSED, Connection.RESET, False)


@pytest.mark.parametrize("step", [Step.CONNECT, Step.SENDER])
def test_who_refuses_us_ends_the_run_not_the_message(step: Step) -> None:
    """5xx before a recipient was named would refuse everybody; nobody is lost."""
    decision = decide(Reply(step, 550), 0)

    assert (decision.state, decision.connection) == (State.QUEUED, Connection.END)


def test_a_passing_refusal_waits_longer_each_time_and_is_given_up_in_the_end() -> None:
    """4xx backs off exponentially up to an hour; the tenth makes the message undeliverable."""
    decisions = [decide(Reply(Step.RECIPIENT, 451, "4.7.1 greylisted"), attempts) for attempts in range(MOST_ATTEMPTS)]

    assert [d.wait for d in decisions[:-1]] == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]
    assert {d.state for d in decisions[:-1]} == {State.QUEUED}
    assert decisions[-1].state is State.UNDELIVERABLE


@pytest.mark.parametrize("reply", [Reply(Step.RECIPIENT, 421), Reply(Step.CONTENT, 421), Reply(Step.SENDER, 450), Reply(Step.RECIPIENT, 452, "4.3.1 no space")])
def test_a_relay_in_trouble_gets_a_rest_and_costs_nobody_their_mail(reply: Reply) -> None:
    """421, 4xx to the sender and 452 are about the relay: however often it happens, nothing is given up."""
    decision = decide(reply, MOST_ATTEMPTS + 5)

    assert (decision.state, decision.rests) == (State.QUEUED, True)
    assert decision.connection is (Connection.RENEW if reply.code == 421 else Connection.RESET)


def test_a_full_mailbox_is_the_recipients_own() -> None:
    """452 with 4.2.2 says nothing about the relay; the others do not wait for it."""
    assert not decide(Reply(Step.RECIPIENT, 452, "4.2.2 mailbox full"), 0).rests


def test_what_was_on_its_way_is_sent_again_only_if_it_surely_did_not_leave() -> None:
    """A folder knows what lies in it; a relay cannot be asked."""
    assert [found_interrupted(answer) for answer in (True, False, None)] == [State.SENT, State.QUEUED, State.UNKNOWN]


def test_a_kept_reply_names_nobody() -> None:
    """A person can be forgotten; what the relay said of them stays, in one short line."""
    kept = without_address("550 5.1.1 <Leser@Betrieb.example>\r\n leser@betrieb.example: " + "x" * 500, "leser@betrieb.example")

    assert kept.startswith("550 5.1.1 <…> …: xxx")
    assert len(kept) == 200
