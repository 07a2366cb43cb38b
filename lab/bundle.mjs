// Bundle the activities' ES modules for every host. `npm run bundle` calls this; JupyterLab's own builder takes
// static/gen/kinds.js as it is. Made in static/:
//   activity.js, chunks/      everything, kinds fetched on demand, for pages served over HTTP
//   site/activity.js, kinds/, glossary.js, figure.css   the companion site's classic scripts
//   widget/<kind>.js          one file per kind for the ipywidget
//   slides/slides.js, slides.css   reveal.js for the decks that trainers take along
//   activity.css              one sheet for all
// and, in certificate/static/, the page that verifies certificates (verify.mjs).
import { rmSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { findKinds } from "./kinds.mjs";
import { bundleVerify } from "./verify.mjs";

// esbuild comes from this package's devDependencies, or from the folder that the first argument names;
// the second argument names another `activity` folder.
const place = process.argv[2] ? `${process.argv[2]}/package.json` : import.meta.url;
const { build } = createRequire(place)("esbuild");
const activity = process.argv[3] ?? fileURLToPath(new URL("../src/nbparcours/activity/", import.meta.url));
const out = `${activity}static`;
const gen = `${out}/gen`;
const SHARED = ["dom", "parts", "question", "strings"]; // what the site's kinds find in its core

const modules = fileURLToPath(new URL("node_modules", place.startsWith("file:") ? place : pathToFileURL(place)));
const common = { bundle: true, minify: true, charset: "utf8", target: "es2020", loader: { ".json": "json" }, logLevel: "warning" };

/** The site's kinds take shared modules from the core, so that each exists once in the page. */
const fromCore = {
  name: "from-core",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: new RegExp(`^\\.\\.?/(${SHARED.join("|")})\\.js$`) }, ({ path }) => ({ path: path.match(/(\w+)\.js$/)[1], namespace: "core" }));
    onLoad({ filter: /.*/, namespace: "core" }, ({ path }) => ({ contents: `module.exports = globalThis.nbparcours.${path};` }));
  },
};

for (const name of ["chunks", "site", "slides", "widget"]) rmSync(`${out}/${name}`, { recursive: true, force: true });
const kinds = findKinds(activity);
const each = (prefix) => Object.fromEntries(kinds.map((name) => [name, `${gen}/${prefix}-${name}.js`]));
await Promise.all([
  build({ ...common, entryPoints: { activity: `${activity}js/index.js` }, outdir: out, format: "esm", splitting: true, chunkNames: "chunks/[name]-[hash]" }),
  build({ ...common, entryPoints: { activity: `${activity}js/site.js` }, outdir: `${out}/site`, format: "iife" }),
  build({ ...common, entryPoints: { glossary: `${activity}js/glossary-site.js` }, outdir: `${out}/site`, format: "iife" }),
  build({ ...common, entryPoints: { figure: `${activity}js/figure.css` }, outdir: `${out}/site` }),
  build({ ...common, entryPoints: each("site"), outdir: `${out}/site/kinds`, format: "iife", plugins: [fromCore] }),
  bundleVerify(build, `${activity}../certificate`, modules),
  build({ ...common, entryPoints: { slides: `${activity}js/slides.js` }, outdir: `${out}/slides`, format: "iife", nodePaths: [modules] }),
  build({ ...common, entryPoints: each("widget"), outdir: `${out}/widget`, format: "esm" }),
]);
