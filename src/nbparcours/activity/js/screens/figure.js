// A diagram: nothing to answer, nothing to keep. Its layout was made in Python (nbparcours.figure), once for all hosts.
import "../figure.css";
import { h } from "../dom.js";
import { drawn } from "../drawing.js";

const list = (said) => h("ul", null, said.map(([text, under]) => h("li", null, text, under.length ? list(under) : null)));

/** Draw into `box`. */
export function draw(box, spec) {
  const name = `${spec.id}-name`;
  box.setAttribute("role", "figure");
  box.setAttribute("aria-labelledby", name);
  box.append(
    h("p", { class: "nbp-caption", id: name }, spec.title),
    ...spec.pictures.map(drawn),
    spec.note ? h("p", null, spec.note) : "",
    h("details", null, h("summary", null, spec.in_words), list(spec.said)),
  );
}
