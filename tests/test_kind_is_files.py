"""A new kind is its own files and nothing else: the test adds one to a copy of the package and uses it."""

import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from activity_helpers import STATIC, page, served

ROOT = Path(__file__).parents[1]
NODE = Path(sys.executable).with_name("node")
KB = 1024
FILES = {
    "course/kinds/yesno.py": '''
"""Yes or no."""
from typing import ClassVar
from nbparcours.course.kinds.base import Activity, Body
class YesNo(Activity, Body):
    kinds: ClassVar = ("yesno",)
    yes: bool
    def key(self): return {"yes": self.yes}
    def face(self, lang): return {}
    def choices(self): return {}
''',
    "activity/scorers/yesno.py": '''
"""Yes or no."""
def score(key, value): return float(value is key["yes"])
''',
    "activity/js/kinds/yesno.js": """
import { h } from "../dom.js";
import { t } from "../strings.js";
export const score = (key, value) => (value === key.yes ? 1 : 0);
export function whole(env) {
  const say = () => env.save({ value: true, checked: true, attempts: 1, score: score(env.spec.key, true) });
  const yes = h("button", { type: "button", onclick: say }, t(env.lang, "yesno.yes"));
  const node = h("div", {}, h("p", {}, env.spec.prompt), yes);
  return { node, show: (state) => (node.dataset.score = state.score), stop() {} };
}
""",
    "activity/js/kinds/yesno.css": ".nbp-yesno button { min-block-size: 44px; }",
    "activity/strings/fr/yesno.json": '{"yesno.yes": "Oui, 27-14"}',
    "activity/strings/ar/yesno.json": '{"yesno.yes": "نعم"}',
}
PROGRAM = """
import json
from nbparcours.activity.score import score
from nbparcours.activity.spec import spec
from nbparcours.activity.strings import message
from nbparcours.course.kinds import parse_activity
from types import SimpleNamespace
both = {"fr": "Vrai ?", "ar": "صحيح؟"}
about = {"id": "m1-new", "kind": "yesno", "minutes": 1, "objective": "m1-o1", "prompt": both}
made = parse_activity({**about, "yes": True})
course = SimpleNamespace(settings=SimpleNamespace(selfcheck_share=0.7), references={})
assert score("yesno", made.key(), True) == 1.0
assert message("fr", "yesno.yes") == "Oui, 27-14"
print(json.dumps(spec(made, "fr", course)))
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with one kind more, and its bundles."""
    package = tmp_path_factory.mktemp("kind") / "nbparcours"
    shutil.copytree(ROOT / "src" / "nbparcours", package, ignore=shutil.ignore_patterns("static", "__pycache__"))
    for name, text in FILES.items():
        (package / name).write_text(text, "utf-8")
    command = [NODE, ROOT / "lab" / "bundle.mjs", ROOT / "lab", f"{package / 'activity'}/"]
    subprocess.run(command, check=True, capture_output=True, text=True)
    return package


def the_spec(package: Path) -> Any:
    environment = {**os.environ, "PYTHONPATH": str(package.parent)}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.browser
def test_a_new_kind_needs_no_other_file_changed(package: Path, browser: Browser, tmp_path: Path) -> None:
    spec = json.dumps(the_spec(package), ensure_ascii=False)
    element = f'<nbp-activity data-id="m1-new"><script type="application/json">{spec}</script></nbp-activity>'
    script = '<script defer src="site/activity.js"></script>'
    (tmp_path / "index.html").write_text(page("fr", element, script), "utf-8")
    with served(tmp_path, package / "activity" / "static") as address:
        made = browser.new_page()
        made.goto(address)
        made.get_by_role("button", name="Oui, 27-14").click()
        expect(made.locator(".nbp-saved")).not_to_be_empty()
        assert made.get_by_role("button").evaluate("node => getComputedStyle(node).minBlockSize") == "44px"
        made.close()
    assert (package / "activity" / "static" / "widget" / "yesno.js").is_file()


@pytest.mark.browser
def test_only_the_kinds_of_a_page_are_fetched(browser: Browser, package: Path, tmp_path: Path) -> None:
    spec = json.dumps(the_spec(package), ensure_ascii=False)
    element = f'<nbp-activity data-id="m1-new"><script type="application/json">{spec}</script></nbp-activity>'
    (tmp_path / "index.html").write_text(page("fr", element, '<script defer src="site/activity.js"></script>'), "utf-8")
    with served(tmp_path, package / "activity" / "static") as address:
        made, asked = browser.new_page(), []
        made.on("request", lambda request: asked.append(Path(request.url).name))
        made.goto(address)
        made.get_by_role("button").wait_for()
        assert sorted(name for name in asked if name.endswith(".js")) == ["activity.js", "yesno.js"]
        made.close()


def test_the_core_and_each_kind_stay_light() -> None:
    def weight(path: Path) -> int:
        return len(gzip.compress(path.read_bytes(), 9))

    assert weight(STATIC / "site" / "activity.js") < 12 * KB
    kinds = {path.stem: weight(path) for path in (STATIC / "site" / "kinds").glob("*.js")}
    assert len(kinds) > 15
    assert {name: size for name, size in kinds.items() if size >= 6 * KB} == {}
