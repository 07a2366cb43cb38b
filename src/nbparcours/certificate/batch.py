"""Issuing for a class: one process for each core, the register's lock between them, memory that does not grow."""

import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from nbparcours.certificate.errors import CertificateFault
from nbparcours.certificate.issue import Issued, issue
from nbparcours.certificate.keys import SigningKey
from nbparcours.course.places import Places
from nbparcours.course.settings import Settings

#: Below this, starting processes costs more than it saves.
FEW = 40


@dataclass(frozen=True)
class Job:
    """What is the same for everyone in a session."""

    places: Places
    settings: Settings
    session: str
    key: SigningKey


@dataclass(frozen=True)
class Outcome:
    """What came of one learner: a certificate, or the sentence that says why not."""

    learner: str
    issued: Issued | None = None
    fault: str = ""


def issue_all(job: Job, asked: Sequence[tuple[str, str]], processes: int = 0) -> Iterator[Outcome]:
    """Yield an outcome for each (learner, name), in order; the key passes to the processes through memory alone."""
    processes = processes or (1 if len(asked) < FEW else os.cpu_count() or 1)
    if processes == 1 or job.key.document is None or job.key.document.token:  # a token serves one process
        yield from (_issue(job, *one) for one in asked)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(job,)) as pool:
        yield from pool.map(_go_on, asked, chunksize=8)


def _begin(job: Job) -> None:
    global _JOB
    _JOB = job


def _go_on(one: tuple[str, str]) -> Outcome:
    return _issue(_JOB, *one)


def _issue(job: Job, learner: str, name: str) -> Outcome:
    try:
        return Outcome(learner, issue(job.places, job.settings, job.session, learner, name, key=job.key))
    except CertificateFault as fault:
        return Outcome(learner, fault=str(fault))


_JOB: Job
