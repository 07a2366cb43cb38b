// What an activity or a screen may ask of JupyterLab and of the learner's server.
import { PageConfig } from '@jupyterlab/coreutils';
import { useScope } from '../../src/nbparcours/activity/js/hosts.js';
import { leave } from './exit.js';
import { go, pageOf, pathOf } from './page.js';
import * as progress from './progress.js';
import { url } from './server.js';
import { tests } from './tests.js';

// On a hub several people may share a browser: what it keeps of theirs lies apart.
useScope(PageConfig.getBaseUrl().replace(/[^\w/-]/g, ''));

export function makeHost(node, spec) {
  const here = () => pageOf(node);
  return {
    load: () => progress.load(spec.id),
    save: (state) => progress.save(spec.id, state, here()?.course.page ?? '', spec.lang),
    peek: progress.load,
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
