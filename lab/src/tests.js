// Final tests: listed, fetched and submitted by nbgrader, answered and handed in through our own server.
import { request } from './server.js';

const ACTIONS = new Set(['fetch', 'submit', 'fetch_feedback']);

export function tests(course_id) {
  // nbgrader answers 200 with the list even when fetching failed: only the list tells.
  const list = async () => rows(await request(`assignments?course_id=${encodeURIComponent(course_id)}`));
  const act = async (action, assignment) => {
    if (!ACTIONS.has(action)) throw new Error(action);
    return rows(await request(`assignments/${action}`, 'POST', { course_id, assignment_id: assignment }));
  };
  const one = (assignment) => `nbparcours/test/${encodeURIComponent(assignment)}`;

  return {
    list,
    async fetch(assignment) {
      const row = (await act('fetch', assignment)).find((found) => found.assignment === assignment);
      if (!row?.fetched) throw new Error(`${assignment} was not fetched`);
      return row;
    },
    answers: (assignment) => request(one(assignment)),
    save: (assignment, item, value, lang) =>
      request(`${one(assignment)}/answers/${encodeURIComponent(item)}`, 'PUT', { value, lang }),
    name: (assignment, name) => request(`${one(assignment)}/name`, 'PUT', { name }),
    async handin(assignment) {
      const before = (await list()).find((found) => found.assignment === assignment)?.submissions.length ?? 0;
      const { receipt } = await request(`${one(assignment)}/handin`, 'POST', {});
      const row = (await act('submit', assignment)).find((found) => found.assignment === assignment);
      if (!row || row.submissions.length <= before) throw new Error(`${assignment} was not submitted`);
      return { receipt, submitted: row.submissions.at(-1).timestamp };
    },
    async result(assignment) {
      const row = (await list()).find((found) => found.assignment === assignment);
      if (row?.submissions.some((submission) => submission.feedback)) await act('fetch_feedback', assignment);
      return (await request(`${one(assignment)}/result`)).result;
    }
  };
}

/** One row for each assignment: {assignment, fetched, submissions: [{timestamp, feedback}]}. */
function rows({ success, value }) {
  if (!success) throw new Error('nbgrader could not list the tests');
  const found = new Map();
  const row = (name) => found.get(name) ?? found.set(name, { assignment: name, fetched: false, submissions: [] }).get(name);
  for (const entry of value) {
    if (entry.submissions) {
      row(entry.assignment_id).submissions = entry.submissions.map((submission) => ({
        timestamp: submission.timestamp,
        feedback: submission.has_exchange_feedback || submission.has_local_feedback
      }));
    } else row(entry.assignment_id).fetched = entry.status === 'fetched';
  }
  return [...found.values()];
}
