// The questions, one a screen or all on one page: case, controls, where to go from here, and where one stands.
import { h } from "../dom.js";
import { kindOf } from "../kinds.js";
import { t } from "../strings.js";
import { button, heading } from "./parts.js";
import { drawOverview } from "./test-overview.js";
import { drawWritten } from "./test-written.js";

export const WRITTEN = "written";
const HINTS = { multiple: "activity.multiple", ordering: "test.ordering", matching: "test.matching" };

export const drawQuestion = (screen) => (screen.view === "all" ? all(screen) : one(screen));

function one(screen) {
  const { sheet, at } = screen;
  const item = sheet.items[at];
  return [
    heading(2, where(screen, at)),
    ...controls(screen, item),
    h("p", { class: "nbp-later" }, marker(screen, item)),
    h("div", { class: "nbp-way" }, previous(screen), next(screen)),
    drawOverview(screen),
  ];
}

/** Every question under the other; the one in use is the one that a change of language or a reload goes back to. */
function all(screen) {
  const { lang, sheet } = screen;
  const question = (item, at) =>
    h(
      "section",
      { class: "nbp-one", "data-question": String(at), onfocusin: () => screen.stand(at) },
      heading(3, where(screen, at)),
      controls(screen, item),
      h("p", { class: "nbp-later" }, marker(screen, item)),
    );
  const review = button(t(lang, "test.to_review"), () => screen.go("review"), { class: "nbp-main" });
  return [
    heading(2, t(lang, "test.all_questions")),
    drawOverview(screen),
    ...sheet.items.map(question),
    h("div", { class: "nbp-way" }, button(t(lang, "test.back_to_rules"), () => screen.go("rules")), review),
  ];
}

const where = ({ lang, sheet }, at) => t(lang, "test.question", { number: at + 1, all: sheet.items.length });

function controls(screen, item) {
  const { kind } = screen.spec.items[item];
  const face = screen.sheet.face(item, screen.lang);
  const drawn = (kind === WRITTEN ? drawWritten : kindOf(kind).draw)({
    lang: screen.lang,
    spec: { id: item, ...face },
    legend: face.stem,
    value: screen.sheet.answers[item] ?? null,
    change: (value) => {
      screen.answer(item, value);
      refreshOverview(screen);
    },
    announce: (words) => screen.news.say(h("span", { class: "nbp-hidden" }, words)),
    reason: () => [],
  });
  const hint = HINTS[kind] && h("p", { class: "nbp-hint" }, t(screen.lang, HINTS[kind]));
  return [face.case && h("p", { class: "nbp-case" }, face.case), hint, drawn.node];
}

function previous(screen) {
  const { lang, at } = screen;
  const go = () => (at ? screen.go("question", at - 1) : screen.go("rules"));
  return button(t(lang, at ? "test.previous" : "test.back_to_rules"), go);
}

function next(screen) {
  const { lang, sheet, at } = screen;
  const last = at === sheet.items.length - 1;
  const go = () => (last ? screen.go("review") : screen.go("question", at + 1));
  return button(t(lang, last ? "test.to_review" : "test.next"), go, { class: "nbp-main" });
}

function marker(screen, item) {
  const made = button([h("span", { "aria-hidden": "true" }, "⚑ "), t(screen.lang, "test.mark")], () => {
    screen.mark(item);
    made.setAttribute("aria-pressed", String(screen.sheet.marked.has(item)));
    refreshOverview(screen);
  });
  made.setAttribute("aria-pressed", String(screen.sheet.marked.has(item)));
  return made;
}

/** Only the overview is drawn anew, so that the control in use keeps the keyboard. */
function refreshOverview(screen) {
  const old = screen.body.querySelector(".nbp-overview");
  const fresh = drawOverview(screen);
  fresh.open = old.open;
  old.replaceWith(fresh);
}
