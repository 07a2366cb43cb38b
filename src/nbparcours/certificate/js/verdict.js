// One verdict: a sign, a word, a sentence, and what to compare with the paper.
import { h } from "./parts.js";
import { day, sentences, t } from "./say.js";

const SIGN = { valid: "✓", revoked: "✕", altered: "✕", "unknown issuer": "?", "list too old": "!", "not a certificate": "?", unreadable: "?" };
const LOOK = { valid: "good", revoked: "bad", altered: "bad", "list too old": "care" };

export function drawVerdict(verdict, lang) {
  const { status, claim, issuer } = verdict;
  const specimen = status === "valid" && issuer.demo; // nobody may take a big "valid" away from a specimen
  const look = specimen ? "care" : (LOOK[status] ?? "care");
  return h(
    "section",
    { class: `nbv-verdict nbv-${look}`, tabindex: "-1", "data-status": status, "aria-labelledby": "nbv-status" },
    h("h2", { id: "nbv-status" }, h("span", { class: "nbv-sign", "aria-hidden": "true" }, specimen ? "!" : SIGN[status]), " ", t(lang, specimen ? "status.specimen" : `status.${status}`)),
    sentences(verdict, lang).map((said) => h("p", {}, said)),
    claim && facts(claim, issuer, lang),
  );
}

function facts(claim, issuer, lang) {
  const row = (key, value, attrs = {}) => [h("dt", {}, t(lang, `ui.${key}`)), h("dd", {}, h("bdi", attrs, value))];
  return h(
    "dl",
    {},
    [h("dt", {}, t(lang, "ui.name")), h("dd", {}, h("bdi", { class: "nbv-name" }, claim.name.split(/(?<= ·) /).flatMap((part) => [h("span", { dir: "auto" }, part), " "])))],
    row("number", claim.serial, { dir: "ltr" }),
    row("on", day(claim.on, lang)),
    row("course", claim.course, { dir: "ltr" }),
    row("version", claim.version, { dir: "ltr" }),
    row("hours", String(claim.hours)),
    row("by", issuer.issuer[lang]),
  );
}
