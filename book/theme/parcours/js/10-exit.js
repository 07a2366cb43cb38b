// Leaving quickly: the button, or Escape three times within two seconds. Without this the button is a plain link.
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
