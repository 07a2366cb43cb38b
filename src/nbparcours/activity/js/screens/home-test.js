// The final test as the home page shows it: one line of state, one button, and what came back.
import { h } from "../dom.js";
import { t } from "../strings.js";
import { attempt, button, certificate, moment, ratio, receipt, scores } from "./parts.js";
import { requiredLeft } from "./progress.js";
import { reading } from "./shelf.js";

const PREFIX = "final-test-";
const CASE = "case-study-";

/** All that is known of the tests: null without a server, `{unread: true}` when it does not answer. */
export async function readTests(host) {
  if (!host.tests) return null;
  const { found, error } = await attempt(() => host.tests.list());
  if (error) return { unread: true };
  const tests = found.filter(({ assignment }) => assignment.startsWith(PREFIX) || isCase(assignment));
  return { entries: await Promise.all(tests.map((entry) => details(host.tests, entry))) };
}

const isCase = (assignment) => assignment.startsWith(CASE);

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
  const { spec } = screen;
  const left = progress && !isCase(entry.assignment) ? requiredLeft(spec.modules, progress) : 0;
  const [facts, action] = describe(screen, entry, left, tests.entries);
  return h(
    "li",
    { class: "nbp-entry" },
    h("div", { class: "nbp-what" }, title(screen, entry, tests), facts),
    action && button([t(screen.lang, action)], () => open(screen, entry), { class: "nbp-main", "data-place": entry.assignment }),
  );
}

/** A session is named where there are several, and a case study always. */
function title({ lang }, { assignment }, { entries }) {
  const several = entries.filter((entry) => isCase(entry.assignment) === isCase(assignment)).length > 1;
  const session = assignment.replace(isCase(assignment) ? CASE : PREFIX, "");
  const named = several && t(lang, "home.test_session", { session });
  if (!isCase(assignment)) return named && h("h3", {}, named);
  return h("h3", {}, t(lang, "home.case"), named ? [" · ", named] : null);
}

/** The state in words, and the name of the button if there is one. */
function describe(screen, entry, left, all) {
  const { lang } = screen;
  const line = (key, vars) => h("p", {}, t(lang, key, vars));
  const { sheet, status, result } = entry;
  const kept = Object.keys(sheet?.answers?.answers ?? {}).length;
  if (result) return [outcome(screen, entry, all), "home.test_result"];
  if (status === "submitted") return handedIn(screen, line, sheet);
  if (sheet?.closed && !kept) return [closed(lang, sheet, left, line), null];
  if (kept) {
    const count = ratio(lang, kept, Object.keys(sheet.draw).length);
    return [[line("home.test_started", { count }), ends(lang, sheet)], sheet.closed ? "home.test_view" : "home.test_resume"];
  }
  if (left) return [line("home.test_closed", { n: left }), null];
  return [[line(isCase(entry.assignment) ? "home.case_open" : "home.test_open"), ends(lang, sheet)], "home.test_begin"];
}

/** Why it cannot be begun; the count of activities is this page's own, and in words. */
const closed = (lang, sheet, left, line) =>
  sheet.closed.why === "progress" ? line("home.test_closed", { n: left || sheet.closed.left }) : h("p", {}, sheet.closed.message[lang]);

const ends = (lang, sheet) =>
  sheet?.session?.closes && h("p", { class: "nbp-small" }, t(lang, "test.open_until", { closes: moment(lang, sheet.session.closes) }));

function handedIn({ lang }, line, sheet) {
  const code = sheet?.answers?.receipt;
  if (sheet && !code && !sheet.closed) return [line("home.test_changed"), "home.test_resume"];
  const last = code || sheet?.handed?.at(-1)?.receipt;
  const shown = last && h("p", {}, t(lang, "test.receipt"), " ", receipt(last));
  return [[line("home.test_handed"), shown], "home.test_view"];
}

function outcome({ lang, spec, host }, { result, assignment }, all) {
  const titles = Object.fromEntries(spec.modules.map(({ id, title: words }) => [id, words]));
  const score = ratio(lang, result.points, result.out_of);
  if (isCase(assignment)) return h("p", { class: "nbp-outcome" }, t(lang, "home.case_marked", { score }));
  const other = all.some((entry) => entry.assignment !== assignment && !isCase(entry.assignment) && entry.status !== "submitted");
  const mark = h("span", { "aria-hidden": "true" }, result.passed ? "✓ " : "○ ");
  return [
    h("p", { class: "nbp-outcome" }, mark, t(lang, result.passed ? "home.test_passed" : "home.test_failed", { score })),
    certificate(lang, host, assignment, result),
    scores(lang, result, titles),
    !result.passed && h("p", {}, t(lang, other ? "test.again_now" : "test.again_later")),
    !result.passed && result.again && h("p", {}, t(lang, "test.again_from", { when: moment(lang, result.again) })),
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
