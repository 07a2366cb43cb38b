// The companion site's terms. The words of the glossary are a script of their own, fetched when somebody first
// points at a term or moves by keyboard: most readers never ask, and a page opened from a folder may fetch no data.
import "./glossary.css";
import { explain } from "./glossary.js";

const place = document.currentScript?.src ?? "";
const lang = document.documentElement.lang === "ar" ? "ar" : "fr";
const LINK = /(?:^|\/)glossaire\.html#(.+)$/;
let fetched;

function words() {
  fetched ??= new Promise((resolve) => {
    globalThis.nbparcoursTerms = resolve;
    const script = document.createElement("script");
    script.src = new URL(`../terms/${lang}.js`, place).href;
    script.onerror = () => resolve({}); // the links still lead to the glossary
    document.head.append(script);
  });
  return fetched;
}

explain((anchor) => {
  const found = anchor.closest("main") && LINK.exec(anchor.getAttribute("href"));
  return found ? words().then((terms) => terms[found[1]] && { lang, ...terms[found[1]] }) : null;
});
addEventListener("keydown", words, { once: true });
