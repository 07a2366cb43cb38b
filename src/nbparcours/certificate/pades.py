"""The PDF's own signature (PAdES), which any PDF reader checks: B-B, and with a timestamp authority B-LTA.

`NBPARCOURS_TSA` is the authority's address (RFC 3161), `NBPARCOURS_TSA_ROOTS` a PEM file with its root certificates.
Without the roots the timestamp is there (B-T) and the proofs for the long term are not.
"""

import asyncio
import base64
import hashlib
import io
import logging
import os
from collections.abc import Collection, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbparcours.certificate.errors import CertificateFault, need
from nbparcours.certificate.keys import DocumentKey

FIELD = "Attestation"
_ROOM = 16_384  # hexadecimal digits for a signature without timestamp; measuring it would take a second signature


def sign(page: bytes, key: DocumentKey) -> bytes:
    """Sign a PDF as a whole; nothing may be added to it afterwards."""
    signers, fields = need("pyhanko.sign.signers"), need("pyhanko.sign.fields")
    writer = need("pyhanko.pdf_utils.incremental_writer").IncrementalPdfFileWriter(io.BytesIO(page))
    # Outside the page and of no size: PDF/UA then asks for no tag and PDF/A for no appearance.
    invisible = fields.InvisSigSettings(box_out_of_bounds=True)
    spec = fields.SigFieldSpec(FIELD, invis_sig_settings=invisible, readable_field_name="Signature / توقيع")
    meta = signers.PdfSignatureMetadata(
        field_name=FIELD,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        **_long_term(key),
    )
    try:
        stamper = _stamper()
        maker = signers.PdfSigner(meta, signer(key), timestamper=stamper, new_field_spec=spec)
        done = _wait(maker.async_sign_pdf(writer, bytes_reserved=None if stamper else _ROOM))
    except CertificateFault:
        raise
    except Exception as error:  # the token, the network, an authority's answer: none of it is ours
        raise CertificateFault(f"the page could not be signed ({type(error).__name__}: {error})") from None
    return bytes(done.getbuffer())


def sign_text(data: bytes, key: DocumentKey) -> bytes:
    """Return the RS256 signature of `data`, wherever the key is kept."""
    return bytes(_wait(signer(key).async_sign_raw(data, "sha256")))


def _wait(work: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine to its end, also inside a program that has a loop of its own, such as a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asyncio.run, work).result()


@lru_cache(maxsize=2)
def _file_signer(chain: bytes, pem: bytes) -> Any:
    loading, signers = need("pyhanko.keys"), need("pyhanko.sign.signers")
    first, *others = loading.load_certs_from_pemder_data(chain)
    store = need("pyhanko_certvalidator.registry").SimpleCertificateStore()
    store.register_multiple(others)
    padding = need("cryptography.hazmat.primitives.asymmetric.padding").PKCS1v15()
    hashes = need("cryptography.hazmat.primitives.hashes")
    form = need("cryptography.hazmat.primitives.serialization")
    key = form.load_pem_private_key(pem, None)

    class Loaded(signers.SimpleSigner):  # type: ignore[misc, name-defined]
        """SimpleSigner reads and tests its key at every signature: 100 of 160 milliseconds."""

        async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
            if dry_run:
                return bytes(key.key_size // 8)
            return bytes(key.sign(data, padding, getattr(hashes, digest_algorithm.upper())()))

    return Loaded(first, loading.load_private_key_from_pemder_data(pem, None), store)


@lru_cache(maxsize=1)
def _token_signer(names: tuple[tuple[str, str], ...], pin: str) -> Any:
    """Open the token once; the private key never leaves it."""
    pkcs11, told = need("pyhanko.sign.pkcs11"), dict(names)
    try:
        criteria = need("pyhanko.config.pkcs11").TokenCriteria(label=told["token"])
        session = pkcs11.open_pkcs11_session(told["module"], token_criteria=criteria, user_pin=pin)
        return pkcs11.PKCS11Signer(session, cert_label=told["cert"], key_label=told.get("key") or told["cert"])
    except Exception as error:  # every module has its own words for it
        raise CertificateFault(f"the token {told['token']} does not open ({type(error).__name__})") from None


def signer(key: DocumentKey) -> Any:
    """Return what signs: a key from a file, or one that stays in its token."""
    if key.token:
        return _token_signer(tuple(sorted(key.token.items())), key.pin)
    return _file_signer(key.chain, key.pem)


def _stamper() -> Any:
    address = os.environ.get("NBPARCOURS_TSA")
    return need("pyhanko.sign.timestamps").HTTPTimeStamper(address) if address else None


def _long_term(key: DocumentKey) -> dict[str, Any]:
    """Return what B-LTA needs beside the timestamp: everything a reader will want to know in twenty years."""
    roots = os.environ.get("NBPARCOURS_TSA_ROOTS")
    if not os.environ.get("NBPARCOURS_TSA") or not roots:
        return {}
    loading, context = need("pyhanko.keys"), need("pyhanko_certvalidator")
    certs = list(loading.load_certs_from_pemder_data(key.chain))
    trust = [*certs[1:], *loading.load_certs_from_pemder_data(Path(roots).read_bytes())]
    crls = [need("cryptography.x509").load_pem_x509_crl(key.crl)] if key.crl else []
    form = need("cryptography.hazmat.primitives.serialization")
    crls = [need("asn1crypto.crl").CertificateList.load(crl.public_bytes(form.Encoding.DER)) for crl in crls]
    validation = context.ValidationContext(
        trust_roots=trust, other_certs=certs, crls=crls, allow_fetching=True, revocation_mode="soft-fail"
    )
    return {"embed_validation_info": True, "use_pades_lta": True, "validation_context": validation}


def is_intact(data: bytes, known: Collection[str]) -> bool | None:
    """Say whether a PDF's signature holds over all of it and is the issuer's; None when it has none.

    `known` are the fingerprints of the issuer's certificates: who changes a page can sign it anew, as somebody else.
    """
    logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
    logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)
    reader = need("pyhanko.pdf_utils.reader").PdfFileReader(io.BytesIO(data))
    return all(_holds(one, known) for one in reader.embedded_regular_signatures) if _signed(reader) else None


def _signed(reader: Any) -> bool:
    return bool(reader.embedded_regular_signatures)


def _holds(signature: Any, known: Collection[str]) -> bool:
    alone = need("pyhanko_certvalidator").ValidationContext(trust_roots=[], allow_fetching=False)
    state = _wait(need("pyhanko.sign.validation").async_validate_pdf_signature(signature, alone))
    ours = base64.urlsafe_b64encode(hashlib.sha256(signature.signer_cert.dump()).digest()).decode().rstrip("=")
    return bool(state.intact and state.valid and state.docmdp_ok and (not known or ours in known))
