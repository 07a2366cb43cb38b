"""How much of a cluster, or of one server, so many learners need: the model behind docs/capacity.md.

    python bench/capacity.py                            the three plans of docs/capacity.md
    python bench/capacity.py --learners 30000 --months 3  one plan of your own, static and in the hub

Every input is a field below with where it comes from. Nothing here is exact to more than a factor of two: what it is
good for is the order of magnitude, and which input matters.
"""

import argparse
import math
from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Inputs:
    """What goes in; `M` was measured here, `P` published by others, `A` is an assumption to be replaced by your own."""

    learners: int
    #: A: a campaign's useful hours: 40 a week, 26 weeks.
    useful_hours: float = 1040
    #: P: classes and campaigns peak at several times their mean; anchors 4.2 takes 5.
    peak_factor: float = 5
    #: M: the course is eight modules of 90 minutes; the test is one sitting of 45 minutes.
    course_hours: float = 12
    test_hours: float = 0.75
    #: A: a server runs on for the culler's hour after its last request; the tab is closed or asleep.
    idle_hours: float = 1.0
    #: A: sittings in which a learner does the whole course; the test is one.
    sittings: int = 8
    #: M: bench/memory.py, private memory of one learner's server with no kernel, MB.
    server_mb: float = 71
    #: M: the same, stock JupyterLab with one kernel.
    stock_mb: float = 212
    #: A: of a node's memory, for system, kubelet and image cache; 110 pods is Kubernetes' own default (P).
    node_gb: float = 16
    node_reserve: float = 0.15
    pods_per_node: int = 100
    #: P: beyond this one hub is split (JupyterHub's own advice: several thousand).
    hub_limit: int = 2000
    #: A: kept of a learner: progress, answers, result page, Jupyter's own files.
    learner_mb: float = 1.0
    #: M: bench/grading.py, ms a learner from 5,000 on, 25 at 1,000, 35 at 200.
    grade_ms: float = 18
    #: P: a stock autograde, seconds a hand-in (anchors 4.1); most of it is a kernel's start.
    stock_grade_s: float = 2.3
    #: seconds between a server's reports to the hub; the chart's default is 300.
    activity_s: float = 3600


@dataclass(frozen=True)
class Plan:
    """What comes out."""

    mean: float
    peak: int
    memory_gb: float
    stock_memory_gb: float
    nodes: int
    hubs: int
    storage_gb: float
    api_per_s: float
    starts_per_min: float
    grading_min: float
    stock_grading_h: float


def plan(given: Inputs, reading_in_hub: bool) -> Plan:
    """Work it out, with reading in the hub or on the static site."""
    busy = given.course_hours + given.test_hours if reading_in_hub else given.test_hours
    sittings = given.sittings + 1 if reading_in_hub else 1
    server_hours = given.learners * (busy + sittings * given.idle_hours)
    mean = server_hours / given.useful_hours
    peak = min(given.learners, math.ceil(given.peak_factor * mean))
    per_node = min(given.pods_per_node, int(given.node_gb * 1024 * (1 - given.node_reserve) // given.server_mb))
    starts = given.peak_factor * given.learners * sittings / given.useful_hours / 60
    return Plan(
        mean=mean,
        peak=peak,
        memory_gb=peak * given.server_mb / 1024,
        stock_memory_gb=peak * given.stock_mb / 1024,
        nodes=math.ceil(peak / per_node),
        hubs=math.ceil(peak / given.hub_limit),
        storage_gb=given.learners * given.learner_mb / 1024,
        api_per_s=peak / given.activity_s + starts / 60 * 6,  # a log-in and a start are about six calls
        starts_per_min=starts,
        grading_min=given.learners * _grade_ms(given) / 60_000,
        stock_grading_h=given.learners * given.stock_grade_s / 3600,
    )


def _grade_ms(given: Inputs) -> float:
    """Return ms a learner: small classes pay more of the start (bench/grading.py)."""
    return max(given.grade_ms, 35 if given.learners <= 200 else 25 if given.learners <= 1000 else 0)


def class_room(given: Inputs, at_once: float = 0.6) -> Plan:
    """Return the plan of a class that comes together: 40 to 60 % work at the same moment (P: TLJH)."""
    together = math.ceil(given.learners * at_once)
    whole = plan(given, reading_in_hub=True)
    return replace(
        whole,
        peak=together,
        memory_gb=together * given.server_mb / 1024,
        stock_memory_gb=together * given.stock_mb / 1024,
        nodes=1,
        hubs=1,
        api_per_s=together / given.activity_s + together * 6 / 600,  # all come within ten minutes
        starts_per_min=together / 10,
    )


#: (what it is called, whether it reads in the hub, plan)
def plans() -> list[tuple[str, Plan]]:
    """Return the plans of docs/capacity.md."""
    made = [("a class of 50, together", class_room(Inputs(50)))]
    for learners in (10_000, 100_000):
        for in_hub, where in ((False, "static, test in hub"), (True, "all in hub")):
            made.append((f"{learners:,}, {where}", plan(Inputs(learners), in_hub)))
    return made


HEAD = ("plan", "peak", "GB", "stock GB", "nodes", "hubs", "disk GB", "API/s", "starts/min", "grading min", "stock h")


def row(name: str, one: Plan) -> tuple[str, ...]:
    """Return one line of the table."""
    return (
        name,
        f"{one.peak:,}",
        f"{one.memory_gb:.1f}",
        f"{one.stock_memory_gb:.1f}",
        str(one.nodes),
        str(one.hubs),
        f"{one.storage_gb:.1f}",
        f"{one.api_per_s:.2f}",
        f"{one.starts_per_min:.1f}",
        f"{one.grading_min:.2f}",
        f"{one.stock_grading_h:.2f}",
    )


def table(rows: list[tuple[str, ...]]) -> str:
    """Return the table as Markdown, as it stands in docs/capacity.md."""
    lines = [HEAD, ("---",) + ("---:",) * (len(HEAD) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def main() -> None:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--learners", type=int)
    words.add_argument("--months", type=float, default=6)
    words.add_argument("--peak-factor", type=float, default=5)
    chosen = words.parse_args()
    if chosen.learners is None:
        print(table([row(name, one) for name, one in plans()]))
        return
    hours = 1040 / 6 * chosen.months
    given = Inputs(chosen.learners, useful_hours=hours, peak_factor=chosen.peak_factor)
    print(table([row(where, plan(given, in_hub)) for in_hub, where in ((False, "static"), (True, "all in hub"))]))


if __name__ == "__main__":
    main()
