// The home page without a server, as in JupyterLite: what this browser keeps.
import { deviceHost, erase, states } from "../hosts.js";

/** The last place is kept beside the answers, under a name that no activity has. */
const PLACE = "@place";
export const placeHost = () => deviceHost(PLACE);

/** What a host without a server lacks. */
export const deviceHome = (spec) => ({
  progress: async () => ({ activities: activities(), last: await placeHost().load(), seconds: 0 }),
  erase: async () => (erase(), true),
  exportUrl: () => `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(copy(spec), null, 1))}`,
  open: (page, lang) => location.assign(`../${lang}/${page.replace(/(#|$)/, ".html$1")}`),
  exit: () => location.replace(spec.exit_url),
});

/** Every activity's state, as a learner's server tells it. */
export function activities() {
  const { [PLACE]: _, ...known } = states();
  return Object.fromEntries(Object.entries(known).map(([id, state]) => [id, { state }]));
}

/** What a reader takes away may be handed on: private words stay behind, as their activities promise. */
function copy(spec) {
  const open = new Set(spec.modules.flatMap(({ all }) => all.filter((one) => !one.private).map(({ id }) => id)));
  const fact = ({ checked, score, best, attempts }) => ({ value: null, checked, score, best, attempts });
  const bare = ([id, { state }]) => [id, { state: open.has(id) ? state : fact(state) }];
  return { exported: new Date().toISOString(), activities: Object.fromEntries(Object.entries(activities()).map(bare)) };
}
