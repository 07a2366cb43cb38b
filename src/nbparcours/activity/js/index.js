// Everything, in pieces that are fetched when they are needed: for pages served over HTTP and for the tests.
import "../static/gen/style.css";
import { define } from "./element.js";
import { fetchWith, load } from "./kinds.js";
import { fetchKind } from "../static/gen/kinds.js";

fetchWith(fetchKind);
define();
export { h, text } from "./dom.js";
export { mount } from "./mount.js";
export { t } from "./strings.js";

/** Twin of `nbparcours.activity.score.score`. */
export const score = async (kind, key, value) => (await load(kind)).score(key, value);
