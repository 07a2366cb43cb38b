// A page of its own for what is printed or taken away: nothing of the course around it, and nothing that runs in it.
import { h } from "./dom.js";

const STYLE = `body{max-width:42rem;margin:2rem auto;padding:0 1rem;background:#fff;color:#000;font:1rem/1.6 system-ui,"Segoe UI",sans-serif}
:lang(ar){font-family:"IBM Plex Sans Arabic",system-ui,"Segoe UI",Tahoma,"Noto Sans Arabic",sans-serif;line-height:1.8}
h1{font-size:1.4rem;line-height:1.4}h2{font-size:1.1rem;margin:1.6rem 0 .4rem;padding-top:.4rem;border-top:1px solid #999;break-after:avoid}
p{margin:0 0 .8rem}.field{margin:0 0 1rem;break-inside:avoid}.label{font-weight:600}[dir=ltr] .words{text-align:left}[dir=rtl] .words{text-align:right}.words{white-space:pre-wrap;overflow-wrap:anywhere}
.line{height:2rem;border-bottom:1px solid #999}bdi{white-space:nowrap}`;

/** A page with `title` and `nodes`; made of nodes, so that every text in it is escaped when it is written out. */
export function pageOf(lang, title, nodes) {
  const made = document.implementation.createHTMLDocument(title);
  Object.assign(made.documentElement, { lang, dir: lang === "ar" ? "rtl" : "ltr" });
  made.head.prepend(h("meta", { charset: "utf-8" }), h("meta", { name: "viewport", content: "width=device-width" }));
  made.body.append(h("h1", {}, title), ...nodes);
  return made;
}

const html = (made) => `<!doctype html>${made.documentElement.outerHTML}`;

const clean = () => document.querySelectorAll(".nbp-printer").forEach((frame) => frame.remove());

/** Print the page `made` alone, whatever surrounds the activity; returns what takes the copy away. */
export function printPage(made) {
  clean();
  const onload = () => {
    const { contentDocument, contentWindow } = frame;
    // The site's policy refuses a <style> written in the page, not a sheet that its own scripts make.
    const sheet = new contentWindow.CSSStyleSheet();
    sheet.replaceSync(STYLE);
    contentDocument.adoptedStyleSheets = [sheet];
    contentWindow.addEventListener("afterprint", clean);
    contentWindow.print();
  };
  const frame = h("iframe", { class: "nbp-printer", "aria-hidden": "true", tabindex: "-1", sandbox: "allow-modals allow-same-origin", srcdoc: html(made), onload });
  document.body.append(frame);
  return clean;
}

/** Hand over the page as a file that opens in any browser. */
export function downloadPage(made, name) {
  const page = html(made).replace("</head>", `<style>${STYLE}</style></head>`);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([page], { type: "text/html" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
