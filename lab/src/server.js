// Requests to the learner's own server, with its base address and its XSRF token.
import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

const settings = ServerConnection.makeSettings();

export function url(...parts) {
  return URLExt.join(settings.baseUrl, ...parts);
}

/** Send a request and return its JSON; throw an Error whose `said` is {fr, ar} when the server explained itself. */
export async function request(path, method = 'GET', body) {
  const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const response = await ServerConnection.makeRequest(url(path), init, settings);
  if (response.ok) return response.status === 204 ? null : response.json();
  const failure = new Error(`${method} ${path}: ${response.status}`);
  failure.status = response.status;
  failure.said = (await response.json().catch(() => ({}))).message;
  throw failure;
}
