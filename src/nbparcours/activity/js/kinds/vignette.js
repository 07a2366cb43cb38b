// A short case, then a single choice; the final test writes the case above.
import { single } from "../choice.js";

export const { draw, inline, score, judge, solution } = single;
