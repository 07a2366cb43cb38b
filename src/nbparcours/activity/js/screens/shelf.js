// What this tab remembers of a test: unsaved answers, marks and the place. Gone when the tab is closed, because
// computers are shared; a browser that forbids it costs nothing but a shorter memory.

export function shelf(name) {
  return {
    read() {
      try {
        return JSON.parse(sessionStorage.getItem(name)) ?? {};
      } catch {
        return {};
      }
    },
    write(content) {
      try {
        sessionStorage.setItem(name, JSON.stringify(content));
      } catch {
        // memory still holds it
      }
    },
    clear() {
      try {
        sessionStorage.removeItem(name);
      } catch {
        // nothing was kept
      }
    },
  };
}

/** The language being read in this tab: a test's page holds both and comes in this one. */
export const reading = shelf("nbp:reading");
