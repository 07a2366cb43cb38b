"""Fixtures that more than one test file uses."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from nbparcours.course.load import Course, load_sound
from nbparcours.course.places import Places

ROOT = Path(__file__).parents[1]
# What a page shows in the end is what counts; a slow machine that runs two browsers is no failure.
expect.set_options(timeout=120_000)


@pytest.fixture(scope="session", autouse=True)
def _own_data(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep every test away from the data of whoever runs it."""
    os.environ["NBPARCOURS_DATA"] = str(tmp_path_factory.mktemp("data"))
    os.environ["NBPARCOURS_HOME"] = str(ROOT)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, told to connect to nothing of its own accord."""
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=flags)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def course() -> Course:
    """The real course, which has to be sound."""
    return load_sound(Places(home=ROOT))


@pytest.fixture
def sources(tmp_path: Path) -> Places:
    """A copy of the real sources that a test may break."""
    for name in ("modules", "assignments"):
        shutil.copytree(ROOT / name, tmp_path / "home" / name)
    return Places(home=tmp_path / "home", data=tmp_path / "data")
