// Finds the kinds: a file in js/kinds/ is a kind, and nothing else has to name it.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";

/** Write into static/gen/ what imports every kind; return the kinds' names. */
export function findKinds(activity) {
  const folder = `${activity}static/gen/`;
  const names = readdirSync(`${activity}js/kinds`).filter((name) => name.endsWith(".js")).map((name) => name.slice(0, -3)).sort();
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const write = (name, lines) => writeFileSync(`${folder}${name}`, `${lines.join("\n")}\n`);
  for (const name of names) {
    write(`${name}.js`, entry(activity, name));
    write(`site-${name}.js`, [`import { kind, words } from "./${name}.js";`, `globalThis.nbparcours.register("${name}", kind, words);`]);
    write(`widget-${name}.js`, widget(name));
  }
  write("kinds.js", registry(names));
  const sheets = names.filter((name) => existsSync(`${activity}js/kinds/${name}.css`));
  write("style.css", ['@import "../../js/style.css";', ...sheets.map((name) => `@import "../../js/kinds/${name}.css";`)]);
  return names;
}

/** A kind and its words, where it has some of its own. */
function entry(activity, name) {
  const has = existsSync(`${activity}strings/fr/${name}.json`);
  const words = (lang) => `import ${lang} from "../../strings/${lang}/${name}.json" with { type: "json" };`;
  const own = has ? [words("fr"), words("ar")] : ["const fr = {};", "const ar = {};"];
  return [...own, `export * as kind from "../../js/kinds/${name}.js";`, "export const words = { fr, ar };"];
}

/** An ipywidget brings its own kind: a kernel's front end has no address from which to fetch it. */
const widget = (name) => [
  'import { register } from "../../js/kinds.js";',
  'import { render } from "../../js/widget.js";',
  `import { kind, words } from "./${name}.js";`,
  `register("${name}", kind, words);`,
  "export default { render };",
];

const registry = (names) => [
  'import { register } from "../../js/kinds.js";',
  "const kinds = {",
  ...names.map((name) => `  ${name}: () => import("./${name}.js"),`),
  "};",
  "export async function fetchKind(name) {",
  "  if (!Object.hasOwn(kinds, name)) return;",
  "  const { kind, words } = await kinds[name]();",
  "  register(name, kind, words);",
  "}",
];
