// What an activity or a screen may ask of JupyterLab and of who keeps the answers.
import { leave } from './exit.js';
import { keeper } from './keeper.js';
import { go, pageOf, pathOf } from './page.js';

export function makeHost(node, spec) {
  const here = () => pageOf(node);
  return {
    ...keeper.hostOf(spec, () => here()?.course.page ?? ''),
    open: (page, lang = spec.lang) => {
      const [file, fragment] = page.split('#');
      return go(pathOf(file, lang, here()?.panel.context.path ?? ''), fragment);
    },
    exit: () => leave(here()?.course.exit_url ?? 'about:blank')
  };
}
