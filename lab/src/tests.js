// Final tests: nbgrader lists, fetches and submits, our own server keeps the answers; both through one address.
// A row of the list: {assignment, fetched, submissions: [{timestamp, feedback}]}.
import { request, url } from './server.js';

const ACTS = new Set(['fetch', 'submit', 'feedback']);

export function tests(course) {
  const list = async () => (await request(`nbparcours/exchange?course=${encodeURIComponent(course)}`)).tests;
  // What came about is in the list that nbgrader makes afterwards, and nowhere else.
  const act = async (name, assignment) => {
    if (!ACTS.has(name)) throw new Error(name);
    const found = (await request(`nbparcours/exchange/${name}`, 'POST', { course, assignment })).tests;
    return found.find((row) => row.assignment === assignment);
  };
  const one = (assignment) => `nbparcours/test/${encodeURIComponent(assignment)}`;

  return {
    list,
    async fetch(assignment) {
      const row = await act('fetch', assignment);
      if (!row?.fetched) throw new Error(`${assignment} was not fetched`);
      return row;
    },
    answers: (assignment) => request(one(assignment)),
    begin: (assignment) => request(`${one(assignment)}/begin`, 'POST', {}),
    marks: (assignment, marked) => request(`${one(assignment)}/marks`, 'PUT', { marked }),
    extra: (assignment, code) => request(`${one(assignment)}/extra`, 'PUT', { code }),
    save: (assignment, item, value, lang) =>
      request(`${one(assignment)}/answers/${encodeURIComponent(item)}`, 'PUT', { value, lang }),
    name: (assignment, name) => request(`${one(assignment)}/name`, 'PUT', { name }),
    async handin(assignment) {
      const before = (await list()).find((found) => found.assignment === assignment)?.submissions.length ?? 0;
      const { receipt } = await request(`${one(assignment)}/handin`, 'POST', {});
      const row = await act('submit', assignment);
      if (!row || row.submissions.length <= before) throw new Error(`${assignment} was not submitted`);
      return { receipt, submitted: row.submissions.at(-1).timestamp };
    },
    certificateUrl: (assignment) => url(`${one(assignment)}/certificate`),
    async result(assignment) {
      const row = (await list()).find((found) => found.assignment === assignment);
      if (row?.submissions.some((submission) => submission.feedback)) await act('feedback', assignment);
      return (await request(`${one(assignment)}/result`)).result;
    }
  };
}
