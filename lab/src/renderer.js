// Draws an activity from its saved output: no kernel, no trust, no click.
import { Widget } from '@lumino/widgets';
import { fetchWith } from '../../src/nbparcours/activity/js/kinds.js';
import { mount } from '../../src/nbparcours/activity/js/mount.js';
import { fetchKind } from '../../src/nbparcours/activity/static/gen/kinds.js';
import { makeHost } from './host.js';

fetchWith(fetchKind);

export const MIME = 'application/vnd.nbparcours.activity+json';

class Activity extends Widget {
  async renderModel(model) {
    this.stop?.();
    const spec = model.data[MIME];
    this.stop = mount(this.node, spec, makeHost(this.node, spec));
  }

  dispose() {
    this.stop?.();
    super.dispose();
  }
}

/** `safe`, because a spec only ever becomes text nodes; so untrusted notebooks show it too. */
export const factory = {
  safe: true,
  mimeTypes: [MIME],
  createRenderer: () => new Activity()
};

/** Before the widget manager's −10, whose view may stand in the same output. */
export const RANK = -20;

/** What a notebook's saved outputs draw. */
export function specs(model) {
  const outputs = model.sharedModel.cells.flatMap((cell) => cell.getOutputs?.() ?? []);
  return outputs.map((output) => output.data?.[MIME]).filter(Boolean);
}
