// What an activity or a screen may ask of JupyterLab and of the learner's server.
import { leave } from './exit.js';
import { go, pageOf, pathOf } from './page.js';
import * as progress from './progress.js';
import { url } from './server.js';
import { tests } from './tests.js';

export function makeHost(node, spec) {
  const here = () => pageOf(node);
  return {
    load: () => progress.load(spec.id),
    save: (state) => progress.save(spec.id, state, here()?.course.page ?? '', spec.lang),
    subscribe: (fn) => progress.subscribe(spec.id, fn),
    progress: progress.reread,
    erase: progress.erase,
    exportUrl: url('nbparcours/progress/export'),
    open: (page, lang = spec.lang) => {
      const [file, fragment] = page.split('#');
      return go(pathOf(file, lang, here()?.panel.context.path ?? ''), fragment);
    },
    exit: () => leave(here()?.course.exit_url ?? 'about:blank'),
    tests: tests(spec.course_id)
  };
}
