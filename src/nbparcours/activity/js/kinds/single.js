import { drawChoice, ids, solveChoice } from "./choice.js";

export const draw = (ctx) => drawChoice(ctx, "radio");
/** One reason: it is spoken with the verdict and need not stand beside the option as well. */
export const inline = false;

export const score = (key, value) => (Array.isArray(value) && value.length === 1 && key.correct.includes(value[0]) ? 1 : 0);

export function judge(key, value) {
  const [id] = ids(value) ?? [];
  return { marks: id ? { [id]: key.correct.includes(id) } : {}, right: score(key, value), all: 1, missing: 0 };
}

export const solution = solveChoice;
