import { multiple } from "../choice.js";

export const { draw, note, missing, score, judge, solution } = multiple;
