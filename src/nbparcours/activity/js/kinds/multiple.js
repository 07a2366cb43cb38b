import { drawChoice, ids, solveChoice } from "./choice.js";

export const draw = (ctx) => drawChoice(ctx, "checkbox");

/** Said under the question. */
export const note = "activity.multiple";

export function judge(key, value) {
  const chosen = ids(value) ?? [];
  const right = chosen.filter((id) => key.correct.includes(id)).length;
  const marks = Object.fromEntries(chosen.map((id) => [id, key.correct.includes(id)]));
  return { marks, right, all: key.correct.length, missing: key.correct.length - right };
}

export function score(key, value) {
  const { marks, right, all } = judge(key, value);
  return all ? Math.max(0, right - (Object.keys(marks).length - right)) / all : 0;
}

export const solution = solveChoice;
