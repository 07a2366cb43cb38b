// A look at oneself: how often each statement is true, then what may help. Kept nowhere, and no number is shown.
import { h, live, unique } from "../dom.js";
import { button, given, withAnswer } from "../parts.js";
import { t } from "../strings.js";

export function score(key, value) {
  const done = key.statements.filter((id) => given(value, id) !== null);
  return key.statements.length ? done.length / key.statements.length : 0;
}

export function whole(env) {
  const { lang, spec } = env;
  const say = (key, vars) => t(lang, `inventory.${key}`, vars);
  const said = live({ class: "nbp-feedback" });
  let value = null;
  const level = (id) => spec.levels.find((one) => one.id === given(value, id));
  const missing = () => spec.statements.filter(({ id }) => !level(id)).length;
  const band = () => {
    const total = spec.statements.reduce((sum, { id }) => sum + level(id).points, 0);
    return spec.bands.filter((one) => one.at_least <= total).at(-1);
  };
  const result = () => {
    const found = band();
    return [h("p", {}, h("b", {}, found.text)), h("p", {}, env.reason(found.id)), h("p", { class: "nbp-help" }, say("no_diagnosis")), env.links()];
  };
  const choose = (id, name) => {
    value = withAnswer(value, id, name);
    said.put();
    env.save({ value, checked: false });
  };
  const finish = () => {
    if (missing()) return said.say(say("missing", { n: missing() }));
    env.save({ value, checked: true, score: score(spec.key, value), attempts: env.state().attempts + 1 });
    return said.say(result());
  };
  const restart = () => {
    env.save({ value: null, checked: false });
    show({ value: null });
    said.say(say("erased"));
    rows[0].inputs[0].focus();
  };
  const rows = spec.statements.map((statement) => drawStatement(spec, statement, choose));
  const actions = h("div", { class: "nbp-actions" }, button(say("result"), finish, { "data-do": "result" }), button(say("erase"), restart, { plain: true }));
  const node = h("div", { class: "nbp-inventory-list", role: "group", "aria-label": spec.prompt }, h("p", { class: "nbp-prompt" }, spec.prompt), env.hint(), rows.map((row) => row.node), actions, said.node);
  function show(state) {
    value = state.value;
    rows.forEach(({ id, inputs }) => inputs.forEach((input) => (input.checked = input.value === level(id)?.id)));
    said.put(state.checked && !missing() ? result() : []);
  }
  return { node, show, stop: said.stop };
}

function drawStatement(spec, { id, text }, choose) {
  const name = unique(id);
  const inputs = spec.levels.map((level) => h("input", { type: "radio", name, value: level.id, onchange: () => choose(id, level.id) }));
  const pile = (level, i) => h("label", { class: "nbp-pile" }, inputs[i], h("span", {}, level.text));
  return { id, inputs, node: h("fieldset", { class: "nbp-item nbp-card" }, h("legend", {}, text), h("div", { class: "nbp-piles" }, spec.levels.map(pile))) };
}
