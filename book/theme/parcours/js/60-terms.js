// The explanations of terms are fetched at the reader's first touch, key or movement: on a slow line the page comes first.
// What happens to a term until they are there happens again then. Without this each term is a link into the glossary.
const TERM = 'main a[href^="glossaire.html#"]';
const MET = ["pointerover", "pointerdown", "focusin"];
const ASKED = ["pointermove", "keydown", ...MET];
const here = document.currentScript.src;
let met = []; // what happened to the last term

const part = (name, made) =>
  new Promise((resolve) => {
    const node = Object.assign(document.createElement(name), made, { onload: resolve, onerror: resolve });
    document.head.append(node);
  });

function meet(event) {
  const term = event.target.closest?.(TERM);
  if (!term || met.some((before) => before.target.closest(TERM) !== term)) met = [];
  if (term) met.push(event);
}

/** A finger's first tap asks what the term means. */
function wait(event) {
  if (!met.some(({ type, pointerType }) => type === "pointerdown" && pointerType !== "mouse")) return;
  if (!event.detail || !event.target.closest?.(TERM)) return;
  event.preventDefault();
  met.push(event);
}

async function fetchTerms() {
  for (const type of ASKED) removeEventListener(type, fetchTerms, true);
  await Promise.all([
    part("link", { rel: "stylesheet", href: new URL("activity/glossary.css", here).href }),
    part("script", { src: new URL("activity/glossary.js", here).href }),
  ]);
  for (const type of MET) removeEventListener(type, meet, true);
  removeEventListener("click", wait, true);
  for (const event of met) event.target.dispatchEvent(new event.constructor(event.type, event));
}

if (document.querySelector(TERM)) {
  for (const type of MET) addEventListener(type, meet, true);
  for (const type of ASKED) addEventListener(type, fetchTerms, true);
  addEventListener("click", wait, true);
}
