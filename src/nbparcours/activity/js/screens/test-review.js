// Before handing in: what is answered, what is open, the name for the certificate, and one confirmation.
import { h, unique } from "../dom.js";
import { t } from "../strings.js";
import { button, heading } from "./parts.js";
import { sign, stateWords } from "./test-overview.js";
import { NAME } from "./test-sheet.js";

const NAME_LENGTH = 80;
const UNPRINTABLE = /[\u0000-\u001f\u007f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

export function drawReview(screen) {
  const { lang, sheet } = screen;
  const missing = sheet.items.length - sheet.count("answered");
  return [
    heading(2, t(lang, "test.review")),
    h("p", {}, t(lang, missing ? "test.review_missing" : "test.review_complete", { missing })),
    h("ol", { class: "nbp-review", role: "list" }, sheet.items.map((item, at) => line(screen, item, at))),
    nameField(screen),
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

function nameField(screen) {
  const { lang, sheet, keeper } = screen;
  const id = unique("name");
  const keep = () => {
    sheet.name = input.value.replace(UNPRINTABLE, "").trim();
    keeper.put(NAME, { name: sheet.name });
  };
  const input = h("input", {
    id,
    type: "text",
    dir: "auto",
    autocomplete: "name",
    maxlength: String(NAME_LENGTH),
    "aria-describedby": `${id}-note`,
    onchange: keep,
  });
  input.value = sheet.name;
  return h(
    "div",
    { class: "nbp-name-field" },
    h("label", { for: id }, t(lang, "test.name")),
    input,
    h("p", { id: `${id}-note`, class: "nbp-small" }, t(lang, "test.name_note")),
  );
}

export function drawConfirm(screen) {
  const { lang, sheet } = screen;
  const missing = sheet.items.length - sheet.count("answered");
  return [
    heading(2, t(lang, "test.confirm")),
    missing > 0 && h("p", { class: "nbp-warning" }, t(lang, "test.confirm_missing", { missing })),
    h("p", {}, t(lang, "test.confirm_what")),
    h(
      "div",
      { class: "nbp-way" },
      button(t(lang, "test.confirm_no"), () => screen.go("review")),
      button(t(lang, "test.confirm_yes"), () => screen.handIn(), { class: "nbp-main" }),
    ),
  ];
}
