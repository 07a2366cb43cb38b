// What happens in the test, before it begins.
import { h } from "../dom.js";
import { t } from "../strings.js";
import { button, heading } from "./parts.js";

export function drawRules(screen) {
  const { lang, sheet } = screen;
  const begun = sheet.count("open") < sheet.items.length;
  const rules = screen.of(screen.spec.rules).split("\n");
  const begin = () => screen.go("question", sheet.firstOpen());
  return [
    heading(2, screen.of(screen.spec.title)),
    h("ul", { class: "nbp-rules" }, rules.map((rule) => h("li", {}, rule))),
    h("p", {}, button(t(lang, begun ? "test.resume" : "test.begin"), begin, { class: "nbp-main" })),
  ];
}
