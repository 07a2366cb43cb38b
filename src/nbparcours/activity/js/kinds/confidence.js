// From 1 to 5 for each statement. The second time, how each has moved since the first.
import { h, live, plain, unique } from "../dom.js";
import { verdict } from "../parts.js";
import { t } from "../strings.js";

const LEVELS = [1, 2, 3, 4, 5];

/** The level that `value` gives to a statement, or null. */
const levelOf = (value, id) =>
  typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, id) && LEVELS.includes(value[id]) ? value[id] : null;

/** Twin of scorers/confidence.py. */
export const score = (key, value) =>
  key.statements.length ? key.statements.filter((id) => levelOf(value, id) !== null).length / key.statements.length : 0;

export function whole(env) {
  const { lang, spec } = env;
  const say = (name, vars) => t(lang, `confidence.${name}`, vars);
  let value = {};
  let first = null;
  const setters = [];
  const feedback = live({ class: "nbp-feedback" });
  const change = h("div", { class: "nbp-moved", hidden: true });
  const left = () => spec.statements.filter(({ id }) => levelOf(value, id) === null).length;

  function choose(id, level) {
    const waited = left();
    value = { ...value, [id]: level };
    const done = left() === 0;
    const now = done && waited > 0;
    env.save({ value, checked: done, ...(done ? { score: 1 } : {}), attempts: env.state().attempts + (now ? 1 : 0) });
    if (now) recall(true);
    else if (done) drawEnd(false);
  }

  const scale = (statement) => {
    const name = unique(statement.id);
    const end = { 1: "low", 5: "high" };
    const inputs = LEVELS.map((level) => h("input", { type: "radio", name, value: level, onchange: () => choose(statement.id, level) }));
    setters.push(() => inputs.forEach((input, i) => (input.checked = levelOf(value, statement.id) === LEVELS[i])));
    const label = (input, i) => h("label", { class: "nbp-pile" }, input, h("span", {}, String(LEVELS[i]), end[LEVELS[i]] ? h("span", { class: "nbp-hidden" }, " — ", say(end[LEVELS[i]])) : null));
    const ends = h("div", { class: "nbp-ends", "aria-hidden": "true" }, h("span", {}, say("low")), h("span", {}, say("high")));
    return h("fieldset", { class: "nbp-item nbp-card" }, h("legend", {}, statement.text), h("div", { class: "nbp-piles nbp-five" }, inputs.map(label)), ends);
  };

  const bar = (level) => h("span", { class: "nbp-steps-bar", "aria-hidden": "true" }, level ? "■".repeat(level) + "□".repeat(5 - level) : "");
  const at = (when, level) => h("span", { class: "nbp-when" }, level ? say("level", { when: say(when), level: String(level) }) : `${say(when)} — ${say("none")}`, " ", bar(level));
  const moved = (by) => (by === null ? "" : say(by > 0 ? "up" : by < 0 ? "down" : "same", { n: String(Math.abs(by)) }));
  const shift = (id) => (levelOf(first, id) === null ? null : levelOf(value, id) - levelOf(first, id));
  const arrow = (by) => (by === null ? "" : by > 0 ? "▲ " : by < 0 ? "▼ " : "= ");

  function compared() {
    const by = spec.statements.map(({ id }) => shift(id));
    if (by.every((step) => step === null)) return [h("p", {}, say("no_first"))];
    const count = (test) => String(by.filter((step) => step !== null && test(step)).length);
    const counts = { up: count((step) => step > 0), same: count((step) => step === 0), down: count((step) => step < 0) };
    return [h("p", {}, say("counts", counts)), counts.down === "0" ? null : h("p", {}, say("lower"))];
  }

  const row = ({ id, text }, i) => {
    const by = shift(id);
    return h("li", {}, h("span", { class: "nbp-words" }, text), h("b", {}, h("span", { "aria-hidden": "true" }, arrow(by)), moved(by)), at("before", levelOf(first, id)), at("after", levelOf(value, id)));
  };

  /** What is said when every statement has its place; nothing before. */
  function drawEnd(aloud) {
    const done = left() === 0;
    const again = done && spec.after;
    const words = done ? [h("p", {}, verdict(lang, true, "confidence.done")), again ? compared() : null] : [];
    feedback.node.classList.toggle("nbp-good", done);
    if (aloud) feedback.say(words);
    else feedback.put(words);
    change.hidden = !again || !spec.statements.some(({ id }) => levelOf(first, id) !== null);
    const id = unique("change");
    change.replaceChildren(...(change.hidden ? [] : [h("p", { class: "nbp-title", id }, say("change")), h("ul", { role: "list", "aria-labelledby": id }, spec.statements.map(row))]));
  }

  /** The first scale is read at the end, since it may stand on the same page. */
  const recall = async (aloud) => {
    if (spec.after) first = (await env.peek(spec.after))?.value ?? null;
    drawEnd(aloud);
  };

  const show = (state) => {
    const kept = spec.statements.map(({ id }) => [id, levelOf(state.value, id)]);
    value = Object.fromEntries(kept.filter(([, level]) => level !== null));
    setters.forEach((set) => set());
    if (left()) drawEnd(false);
    else recall(false);
  };
  const node = h("div", { role: "group", "aria-label": plain(spec.prompt) }, h("p", { class: "nbp-prompt" }, spec.prompt), h("p", { class: "nbp-help" }, say("scale")),
    env.hint(), spec.statements.map(scale), feedback.node, change);
  return { node, show, stop: feedback.stop };
}
