// The name for the certificate: its rule is told while it is typed, and what cannot be printed is not kept.
import { h, unique } from "../dom.js";
import { clean, LONGEST } from "../name.js";
import { t } from "../strings.js";
import { NAME } from "./test-sheet.js";

const INVISIBLE = /[\p{C}\p{Z}]/u;

export function nameField(screen) {
  const { lang, sheet, keeper } = screen;
  const id = unique("name");
  const rule = h("p", { id: `${id}-rule`, class: "nbp-name-rule", role: "status", "aria-live": "polite" });
  const check = () => {
    const found = input.value.trim() ? clean(input.value) : { name: "" };
    const words = told(lang, found, input.value);
    if (rule.textContent !== words) rule.textContent = words;
    input.setAttribute("aria-invalid", String(Boolean(found.code)));
    return found;
  };
  const keep = () => {
    const { name } = check();
    if (name === undefined || name === sheet.name) return;
    sheet.name = name;
    keeper.put(NAME, { name });
  };
  const input = h("input", {
    id,
    type: "text",
    dir: "auto",
    autocomplete: "name",
    maxlength: String(LONGEST),
    "aria-describedby": `${id}-note ${id}-rule`,
    oninput: check,
    onchange: keep,
  });
  input.value = sheet.name;
  check();
  return h(
    "div",
    { class: "nbp-name-field" },
    h("label", { for: id }, t(lang, "test.name")),
    input,
    rule,
    h("p", { id: `${id}-note`, class: "nbp-small" }, t(lang, "test.name_note")),
  );
}

/** What is wrong with the name and what follows; or how it will be printed, where that differs from what was typed. */
function told(lang, { name, code, sign }, typed) {
  if (code) {
    const shown = sign && (INVISIBLE.test(sign) ? t(lang, "test.name_hidden_sign") : sign);
    return `${t(lang, `test.name_bad_${code}`, { sign: shown })} ${t(lang, "test.name_not_kept")}`;
  }
  return name && name !== typed.trim() ? t(lang, "test.name_printed", { name }) : "";
}
