// Reading QR codes from a picture, by a decoder that is fetched when the page is at rest, or else when it is needed.
const LARGEST = 3500; // pixels of the longer side
const SCALES = [1, 0.7, 1.5, 0.5, 2];

let waiting;
/** The decoder, which the single-file page carries and the site keeps in a file beside this one. */
export function decoder(address) {
  if (globalThis.nbparcoursDecode) return Promise.resolve(globalThis.nbparcoursDecode);
  waiting ??= new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src: address ?? place });
    script.onload = () => resolve(globalThis.nbparcoursDecode);
    script.onerror = () => {
      waiting = undefined;
      reject(Object.assign(new Error("no decoder"), { missing: true }));
    };
    document.head.append(script);
  });
  return waiting;
}
// Where this script came from: the decoder lies beside it.
const place = globalThis.document?.currentScript?.src.replace(/[^/]*$/, "decode.js");

/** The texts of the codes in a picture, two at most: one too many is enough to refuse. */
export async function decodeCodes(picture) {
  const decode = await decoder();
  const fit = Math.min(1, LARGEST / Math.max(picture.width, picture.height));
  for (const scale of SCALES) {
    const image = drawn(picture, fit * scale);
    const first = image && attempt(decode, image);
    if (!first) continue;
    blot(image, first.box);
    const second = attempt(decode, image);
    return [first.text, ...(second ? [second.text] : [])];
  }
  return [];
}

/** One quick look, for the camera. */
export async function decodeFrame(video) {
  const decode = await decoder();
  const image = drawn({ width: video.videoWidth, height: video.videoHeight, source: video }, Math.min(1, 1280 / video.videoWidth));
  return image && attempt(decode, image)?.text;
}

function drawn(picture, scale) {
  const [width, height] = [picture.width, picture.height].map((side) => Math.round(side * scale));
  if (!width || !height || Math.max(width, height) > LARGEST * 1.2) return null;
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const brush = canvas.getContext("2d", { willReadFrequently: true });
  brush.fillStyle = "#fff";
  brush.fillRect(0, 0, width, height);
  brush.drawImage(picture.source ?? picture, 0, 0, width, height);
  return brush.getImageData(0, 0, width, height);
}

function attempt(decode, image) {
  let box = null;
  try {
    return { text: decode(image, { pointsOnDetect: ({ boundingBox }) => (box = boundingBox) }), box };
  } catch {
    return null;
  }
}

/** Whiten the place of a code that was read, so that a second one comes to light. */
function blot({ data, width, height }, box) {
  const more = Math.max(box.width, box.height) * 0.06;
  const [left, right] = [Math.max(0, Math.floor(box.x - more)), Math.min(width, Math.ceil(box.x + box.width + more))];
  for (let y = Math.max(0, Math.floor(box.y - more)); y < Math.min(height, box.y + box.height + more); y += 1)
    data.fill(255, 4 * (y * width + left), 4 * (y * width + right));
}
