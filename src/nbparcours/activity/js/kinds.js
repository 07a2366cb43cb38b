// The kinds that this page has met. Each is fetched when its first activity is drawn.
//
// A kind's module, in kinds/, exports
//   score(key, value)          0..1, twin of scorers/<kind>.py
// and either, where one button checks one answer (question.js):
//   draw(ctx)                  -> {node, set(value), mark(marks|null), current?()}: the controls alone, also for the test
//   judge(key, value)          -> {marks: {name: right?}, right, all, missing}: what feedback speaks about
//   solution(face, key)        -> [[name of the choice, its words, what belongs to it?]]
//   inline = false             where the one reason is spoken with the verdict, not written beside the choice
//   note                       a message under the question, by its name in the catalogue
//   missing                    the message for what is left out, by its name in the catalogue
//   ordered = true             where the solution is a numbered list
// or, where it goes its own way:
//   whole(env)                 -> {node, show(state), stop()}; env: see frame.js
// ctx = {lang, spec: face and id, legend: what names the group, value, change(value), announce(words),
//        reason(name) -> nodes}; `change` is called with each new value, `announce` speaks a short message.
import { learn } from "./strings.js";

const known = new Map();
let fetchKind = async () => {};

/** Say how a kind comes to this page; the fetched module calls `register`. */
export const fetchWith = (fetcher) => (fetchKind = fetcher);

export function register(name, module, words) {
  learn(words);
  known.set(name, module);
}

/** The module of a kind that was loaded. */
export const kindOf = (name) => known.get(name);

export async function load(name) {
  if (!known.has(name)) await fetchKind(name);
  if (!known.has(name)) throw new Error(`unknown kind ${name}`);
  return known.get(name);
}
