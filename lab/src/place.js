// Where this JupyterLab runs: on a learner's server, or, as JupyterLite, in the browser alone.
import { PageConfig, URLExt } from '@jupyterlab/coreutils';

/** Every page of JupyterLite says where its root is; no page of a server does. */
export const serverless = document.getElementById('jupyter-config-data')?.dataset.jupyterLiteRoot !== undefined;

// JupyterLite's folder for reading, or the one in which a kernel runs.
const folder = location.pathname.split('/').at(-2);

/** The address of the notebook at `path`. A static host knows no page but JupyterLite's own. */
export function addressOf(path) {
  const base = PageConfig.getBaseUrl();
  if (serverless) return `${URLExt.join(base, folder, 'index.html')}?path=${encodeURIComponent(path)}`;
  const mode = PageConfig.getOption('mode') === 'single-document' ? 'doc' : 'lab';
  return URLExt.join(base, mode, 'tree', URLExt.encodeParts(path));
}
