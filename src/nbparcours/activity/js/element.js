// <nbp-activity>: what the companion site's pages hold. Without JavaScript its readable form stays.
import { drawConsent } from "./consent.js";
import { h } from "./dom.js";
import { deviceHost } from "./hosts.js";
import { mounter } from "./mounter.js";

const mount = mounter({}); // the screens need the learner's server

/** One line per page, above its first activity: nothing is stored before the reader says so. */
const consentLine = (lang) =>
  h("div", { class: "nbp nbp-consent", lang, dir: lang === "ar" ? "rtl" : "ltr" }, drawConsent(lang).nodes);

/** Draws an activity one screen before the reader comes to it, where the page asks for that (`data-near`). */
const watcher =
  globalThis.IntersectionObserver &&
  new IntersectionObserver((seen) => seen.filter((one) => one.isIntersecting).forEach(({ target }) => target.draw()), { rootMargin: "100% 0px" });

export function define() {
  if (!globalThis.customElements || customElements.get("nbp-activity")) return;
  customElements.define(
    "nbp-activity",
    class extends HTMLElement {
      connectedCallback() {
        if (watcher && this.closest("[data-near]")) watcher.observe(this);
        else this.draw();
      }

      draw() {
        watcher?.unobserve(this);
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
        watcher?.unobserve(this);
        // Moving an element disconnects it too: it is drawn again from the same spec.
        this.stop?.();
        this.stop = null;
      }
    },
  );
}
