// The kinds. Each module exports
//   score(key, value)          0..1, twin of scorers/<kind>.py
//   draw(ctx)                  -> {node, set(value), mark(marks|null)}: the controls alone, also used by the test
//   inline = false             where the one reason is spoken with the verdict, not written beside the choice
//   note                       a message under the question, by its name in the catalogue
//   judge(key, value)          -> {marks: {name: right?}, right, all, missing}: what feedback speaks about
//   solution(face, key)        -> [[name of the choice, its words, what belongs to it?]], or
//   whole(env)                 instead of judge and solution, for a kind made of questions
// ctx = {lang, spec: face and id, legend: what names the group, value, change(value), announce(words),
//        reason(name) -> nodes}; `change` is called with each new value, `announce` speaks a short message.
import * as matching from "./matching.js";
import * as multiple from "./multiple.js";
import * as ordering from "./ordering.js";
import * as quiz from "./quiz.js";
import * as single from "./single.js";
import * as sorting from "./sorting.js";

export const KINDS = { matching, multiple, ordering, quiz, single, sorting, vignette: single };

/** Twin of `nbparcours.activity.score.score`. */
export const score = (kind, key, value) => (Object.hasOwn(KINDS, kind) ? KINDS[kind].score(key, value) : 0);
