"""A fetched test over REST: `test/<assignment>` and what a learner does with it. Handlers only translate."""

import json

from tornado.web import authenticated

from nbparcours.learner import refusal
from nbparcours.learner.handler import Handler, now


class FinalTestHandler(Handler):
    """A fetched test."""

    @authenticated
    def get(self, assignment: str) -> None:
        """Return the items to show and the answers so far."""
        self.finish(json.dumps(self.test(assignment).state(self.done())))


class AnswerHandler(Handler):
    """The answer to one item."""

    @authenticated
    def put(self, assignment: str, item: str) -> None:
        """Keep it."""
        value, lang = self.body("value", "lang")
        self.test(assignment).answer(item, value, lang, self.done())
        self.finish(json.dumps({"saved": now()}))


class NameHandler(Handler):
    """The name to print on the certificate."""

    @authenticated
    def put(self, assignment: str) -> None:
        """Keep it."""
        (name,) = self.body("name")
        self.test(assignment).name(name)
        self.finish(json.dumps({"saved": now()}))


class BeginHandler(Handler):
    """The first look at the questions."""

    @authenticated
    def post(self, assignment: str) -> None:
        """Start the time, unless it runs already, and return what the page needs."""
        test = self.test(assignment)
        test.begin(self.done())
        self.finish(json.dumps(test.state(self.done())))


class MarksHandler(Handler):
    """The questions to look at again."""

    @authenticated
    def put(self, assignment: str) -> None:
        """Keep them."""
        (marked,) = self.body("marked")
        self.test(assignment).mark(marked)
        self.finish(json.dumps({"saved": now()}))


class ExtraHandler(Handler):
    """More time, by the code that a trainer gave."""

    @authenticated
    def put(self, assignment: str) -> None:
        """Take the code and return what the page needs."""
        (code,) = self.body("code")
        test = self.test(assignment)
        test.extra(code)
        self.finish(json.dumps(test.state(self.done())))


class HandInHandler(Handler):
    """Makes the answers ready for nbgrader's own submission, which the page asks for next."""

    @authenticated
    def post(self, assignment: str) -> None:
        """Return the receipt."""
        self.finish(json.dumps({"receipt": self.test(assignment).hand_in(self.done())}))


class ResultHandler(Handler):
    """The result, once feedback was fetched."""

    @authenticated
    def get(self, assignment: str) -> None:
        """Return it, or null."""
        self.finish(json.dumps({"result": self.test(assignment).result()}))


class CertificateHandler(Handler):
    """The certificate that came with the result, as a file to keep."""

    @authenticated
    def get(self, assignment: str) -> None:
        """Return the PDF."""
        pdf = self.test(assignment).certificate()
        if pdf is None:
            raise refusal.no_certificate()
        self.set_header("Content-Type", "application/pdf")
        self.set_header("Content-Disposition", 'attachment; filename="attestation.pdf"')
        self.finish(pdf)


_ID = r"([a-z][a-z0-9-]{0,99})"
_ASSIGNMENT = r"test/([A-Za-z0-9_-]{1,80})"
ROUTES = [
    (_ASSIGNMENT, FinalTestHandler),
    (rf"{_ASSIGNMENT}/answers/{_ID}", AnswerHandler),
    (rf"{_ASSIGNMENT}/name", NameHandler),
    (rf"{_ASSIGNMENT}/begin", BeginHandler),
    (rf"{_ASSIGNMENT}/marks", MarksHandler),
    (rf"{_ASSIGNMENT}/extra", ExtraHandler),
    (rf"{_ASSIGNMENT}/handin", HandInHandler),
    (rf"{_ASSIGNMENT}/result", ResultHandler),
    (rf"{_ASSIGNMENT}/certificate", CertificateHandler),
]
