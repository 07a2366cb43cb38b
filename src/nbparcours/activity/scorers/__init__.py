"""One file per kind: `score(key, value)`, pure and total. The ES modules hold their twins."""
