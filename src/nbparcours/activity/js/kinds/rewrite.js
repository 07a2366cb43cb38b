// Putting a clumsy wording better, then comparing with others. Nothing is judged, and the words stay here.
import { h, live, unique } from "../dom.js";
import { button } from "../parts.js";
import { t } from "../strings.js";
import { field, own, written } from "../writing.js";

const wordsOf = (value, id) => own(own(value, id), "text");

export function score(key, value) {
  const done = key.phrases.filter((id) => written(wordsOf(value, id)));
  return key.phrases.length ? done.length / key.phrases.length : 0;
}

export function whole(env) {
  const { spec } = env;
  const say = (key, vars) => t(env.lang, `rewrite.${key}`, vars);
  const end = live({ class: "nbp-feedback nbp-good" });
  const save = (change = {}) => {
    const entries = parts.filter((part) => part.value()).map((part) => [part.id, part.value()]);
    const compared = parts.filter((part) => part.compared()).map((part) => part.id);
    env.save({ value: entries.length ? Object.fromEntries(entries) : null, checked: false, parts: { compared }, ...change });
  };
  const done = () => [h("p", {}, say("done")), env.links()];
  const compare = () => {
    if (!parts.every((part) => part.compared())) return save();
    const value = Object.fromEntries(parts.map((part) => [part.id, part.value()]));
    save({ checked: true, score: score(spec.key, value), attempts: env.state().attempts + 1 });
    return end.say(done());
  };
  const parts = spec.phrases.map((phrase, i) => drawPhrase(env, phrase, say("phrase", { n: i + 1, all: spec.phrases.length }), { save, compare }));
  const show = (state) => {
    const compared = own(state.parts, "compared");
    parts.forEach((part) => part.show(own(state.value, part.id), Array.isArray(compared) && compared.includes(part.id)));
    end.put(parts.every((part) => part.compared()) ? done() : []);
  };
  const node = h("div", { class: "nbp-quiz", role: "group", "aria-label": spec.prompt }, h("p", { class: "nbp-prompt" }, spec.prompt), env.hint(), parts.map((part) => part.node), end.node);
  return { node, show, stop: () => [end, ...parts].forEach((piece) => piece.stop()) };
}

/** One wording: what is written for it, then the others beside it, and a list to go through. */
function drawPhrase(env, phrase, number, { save, compare }) {
  const say = (key) => t(env.lang, `rewrite.${key}`);
  const id = unique(phrase.id);
  const said = live({ class: "nbp-help" });
  const words = field("textarea", env.lang, () => save(), { id, rows: 3 });
  const boxes = phrase.points.map((point) => h("input", { type: "checkbox", value: point.id, onchange: () => save() }));
  const check = phrase.points.map((point, i) => h("div", { class: "nbp-item" }, h("label", { class: "nbp-option" }, boxes[i], h("span", {}, point.text))));
  const models = h("div", { class: "nbp-models", hidden: true },
    h("p", {}, h("b", {}, say("why")), h("br"), env.reason(phrase.id)),
    h("p", {}, h("b", {}, say("models"))), h("ul", {}, phrase.models.map((model) => h("li", {}, model))),
    h("fieldset", { class: "nbp-group" }, h("legend", {}, say("points")), check));
  const press = () => {
    if (!written(words.node.value)) return said.say(say("write_first"));
    models.hidden = false;
    said.say(say("compare_now"));
    return compare();
  };
  const actions = h("div", { class: "nbp-actions" }, button(say("compare"), press, { "data-do": "compare" }));
  const group = h("fieldset", { class: "nbp-group" }, h("legend", {}, h("span", { class: "nbp-number" }, number), h("span", { class: "nbp-clumsy" }, phrase.text)),
    h("label", { for: id, class: "nbp-label" }, say("label")), words.node, actions, said.node, models);
  const value = () => (words.node.value || boxes.some((box) => box.checked) ? { text: words.node.value, points: boxes.filter((box) => box.checked).map((box) => box.value) } : null);
  const show = (old, compared) => {
    words.put(own(old, "text"));
    const ticked = own(old, "points");
    boxes.forEach((box) => (box.checked = Array.isArray(ticked) && ticked.includes(box.value)));
    models.hidden = !(compared && written(words.node.value));
    said.put();
  };
  return { id: phrase.id, node: h("div", { class: "nbp-question" }, group), value, show, compared: () => !models.hidden && written(words.node.value), stop: said.stop };
}
