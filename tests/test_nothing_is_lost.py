"""A learner takes the test, all forty questions, by keyboard, in Arabic; the server is killed twice, the browser once.

Nothing here is let go gently: SIGKILL each time, in the middle of a test, with an answer under way.
"""

import json
import os
import signal
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Playwright, expect, sync_playwright

import grading_helpers as small
import learner_helpers as helpers
from keyboard import tab_to
from nbparcours.course.load import Course
from nbparcours.course.places import Places
from nbparcours.grading.nbgrader_adapter import grade, release, results
from nbparcours.publish.notebooks import build_notebooks

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore:Object of type", "ignore:Passing unrecog"),
]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
NAME = "final-test-demo"
SAVED = ".nbp-saved-words"


def open_browser(playwright: Playwright, profile: Path) -> BrowserContext:
    """Start a Chromium of its own, as on another device: nothing of an earlier one is known to it."""
    made = playwright.chromium.launch_persistent_context(
        profile,
        executable_path="/usr/bin/chromium",
        args=FLAGS,
        locale="ar-MA",
        viewport={"width": 1280, "height": 900},
    )
    made.set_default_timeout(60_000)
    return made


def kill_browser(profile: Path) -> None:
    """Kill the process that all others of this browser hang on."""
    mark = f"--user-data-dir={profile}".encode()
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if mark in words and not any(word.startswith(b"--type=") for word in words):
                os.kill(int(folder.name), signal.SIGKILL)
                return
    pytest.fail("no browser process found")


def kill(server: helpers.Server) -> None:
    server.process.kill()
    server.process.wait()


def test_of(page: Page, server: helpers.Server, path: str) -> Locator:
    """Open a page of the course and return its visible screen."""
    page.goto(f"{server.address}/doc/tree/{path}.ipynb?token={server.token}")
    return page.locator(".nbp-test:visible, .nbp-home:visible").first


test_of.__test__ = False  # type: ignore[attr-defined]


def press(page: Page, selector: str, key: str = "Enter") -> None:
    tab_to(page, selector, most=400)  # a home page or a review has many stops
    page.keyboard.press(key)


def answer(page: Page, course: Course, item: str) -> Any:
    """Give the right answer with keys alone, and return it."""
    key = course.bank[item].key()
    for option in key.get("correct", ()):
        if course.bank[item].kind == "multiple":
            press(page, f".nbp-test-body input[value='{option}']", "Space")
        else:
            tab_to(page, ".nbp-test-body input")
            page.keyboard.press("Space")
            for _ in range(4):
                if page.evaluate("document.activeElement.value") == option:
                    break
                page.keyboard.press("ArrowDown")
    for place, (_, right) in enumerate(key.get("map", {}).items()):
        select = page.locator(".nbp-test-body select").nth(place)
        select.focus()
        values = select.evaluate("node => [...node.options].map((option) => option.value)")
        for _ in range(values.index(right)):
            page.keyboard.press("ArrowDown")
    for place, step in enumerate(key.get("order", ())):
        row = page.locator(f"[data-step='{step}']")
        while (now := row.evaluate("row => [...row.parentNode.children].indexOf(row)")) > place:
            row.locator("button").first.focus()
            page.keyboard.press("Enter")
            assert row.evaluate("row => [...row.parentNode.children].indexOf(row)") == now - 1
    return next(iter(key.values()))


def until_saved(page: Page, count: str) -> None:
    """Try again by keyboard for as long as the page offers it; it also tries by itself."""
    again = page.locator(".nbp-saved button")
    for _ in range(120):
        if count in page.locator(SAVED).inner_text():
            break
        if again.is_visible():
            again.press("Enter")
        page.wait_for_timeout(500)
    expect(page.locator(SAVED)).to_contain_text(f"كل شيء محفوظ: {count}")


@pytest.fixture
def places(course: Course, tmp_path: Path) -> Places:
    """The real course with its real bank, a trainer's folder, and the demonstration session."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("modules", "assignments", "grading"):
        (home / name).symlink_to(course.places.home / name)
    places = Places(home=home, data=tmp_path / "data")
    build_notebooks(course, places)
    places.trainer.mkdir(parents=True)
    config = (home / "grading" / "nbgrader_config.py").read_text("utf-8") + small.ONE_USER
    (places.trainer / "nbgrader_config.py").write_text(config, "utf-8")
    release(course, places, "demo")
    return places


def follow(server: helpers.Server, course: Course) -> list[str]:
    """Do every required activity through the door that the page uses, and return them."""
    contents = [content for content in course.contents.values() for content in content.activities.values()]
    required = [activity.id for activity in contents if activity.required]
    for name in required:
        body = {"state": {"attempts": 1}, "page": "01-comprendre-la-traite", "lang": "ar"}
        assert server.ask("PUT", f"nbparcours/progress/{name}", body)[0] == 200
    return required


def test_the_server_dies_twice_the_browser_once_and_every_answer_is_in_the_hand_in(
    course: Course, places: Places, tmp_path: Path
) -> None:
    port, token = helpers.free_port(), "lost"
    given: dict[str, Any] = {}
    with ExitStack() as stack, sync_playwright() as playwright:

        def serve() -> helpers.Server:
            return stack.enter_context(helpers.running(places, port, token))

        def answer_from(first: int, last: int) -> None:
            """Answer the questions `first` to `last`, going on from one to the other."""
            for number in range(first, last + 1):
                expect(page.locator(".nbp-test h2")).to_contain_text(f"السؤال {number} من {len(items)}")
                given[items[number - 1]] = answer(page, course, items[number - 1])
                if number < last:
                    press(page, ".nbp-way .nbp-main")

        server = serve()
        required = follow(server, course)

        # From the home page, in Arabic, into the test: forty questions.
        first = open_browser(playwright, tmp_path / "first")
        page = first.pages[0]
        home = test_of(page, server, "ar/00-accueil")
        expect(home.locator(f"[data-place={NAME}]")).to_be_visible()
        press(page, f"[data-place={NAME}]")
        expect(page.locator(".nbp-test:visible")).to_have_attribute("dir", "rtl")
        press(page, ".nbp-test .nbp-main")
        items = list(server.ask("GET", f"nbparcours/test/{NAME}")[1]["draw"].values())
        assert len(items) == 40
        answer_from(1, 12)
        expect(page.locator(SAVED)).to_contain_text("كل شيء محفوظ: 12/40")

        # The server is killed; the next answer stays in the page, says so, and is saved once it is back.
        kill(server)
        press(page, ".nbp-way .nbp-main")
        answer_from(13, 13)
        expect(page.locator(SAVED)).to_contain_text("لم يُحفظ بعد (1)")
        server = serve()
        until_saved(page, "13/40")
        press(page, ".nbp-later button", "Space")

        # The browser is killed on the page of a question just answered; another one goes on where that one was.
        press(page, ".nbp-way .nbp-main")
        answer_from(14, 25)
        expect(page.locator(SAVED)).to_contain_text("كل شيء محفوظ: 25/40")
        kill_browser(tmp_path / "first")
        second = open_browser(playwright, tmp_path / "second")
        page = second.pages[0]
        test_of(page, server, f"{NAME}/test")
        expect(page.locator(".nbp-test:visible")).to_have_attribute("dir", "rtl")
        press(page, ".nbp-test .nbp-main")
        expect(page.locator(".nbp-overview summary")).to_contain_text("للمراجعة 1")
        answer_from(26, 38)

        # The server is killed a second time, right after an answer, without waiting for what it says.
        press(page, ".nbp-way .nbp-main")
        answer_from(39, 39)
        kill(server)
        press(page, ".nbp-way .nbp-main")
        answer_from(40, 40)
        server = serve()
        until_saved(page, "40/40")

        # Read again, and hand in.
        press(page, ".nbp-way .nbp-main")
        expect(page.locator(".nbp-review .nbp-line")).to_have_count(40)
        press(page, ".nbp-way .nbp-main")
        press(page, ".nbp-way .nbp-main")
        expect(page.locator(".nbp-receipt")).to_be_visible()
        receipt = page.locator(".nbp-receipt").inner_text()
        (arrived,) = (places.exchange / "traite-maroc" / "inbound").iterdir()
        found = json.loads((arrived / "answers.json").read_text("utf-8"))
        for item in (item for item in given if course.bank[item].kind == "multiple"):
            found["answers"][item].sort()  # they come in the order in which this learner met them
            given[item] = sorted(given[item])
        assert found["answers"] == given
        assert (found["language"], found["receipt"]) == ("ar", receipt)
        assert found["progress"] == {"done": required, "required": len(required)}
        assert server.ask("GET", "api/kernels")[1] == []
        second.close()

    summary = grade(course, places, "demo")
    assert (summary.failed, summary.rejected, summary.notices) == ([], [], [])
    (result,) = results(places, "demo")
    assert (result.points, result.passed) == (40.0, True)
