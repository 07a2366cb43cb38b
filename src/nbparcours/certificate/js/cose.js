// One signed message (RFC 9052): twin of cose.py. What is not in the one admitted encoding is altered.
import { decode } from "./base45.js";
import { bytesOf, Reader } from "./cbor.js";
import { holds } from "./ed25519.js";

const HEAD = [0xd2, 0x84, 0x49, 0xa2, 0x01, 0x27, 0x04, 0x44];
const KID = 4;
const ASCII = new TextEncoder();

/** The issuer's key as bytes, from its JSON Web Key. */
const raw = (key) => Uint8Array.from(atob(key.x.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** `{payload, key}` when a known key signed `text`, or `{status}`. */
export async function unpack(text, prefix, longest, keys, purpose = "") {
  if (!text.startsWith(prefix)) return { status: "not a certificate" };
  const body = text.slice(prefix.length);
  const sealed = body.length <= longest && decode(body);
  const message = sealed && open(sealed);
  if (!message) return { status: "altered" };
  const issuers = keys.filter(({ kid }) => kid === message.kid);
  if (!issuers.length) return { status: "unknown issuer" };
  const signed = toBeSigned(message, purpose);
  for (const key of issuers) if (await holds(raw(key), signed, message.signature)) return { payload: message.payload, key };
  return { status: "altered" };
}

function open(sealed) {
  const reader = new Reader(sealed);
  try {
    reader.expect(...HEAD);
    reader.expect(...sealed.subarray(HEAD.length, HEAD.length + KID), 0xa0);
    const [payload, signature] = [reader.string(), reader.string()];
    reader.end();
    return { kid: hex(sealed.subarray(HEAD.length, HEAD.length + KID)), header: sealed.subarray(3, HEAD.length + KID), payload, signature };
  } catch {
    return null;
  }
}

/** COSE's Sig_structure. */
const toBeSigned = ({ header, payload }, purpose) =>
  new Uint8Array([0x84, 0x6a, ...ASCII.encode("Signature1"), ...bytesOf(header), ...bytesOf(ASCII.encode(purpose)), ...bytesOf(payload)]);
