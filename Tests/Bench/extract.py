#!/usr/bin/env python3
"""Measures extraction on one core: text to quotes and positions, the reading of the text included.

usage: extract.py BINARY ARTICLES.jsonl [ROUNDS]

ARTICLES.jsonl has an object with "id" and "text" a line. The articles are read ROUNDS times (5) by one process on one core; the
processor's time of the same process on one short article, start and models included, is taken off. Prints articles and tokens a
second, milliseconds an article, and the peak of resident memory.
"""
import json
import os
import resource
import subprocess
import sys


def run(binary, lines):
    """Seconds of processor time and peak memory of one process that reads `lines` on one core."""
    def on_one_core():
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.run(
        [binary, "extract", "--from", "ndjson", "-"], input=lines, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        preexec_fn=on_one_core)
    if process.returncode != 0:
        sys.exit(f"onrecord extract failed: {process.stderr.decode()[:300]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, after.ru_maxrss


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    binary, path = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    with open(path, encoding="utf-8") as file:
        articles = [json.loads(line) for line in file if line.strip()]
    articles = [{"id": a["id"], "title": a.get("title"), "text": a["text"]} for a in articles]
    lines = "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles).encode()
    explained = subprocess.run(
        [binary, "explain", "--json", "--from", "ndjson", "-"], input=lines, capture_output=True, check=True)
    tokens = sum(len(json.loads(line)["tokens"]) for line in explained.stdout.splitlines())
    idle, _ = run(binary, json.dumps({"id": "a", "text": "The harbour is closed."}).encode() + b"\n")
    busy, peak = run(binary, lines * rounds)
    seconds = max(1e-9, busy - idle) / rounds
    print(f"{len(articles)} articles, {tokens} tokens ({tokens // len(articles)} an article), one core")
    print(f"{len(articles) / seconds:.0f} articles a second, {tokens / seconds:.0f} tokens a second")
    print(f"{1000 * seconds / len(articles):.2f} ms an article; {1000 * idle:.0f} ms to start; peak memory {peak / 1024:.0f} MB")


if __name__ == "__main__":
    main()
