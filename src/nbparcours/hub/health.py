"""Is everything as it should be? One sentence for each thing that is not, and what to do."""

import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from nbparcours.hub.layout import Layout

FREE_AT_LEAST = 2 * 2**30
BACKUP_AT_MOST_HOURS = 50
CERTIFICATE_DAYS = 14


def faults(layout: Layout) -> Iterator[str]:
    """Yield what is wrong; nothing when all is well."""
    settings = layout.settings
    if not _answers(f"http://127.0.0.1:{settings.port}/hub/health"):
        yield "the hub does not answer: systemctl restart nbparcours-hub (runbook 5)"
    if not _answers(f"{settings.listen.replace('0.0.0.0', '127.0.0.1')}/hub/health"):
        yield "the proxy does not answer or knows no hub: systemctl restart nbparcours-proxy (runbook 6)"
    yield from (f"{fault} (runbook 4)" for fault in layout.faults())
    free = shutil.disk_usage(layout.state).free
    if free < FREE_AT_LEAST:
        yield f"{free // 2**20} MB are free in {layout.state}; answers stop being saved at 0 (runbook 1)"
    yield from _backup(layout)
    if settings.tls_certificate:
        yield from _certificate(settings.tls_certificate)


def _answers(address: str) -> bool:
    import ssl

    unverified = ssl._create_unverified_context()
    try:
        with urllib.request.urlopen(address, timeout=10, context=unverified) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def _backup(layout: Layout) -> Iterator[str]:
    newest = max((path.stat().st_mtime for path in layout.backups.glob("*.tar.gz")), default=0)
    if time.time() - newest > BACKUP_AT_MOST_HOURS * 3600:
        yield "the last archive is older than two nights: nbparcours-server backup (runbook 9)"


def _certificate(path: Path) -> Iterator[str]:
    from cryptography import x509

    try:
        ends = x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc
    except (OSError, ValueError) as error:
        yield f"the certificate {path} cannot be read: {error} (runbook 3)"
        return
    days = int((ends.timestamp() - time.time()) // 86400)
    if days < CERTIFICATE_DAYS:
        yield f"the certificate {path} ends in {days} days (runbook 3)"
