// An order of events. Once it is checked, each shows its date, along a line.
import { h } from "../dom.js";
import { draw as drawSteps } from "../steps.js";

export { judge, ordered, score } from "../steps.js";

/** Said under the question. */
export const note = "timeline.note";

export function draw(ctx) {
  const steps = drawSteps(ctx);
  const list = steps.node.querySelector("ol");
  const dates = [...list.children].map((row) => {
    const date = h("b", { class: "nbp-date", hidden: true }, ctx.spec.dates?.[row.dataset.step] ?? "");
    row.prepend(date);
    return date;
  });
  const mark = (marks) => {
    steps.mark(marks);
    list.classList.toggle("nbp-dated", marks !== null);
    dates.forEach((date) => (date.hidden = marks === null));
  };
  return { ...steps, mark };
}

/** The date stands first. */
export const solution = (face, key) =>
  key.order.map((id) => [id, face.dates?.[id] ?? "", face.steps.find((step) => step.id === id)?.text]);
