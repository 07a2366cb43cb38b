"""The certificate on its way to the learner, and the rule for names where it is typed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from nbparcours.course.name import UnfitName, clean
from nbparcours.grading.marks import Result
from nbparcours.grading.report import page
from nbparcours.learner import result

HERE = Path(__file__).parent
TEST = {"title": {"fr": "Test", "ar": "اختبار"}, "pass_rule": {"share": 0.7}, "modules": {}}
RESULT = Result("final-test-demo", "fatima", "Fatima", "ar", 5, 5, True, "2026-11-27")


@pytest.mark.parametrize("has", [True, False])
def test_the_pdf_travels_inside_the_result_page(has: bool, tmp_path: Path) -> None:
    pdf = tmp_path / "0000-0000-0000-0001.pdf"
    pdf.write_bytes(b"%PDF-1.7 " + bytes(range(256)))
    folder = tmp_path / "feedback" / "2026-11-27 10:00:00 UTC"
    folder.mkdir(parents=True)
    (folder / "test.html").write_text(page(RESULT, TEST, pdf if has else None), "utf-8")
    found = result.newest(tmp_path, RESULT.assignment)
    assert found
    assert (found["passed"], found.get("certificate", False)) == (True, has)
    assert result.certificate(tmp_path, RESULT.assignment) == (pdf.read_bytes() if has else None)


def test_the_page_and_the_server_have_one_rule_for_names() -> None:
    cases = json.loads((HERE / "vectors" / "names.json").read_text("utf-8"))
    node = [Path(sys.executable).with_name("node"), HERE / "js" / "name_twin.mjs"]
    raw = json.dumps([case["raw"] for case in cases])
    done = subprocess.run(node, input=raw, capture_output=True, text=True, check=True)
    for case, twin in zip(cases, json.loads(done.stdout), strict=True):
        expected = case.get("name"), case.get("code")
        assert (twin.get("name"), twin.get("code")) == expected, case["title"]
        assert ours(case["raw"]) == expected, case["title"]


def ours(raw: str) -> tuple[str | None, str | None]:
    try:
        return clean(raw), None
    except UnfitName as fault:
        return None, fault.code
