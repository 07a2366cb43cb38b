// Finding the certificate's text in what someone holds: a PDF, a picture, a text. Nothing leaves the page.
import { decodeCodes } from "./codes.js";

const HEAVIEST = 20_000_000;
const NOTE = /<pdf:Keywords>(NBP1:[0-9A-Z $%*+./:-]{100,1000})<\/pdf:Keywords>/g;
const LATIN1 = new TextDecoder("latin1");

/** The texts in a file; an empty list when it cannot be read. */
export async function textsOf(file) {
  if (!file.size || file.size > HEAVIEST) return [];
  const data = new Uint8Array(await file.arrayBuffer());
  try {
    if (LATIN1.decode(data.subarray(0, 5)) === "%PDF-") return await inPdf(data);
    if (isPicture(data)) return await decodeCodes(await createImageBitmap(file));
    return [new TextDecoder("utf-8", { fatal: true }).decode(data.subarray(0, 65536))];
  } catch (error) {
    if (error.missing) throw error;
    return [];
  }
}

const starts = (data, ...bytes) => bytes.every((byte, at) => data[at] === byte);
const isPicture = (data) =>
  starts(data, 0x89, 0x50, 0x4e, 0x47) || starts(data, 0xff, 0xd8, 0xff) || (starts(data, 0x52, 0x49, 0x46, 0x46) && LATIN1.decode(data.subarray(8, 12)) === "WEBP");

/** Our own PDF says its text in its metadata, in the clear; a scanned one holds a photograph. */
async function inPdf(data) {
  const found = [...LATIN1.decode(data).matchAll(NOTE)].map((match) => match[1]);
  return found.length ? found : scanned(data);
}

/** The codes on the JPEG pictures that a scanner put into a PDF, from the first one that has any. */
async function scanned(data) {
  for (let at = 0, count = 0; count < 20; count += 1) {
    const start = find(data, [0xff, 0xd8, 0xff], at);
    if (start < 0) return [];
    const end = find(data, [...new TextEncoder().encode("endstream")], start);
    const stop = end < 0 ? data.length : end;
    const codes = await createImageBitmap(new Blob([data.subarray(start, stop)], { type: "image/jpeg" })).then(decodeCodes, () => []);
    if (codes.length) return codes;
    at = stop;
  }
  return [];
}

function find(data, bytes, from) {
  for (let at = data.indexOf(bytes[0], from); at >= 0; at = data.indexOf(bytes[0], at + 1))
    if (bytes.every((byte, offset) => data[at + offset] === byte)) return at;
  return -1;
}
