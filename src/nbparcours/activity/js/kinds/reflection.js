// A question to think about; what is written stays here, and thinking without writing counts as well.
import { h, live, unique } from "../dom.js";
import { button } from "../parts.js";
import { t } from "../strings.js";
import { eraser, field, own, written } from "../writing.js";

export const score = (key, value) => (written(own(value, "text")) || own(value, "done") === true ? 1 : 0);

export function whole(env) {
  const { lang, spec } = env;
  const say = (key) => t(lang, `reflection.${key}`);
  const [id, points] = [unique("words"), unique("points")];
  const said = live({ class: "nbp-feedback nbp-good" });
  const write = (text) => {
    if (env.state().checked) said.put();
    env.save({ value: text ? { text } : null, checked: false });
  };
  const words = field("textarea", lang, write, { id, rows: spec.rows, "aria-describedby": spec.points.length ? points : null });
  const thanks = (text) => [h("p", {}, say(written(text) ? "written" : "thought")), env.links()];
  const finish = () => {
    const text = words.node.value;
    const value = written(text) ? { text } : { done: true };
    env.save({ value, checked: true, score: 1, attempts: env.state().attempts + 1 });
    example.hidden = !spec.example;
    said.say(thanks(text));
  };
  const erase = () => {
    words.put("");
    env.save({ value: null, checked: false });
    words.node.focus();
    said.say(say("erased"));
  };
  const example = h("details", { class: "nbp-example", hidden: true }, h("summary", {}, say("example")), h("p", {}, spec.example));
  const start = spec.points.length ? [h("p", { class: "nbp-help" }, say("begin")), h("ul", { class: "nbp-points", id: points }, spec.points.map((point) => h("li", {}, point)))] : null;
  const label = h("label", { for: id, class: "nbp-label" }, say("label"));
  const actions = h("div", { class: "nbp-actions" }, button(say("finish"), finish, { "data-do": "finish" }), eraser(say, erase));
  const node = h("fieldset", { class: "nbp-group" }, h("legend", {}, spec.prompt), env.hint(), start, label, words.node, actions, said.node, example);
  const show = (state) => {
    const text = own(state.value, "text");
    words.put(text);
    example.hidden = !(spec.example && state.attempts > 0);
    said.put(state.checked ? thanks(text) : []);
  };
  return { node, show, stop: said.stop };
}
