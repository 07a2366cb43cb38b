// Reads {"score": [{kind, key, value}], "bidi": [text]} from stdin, answers with what the ES modules make of it.
import { runs } from "../../src/nbparcours/activity/js/dom.js";
import { score } from "../../src/nbparcours/activity/js/kinds/index.js";

let input = "";
for await (const piece of process.stdin) input += piece;
const { score: cases = [], bidi = [] } = JSON.parse(input);
process.stdout.write(
  JSON.stringify({
    score: cases.map(({ kind, key, value }) => score(kind, key, value)),
    bidi: bidi.map(runs),
  }),
);
