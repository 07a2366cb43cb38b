// The bundle's entry: `mount` for JupyterLab, a default export for anywidget, the element for the site.
import "./style.css";
import { define } from "./element.js";
import { render } from "./widget.js";

define();
export { h, text } from "./dom.js";
export { score } from "./kinds/index.js";
export { mount } from "./mount.js";
export { t } from "./strings.js";
export default { render };
