// What the reader sees: three ways in, one verdict in plain words, and whom this page knows.
import { Camera } from "./camera.js";
import { decoder } from "./codes.js";
import { drawKnown } from "./known.js";
import { judge, judgeAll, LIST_PREFIX, PREFIX, readList } from "./judge.js";
import { textsOf } from "./look.js";
import { button, h } from "./parts.js";
import { t } from "./say.js";
import { drawVerdict } from "./verdict.js";

const DIRECTION = { fr: "ltr", ar: "rtl" };
const NAME = { fr: "Français", ar: "العربية" };

export class Verifier {
  constructor(root) {
    const known = globalThis.nbparcoursIssuers ?? {};
    Object.assign(this, { root, lang: root.dataset.verify, alone: "alone" in root.dataset, keys: known.keys ?? [], lines: known.lines ?? known.lists ?? [] });
    this.verdict = null;
    this.said = h("div", { class: "nbv-said", "aria-live": "polite", "aria-atomic": "true" });
  }

  async begin() {
    await this.#readLists();
    this.show();
    addEventListener("hashchange", () => this.#fromAddress());
    await this.#fromAddress();
    const rest = globalThis.requestIdleCallback ?? ((act) => setTimeout(act, 1500));
    rest(() => decoder().catch(() => {})); // from here on the page needs no network
  }

  /** Today by the device's clock: the only one there is without a network. */
  get trust() {
    const now = new Date();
    const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
    return { keys: this.keys, lists: this.lists, today };
  }

  show() {
    const { lang, root, alone } = this;
    Object.assign(root, { lang, dir: DIRECTION[lang], className: "nbv" });
    if (alone) Object.assign(document.documentElement, { lang, dir: DIRECTION[lang] });
    this.ways = this.#ways();
    root.replaceChildren(...[alone && this.#top(), h("p", {}, t(lang, "ui.intro")), this.said, this.ways, drawKnown(this)].filter(Boolean));
    if (this.verdict) this.#sayVerdict();
  }

  /** Whatever came in, one verdict goes out. */
  async check(texts) {
    this.verdict = await judgeAll(texts, this.trust);
    this.#sayVerdict();
    this.said.firstElementChild?.focus();
  }

  say(key) {
    this.said.replaceChildren(h("p", { class: "nbv-note" }, t(this.lang, key)));
  }

  async open(file) {
    if (!file) return;
    this.say("ui.looking");
    try {
      await this.check(await textsOf(file));
    } catch {
      this.say("ui.no_part");
    }
  }

  /** A newer list, or an issuer's keys, from a file that the reader trusts. */
  async learn(file) {
    const text = file ? await file.text() : "";
    const lines = text.split("\n").filter((line) => line.startsWith(LIST_PREFIX));
    if (lines.length) {
      const found = (await Promise.all(lines.map((line) => readList(line, this.keys)))).filter(Boolean);
      if (!found.length) return this.say("ui.not_loaded");
      this.lists.push(...found);
    } else if (!this.#learnKeys(text)) return this.say("ui.not_loaded");
    await this.#readLists(this.lists);
    if (this.verdict?.text) this.verdict = await judge(this.verdict.text, this.trust);
    this.show();
    return this.say("ui.loaded");
  }

  #learnKeys(text) {
    try {
      const { schema, keys } = JSON.parse(text);
      const sound = schema === 1 && keys.every((key) => /^[0-9a-f]{8}$/.test(key.kid) && key.x.length === 43 && key.issuer.fr && key.issuer.ar && typeof key.demo === "boolean");
      if (!sound) return false;
      this.keys = [...this.keys, ...keys.filter((key) => !this.keys.some(({ x }) => x === key.x))];
      return true;
    } catch {
      return false;
    }
  }

  async #readLists(more = []) {
    const found = await Promise.all(this.lines.map((line) => readList(line, this.keys)));
    this.lists = [...new Set([...found.filter(Boolean), ...more])];
  }

  /** `#NBP1:…`: what stands behind the sign never leaves the device. */
  async #fromAddress() {
    const verdicts = [];
    for (const text of spellings(location.hash.slice(1))) verdicts.push(await judge(text, this.trust));
    const found = verdicts.find(({ claim }) => claim) ?? verdicts[0];
    if (!found) return;
    this.verdict = found;
    this.#sayVerdict();
  }

  #sayVerdict() {
    this.said.replaceChildren(drawVerdict(this.verdict, this.lang));
  }

  #ways() {
    const { lang } = this;
    const camera = new Camera(this);
    const area = h("textarea", { id: "nbv-text", rows: "3", dir: "ltr", spellcheck: "false", autocomplete: "off", autocapitalize: "off" });
    const paste = (event) => {
      event.preventDefault();
      if (area.value.trim()) this.check([area.value]);
    };
    return h(
      "form",
      { class: "nbv-ways", onsubmit: paste },
      h("div", { class: "nbv-row" }, camera.button, this.filePicker("ui.file", "application/pdf,image/*,text/plain", (file) => this.open(file))),
      camera.view,
      h("label", { for: "nbv-text" }, t(lang, "ui.text")),
      area,
      h("div", { class: "nbv-row" }, button(t(lang, "ui.check"), null, { type: "submit", class: "nbv-plain" })),
    );
  }

  /** A file input that looks like the other buttons and is one for the keyboard. */
  filePicker(key, accept, act) {
    const input = h("input", { type: "file", accept, class: "nbv-file", onchange: () => act(input.files[0]).then(() => (input.value = "")) });
    return h("label", { class: "nbv-button nbv-plain" }, h("span", {}, t(this.lang, key)), input);
  }

  #top() {
    const other = this.lang === "fr" ? "ar" : "fr";
    const turn = () => {
      this.lang = other;
      this.show();
      this.root.querySelector(".nbv-turn").focus();
    };
    return h("header", {}, h("h1", {}, t(this.lang, "ui.title")), button(NAME[other], turn, { class: "nbv-turn nbv-plain", lang: other, dir: DIRECTION[other] }));
  }
}

/** Base45 uses the percent sign, and addresses spell spaces with it: the signature tells which spelling was meant. */
function spellings(hash) {
  const found = [hash, hash.replace(/%20/g, " ")];
  try {
    found.push(decodeURIComponent(hash));
  } catch {
    // no address spelling then
  }
  return found.filter((text) => text.startsWith(PREFIX));
}
