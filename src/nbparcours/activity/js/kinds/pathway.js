// A path of numbered stages. Each opens the next one; what was chosen stands below as a list that can be printed.
import { h, unique } from "../dom.js";
import { button, given, group, slots, withAnswer } from "../parts.js";
import { pageOf, printPage } from "../printout.js";
import { t } from "../strings.js";

export function draw(ctx) {
  const { stages } = ctx.spec;
  const say = (name, vars) => t(ctx.lang, name, vars);
  let value = ctx.value;
  const marks = slots({ ...ctx, reason: (id) => ctx.reason(`${id}/${given(value, id)}`) });
  const chosen = (stage) => stage.options.find((option) => option.id === given(value, stage.id));
  const rows = stages.map((stage, i) => drawStage(stage, { say, marks, place: { n: i + 1, all: stages.length }, choose }));
  const path = h("ol", {});
  const built = h("div", { class: "nbp-built", hidden: true }, h("p", {}, h("b", {}, say("pathway.path"))), path,
    button(say("pathway.print"), () => path.children.length && printPage(pageOf(ctx.lang, ctx.spec.title ?? ctx.spec.prompt, [path.cloneNode(true)])), { plain: true }));
  const node = group(ctx, h("ol", { class: "nbp-legs", role: "list" }, rows.map((row) => row.node)), built);

  function choose(stage, option) {
    const next = stages[stages.indexOf(stage) + 1];
    const opens = next && rows[stages.indexOf(next)].node.hidden;
    value = withAnswer(value, stage.id, option.id);
    paint();
    if (opens) ctx.announce(say("pathway.opened", { stage: next.text }));
    ctx.change(value);
  }
  function paint() {
    rows.forEach((row, i) => {
      row.paint(chosen(stages[i])?.id);
      row.node.hidden = !(i === 0 || chosen(stages[i]) || chosen(stages[i - 1]));
    });
    const taken = stages.filter(chosen);
    built.hidden = !taken.length;
    path.replaceChildren(...taken.map((stage) => h("li", { value: stages.indexOf(stage) + 1 }, h("b", {}, stage.text), h("br"), chosen(stage).text)));
  }
  const set = (next) => {
    value = next;
    paint();
  };
  paint();
  return { node, set, mark: marks.fill };
}

function drawStage(stage, { say, marks, place, choose }) {
  const name = unique(stage.id);
  const inputs = stage.options.map((option) => h("input", { type: "radio", name, value: option.id, onchange: () => choose(stage, option) }));
  const label = (option, i) => h("label", { class: "nbp-option" }, inputs[i], h("span", {}, option.text));
  const legend = h("legend", {}, h("span", { class: "nbp-place" }, say("pathway.stage", place)), " ", stage.text);
  const field = h("fieldset", { class: "nbp-group" }, legend, h("div", { class: "nbp-choices" }, stage.options.map(label)));
  field.append(marks.slot(stage.id, field));
  const paint = (id) => inputs.forEach((input) => (input.checked = input.value === id));
  return { node: h("li", { class: "nbp-leg" }, field), paint };
}

export function judge(key, value) {
  const names = Object.keys(key.stages);
  const answered = names.filter((name) => given(value, name) !== null);
  const marks = Object.fromEntries(answered.map((name) => [name, key.stages[name].includes(given(value, name))]));
  return { marks, right: answered.filter((name) => marks[name]).length, all: names.length, missing: names.length - answered.length };
}

export function score(key, value) {
  const { right, all } = judge(key, value);
  return all ? right / all : 0;
}

/** Every right option of every stage. */
export const solution = (face, key) =>
  face.stages.flatMap((stage) => stage.options.filter(({ id }) => key.stages[stage.id].includes(id)).map(({ id, text }) => [`${stage.id}/${id}`, stage.text, text]));
