// The quick exit: nothing of the course stays on the screen, in this tab or in the others.
const WITHIN_MS = 2000;
const channel = new BroadcastChannel('nbparcours-exit');
let presses = [];
export let leaving = false;

export function leave(url) {
  channel.postMessage(url);
  vanish(url);
}

function vanish(url) {
  leaving = true;
  document.title = '';
  document.documentElement.replaceChildren();
  location.replace(url);
}

/** Leave when Escape is pressed three times in two seconds. */
export function escapeKey(event, url) {
  if (event.key !== 'Escape' || event.repeat) return;
  presses = [...presses, event.timeStamp].filter((time) => event.timeStamp - time < WITHIN_MS);
  if (presses.length >= 3) leave(url);
}

channel.addEventListener('message', ({ data }) => vanish(data));
