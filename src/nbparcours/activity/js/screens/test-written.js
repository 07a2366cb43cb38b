// An open answer: a field that is saved while one writes, and what the answer is marked by.
import { h, unique } from "../dom.js";
import { t } from "../strings.js";
import { field } from "../writing.js";

const NEAR = 500; // characters from the end at which the rest is told

export function drawWritten({ lang, spec, legend, value, change }) {
  const id = unique("written");
  const rest = h("p", { class: "nbp-small", id: `${id}-rest`, "aria-live": "polite" });
  const tell = (text) => {
    const left = spec.limit - text.length;
    rest.textContent = left < NEAR ? t(lang, "test.written_left", { left }) : "";
  };
  const write = (text) => {
    tell(text);
    change(text === "" ? null : text);
  };
  const { node: area, put } = field("textarea", lang, write, { id, rows: "12", maxlength: String(spec.limit), "aria-describedby": `${id}-criteria ${id}-rest` });
  put(value);
  tell(area.value);
  const label = h("label", { class: "nbp-prompt", for: id }, legend);
  return { node: h("div", { class: "nbp-written" }, label, area, rest, criteria(lang, spec, `${id}-criteria`)) };
}

function criteria(lang, spec, id) {
  const line = ({ points, text, full }) => h("li", {}, h("b", {}, text), " ", t(lang, "test.criterion", { points }), h("br"), full);
  return h("div", { id, class: "nbp-criteria" }, h("h3", {}, t(lang, "test.criteria")), h("ul", {}, spec.criteria.map(line)));
}
