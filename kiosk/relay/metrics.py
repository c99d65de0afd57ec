"""What the relay tells of itself, in Prometheus' text format."""

from kiosk.prometheus import family
from kiosk.relay.recorder import Recorder
from kiosk.relay.server import RelayCounters


def metrics_text(relay: RelayCounters, recorder: Recorder) -> str:
    """Return the counters since the start; ``kiosk_relay_recording`` is 0 while records fail."""
    rows = (
        ("stations", "gauge", relay.connected, "Stations connected now"),
        ("connections_total", "counter", relay.accepted, "Connections passed on to SteVe"),
        ("refused_total", "counter", relay.refused, "Connections refused"),
        ("replaced_total", "counter", relay.replaced, "Connections replaced by a newer one"),
        ("frames_from_stations_total", "counter", relay.passed.from_stations, "Frames passed on"),
        ("frames_from_steve_total", "counter", relay.passed.from_steve, "Frames passed back"),
        ("answers_replaced_total", "counter", relay.passed.answers_replaced, "Answers replaced"),
        (
            "answers_unrecorded_total",
            "counter",
            relay.passed.answers_unrecorded,
            "Answers of SteVe's that stood because a record failed",
        ),
        ("recording", "gauge", recorder.is_recording, "Whether records can be written"),
        ("records_total", "counter", recorder.counters.written, "Records written"),
        ("records_lost_total", "counter", recorder.counters.lost, "Records given up"),
        ("record_failures_total", "counter", recorder.counters.failures, "Failed writes"),
    )
    return "".join(
        family(f"kiosk_relay_{name}", kind, words, [("", value)])
        for name, kind, value, words in rows
    )
