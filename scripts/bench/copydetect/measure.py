"""copydetect on a corpus: python measure.py CORPUS prints its figures as JSON.

It has no index: a query compares the page with the fingerprints of every document. Both times grow in proportion to the
documents, so where all of them would take too long, the first are measured and the times scaled; "measured_documents" says so.
"""

import io
import json
import pathlib
import statistics
import sys
import time
from importlib.metadata import version

from copydetect import CodeFingerprint, compare_files

# In letters what Wherefrom's fingerprints are in words of some six bytes: 5-grams, and any 8 shared words share one.
NOISE = 30
WINDOW = 19
# The first documents, by which the time for all is told.
PROBE = 1000
LIMIT_SECONDS = 120


def fingerprint(name, text):
    # Not filtered: filtering is for programs, and would take words for identifiers.
    return CodeFingerprint(name, NOISE, WINDOW, filter=False, fp=io.StringIO(text))


def query(page, documents):
    asked = fingerprint(page["id"], page["text"])
    found = [(compare_files(asked, document)[1][0], document.filename) for document in documents]
    return sorted(found, reverse=True)


def seconds(work):
    since = time.perf_counter()
    result = work()
    return time.perf_counter() - since, result


def records(file):
    with open(file, encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def main(corpus):
    total = sum(1 for _ in records(corpus / "documents.jsonl"))
    pages = list(records(corpus / "pages.jsonl"))
    documents = []
    spent = 0.0
    for record in records(corpus / "documents.jsonl"):
        took, made = seconds(lambda: fingerprint(record["id"], record["text"]))
        documents.append(made)
        spent += took
        if len(documents) == PROBE < total:
            took, _ = seconds(lambda: query(pages[0], documents))
            if (spent + took * len(pages)) * total / PROBE > LIMIT_SECONDS:
                break
    queries = [seconds(lambda: query(page, documents))[0] for page in pages]
    scale = total / len(documents)
    print(
        json.dumps(
            {
                "version": version("copydetect"),
                "documents": total,
                "measured_documents": len(documents),
                "index_ms": spent * scale * 1000,
                "query_median_ms": statistics.median(queries) * scale * 1000,
            }
        )
    )


main(pathlib.Path(sys.argv[1]))
