// The rows of the modules, and the one line about time.
import { h } from "../dom.js";
import { t } from "../strings.js";
import { button, duration, hidden } from "./parts.js";
import { minutesLeft, moduleState } from "./progress.js";

const ACTION = { unknown: "home.open", new: "home.start", started: "home.resume", done: "home.review" };

/** Time spent and left, and the way back to where the learner was. */
export function drawTime({ spec, lang, host }, progress) {
  const last = progress?.last;
  const module = last && spec.modules.find(({ page }) => page === last.page);
  const left = progress ? minutesLeft(spec.modules, progress) : 0;
  const spent = (progress?.seconds ?? 0) / 60;
  const times = [
    spent >= 1 && t(lang, "home.spent", { time: duration(lang, spent) }),
    left >= 1 && t(lang, "home.left", { time: duration(lang, left) }),
  ].filter(Boolean);
  const go = () => host.open(`${last.page}#${last.id}`, lang);
  return h(
    "section",
    { class: "nbp-now" },
    h("h2", {}, t(lang, "home.path")),
    module && h("p", {}, button(t(lang, "home.back_to", { title: module.title }), go, { class: "nbp-main", "data-place": "last" })),
    times.length > 0 && h("p", { class: "nbp-times" }, times.map((time) => [h("span", {}, time), " "])),
  );
}

export function drawModules(screen, progress) {
  const { modules } = screen.spec;
  const unfinished = ({ state }) => state === "new" || state === "started";
  // the way back stands above the rows; without one, the first module that is not done is the next thing to do
  const next = !progress?.last && modules.find((module) => unfinished(moduleState(module, progress)));
  const rows = modules.map((module, i) => row(screen, module, i + 1, moduleState(module, progress), next));
  return h("ol", { class: "nbp-rows", role: "list" }, rows);
}

function row(screen, module, number, state, next) {
  const { lang } = screen;
  const title = h("h3", {}, h("span", { class: "nbp-number", "aria-hidden": "true" }, String(number)), " ", module.title);
  return h(
    "li",
    { class: `nbp-entry nbp-is-${state.state}` },
    h("div", { class: "nbp-what" }, title, facts(lang, module, state)),
    state.state !== "planned" && action(screen, module, state, module === next),
  );
}

function facts(lang, module, state) {
  const counted = state.state === "started" && state.all > 0;
  const count = t(lang, "home.count", { done: state.done, all: state.all });
  return h(
    "p",
    { class: "nbp-facts" },
    h("span", {}, duration(lang, module.minutes)),
    " ",
    state.state !== "unknown" && h("span", { class: "nbp-state" }, t(lang, `home.is_${state.state}`)),
    " ",
    counted && h("span", {}, count),
    state.all > 0 && state.state !== "new" && h("progress", { value: String(state.done), max: String(state.all), "aria-label": count }),
  );
}

function action(screen, module, state, main) {
  const words = [t(screen.lang, ACTION[state.state]), hidden(` : ${module.title}`)];
  return button(words, () => screen.open(module.page), { class: main ? "nbp-main" : "", "data-place": module.id });
}
