// Links between course pages stay in this tab and end at the right entry.
import { PageConfig, URLExt } from '@jupyterlab/coreutils';
import { go, resolve } from './page.js';

const FILES = URLExt.join(PageConfig.getBaseUrl(), 'files/');

/** JupyterLab turns relative links into download addresses and opens them in new tabs: take them first. */
export function followLinks(panel) {
  panel.node.addEventListener('click', (event) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const anchor = event.target.closest('a[href]');
    const led = anchor && target(anchor, panel.context.path);
    if (!led) return;
    event.preventDefault();
    event.stopPropagation();
    go(led.path, led.fragment);
  }, true);
}

/** Where an anchor leads when it is a notebook of the course: {path, fragment}. */
export function target(anchor, from) {
  const [href, fragment = ''] = anchor.getAttribute('href').split('#');
  const path = href ? local(href, from) : from;
  return path?.endsWith('.ipynb') ? { path, fragment: decodeURIComponent(fragment) } : null;
}

/** The path behind a relative link, also after JupyterLab made it a download address. */
function local(href, from) {
  if (href.startsWith(FILES)) return decodeURIComponent(href.slice(FILES.length).split('?')[0]);
  return /^[a-z]+:|^\//i.test(href) ? null : resolve(from, href);
}
