// Before handing in: what is answered, what is open, the name for the certificate, and one confirmation.
import { h } from "../dom.js";
import { t } from "../strings.js";
import { button, heading, moment, receipt } from "./parts.js";
import { nameField } from "./test-name.js";
import { sign, stateWords } from "./test-overview.js";

export function drawReview(screen) {
  const { lang, sheet } = screen;
  const missing = sheet.items.length - sheet.count("answered");
  return [
    heading(2, t(lang, "test.review")),
    h("p", {}, t(lang, missing ? "test.review_missing" : "test.review_complete", { missing })),
    h("ol", { class: "nbp-review", role: "list" }, sheet.items.map((item, at) => line(screen, item, at))),
    screen.spec.task !== "case-study" && nameField(screen),
    h(
      "div",
      { class: "nbp-way" },
      button(t(lang, "test.back"), () => screen.go("question")),
      button(t(lang, "test.hand_in"), () => screen.go("confirm"), { class: "nbp-main" }),
    ),
  ];
}

function line(screen, item, at) {
  const { lang, spec } = screen;
  const number = h("span", { class: "nbp-number" }, h("span", { "aria-hidden": "true" }, sign(screen, item)), ` ${at + 1}`);
  const stem = h("span", { class: "nbp-stem" }, spec.items[item][lang].stem);
  const state = h("span", { class: "nbp-state" }, stateWords(screen, item));
  return h("li", {}, button([number, " ", stem, " ", state], () => screen.go("question", at), { class: "nbp-line" }));
}

export function drawConfirm(screen) {
  const { lang, sheet } = screen;
  const missing = sheet.items.length - sheet.count("answered");
  const before = sheet.handed.at(-1);
  return [
    heading(2, t(lang, "test.confirm")),
    before && h("p", { class: "nbp-warning" }, t(lang, "test.replaces", { when: moment(lang, before.when) }), before.receipt ? [" ", t(lang, "test.receipt_before"), " ", receipt(before.receipt)] : null),
    missing > 0 && h("p", { class: "nbp-warning" }, t(lang, "test.confirm_missing", { missing })),
    h("p", {}, t(lang, "test.confirm_what")),
    h(
      "div",
      { class: "nbp-way" },
      button(t(lang, "test.confirm_no"), () => screen.go(screen.closed ? "closed" : "review")),
      button(t(lang, "test.confirm_yes"), () => screen.handIn(), { class: "nbp-main" }),
    ),
  ];
}
