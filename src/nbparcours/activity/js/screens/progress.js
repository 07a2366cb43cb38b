// What the stored states of the activities say about the modules. Pure: no page, no host.

/** An activity counts once it was checked; the learner's server says the same. */
const done = (progress, id) => (progress?.activities?.[id]?.state?.attempts ?? 0) > 0;

const touched = (progress, id) => Boolean(progress?.activities?.[id]);

/** `{state: "planned"|"unknown"|"new"|"started"|"done", done, all}` of one module; no progress read, no claim. */
export function moduleState(module, progress) {
  if (module.status !== "ready") return { state: "planned", done: 0, all: 0 };
  if (!progress) return { state: "unknown", done: 0, all: 0 };
  const all = module.activities.length;
  const count = module.activities.filter((id) => done(progress, id)).length;
  const begun = module.all.some(({ id }) => touched(progress, id));
  if (all && count === all) return { state: "done", done: count, all };
  return { state: begun ? "started" : "new", done: count, all };
}

/** Minutes that are left in the modules one can open, in proportion to what is done in each. */
export function minutesLeft(modules, progress) {
  const left = ({ done: count, all }) => (all ? 1 - count / all : 1);
  return modules
    .filter((module) => module.status === "ready")
    .reduce((sum, module) => sum + module.minutes * left(moduleState(module, progress)), 0);
}

/** How many required activities stand between the learner and the final test. */
export const requiredLeft = (modules, progress) =>
  modules
    .map((module) => moduleState(module, progress))
    .reduce((sum, state) => sum + state.all - state.done, 0);
