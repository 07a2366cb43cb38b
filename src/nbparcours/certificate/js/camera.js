// Reading from the camera: the pictures go nowhere, and the camera is off as soon as a code was read.
import { decodeFrame } from "./codes.js";
import { PREFIX } from "./judge.js";
import { button, h } from "./parts.js";
import { t } from "./say.js";

const PAUSE = 150; // milliseconds between two looks

export class Camera {
  #stream = null;

  constructor(page) {
    this.page = page;
    this.button = button(t(page.lang, "ui.camera"), () => (this.#stream ? this.stop() : this.start()));
    this.view = h("div", { class: "nbv-camera", hidden: true });
  }

  async start() {
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", width: { ideal: 1280 } } });
    } catch {
      return this.page.say("ui.no_camera");
    }
    const video = h("video", { muted: true, playsinline: true });
    video.srcObject = this.#stream;
    await video.play();
    this.view.replaceChildren(h("p", {}, t(this.page.lang, "ui.aim")), video);
    this.view.hidden = false;
    this.button.textContent = t(this.page.lang, "ui.stop");
    return this.#watch(video);
  }

  stop() {
    this.#stream?.getTracks().forEach((track) => track.stop());
    this.#stream = null;
    this.view.hidden = true;
    this.view.replaceChildren();
    this.button.textContent = t(this.page.lang, "ui.camera");
  }

  async #watch(video) {
    while (this.#stream && video.isConnected) {
      const text = await decodeFrame(video).catch(() => this.#broken());
      if (text?.startsWith(PREFIX)) {
        this.stop();
        return this.page.check([text]);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    return this.stop();
  }

  #broken() {
    this.stop();
    this.page.say("ui.no_part");
  }
}
