// Who keeps the answers: the learner's server, or this browser where there is none. Both have the same verbs:
// hostOf(spec, page), read(), waiting(), watch(fn), retry(), lost(), notice(lang), and `trouble`.
import * as browser from './browser.js';
import { serverless } from './place.js';
import * as server from './progress.js';

export const keeper = serverless ? browser : server;
