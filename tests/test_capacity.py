"""The capacity plan: what the model says is what docs/capacity.md prints, and it moves the right way."""

import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "bench"))

from capacity import Inputs, class_room, plan, plans, row, table  # noqa: E402

GIVEN = Inputs(100_000)


def test_the_document_prints_what_the_model_says() -> None:
    assert table([row(name, one) for name, one in plans()]) in (ROOT / "docs" / "capacity.md").read_text("utf-8")


def test_published_peaks_come_out_when_servers_stop_at_once() -> None:
    """The two peaks of the published estimate, which counts no idle time."""
    given = replace(GIVEN, idle_hours=0, test_hours=0)
    assert 5_700 < plan(given, True).peak < 5_800
    assert 340 < plan(replace(given, test_hours=0.75), False).peak < 380


def test_reading_outside_the_hub_is_what_saves() -> None:
    static, whole = plan(GIVEN, False), plan(GIVEN, True)
    assert static.hubs == 1
    assert whole.hubs > 1
    assert whole.peak > 10 * static.peak
    assert whole.nodes > 10 * static.nodes


def test_more_of_an_input_never_costs_less() -> None:
    base = plan(GIVEN, True)
    for name in ("learners", "peak_factor", "course_hours", "idle_hours", "server_mb"):
        more = plan(replace(GIVEN, **{name: getattr(GIVEN, name) * 2}), True)
        assert more.memory_gb > base.memory_gb, name
    assert plan(replace(GIVEN, useful_hours=2 * GIVEN.useful_hours), True).peak < base.peak


def test_no_more_servers_than_people() -> None:
    assert plan(Inputs(10, useful_hours=1), True).peak == 10
    assert class_room(Inputs(50)).peak == 30


def test_the_values_follow_the_measurement() -> None:
    import yaml

    memory = yaml.safe_load((ROOT / "deploy" / "kubernetes" / "values.yaml").read_text("utf-8"))["singleuser"]["memory"]
    guarantee, limit = (int(memory[name].rstrip("M")) for name in ("guarantee", "limit"))
    assert GIVEN.server_mb <= guarantee <= 2 * GIVEN.server_mb < limit <= 4 * guarantee
