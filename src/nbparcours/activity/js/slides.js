// A deck for a workshop: reveal.js, the reading direction, and the trainer's notes. All of it in the file that holds it.
import Reveal from "reveal.js";
import "reveal.js/reset.css";
import "reveal.js/reveal.css";

const { dir } = document.documentElement;
const { previous, next } = document.body.dataset;
const notes = document.querySelector("[data-notes]");
const deck = new Reveal(document.querySelector(".reveal"), {
  width: 1280,
  height: 720,
  margin: 0.02,
  rtl: dir === "rtl",
  center: false,
  hash: true,
  help: false,
  transition: "none",
  backgroundTransition: "none",
  slideNumber: "c/t",
  controlsTutorial: false,
  navigationMode: "linear",
});

/** Notes beside the slide, for whoever trains. */
function toggle() {
  const showNotes = !deck.getConfig().showNotes;
  deck.configure({ showNotes });
  notes.setAttribute("aria-pressed", showNotes);
}

deck.initialize().then(() => {
  deck.addKeyBinding({ keyCode: 78, key: "N", description: notes.textContent }, toggle);
  notes.addEventListener("click", toggle);
  const name = (way, said) => document.querySelectorAll(`.controls .navigate-${way}`).forEach((arrow) => arrow.setAttribute("aria-label", said));
  for (const [way, said] of [["left", dir === "rtl" ? next : previous], ["right", dir === "rtl" ? previous : next], ["up", previous], ["down", next]]) name(way, said);
});
// Reveal's arrows on the screen do not mind the reading direction when slides are gone through one by one.
const press = (event) => {
  const arrow = event.target.closest(".navigate-left, .navigate-right");
  if (!arrow || dir !== "rtl") return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (arrow.matches(".navigate-left")) deck.next();
  else deck.prev();
};
for (const name of ["touchstart", "click"]) document.addEventListener(name, press, { capture: true, passive: false });
globalThis.deck = deck;
