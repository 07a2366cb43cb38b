// An in-memory host for the screens: what the learner's server would know, and a switch that stops it.
export function fakeHost({ draw = {}, order = {}, progress = null, result = null, status = "fetched", sheet = {}, session = null, closed = null, handed = [], name = "final-test-demo" } = {}) {
  const memory = {
    progress: progress ?? { activities: {}, last: null, seconds: 0 },
    answers: { schema: 1, assignment: name, language: "fr", answers: {}, name: "", receipt: "", ...sheet },
    status,
    result,
    session,
    closed,
    handed,
    failures: 0, // how many of the next saves fail
    down: false,
    calls: [],
  };
  const call = async (name, ...args) => {
    memory.calls.push([name, ...args]);
    if (memory.down) throw new TypeError("Failed to fetch");
  };
  const known = () => {
    const { answers, session: times, closed: why, handed: done } = memory;
    return structuredClone({ draw, order, answers, learner: "amal", session: times, closed: why, handed: done });
  };
  const change = (parts) => Object.assign(memory.answers, parts, { receipt: "" });
  return {
    memory,
    progress: async () => (await call("progress"), structuredClone(memory.progress)),
    erase: async () => {
      await call("erase");
      memory.progress = { activities: {}, last: null, seconds: 0 };
      return true;
    },
    exportUrl: () => "progress.json",
    open: (page, lang) => call("open", page, lang),
    exit: () => call("exit"),
    tests: {
      list: async () => (await call("list"), [{ assignment: name, status: memory.status }]),
      fetch: async (assignment) => (await call("fetch", assignment), (memory.status = "fetched"), true),
      answers: async (assignment) => (await call("answers", assignment), known()),
      begin: async (assignment) => {
        await call("begin", assignment);
        if (memory.session) memory.session.begun ||= "2026-11-27T09:00:00+00:00";
        return known();
      },
      marks: async (assignment, marked) => (await call("marks", marked), (memory.answers.marked = marked), true),
      extra: async (assignment, code) => {
        await call("extra", code);
        if (code !== "30-ABCD") throw Object.assign(new Error("code"), { said: { fr: "Ce code n’est pas le vôtre.", ar: "هذا الرمز ليس لكم." } });
        Object.assign(memory.session, { extra: 30 });
        return known();
      },
      save: async (assignment, item, value, lang) => {
        await call("save", item, value, lang);
        if (memory.failures > 0) {
          memory.failures -= 1;
          return false;
        }
        const { [item]: _, ...rest } = memory.answers.answers;
        change({ answers: value == null ? rest : { ...rest, [item]: value }, language: lang });
        return true;
      },
      name: async (assignment, name) => (await call("name", name), change({ name }), true),
      handin: async (assignment) => {
        await call("handin", assignment);
        memory.status = "submitted";
        memory.answers.receipt = "AB12-CD34";
        memory.handed.push({ when: "2026-11-27 09:30:00.000000 UTC", receipt: "AB12-CD34" });
        return { receipt: "AB12-CD34" };
      },
      result: async (assignment) => (await call("result", assignment), memory.result),
    },
  };
}
