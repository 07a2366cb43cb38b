// Reads {"score": [{kind, key, value}], "bidi": [text]} from stdin, answers with what the ES modules make of it.
import { runs } from "../../src/nbparcours/activity/js/dom.js";

const { score: cases = [], bidi = [] } = JSON.parse(await new Response(process.stdin).text());
const kinds = {};
for (const { kind } of cases) kinds[kind] ??= await import(`../../src/nbparcours/activity/js/kinds/${kind}.js`);
process.stdout.write(
  JSON.stringify({
    score: cases.map(({ kind, key, value }) => kinds[kind].score(key, value)),
    bidi: bidi.map(runs),
  }),
);
