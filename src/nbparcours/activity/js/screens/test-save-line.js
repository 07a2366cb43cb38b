// The one line that says whether the answers are saved, always in sight and always true.
import { h, live } from "../dom.js";
import { t } from "../strings.js";
import { button, ratio } from "./parts.js";

const SIGN = { ready: "", saving: "… ", saved: "✓ ", failing: "! " };

export class SaveLine {
  #shown = "";

  constructor(screen) {
    this.screen = screen;
    this.words = live({ class: "nbp-saved-words" });
    this.retry = button(t(screen.lang, "test.retry"), () => screen.keeper.flush());
    this.node = h("div", { class: "nbp-saved" }, this.words.node, this.retry);
    this.refresh();
  }

  stop() {
    this.words.stop();
  }

  /** Say the state again only when it is another: a reader should not hear each attempt. */
  refresh() {
    const state = this.#state();
    const shown = JSON.stringify([state, this.screen.keeper.waiting]);
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.node.dataset.state = state;
    this.#button(state === "failing");
    this.words.say(h("span", { "aria-hidden": "true" }, SIGN[state]), this.#sentence(state));
  }

  #state() {
    const { keeper, sheet } = this.screen;
    if (keeper.failing) return "failing";
    if (keeper.waiting.length) return "saving";
    return Object.keys(sheet.answers).length ? "saved" : "ready";
  }

  #sentence(state) {
    const { keeper, lang, sheet } = this.screen;
    const given = sheet.items.length - sheet.count("open");
    const words = t(lang, `test.save_${state}`, {
      waiting: keeper.waiting.length,
      count: ratio(lang, given, sheet.items.length),
    });
    const said = state === "failing" && keeper.trouble?.said?.[lang];
    return said ? `${words} ${said}` : words;
  }

  /** A button that goes away must not take the keyboard's place with it. */
  #button(needed) {
    if (!needed && document.activeElement === this.retry) this.screen.body.querySelector("h2")?.focus();
    this.retry.hidden = !needed;
  }
}
