// The final test as the home page shows it: one line of state, one button, and what came back.
import { h } from "../dom.js";
import { t } from "../strings.js";
import { attempt, button, ratio, receipt, scores } from "./parts.js";
import { requiredLeft } from "./progress.js";
import { reading } from "./shelf.js";

const PREFIX = "final-test-";

/** All that is known of the tests: null without a server, `{unread: true}` when it does not answer. */
export async function readTests(host) {
  if (!host.tests) return null;
  const { found, error } = await attempt(() => host.tests.list());
  if (error) return { unread: true };
  const tests = found.filter(({ assignment }) => assignment.startsWith(PREFIX));
  return { entries: await Promise.all(tests.map((entry) => details(host.tests, entry))) };
}

/** Hosts may hand on nbgrader's own facts instead of the word for them. */
const statusOf = ({ status, fetched, submissions }) =>
  status ?? (submissions?.length ? "submitted" : fetched ? "fetched" : "released");

async function details(tests, entry) {
  const { assignment } = entry;
  const status = statusOf(entry);
  if (status === "released") return { assignment, status };
  const [sheet, result] = await Promise.all([
    attempt(() => tests.answers(assignment)),
    attempt(() => (status === "submitted" ? tests.result(assignment) : null)),
  ]);
  return { assignment, status, sheet: sheet.found ?? null, result: result.found ?? null };
}

export function drawTests(screen, progress, tests) {
  const { lang } = screen;
  const content = [h("h2", {}, t(lang, "home.test"))];
  if (!tests) content.push(h("p", {}, t(lang, "home.test_site")));
  else if (tests.unread) content.push(h("p", {}, t(lang, "home.test_unread")));
  else if (!tests.entries.length) content.push(h("p", {}, t(lang, "home.test_none")));
  else content.push(h("ul", { class: "nbp-rows", role: "list" }, tests.entries.map((entry) => row(screen, progress, tests, entry))));
  return h("section", { class: "nbp-tests" }, content);
}

function row(screen, progress, tests, entry) {
  const { lang, spec } = screen;
  const left = progress ? requiredLeft(spec.modules, progress) : 0;
  const [facts, action] = describe(screen, entry, left, tests.entries);
  const session = entry.assignment.slice(PREFIX.length);
  return h(
    "li",
    { class: "nbp-entry" },
    h("div", { class: "nbp-what" }, tests.entries.length > 1 && h("h3", {}, t(lang, "home.test_session", { session })), facts),
    action && button(t(lang, action), () => open(screen, entry), { class: "nbp-main", "data-place": entry.assignment }),
  );
}

/** The state in words, and the name of the button if there is one. */
function describe(screen, entry, left, all) {
  const { lang } = screen;
  const line = (key, vars) => h("p", {}, t(lang, key, vars));
  if (entry.result) return [outcome(screen, entry, all), "home.test_result"];
  if (entry.status === "submitted") return handedIn(lang, line, entry.sheet);
  const given = Object.keys(entry.sheet?.answers?.answers ?? {}).length;
  if (given) {
    const count = ratio(lang, given, Object.keys(entry.sheet.draw).length);
    return [line("home.test_started", { count }), "home.test_resume"];
  }
  if (left) return [line("home.test_closed", { n: left }), null];
  return [line("home.test_open"), "home.test_begin"];
}

function handedIn(lang, line, sheet) {
  const code = sheet?.answers?.receipt;
  if (sheet && !code) return [line("home.test_changed"), "home.test_resume"];
  const shown = code && h("p", {}, t(lang, "test.receipt"), " ", receipt(code));
  return [[line("home.test_handed"), shown], "home.test_view"];
}

function outcome({ lang, spec }, { result, assignment }, all) {
  const titles = Object.fromEntries(spec.modules.map(({ id, title }) => [id, title]));
  const other = all.some((entry) => entry.assignment !== assignment && entry.status !== "submitted");
  const score = ratio(lang, result.points, result.out_of);
  const mark = h("span", { "aria-hidden": "true" }, result.passed ? "✓ " : "○ ");
  return [
    h("p", { class: "nbp-outcome" }, mark, t(lang, result.passed ? "home.test_passed" : "home.test_failed", { score })),
    scores(lang, result, titles),
    !result.passed && h("p", {}, t(lang, other ? "test.again_now" : "test.again_later")),
  ];
}

async function open(screen, { assignment, status }) {
  const { host, lang } = screen;
  if (status === "released") {
    screen.say("home.test_opening");
    const { found, error } = await attempt(() => host.tests.fetch(assignment));
    if (error || found === false) return screen.say("home.test_not_opened");
  }
  reading.write({ lang });
  return host.open(`${assignment}/test`, lang);
}
