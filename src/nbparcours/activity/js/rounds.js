// An activity of several questions, each with a check of its own: what is kept of them, and how it is read again.

/** What a map holds under `name`, or null: what was stored may be anything. */
export const at = (map, name) =>
  typeof map === "object" && map !== null && !Array.isArray(map) && Object.hasOwn(map, name) ? map[name] : null;

/** The questions' parts in a stored state: {id: {value, checked, tried, passed}}; `passed` is one that was left behind. */
export function restore(state, ids) {
  const part = (id) => {
    const seen = at(state.parts, id) ?? {};
    const value = at(state.value, id);
    const checked = seen.checked === true && value !== null;
    return { value, checked, tried: Number.isInteger(seen.tried) ? seen.tried : 0, passed: checked && seen.passed === true };
  };
  return Object.fromEntries(ids.map((id) => [id, part(id)]));
}

/** The answers alone, as scorers take them. */
export const answers = (parts) => Object.fromEntries(Object.entries(parts).flatMap(([id, { value }]) => (value === null ? [] : [[id, value]])));

/** Keep `parts`. With `done` there is a score; `again` says that it was reached just now, once more. */
export function keep(env, parts, { done, again, score }) {
  const value = answers(parts);
  const tried = Object.entries(parts).filter(([, part]) => part.tried);
  env.save({
    value: Object.keys(value).length ? value : null,
    checked: done,
    parts: Object.fromEntries(tried.map(([id, part]) => [id, { checked: part.checked, tried: part.tried, passed: part.passed === true }])),
    attempts: env.state().attempts + Number(done && again),
    ...(done ? { score: score(env.spec.key, value) } : {}),
  });
}
