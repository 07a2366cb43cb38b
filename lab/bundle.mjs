// Bundle the activities' ES modules into the file that every host loads, and a smaller one for the site. `npm run bundle` calls this.
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";

// esbuild comes from this package's devDependencies, or from the folder that the first argument names.
const place = process.argv[2] ? `${process.argv[2]}/package.json` : import.meta.url;
const { build } = createRequire(place)("esbuild");
const activity = fileURLToPath(new URL("../src/nbparcours/activity/", import.meta.url));

await build({
  entryPoints: { activity: `${activity}js/index.js`, "activity-site": `${activity}js/site.js` },
  outdir: `${activity}static`,
  bundle: true,
  minify: true,
  charset: "utf8",
  format: "esm",
  target: "es2020",
  loader: { ".json": "json" },
  logLevel: "warning",
});
