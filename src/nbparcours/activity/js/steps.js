// Steps in order, with ▲ and ▼ beside each. The neighbour is moved, not the step: its button keeps the focus.
import { h, plain } from "./dom.js";
import { t } from "./strings.js";
import { group, slots } from "./parts.js";

const isOrder = (steps, value) =>
  Array.isArray(value) && value.length === steps.length && new Set(value).size === value.length && steps.every((id) => value.includes(id));

export function draw(ctx) {
  const steps = ctx.spec.steps.map((step) => step.id);
  const marks = slots(ctx);
  const list = h("ol", { class: "nbp-steps", role: "list" });
  const rows = new Map();
  const order = () => [...list.children].map((row) => row.dataset.step);
  const refresh = () =>
    [...list.children].forEach((row, i, all) => {
      const [up, down] = row.querySelectorAll("button");
      up.setAttribute("aria-disabled", i === 0);
      down.setAttribute("aria-disabled", i === all.length - 1);
    });
  const move = (step, by) => {
    const row = rows.get(step.id);
    const neighbour = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    if (neighbour) row[by < 0 ? "after" : "before"](neighbour);
    refresh();
    const n = String(order().indexOf(step.id) + 1);
    ctx.announce(t(ctx.lang, neighbour ? "activity.moved" : "activity.edge", { item: step.text, n, all: steps.length }));
    if (neighbour) ctx.change(order());
  };
  const button = (step, by) => {
    const label = plain(t(ctx.lang, by < 0 ? "activity.up" : "activity.down", { item: step.text }));
    return h("button", { type: "button", class: "nbp-move", "aria-label": label, onclick: () => move(step, by) }, by < 0 ? "▲" : "▼");
  };
  for (const step of ctx.spec.steps) {
    const line = h("div", { class: "nbp-step" }, h("span", { class: "nbp-words" }, step.text), button(step, -1), button(step, 1));
    const row = h("li", { class: "nbp-item", "data-step": step.id }, line);
    row.append(marks.slot(step.id, row));
    rows.set(step.id, row);
  }
  const set = (value) => {
    list.append(...(isOrder(steps, value) ? value : steps).map((id) => rows.get(id)));
    refresh();
  };
  set(ctx.value);
  const node = group(ctx, h("p", { class: "nbp-help" }, t(ctx.lang, "activity.order_help")), list);
  return { node, set, mark: marks.fill, current: order };
}

export function score(key, value) {
  const order = key.order;
  if (!isOrder(order, value)) return 0;
  let right = 0;
  let pairs = 0;
  for (let i = 0; i < order.length; i++)
    for (let j = i + 1; j < order.length; j++) {
      pairs += 1;
      if (value.indexOf(order[i]) < value.indexOf(order[j])) right += 1;
    }
  return pairs ? right / pairs : 1;
}

export function judge(key, value) {
  const marks = isOrder(key.order, value) ? Object.fromEntries(value.map((id, i) => [id, id === key.order[i]])) : {};
  return { marks, right: Object.values(marks).filter(Boolean).length, all: key.order.length, missing: 0 };
}

/** The solution is a numbered list. */
export const ordered = true;

export const solution = (face, key) => key.order.map((id) => [id, face.steps.find((step) => step.id === id)?.text]);
