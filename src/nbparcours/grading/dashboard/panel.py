"""The widgets, and what happens when a button is pressed. Every fault becomes a sentence under the buttons."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ipywidgets as w

from nbparcours.course.load import load
from nbparcours.course.places import Places
from nbparcours.course.settings import PassRule
from nbparcours.course.text import Lang
from nbparcours.grading.blueprint import RefusalError
from nbparcours.grading.dashboard import handin_views, views
from nbparcours.grading.dashboard.words import say
from nbparcours.grading.nbgrader_adapter import grade
from nbparcours.grading.nbgrader_adapter.grade import has_case
from nbparcours.grading.nbgrader_adapter.regrade import audit, preview, regrade
from nbparcours.grading.nbgrader_adapter.session_report import write_report
from nbparcours.grading.nbgrader_adapter.sessions import overview, sessions
from nbparcours.grading.summary import Summary

_TABS = ("cohort", "questions", "at_risk", "case_study", "notices", "quarantine", "rekey", "exports", "certificates")
_COLON: dict[Lang, str] = {"fr": "\u00a0: ", "ar": ": "}
_STYLE = """<style>
.nbp-desk table { border-collapse: collapse; } .nbp-desk figure { margin: 0; }
.nbp-desk th, .nbp-desk td { text-align: start; padding: .25rem .6rem; border-bottom: 1px solid #8a9aa3; }
.nbp-desk svg { max-width: 100%; height: auto; } .nbp-desk.nbp-ar .jupyter-widgets { direction: rtl; }
.nbp-desk .lm-TabBar .lm-TabBar-content { flex-wrap: wrap; }
.nbp-desk .lm-TabBar .lm-TabBar-tab { flex: none !important; }
</style>"""


class Dashboard(w.VBox):  # type: ignore[misc]
    """The whole desk of one trainer. Make it as the last line of a notebook's cell."""

    def __init__(self, lang: Lang = "fr", places: Places | None = None) -> None:
        self._places = places or Places()
        self._lang: Lang = lang
        super().__init__()
        self.add_class("nbp-desk")
        languages = w.ToggleButtons(options=[("Français", "fr"), ("العربية", "ar")], value=lang)
        languages.observe(lambda change: self._speak(change["new"]), "value")
        self._languages = languages
        self._speak(lang)

    def _speak(self, lang: Lang) -> None:
        """Draw everything in `lang`."""
        self._lang = lang
        (self.add_class if lang == "ar" else self.remove_class)("nbp-ar")
        found = sessions(self._places)
        if not found:
            self.children = [self._languages, w.HTML(views.paragraph(say("no_session", lang)))]
            return
        self._session = w.Dropdown(options=found, description=say("session", lang))
        self._session.observe(lambda _: self._refresh(), "value")
        self._bar = w.IntProgress(layout=w.Layout(visibility="hidden"))
        self._said = w.HTML()
        self._pages = {name: w.HTML() for name in (*_TABS, "trail")}
        self._apply = self._button("regrade", self._regrade)
        self._apply.disabled = True
        tabs = w.Tab([self._tab(name) for name in _TABS], titles=[say(name, lang) for name in _TABS])
        row = w.Layout(flex_flow="row wrap")
        top = w.HBox([self._session, self._button("grade", self._grade), self._bar], layout=row)
        self.children = [w.HTML(_STYLE), self._languages, top, self._said, tabs]
        self._refresh()

    def _tab(self, name: str) -> Any:
        page = self._pages[name]
        if name == "rekey":
            why = w.HTML(views.framed([views.paragraph(say("rekey_why", self._lang))], self._lang))
            look = self._button("preview", self._preview)
            return w.VBox([why, w.HBox([look, self._apply]), page, self._pages["trail"]])
        acts = {"exports": ("write", self._write), "certificates": ("certify", self._certify)}
        return w.VBox([self._button(*acts[name]), page]) if name in acts else page

    def _button(self, name: str, work: Callable[[], None]) -> Any:
        layout = w.Layout(width="auto", flex="none", align_self="flex-start")
        button = w.Button(description=say(name, self._lang), layout=layout)
        button.on_click(lambda _: self._try(work))
        return button

    def _try(self, work: Callable[[], None]) -> None:
        self._said.value = ""
        try:
            work()
        except (RefusalError, OSError, subprocess.CalledProcessError) as error:
            self._tell(str(error))
        finally:
            self._bar.layout.visibility = "hidden"

    def _tell(self, text: str) -> None:
        self._said.value = views.framed([f'<div role="status">{views.paragraph(text)}</div>'], self._lang)

    def _step(self, name: str, done: int, total: int) -> None:
        self._bar.layout.visibility = "visible"
        self._bar.description, self._bar.max, self._bar.value = say(name, self._lang), max(total, 1), done

    def _refresh(self) -> None:
        lang, found = self._lang, overview(load(self._places), self._places, self._session.value)
        share = PassRule.model_validate(found.test["pass_rule"]).share
        case = found.case
        told = {"test": found.notices, "case_study": case.notices if case else []}
        pages = {
            "cohort": views.cohort(found.analysis, share, lang),
            "questions": views.questions(found.analysis, lang),
            "at_risk": views.at_risk(found.results, found.test, lang),
            "case_study": handin_views.case_study(case.titles, case.marks, lang) if case else self._no_case(),
            "notices": handin_views.notices(told, lang),
            "quarantine": handin_views.quarantine(found.quarantine, lang),
            "certificates": views.certificates(found.results, found.held_back, lang),
            "trail": views.trail(audit(self._places, self._session.value), lang),
        }
        for name, text in pages.items():
            self._pages[name].value = text

    def _no_case(self) -> str:
        return views.framed([views.paragraph(say("no_case", self._lang))], self._lang)

    def _grade(self) -> None:
        """Grade the test, and the session's case study where one is open."""
        course, session = load(self._places), self._session.value
        done = {"test": grade(course, self._places, session, self._step)}
        if has_case(course, self._places, session):
            done["case_study"] = grade(course, self._places, session, self._step, task="case-study")
        self._refresh()
        self._tell(" ".join(self._graded(task, summary) for task, summary in done.items()))

    def _graded(self, task: str, done: Summary) -> str:
        counts = {"graded": done.graded, "unchanged": done.unchanged, "waiting": done.waiting}
        counts |= {"rejected": len(done.rejected), "failed": len(done.failed)}
        counted = say("graded", self._lang, **{name: str(count) for name, count in counts.items()})
        return f"{say(task, self._lang)}{_COLON[self._lang]}{counted}"

    def _preview(self) -> None:
        plan = preview(load(self._places), self._places, self._session.value)
        self._pages["rekey"].value = views.rekeyed(plan.keys, plan.moved, self._lang)
        self._apply.disabled = not plan.keys

    def _regrade(self) -> None:
        regrade(load(self._places), self._places, self._session.value, self._step)
        self._apply.disabled = True
        self._refresh()
        self._tell(say("done", self._lang))

    def _write(self) -> None:
        folder = write_report(load(self._places), self._places, self._session.value).parent
        written = [(str(path),) for path in sorted(folder.iterdir())]
        self._pages["exports"].value = views.framed([views.table(("written",), written, self._lang)], self._lang)

    def _certify(self) -> None:
        command = [Path(sys.executable).with_name("nbparcours"), "certify", self._session.value]
        subprocess.run(command, check=True, capture_output=True, text=True)
        self._tell(say("done", self._lang))
