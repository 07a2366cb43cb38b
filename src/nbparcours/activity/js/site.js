// The companion site: classic scripts, which also run from a folder that no server serves. This file is the core;
// each kind is a script of its own beside it, which finds what it shares with the others in `globalThis.nbparcours`.
import "../static/gen/style.css";
import * as dom from "./dom.js";
import * as parts from "./parts.js";
import * as question from "./question.js";
import * as strings from "./strings.js";
import { define } from "./element.js";
import { fetchWith, register } from "./kinds.js";

const place = document.currentScript?.src ?? "";
const fetched = new Map();

function fetchKind(name) {
  if (!/^[a-z]+$/.test(name)) throw new Error("not a kind");
  const src = new URL(`kinds/${name}.js`, place).href;
  // A page brings its first activity's kind along; deferred after this script, it has not run yet.
  const along = [...document.scripts].find((one) => one.src === src);
  const script = along ?? Object.assign(document.createElement("script"), { src });
  return new Promise((resolve, reject) => {
    script.onload = resolve;
    script.onerror = () => reject(new Error(`${name} cannot be fetched`));
    if (!along) document.head.append(script);
  });
}

globalThis.nbparcours = { dom, parts, question, strings, register };
fetchWith((name) => fetched.get(name) ?? fetched.set(name, fetchKind(name)).get(name));
define();
