// Bundles the page that verifies certificates: classic scripts, because a page opened from a folder may not import.
//   verify.js, verify.css     the page, whole: signature, lists, words
//   decode.js                 the reader of QR codes, fetched when the page is at rest
import { join } from "node:path";

/** `certificate` is the folder of that room, `modules` a folder of packages. */
export const bundleVerify = (build, certificate, modules) =>
  build({
    bundle: true,
    minify: true,
    charset: "utf8",
    target: "es2022",
    format: "iife",
    loader: { ".json": "json" },
    logLevel: "warning",
    nodePaths: [modules],
    entryPoints: { verify: join(certificate, "js/verify.js"), decode: join(certificate, "js/decode.js") },
    outdir: join(certificate, "static"),
  });
