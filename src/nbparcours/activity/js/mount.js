// Everything that can be drawn: the activities, diagrams, the home page and the final test.
import { mounter } from "./mounter.js";
import { draw as figure } from "./screens/figure.js";
import { draw as home } from "./screens/home.js";
import { draw as test } from "./screens/test.js";
import { learn } from "./strings.js";
import arHome from "../strings/ar/home.json" with { type: "json" };
import arTest from "../strings/ar/test.json" with { type: "json" };
import frHome from "../strings/fr/home.json" with { type: "json" };
import frTest from "../strings/fr/test.json" with { type: "json" };

learn({ fr: { ...frHome, ...frTest }, ar: { ...arHome, ...arTest } });

export const mount = mounter({ figure, home, test });
