// Single and multiple choice, alone or as questions of something larger: native radio buttons or checkboxes.
import { h, unique } from "./dom.js";
import { group, slots } from "./parts.js";

/** The ids that a value holds, or null for what is no list of ids. */
export const ids = (value) => (Array.isArray(value) && value.every((id) => typeof id === "string") ? [...new Set(value)] : null);

function drawChoice(ctx, type) {
  const name = unique(ctx.spec.id);
  const inputs = new Map();
  const marks = slots(ctx);
  const chosen = () => [...inputs].filter(([, input]) => input.checked).map(([id]) => id);
  const change = () => ctx.change(chosen().length ? chosen() : null);
  const row = (option) => {
    const input = h("input", { type, name, value: option.id, onchange: change });
    inputs.set(option.id, input);
    return h("div", { class: "nbp-item" }, h("label", { class: "nbp-option" }, input, h("span", {}, option.text)), marks.slot(option.id, input));
  };
  const node = group(ctx, ctx.spec.options.map(row));
  const set = (value) => inputs.forEach((input, id) => (input.checked = (ids(value) ?? []).includes(id)));
  set(ctx.value);
  return { node, set, mark: marks.fill };
}

const solution = (face, key) =>
  face.options.filter((option) => key.correct.includes(option.id)).map((option) => [option.id, option.text]);

export const single = {
  draw: (ctx) => drawChoice(ctx, "radio"),
  inline: false, // its one reason is spoken with the verdict
  score: (key, value) => (Array.isArray(value) && value.length === 1 && key.correct.includes(value[0]) ? 1 : 0),
  judge(key, value) {
    const [id] = ids(value) ?? [];
    return { marks: id ? { [id]: key.correct.includes(id) } : {}, right: single.score(key, value), all: 1, missing: 0 };
  },
  solution,
};

/** Judge a list of ids among which `key.correct` are right; twin of scorers/multiple.py. */
export function judgeList(key, value) {
  const chosen = ids(value) ?? [];
  const right = chosen.filter((id) => key.correct.includes(id)).length;
  const marks = Object.fromEntries(chosen.map((id) => [id, key.correct.includes(id)]));
  return { marks, right, all: key.correct.length, missing: key.correct.length - right };
}

export function scoreList(key, value) {
  const { marks, right, all } = judgeList(key, value);
  return all ? Math.max(0, right - (Object.keys(marks).length - right)) / all : 0;
}

export const multiple = {
  draw: (ctx) => drawChoice(ctx, "checkbox"),
  note: "activity.multiple",
  missing: "activity.missing",
  score: scoreList,
  judge: judgeList,
  solution,
};
