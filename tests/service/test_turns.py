"""Whoever waits for the text model is known to wait, before a turn, during it and between two."""

from threading import Event, Thread

from service.turns import Turns


def test_whoever_has_a_turn_waits_for_one_or_takes_several_is_known() -> None:
    turns = Turns()
    assert not turns.wanted
    with turns.first():
        assert turns.wanted
        with turns:
            assert turns.wanted
        assert turns.wanted
    assert not turns.wanted


def test_one_has_the_turn_at_a_time_and_whoever_gives_up_waits_no_more() -> None:
    turns, inside, leave = Turns(), Event(), Event()

    def work() -> None:
        with turns:
            inside.set()
            leave.wait()

    thread = Thread(target=work)
    thread.start()
    inside.wait()
    assert not turns.acquire(timeout=0.01)
    leave.set()
    thread.join()
    assert not turns.wanted
    assert turns.acquire(timeout=0.01)
    turns.release()
    assert not turns.wanted
