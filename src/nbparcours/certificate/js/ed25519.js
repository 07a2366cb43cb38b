// Does the signature hold? The browser's own Ed25519 where it has one, @noble/ed25519 where it has none.
import { hashes, verify } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";

hashes.sha512 = sha512; // a page that is not served securely has no digests of its own either

export async function holds(key, message, signature) {
  if (signature.length !== 64) return false;
  const subtle = globalThis.crypto?.subtle;
  let own;
  try {
    own = await subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  } catch {
    return fallback(key, message, signature);
  }
  return subtle.verify({ name: "Ed25519" }, own, signature, message);
}

export function fallback(key, message, signature) {
  try {
    return verify(signature, message, key, { zip215: false });
  } catch {
    return false; // not a point of the curve
  }
}
