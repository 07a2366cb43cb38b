import { single } from "../choice.js";

export const { draw, inline, score, judge, solution } = single;
