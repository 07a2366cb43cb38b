"""The author's view: both languages, faults in the page, drawn anew at every save."""

import asyncio
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from learner_helpers import free_port
from nbparcours.course.places import Places
from nbparcours.publish.preview import application, page

ROOT = Path(__file__).parents[1]


@pytest.fixture
def places(tmp_path: Path) -> Places:
    shutil.copytree(ROOT / "modules", tmp_path / "modules")
    return Places(home=tmp_path, data=tmp_path / "data")


@pytest.fixture
def file(places: Places) -> Path:
    return places.modules / "activities" / "01-comprendre-la-traite.yml"


@pytest.fixture
def address(file: Path, places: Places) -> Iterator[str]:
    port, loop = free_port(), asyncio.new_event_loop()

    async def start() -> None:
        application(file, places).listen(port, "127.0.0.1")

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(start())
        loop.run_forever()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{port}/"
    loop.call_soon_threadsafe(loop.stop)
    thread.join(timeout=10)


@pytest.mark.browser
def test_a_save_shows_at_once_and_so_does_a_fault(browser: Browser, address: str, file: Path) -> None:
    made = browser.new_page()
    made.goto(address)
    expect(made.locator("[data-nbp=m1-elements]")).to_have_count(2)
    text = file.read_text("utf-8")
    file.write_text(text.replace("Rangez chaque fait", "Un titre tout neuf"), "utf-8")
    expect(made.get_by_text("Un titre tout neuf").first).to_be_visible(timeout=45_000)
    file.write_text(text.replace("kind: sorting", "kind: sorted", 1), "utf-8")
    expect(made.locator(".fault")).to_contain_text("unknown kind of activity 'sorted'", timeout=45_000)
    expect(made.locator("[data-nbp=m1-before]")).to_have_count(2)
    made.close()


def test_an_unreadable_course_is_said_in_the_page(places: Places, file: Path) -> None:
    (places.modules / "course.yml").write_text("id: [", "utf-8")
    assert "fault" in page(file, places)
    assert "course.yml" in page(file, places)
