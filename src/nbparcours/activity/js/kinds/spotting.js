// A text in which passages can be marked. Each is a checkbox whose label flows with the text and wraps like it,
// which a button cannot do.
import { h, live } from "../dom.js";
import { ids, judgeList, scoreList } from "../choice.js";
import { button, group, verdict } from "../parts.js";
import { t } from "../strings.js";

export const score = scoreList;

const SIGNS = { hit: "✓", alarm: "✗", missed: "○" };

/** What became of each passage that matters: marked rightly, marked wrongly, not marked. */
function sorted(key, value) {
  const { marks } = judgeList(key, value);
  const found = (ok) => Object.keys(marks).filter((id) => marks[id] === ok);
  return { hit: found(true), alarm: found(false), missed: key.correct.filter((id) => !Object.hasOwn(marks, id)) };
}

export function whole(env) {
  const { lang, spec } = env;
  const say = (name, vars) => t(lang, name, vars);
  const pieces = new Map();
  const order = () => [...pieces.keys()];
  let value = null;
  let checked = false;
  const feedback = live({ class: "nbp-feedback" });
  const count = h("p", { class: "nbp-help" });
  const found = h("div", { class: "nbp-found" });

  const change = () => {
    const marked = order().filter((id) => pieces.get(id).input.checked);
    value = marked.length ? marked : null;
    checked = false;
    feedback.say();
    paint();
    env.save({ value, checked });
  };
  const draw = (piece) => {
    if (!piece.id) return piece.text;
    const made = drawPiece(piece, change);
    pieces.set(piece.id, made);
    return made.node;
  };
  const passages = spec.paragraphs.map((row) => h("p", {}, row.map(draw)));

  function words({ hit, alarm, missed }) {
    const all = spec.key.correct.length;
    if (hit.length === all && !alarm.length) return [h("p", {}, verdict(lang, true, "spotting.all")), env.links()];
    const head = hit.length ? verdict(lang, true, "spotting.hits", { n: hit.length, all }) : verdict(lang, false, "activity.try_again");
    const rest = [alarm.length && say("spotting.alarms", { n: alarm.length }), missed.length && say("spotting.misses", { n: missed.length }), hit.length && say("activity.retry")];
    return [h("p", {}, head), h("p", {}, rest.filter(Boolean).join(" ")), env.links()];
  }
  function paint() {
    const result = checked ? sorted(spec.key, value) : null;
    const kindOf = (id) => result && Object.keys(SIGNS).find((kind) => result[kind].includes(id));
    pieces.forEach((piece, id) => piece.flag(kindOf(id), say));
    count.replaceChildren(h("span", {}, say("spotting.count", { n: value?.length ?? 0 })));
    found.replaceChildren(...(result ? Object.keys(SIGNS).map((kind) => drawFound(kind, order().filter((id) => result[kind].includes(id)))) : []).filter(Boolean));
    feedback.node.classList.toggle("nbp-good", checked && score(spec.key, value) === 1);
    repeat.hidden = !checked;
    return result && words(result);
  }
  function drawFound(kind, list) {
    const head = h("p", {}, h("b", { class: kind === "hit" ? "nbp-ok" : "nbp-ko" }, h("span", { "aria-hidden": "true" }, `${SIGNS[kind]} `), say(`spotting.${kind}`)));
    const line = (id) => h("li", {}, say("spotting.quote", { words: pieces.get(id).words }), h("br"), env.reason(id));
    return list.length ? h("div", {}, head, h("ul", {}, list.map(line))) : null;
  }
  const check = () => {
    if (value === null) return feedback.say(h("p", {}, say("spotting.none")));
    const attempts = env.state().attempts + (checked ? 0 : 1);
    checked = true;
    feedback.say(paint());
    env.save({ value, checked, attempts, score: score(spec.key, value) });
  };
  const repeat = button(say("activity.repeat"), () => feedback.say(paint() ?? []), { plain: true, hidden: true });
  const legend = [spec.prompt, h("span", { class: "nbp-help nbp-block" }, say("spotting.help"))];
  const field = group({ legend }, h("div", { class: "nbp-passages" }, passages), count);
  const node = h("div", { class: "nbp-question" }, field, env.hint(), h("div", { class: "nbp-actions" }, button(say("activity.check"), check), repeat), feedback.node, found);
  const show = (state) => {
    const marked = (ids(state.value) ?? []).filter((id) => pieces.has(id));
    value = marked.length ? marked : null;
    checked = state.checked === true && value !== null;
    pieces.forEach(({ input }, id) => (input.checked = marked.includes(id)));
    feedback.put(paint() ?? []);
  };
  paint();
  return { node, show, stop: feedback.stop };
}

/** A passage; the spaces around it stay outside of what is underlined. */
function drawPiece({ id, text }, onchange) {
  const [, before, words, after] = /^(\s*)([^]*?)(\s*)$/.exec(text);
  const input = h("input", { type: "checkbox", value: id, onchange });
  const sign = h("span", { class: "nbp-flag", hidden: true });
  const label = h("label", { class: "nbp-piece" }, input, sign, h("span", { class: "nbp-passage" }, words));
  const flag = (kind, say) => {
    sign.hidden = !kind;
    label.dataset.found = kind ?? "";
    sign.replaceChildren(...(kind ? [h("span", { "aria-hidden": "true" }, SIGNS[kind]), h("span", { class: "nbp-hidden" }, `${say(`spotting.${kind}`)} `)] : []));
  };
  return { node: [before, label, after], input, words, flag };
}
