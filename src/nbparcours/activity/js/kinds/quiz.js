// The self-check at the end of a module.
import { drawQuestions, scoreQuestions } from "../questions.js";

export const score = scoreQuestions;

export const whole = (env) => drawQuestions(env, { prompt: true, threshold: true });
