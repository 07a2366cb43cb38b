"""How much faster tests are marked without a kernel: stock `nbgrader autograde` and ours on the same hand-ins.

    python bench/grading.py [HAND-INS]

Both run in one sitting, ours first and last, each as a command of its own with its start-up. Trust the
ratio, not the seconds.
"""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import grading_helpers as small
from nbparcours.grading.nbgrader_adapter import grade, release

SESSION, NAME = "bench", "final-test-bench"


def prepare(folder: Path, count: int) -> Path:
    """Release, let `count` learners hand in, and collect; return the trainer's folder."""
    places = small.home(folder)
    course = small.read(places)
    release(course, places, SESSION)
    for number in range(count):
        learner = f"learner-{number:04}"
        drawn = small.drawn(course, SESSION, learner).values()
        answer = (small.right, small.partial)[number % 2]
        small.Learner(places, course, learner, SESSION).hand_in({item: answer(course, item) for item in drawn})
    grade(course, places, SESSION)
    return places.trainer


def timed(folder: Path, *words: str) -> float:
    """Run a command of nbgrader's and return how long it took."""
    start = time.perf_counter()
    done = small.nbgrader(folder, *words)
    if done.returncode:
        sys.exit(done.stderr)
    return time.perf_counter() - start


def copied(trainer: Path, folder: Path, config: str) -> Path:
    """Make a course folder of the same hand-ins with a gradebook of its own."""
    folder.mkdir()
    for step in ("source", "release", "submitted"):
        shutil.copytree(trainer / step, folder / step)
    (folder / "nbgrader_config.py").write_text(config, "utf-8")
    timed(folder, "generate_assignment", NAME, "--force")
    return folder


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    work = Path(tempfile.mkdtemp(prefix="nbparcours-bench-"))
    os.environ["NBPARCOURS_HOME"], os.environ["NBPARCOURS_DATA"] = str(work / "home"), str(work / "data")
    trainer = prepare(work, count)
    stock_config = 'c = get_config()\nc.CourseDirectory.course_id = "traite-maroc"\n'
    ours_config = (trainer / "nbgrader_config.py").read_text("utf-8") + "c.CourseDirectory.root = '.'\n"
    courses = {
        "ours": copied(trainer, work / "ours", ours_config),
        "stock": copied(trainer, work / "stock", stock_config),
    }
    ours = [timed(courses["ours"], "autograde", NAME, "--force")]
    stock = timed(courses["stock"], "autograde", NAME, "--force")
    ours.append(timed(courses["ours"], "autograde", NAME, "--force"))
    start = timed(courses["ours"], "--version")
    same = small.grade_rows(courses["ours"] / "gradebook.db") == small.grade_rows(courses["stock"] / "gradebook.db")
    mean = sum(ours) / 2
    print(f"{count} hand-ins, same grades: {same}")
    print(f"stock {stock:.1f} s, ours {ours[0]:.1f} and {ours[1]:.1f} s, of which {start:.1f} s is nbgrader's start")
    print(f"ratio, whole commands: {stock / mean:.1f}")
    print(f"ratio, without the start: {(stock - start) / max(mean - start, 0.001):.1f}")
    shutil.rmtree(work)


if __name__ == "__main__":
    main()
