// A form to fill in, print or take away. What is written stays here; an empty form prints with lines to write on.
import { h, live, unique } from "../dom.js";
import { button, select } from "../parts.js";
import { downloadPage, pageOf, printPage } from "../printout.js";
import { t } from "../strings.js";
import { eraser, field, own } from "../writing.js";

const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

export const score = (key, value) => (isMap(value) && Object.values(value).some((one) => one === true || (typeof one === "string" && one !== "")) ? 1 : 0);

export function whole(env) {
  const { lang, spec } = env;
  const say = (key) => t(lang, `form.${key}`);
  const said = live({ class: "nbp-feedback nbp-good" });
  const note = unique("note");
  let value = null;
  let clean = () => {};
  const write = (id) => (words) => {
    const { [id]: _, ...rest } = isMap(value) ? value : {};
    const next = words ? { ...rest, [id]: words } : rest;
    value = Object.keys(next).length ? next : null;
    if (env.state().checked) said.put();
    env.save({ value, checked: false });
  };
  const finish = (message) => {
    env.save({ value, checked: true, score: score(spec.key, value), attempts: env.state().attempts + 1 });
    said.say(say(message));
  };
  const page = () => pageOf(lang, spec.title ?? spec.prompt, spec.parts.map((part) => printed(lang, part, value)));
  const print = () => ((clean = printPage(page())), finish("printed"));
  const take = () => (downloadPage(page(), `${spec.id}.html`), finish("taken"));
  const erase = () => {
    env.save({ value: null, checked: false });
    show({ value: null });
    node.querySelector(".nbp-field :is(input, select, textarea)").focus();
    said.say(say("erased"));
  };
  const controls = new Map();
  const part = ({ title, note: words, fields }) => h("fieldset", { class: "nbp-group nbp-part" }, h("legend", {}, title), words ? h("p", { class: "nbp-help" }, words) : null, fields.map((one) => {
    const made = drawField(env, one, write(one.id));
    controls.set(one.id, made);
    return made.node;
  }));
  const keep = [["print", print], ["take", take], ["finish", () => finish("finished")]].map(([name, act], i) => button(say(name), act, { plain: i > 0, "data-do": name, "aria-describedby": i < 2 ? note : null }));
  const node = h("div", { role: "group", "aria-label": spec.prompt }, h("p", { class: "nbp-prompt" }, spec.prompt), env.hint(), spec.parts.map(part),
    h("p", { class: "nbp-help", id: note }, say("shared")), h("div", { class: "nbp-actions" }, keep, eraser(say, erase)), said.node, env.links());
  function show(state) {
    value = isMap(state.value) ? state.value : null;
    controls.forEach((control, id) => control.put(own(value, id)));
    said.put(state.checked ? say("finished") : []);
  }
  return { node, show, stop: () => (said.stop(), clean()) };
}

/** A field's control with its label and help: {node, put(value)}. */
function drawField(env, { id: name, kind, label, help, options }, write) {
  const [id, note] = [unique(name), unique("help")];
  const about = { id, "aria-describedby": help ? note : null };
  const made = CONTROLS[kind](env.lang, about, write, options);
  const said = help ? h("p", { class: "nbp-help", id: note }, help) : null;
  if (kind === "check") return { ...made, node: h("div", { class: "nbp-field" }, h("label", { class: "nbp-option" }, made.node, h("span", {}, label)), said) };
  return { ...made, node: h("div", { class: "nbp-field" }, h("label", { class: "nbp-label", for: id }, label), said, made.node) };
}

const CONTROLS = {
  line: (lang, about, write) => field("input", lang, write, { ...about, type: "text" }),
  text: (lang, about, write) => field("textarea", lang, write, { ...about, rows: 4 }),
  date(lang, about, write) {
    const node = h("input", { ...about, type: "date", class: "nbp-input", autocomplete: "off", onchange: () => write(node.value) });
    return { node, put: (value) => (node.value = typeof value === "string" ? value : "") };
  },
  check(lang, about, write) {
    const node = h("input", { ...about, type: "checkbox", onchange: () => write(node.checked) });
    return { node, put: (value) => (node.checked = value === true) };
  },
  choice(lang, { id, ...about }, write, options) {
    const node = select({ lang }, id, options.map((option) => [option.id, option.text]), () => write(node.value));
    if (about["aria-describedby"]) node.setAttribute("aria-describedby", about["aria-describedby"]);
    return { node, put: (value) => (node.value = options.some((option) => option.id === value) ? value : "") };
  },
};

const LINES = { line: 1, date: 1, text: 4 };
const ticked = (yes) => (yes ? "☑ " : "☐ ");

/** A part as it is printed: what was filled in, or room for a pen. */
function printed(lang, { title, note, fields }, value) {
  const entry = ({ id, kind, label, options }) => {
    const given = own(value, id);
    if (kind === "check") return h("div", { class: "field" }, ticked(given === true), label);
    const lines = () => Array.from({ length: LINES[kind] }, () => h("div", { class: "line" }));
    const words = kind === "choice" ? options.map((option) => h("div", {}, ticked(option.id === given), option.text)) : given ? h("div", { class: "words", dir: "auto" }, shown(lang, kind, given)) : lines();
    return h("div", { class: "field" }, h("div", { class: "label" }, label), words);
  };
  return h("section", {}, h("h2", {}, title), note ? h("p", {}, note) : null, fields.map(entry));
}

function shown(lang, kind, given) {
  const day = kind === "date" ? new Date(`${given}T12:00:00`) : NaN;
  return isNaN(day) ? String(given) : new Intl.DateTimeFormat(lang === "ar" ? "ar-MA-u-nu-latn" : "fr", { dateStyle: "long" }).format(day);
}
