export { draw, judge, ordered, score, solution } from "../steps.js";
