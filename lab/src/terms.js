// Terms of the glossary in a course page: the notebook's metadata brings their words, so nothing is fetched.
import { explain } from '../../src/nbparcours/activity/js/glossary.js';
import { target } from './links.js';
import { pageOf } from './page.js';

const GLOSSARY = /(?:^|\/)glossaire\.ipynb$/;

/** Explain the terms of whatever course page is on screen. */
export const explainTerms = () => explain((anchor) => {
  const page = pageOf(anchor);
  const led = page && target(anchor, page.panel.context.path);
  const entry = led && GLOSSARY.test(led.path) && page.course.terms?.[led.fragment];
  return entry ? Promise.resolve({ lang: page.course.lang, ...entry }) : null;
});
