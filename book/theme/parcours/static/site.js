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

// Cells carry the same id in both languages. The reader is at the anchor they came to, as long as it is in sight,
// or else at the last cell that begins above the reading line.
const twin = document.querySelector("[data-twin]");
const height = (mark) => mark.getBoundingClientRect().top;
function place() {
  const came = document.getElementById(location.hash.slice(1));
  if (came && height(came) >= 0 && height(came) < innerHeight) return came.id;
  const marks = [...document.querySelectorAll("main [id]")].filter((mark) => !mark.closest("nbp-activity, .nbp"));
  return (scrollY > 100 && marks.reverse().find((mark) => height(mark) < 160)?.id) || "";
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
