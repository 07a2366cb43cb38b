// Leaving quickly, and changing language without losing one's place. The page works without either.
const exit = document.querySelector("[data-exit]");

function leave() {
  document.documentElement.hidden = true;
  document.title = "";
  location.replace(exit.href);
}

exit.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

let presses = [];
addEventListener("keydown", (event) => {
  if (event.key !== "Escape") presses = [];
  else if (!event.repeat) presses = [...presses, event.timeStamp].slice(-3);
  if (presses.length === 3 && presses[2] - presses[0] < 2000) leave();
}, true);

// Cells carry the same id in both languages: the last one above the reading line is where the reader is.
const twin = document.querySelector("[data-twin]");
function place() {
  const above = [...document.querySelectorAll("main [id]")].filter((mark) => mark.getBoundingClientRect().top < 160);
  return scrollY > 100 && above.length ? above.at(-1).id : location.hash.slice(1);
}
twin?.addEventListener("click", () => {
  twin.hash = place();
});

// A link of the contents that leads into this page closes the menu it stands in.
const menu = document.querySelector(".menu");
menu?.addEventListener("click", (event) => {
  if (event.target.closest("a")) menu.open = false;
});
menu?.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !menu.open) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});
