"""Entry of scripts/bench http, which builds what this needs."""
import argparse
import json
import pathlib
import signal
import subprocess
import sys

import counts
import gate
import processes
import side_by_side
from servers import OnRecord

ROOT = pathlib.Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".build/bench"
BARS = ROOT / "scripts/bench-bars.json"


def say(text):
    print(text, flush=True)


def make_certificate(run):
    """A P-256 key and its certificate, valid long enough for one run."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout", run / "key.pem",
         "-out", run / "certificate.pem"], check=True, stderr=subprocess.DEVNULL)


def run_counts(options, run):
    measured = counts.Counts(TOOLS, run, ROOT / "config/samples", say, quick=options.quick,
                             access_log=not options.without_access_log)
    if not OnRecord.has_tls():
        say("This build has no --tls-port: the rows of TLS are left out.")
    measured.measure(options.only or counts.GROUPS)
    (TOOLS / "counts.json").write_text(
        json.dumps({"counts": measured.results, "details": measured.details}, indent=2) + "\n")
    holds = gate.report(measured.results, BARS, say)
    if options.record:
        gate.record(measured.results, BARS)
        say(f"Recorded in {BARS.relative_to(ROOT)}.")
    return holds or not options.check


def run_side_by_side(options, run):
    rounds, seconds = options.rounds or (3 if options.quick else 7), options.seconds or (0.5 if options.quick else 1.5)
    bench = side_by_side.SideBySide(
        TOOLS, run, ROOT / "config/samples", say, rounds, seconds, access_log=not options.without_access_log)
    results = bench.run_all(options.scenario)
    (TOOLS / "http.json").write_text(json.dumps(results, indent=1) + "\n")
    failed = sum(run["errors"] + run["wrong"] for servers in results["runs"].values()
                 for run in servers.get("onrecord", []))
    return failed == 0 and (not options.check or all(verdict["met"] for verdict in results["bars"]))


def read_arguments():
    parser = argparse.ArgumentParser(prog="scripts/bench http", allow_abbrev=False)
    parser.add_argument("--binary", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    names = [scenario.name for scenario in side_by_side.SCENARIOS]
    parser.add_argument("--rounds", type=int, help="side by side: 7 unless said otherwise")
    parser.add_argument("--seconds", type=float, help="side by side: of each run, 1.5 unless said otherwise")
    parser.add_argument("--scenario", action="append", choices=names, metavar="NAME",
                        help="side by side: this one only; may be repeated: " + ", ".join(names))
    parser.add_argument("--without-access-log", action="store_true", help="onrecord writes none")
    parser.add_argument("--counts", action="store_true", help="count instructions, system calls, allocations, bytes")
    parser.add_argument("--only", action="append", choices=counts.GROUPS, help="of the counts; may be repeated")
    parser.add_argument("--check", action="store_true", help="exit status 1 when a count (or a bar) does not hold")
    parser.add_argument("--record", action="store_true", help="keep the counts in scripts/bench-bars.json")
    parser.add_argument("--quick", action="store_true", help="fewer requests: to see that it works")
    return parser.parse_args()


def main():
    options = read_arguments()
    # Ended from outside, it still leaves through every `with` block, and so ends what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    processes.raise_descriptor_limit()
    run = TOOLS / "run"
    run.mkdir(parents=True, exist_ok=True)
    make_certificate(run)
    OnRecord.learn(str(options.binary))
    sys.exit(0 if (run_counts if options.counts else run_side_by_side)(options, run) else 1)


if __name__ == "__main__":
    main()
