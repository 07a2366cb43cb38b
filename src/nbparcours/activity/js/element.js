// <nbp-activity>: what the companion site's pages hold. Without JavaScript its readable form stays.
import { h, unique } from "./dom.js";
import { blocked, consent, consented, deviceHost, onConsent } from "./hosts.js";
import { mounter } from "./mounter.js";
import { t } from "./strings.js";

const mount = mounter({}); // the screens need the learner's server

/** One line per page, above its first activity: nothing is stored before the reader says so. */
function consentLine(lang) {
  const attrs = { class: "nbp nbp-consent", lang, dir: lang === "ar" ? "rtl" : "ltr" };
  if (blocked()) return h("div", attrs, h("p", {}, t(lang, "save.blocked")));
  const note = unique("consent");
  const box = h("input", { type: "checkbox", "aria-describedby": note, onchange: () => consent(box.checked) });
  box.checked = consented();
  onConsent((yes) => (box.checked = yes));
  return h("div", attrs, h("label", { class: "nbp-option" }, box, h("span", {}, t(lang, "save.consent"))), h("p", { id: note }, t(lang, "save.consent_note")));
}

export function define() {
  if (!globalThis.customElements || customElements.get("nbp-activity")) return;
  customElements.define(
    "nbp-activity",
    class extends HTMLElement {
      connectedCallback() {
        const source = this.querySelector('script[type="application/json"]');
        if (this.stop || (!source && !this.spec)) return;
        try {
          this.spec ??= JSON.parse(source.textContent);
        } catch {
          return; // the readable form stays
        }
        if (!this.spec?.key) return; // a screen: it needs the learner's server, and its form says so
        if (!document.querySelector(".nbp-consent")) this.before(consentLine(this.spec.lang));
        this.stop = mount(this, this.spec, deviceHost(this.spec.id));
      }

      disconnectedCallback() {
        // Moving an element disconnects it too: it is drawn again from the same spec.
        this.stop?.();
        this.stop = null;
      }
    },
  );
}
