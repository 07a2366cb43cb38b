// When answers are no longer taken: what is saved, and what can still be done with it.
import { h } from "../dom.js";
import { t } from "../strings.js";
import { button, heading, ratio, receipt } from "./parts.js";
import { home } from "./test-rules.js";

export function drawClosed(screen) {
  const { lang, sheet, closed } = screen;
  const given = sheet.items.length - sheet.count("open");
  const last = sheet.handed.at(-1)?.receipt;
  const over = closed.why === "time";
  return [
    heading(2, t(lang, over ? "test.time_over" : "test.session_over")),
    h("p", { class: "nbp-warning" }, screen.of(closed.message)),
    screen.lost > 0 && h("p", {}, t(lang, "test.lost", { lost: screen.lost })),
    over && h("p", {}, t(lang, "test.saved_count", { count: ratio(lang, given, sheet.items.length) })),
    last && h("p", { class: "nbp-big" }, t(lang, "test.receipt"), " ", receipt(last)),
    !last && !over && h("p", {}, t(lang, "test.never_handed")),
    h(
      "div",
      { class: "nbp-way" },
      over && button(t(lang, "test.hand_in"), () => screen.go("confirm"), { class: "nbp-main" }),
      home(screen),
    ),
  ];
}
