// The one box with which a reader lets the browser keep what they answer or write.
import { h, unique } from "./dom.js";
import { blocked, consent, consented, onConsent } from "./hosts.js";
import { t } from "./strings.js";

/** The box's nodes, and `stop`. */
export function drawConsent(lang) {
  if (blocked()) return { nodes: [h("p", {}, t(lang, "save.blocked"))], stop() {} };
  const note = unique("consent");
  const box = h("input", { type: "checkbox", "aria-describedby": note, onchange: () => consent(box.checked) });
  box.checked = consented();
  const stop = onConsent((yes) => (box.checked = yes));
  return { nodes: [h("label", { class: "nbp-option" }, box, h("span", {}, t(lang, "save.consent"))), h("p", { id: note }, t(lang, "save.consent_note"))], stop };
}
