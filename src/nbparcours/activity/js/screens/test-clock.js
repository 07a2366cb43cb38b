// The time that is left, by the server's word: shown in minutes, spoken a few times, never counted by the page's clock
// alone. At the end the server is asked; only it decides.
import { h, live } from "../dom.js";
import { t } from "../strings.js";
import { duration } from "./parts.js";

const SPOKEN = [30, 10, 5, 1]; // minutes
const BEAT = 1000;

export class Clock {
  #timer = null;
  #shown = "";
  #spoken = Infinity;

  constructor(screen) {
    this.screen = screen;
    this.words = h("span", { class: "nbp-clock", hidden: true });
    this.voice = live({ class: "nbp-hidden" });
    this.node = h("div", { class: "nbp-clock-box" }, this.words, this.voice.node);
  }

  /** `seconds` as the server said just now, or null where there is no end. */
  set(seconds) {
    clearInterval(this.#timer);
    this.words.hidden = seconds == null;
    if (seconds == null) return;
    Object.assign(this, { seconds, since: [Date.now(), performance.now()] });
    this.#spoken = seconds / 60;
    this.#timer = setInterval(() => this.#beat(), BEAT);
    this.#beat();
  }

  stop() {
    clearInterval(this.#timer);
    this.voice.stop();
  }

  /** One of the two clocks stands still while a computer sleeps, the other may be set: the later one counts. */
  get left() {
    const passed = Math.max(Date.now() - this.since[0], performance.now() - this.since[1]);
    return Math.max(0, this.seconds - passed / 1000);
  }

  #beat() {
    const { lang } = this.screen;
    const minutes = Math.ceil(this.left / 60);
    const shown = t(lang, "test.left", { time: duration(lang, minutes) });
    if (shown !== this.#shown) this.words.replaceChildren((this.#shown = shown));
    this.words.classList.toggle("nbp-short", minutes <= 5);
    this.#speak(this.left / 60, shown);
    if (this.left > 0) return;
    clearInterval(this.#timer);
    this.screen.reread();
  }

  #speak(minutes, shown) {
    const reached = SPOKEN.find((mark) => minutes <= mark && this.#spoken > mark);
    if (reached) this.voice.say(shown);
    this.#spoken = Math.min(this.#spoken, minutes);
  }
}
