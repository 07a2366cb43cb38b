// Reads names from stdin as JSON, answers with what the rule of the page makes of each.
import { clean } from "../../src/nbparcours/activity/js/name.js";

const names = JSON.parse(await new Response(process.stdin).text());
process.stdout.write(JSON.stringify(names.map((name) => clean(name))));
