"""A bilingual course kit: sources in git, built notebooks, a companion site, a test and a certificate."""

__version__ = "0.1.0"
