"""The receipt on paper: asked for by a rider, printed once."""

from kiosk.domain.commands import PrintReceipt
from kiosk.domain.snapshot import Printing
from tests.builders import Kiosk
from tests.unit.domain.test_costs import charged, issue


def ended() -> tuple[Kiosk, str]:
    story = charged().finish()
    story.wait(31)
    return story, issue(story)


def printing(story: Kiosk) -> Printing | None:
    return story.snapshot().printing


def test_many_taps_print_once() -> None:
    story, text = ended()
    assert printing(story) is None
    assert story.ask_for_paper() == (PrintReceipt(1, text),)
    assert printing(story) is Printing.UNDER_WAY
    assert story.ask_for_paper() == ()
    story.session.paper.finished(text, done=True)
    assert printing(story) is Printing.DONE
    assert story.ask_for_paper() == ()


def test_what_failed_may_be_tried_again() -> None:
    story, text = ended()
    story.ask_for_paper()
    story.session.paper.finished(text, done=False)
    assert printing(story) is Printing.FAILED
    assert story.ask_for_paper() == (PrintReceipt(1, text),)


def test_without_a_receipt_there_is_nothing_to_print() -> None:
    story = charged().finish()
    assert story.ask_for_paper() == ()
    assert printing(story) is None


def test_the_next_rider_begins_without_paper() -> None:
    story, first = ended()
    story.ask_for_paper()
    story.dismiss()
    assert printing(story) is None
    story.session.paper.finished(first, done=True)
    story.unplug()
    story.plug().start().finish()
    story.wait(31)
    second = issue(story)
    story.session.paper.finished(first, done=False)
    assert printing(story) is None
    assert story.ask_for_paper() == (PrintReceipt(1, second),)


def test_it_ends_with_the_countdown() -> None:
    story, _ = ended()
    story.ask_for_paper()
    story.unplug()
    assert printing(story) is Printing.UNDER_WAY
    story.wait(61)
    assert printing(story) is None
