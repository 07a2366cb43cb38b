// What single and multiple choice share: native radio buttons or checkboxes, one to a line.
import { h, unique } from "../dom.js";
import { group, slots } from "./parts.js";

/** The ids that a value holds, or null for what is no list of ids. */
export const ids = (value) => (Array.isArray(value) && value.every((id) => typeof id === "string") ? [...new Set(value)] : null);

export function drawChoice(ctx, type) {
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

export const solveChoice = (face, key) =>
  face.options.filter((option) => key.correct.includes(option.id)).map((option) => [option.id, option.text]);
