// The home page without a server, as on the companion site: what this browser keeps, and ordinary links.
import { consent } from "../hosts.js";

const PREFIX = "nbparcours:";

/** What a host without a server lacks. */
export const deviceHome = (spec) => ({
  progress: async () => ({ activities: activities(), last: null, seconds: 0 }),
  erase: async () => (consent(false), true),
  exportUrl: () => `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(activities(), null, 1))}`,
  open: (page, lang) => location.assign(`../${lang}/${page.replace(/(#|$)/, ".html$1")}`),
  exit: () => location.replace(spec.exit_url),
});

function activities() {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
    return Object.fromEntries(names.map((name) => [name.slice(PREFIX.length), { state: JSON.parse(localStorage.getItem(name)) }]));
  } catch {
    return {}; // a browser that keeps nothing
  }
}
