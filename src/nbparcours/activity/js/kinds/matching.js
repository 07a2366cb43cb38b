// One select a row. Long answers are listed above under letters, so that a phone need not cut them off.
import { h, unique } from "../dom.js";
import { t } from "../strings.js";
import { given, group, judgeMap, scoreMap, select, slots, withAnswer } from "../parts.js";

const LONG = 30;
const LETTERS = { fr: "ABCDEFGHIJKLMNOPQRSTUVWXYZ", ar: "أبجدهوزحطيكلمنسعفصقرشت" };

export function draw(ctx) {
  const { lefts, rights } = ctx.spec;
  let value = ctx.value;
  const marks = slots(ctx);
  const setters = [];
  const long = rights.some((right) => right.text.length > LONG);
  const letter = (i) => LETTERS[ctx.lang]?.[i] ?? String(i + 1);
  const entries = rights.map((right, i) => [right.id, long ? `${letter(i)}. ${right.text}` : right.text]);
  const row = (left) => {
    const id = unique(left.id);
    const node = select(ctx, id, entries, () => ctx.change((value = withAnswer(value, left.id, node.value))));
    setters.push(() => (node.value = given(value, left.id) ?? ""));
    return h("div", { class: "nbp-item nbp-pair" }, h("label", { for: id }, left.text), node, marks.slot(left.id, node));
  };
  const line = (right, i) => h("li", {}, h("span", { class: "nbp-letter" }, long ? `${letter(i)}.` : "□"), h("span", {}, right.text));
  const list = h("ul", { class: `nbp-rights${long ? "" : " nbp-paper"}`, role: "list", "aria-label": t(ctx.lang, "activity.list") }, rights.map(line));
  const node = group(ctx, list, lefts.map(row));
  const set = (next) => {
    value = next;
    setters.forEach((setter) => setter());
  };
  set(value);
  return { node, set, mark: marks.fill };
}

export const score = scoreMap;
export const judge = judgeMap;
export const solution = (face, key) =>
  face.lefts.map((left) => [left.id, left.text, face.rights.find((r) => r.id === key.map[left.id])?.text]);
