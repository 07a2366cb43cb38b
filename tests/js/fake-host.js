// An in-memory host for the screens: what the learner's server would know, and a switch that stops it.
export function fakeHost({ draw = {}, progress = null, result = null, status = "fetched", sheet = {} } = {}) {
  const memory = {
    progress: progress ?? { activities: {}, last: null, seconds: 0 },
    answers: { schema: 1, assignment: "final-test-demo", language: "fr", answers: {}, name: "", receipt: "", ...sheet },
    status,
    result,
    failures: 0, // how many of the next saves fail
    down: false,
    calls: [],
  };
  const call = async (name, ...args) => {
    memory.calls.push([name, ...args]);
    if (memory.down) throw new TypeError("Failed to fetch");
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
      list: async () => (await call("list"), [{ assignment: "final-test-demo", status: memory.status }]),
      fetch: async (assignment) => (await call("fetch", assignment), (memory.status = "fetched"), true),
      answers: async (assignment) => (await call("answers", assignment), structuredClone({ draw, answers: memory.answers, learner: "amal" })),
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
        return { receipt: "AB12-CD34" };
      },
      result: async (assignment) => (await call("result", assignment), memory.result),
    },
  };
}
