"""Servers side by side: rounds in turn (A B C, B C A, …), each figure a median over rounds, each comparison a median of
the ratios within a round, so that a machine that speeds up or slows down does so for both sides of a ratio."""
import contextlib
import json
import os
import re
import statistics
import subprocess
from dataclasses import dataclass, field

import bars
import processes
from load import Load
from nginx import Nginx
from servers import Floor, OnRecord

FIGURES = ("rps", "cpu", "p50", "p90", "p99", "p99.9")
LIST = "/v1/positions?limit=100"  # about 30 KB


@dataclass
class Scenario:
    name: str
    mode: str
    page: str = "article"
    options: dict = field(default_factory=dict)
    tls: str = ""  # the version
    status: int = 200
    has_nginx: bool = True
    is_wrk: bool = False
    rival: str = ""  # another scenario of OnRecord's, run in the same rounds to be compared with


SCENARIOS = [
    Scenario("keep-alive-64", "keep-alive", options={"connections": 64}),
    Scenario("keep-alive-64-wrk", "keep-alive", options={"connections": 64}, is_wrk=True),
    Scenario("keep-alive-512", "keep-alive", options={"connections": 512}),
    Scenario("quotes-64", "keep-alive", "quotes", {"connections": 64}),
    Scenario("30-kb", "keep-alive", "list", {"connections": 64}),
    Scenario("pipelined-16", "keep-alive", options={"connections": 64, "depth": 16}),
    Scenario("new-connection", "one-shot", options={"connections": 64}),
    # nginx does not evaluate preconditions for `return`.
    Scenario("not-modified", "keep-alive", options={"connections": 64}, status=304, has_nginx=False,
             rival="keep-alive-64"),
    Scenario("open-5000", "open", options={"connections": 64, "rate": 5000}),
    Scenario("tls-keep-alive", "keep-alive", options={"connections": 64}, tls="1.3"),
    Scenario("tls-full-handshake", "one-shot", options={"connections": 32}, tls="1.3"),
    Scenario("tls-resumed-handshake", "one-shot", options={"connections": 32, "resume": True}, tls="1.3",
             rival="tls-full-handshake"),
    Scenario("tls-1.2-full-handshake", "one-shot", options={"connections": 32}, tls="1.2"),
    Scenario("tls-1.2-resumed-handshake", "one-shot", options={"connections": 32, "resume": True}, tls="1.2",
             rival="tls-1.2-full-handshake"),
]


class SideBySide:
    def __init__(self, tools, run, samples, say, rounds, seconds, access_log):
        self.tools, self.run, self.say = tools, run, say
        self.rounds, self.seconds = rounds, seconds
        self.loops = os.cpu_count()
        self.stack = contextlib.ExitStack()
        self.runs = {}  # scenario: server: a list of figures, one a round
        self.tls = OnRecord.has_tls()
        self.onrecord = self.stack.enter_context(
            OnRecord(run, samples, loops=self.loops, tls=self.tls, access_log=access_log))
        article = json.loads(self.onrecord.ask("/v1/articles").body)["data"][0]["id"]
        self.paths = {"article": f"/v1/articles/{article}", "quotes": f"/v1/articles/{article}/quotes", "list": LIST}
        answers = {path: self.onrecord.ask(path) for path in self.paths.values()}
        self.etag = answers[self.paths["article"]].field("ETag")
        self.nginx = self.stack.enter_context(Nginx(run, answers, self.loops))
        for name, path in self.paths.items():
            page = next(page for page in self.nginx.pages if page.path == path)
            self.say(f"{name}: {len(answers[path].body):,} bytes of content, {len(answers[path].raw):,} on the wire; "
                     f"nginx {page.excess:+d}")

    def fields(self, scenario):
        return [f"If-None-Match: {self.etag}"] if scenario.status == 304 else []

    @contextlib.contextmanager
    def contestants(self, scenario):
        """(what the row is called, its server, its scenario). OnRecord and nginx stay; a floor is started for each
        scenario, since it knows one answer."""
        rows = [("onrecord", self.onrecord, scenario)]
        rows += [("nginx", self.nginx, scenario)] if scenario.has_nginx else []
        rows += [(other.name, self.onrecord, other) for other in SCENARIOS if other.name == scenario.rival]
        closes = scenario.mode == "one-shot"
        with Floor(self.tools, self.run, self.answer(scenario).raw, bool(scenario.tls), closes,
                   threads=self.loops) as floor:
            yield rows + [("floor", floor, scenario)]

    def answer(self, scenario):
        closing = ["Connection: close"] if scenario.mode == "one-shot" else []
        answer = self.onrecord.ask(
            self.paths[scenario.page], self.fields(scenario) + closing, bool(scenario.tls))
        if answer.status != scenario.status:
            raise SystemExit(f"bench: {scenario.name}: {scenario.status} was expected, not {answer.status}")
        return answer

    def measure(self, scenario):
        with self.contestants(scenario) as rows:
            runs = self.runs[scenario.name] = {name: [] for name, _, _ in rows}
            for _, server, what in rows:
                self.one(server, what, 0.2)  # warm
            for number in range(self.rounds):
                turn = number % len(rows)
                for name, server, what in rows[turn:] + rows[:turn]:
                    runs[name].append(self.one(server, what, self.seconds))
        self.print_scenario(scenario)

    def one(self, server, scenario, seconds):
        figures = (self.wrk if scenario.is_wrk else self.own)(server, scenario, seconds)
        self.onrecord.shorten_access_log()
        return figures

    def own(self, server, scenario, seconds):
        length = len(self.answer(scenario).body) if scenario.status == 200 else -1
        with Load(self.tools, scenario.mode, server.port(bool(scenario.tls)), self.paths[scenario.page],
                  fields=self.fields(scenario), tls=scenario.tls, threads=min(2, self.loops), seconds=seconds,
                  status=scenario.status, length=length, **scenario.options) as load:
            before = processes.cpu_seconds(server.pid)
            figures = load.run()
            figures["cpu"] = (processes.cpu_seconds(server.pid) - before) / max(figures["n"], 1) * 1e6
        if scenario.options.get("resume") and figures["resumed"] < 0.99 * figures["handshakes"]:
            figures["errors"] += figures["handshakes"] - figures["resumed"]
        return figures

    def wrk(self, server, scenario, seconds):
        before = processes.cpu_seconds(server.pid)
        wrk = processes.start(
            ["wrk", "-t", min(2, self.loops), "-c", scenario.options["connections"], "-d", max(1, round(seconds)),
             "--latency", f"http://127.0.0.1:{server.port()}{self.paths[scenario.page]}"],
            stdout=subprocess.PIPE, text=True)
        try:
            text = wrk.communicate(timeout=seconds + 30)[0]
        finally:
            processes.stop(wrk)
        requests = int(re.search(r"(\d+) requests in", text)[1])
        failed = re.findall(r"(?:connect|read|write|timeout|responses:?) (\d+)", text)
        figures = {"n": requests, "rps": float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1]),
                   "errors": sum(map(int, failed)), "wrong": 0, "p99.9": float("nan"),
                   "cpu": (processes.cpu_seconds(server.pid) - before) / max(requests, 1) * 1e6}
        units = {"us": 1, "ms": 1e3, "s": 1e6}
        for share in (50, 90, 99):
            number, unit = re.search(rf"{share}%\s+([\d.]+)(\w+)", text).groups()
            figures[f"p{share}"] = float(number) * units[unit]
        return figures

    # Reading the figures.

    def median(self, scenario, server, figure):
        return statistics.median(run[figure] for run in self.runs[scenario][server])

    def failed(self, scenario, server):
        return sum(run["errors"] + run["wrong"] for run in self.runs[scenario][server])

    def ratios(self, scenario, figure, server, other):
        """Round by round, sorted."""
        pairs = zip(self.runs[scenario][server], self.runs[scenario][other])
        return sorted(one[figure] / max(other[figure], 1e-9) for one, other in pairs)

    def print_scenario(self, scenario):
        options = " ".join(f"{key} {value}" for key, value in scenario.options.items())
        self.say(f"\n== {scenario.name}: {scenario.page}, {scenario.mode}, {options}"
                 + (f", TLS {scenario.tls}" if scenario.tls else ""))
        base = "nginx" if scenario.has_nginx else "floor"
        self.say(f"{'server':<23}{'requests/s':>11}  {'/ ' + base:<22}{'cpu µs':>8}{'/ ' + base:>9}"
                 f"{'p50 µs':>9}{'p90':>8}{'p99':>8}{'p99.9':>8}  failed")
        for server in self.runs[scenario.name]:
            rps, p50, p90, p99, p999 = (self.median(scenario.name, server, figure)
                                        for figure in ("rps", "p50", "p90", "p99", "p99.9"))
            ratios = self.ratios(scenario.name, "rps", server, base)
            cpu = statistics.median(self.ratios(scenario.name, "cpu", server, base))
            spread = f"{statistics.median(ratios):.3f} [{ratios[0]:.2f}..{ratios[-1]:.2f}]"
            self.say(f"{server:<23}{rps:>11,.0f}  {spread:<22}{self.median(scenario.name, server, 'cpu'):>8.2f}{cpu:>9.2f}"
                     f"{p50:>9,.0f}{p90:>8,.0f}{p99:>8,.0f}{p999:>8,.0f}  {self.failed(scenario.name, server)}")

    def verdicts(self):
        """Each bar that could be measured: its words, the median ratio, its spread, whether it is met."""
        wanted = list(bars.BARS)
        for scenario in SCENARIOS:
            if scenario.mode != "open" and not scenario.is_wrk:
                wanted.append(bars.Bar(scenario.name, "rps", ">=", bars.FLOOR_SHARE, "floor"))
        for bar in wanted:
            if bar.other not in self.runs.get(bar.scenario, {}):
                continue
            ratios = self.ratios(bar.scenario, bar.figure, "onrecord", bar.other)
            median = statistics.median(ratios)
            met = median >= bar.factor if bar.relation == ">=" else median <= bar.factor
            # A figure counts for something only when every answer was right.
            met = met and not self.failed(bar.scenario, "onrecord") and not self.failed(bar.scenario, bar.other)
            yield {"bar": f"{bar.scenario}: {bar.figure} {bar.relation} {bar.factor:g} × {bar.other}",
                   "median": round(median, 3), "least": round(ratios[0], 3), "most": round(ratios[-1], 3), "met": met}

    def run_all(self, names):
        with self.stack:
            for scenario in SCENARIOS:
                if (names and scenario.name not in names) or (scenario.tls and not self.tls):
                    continue
                self.measure(scenario)
        verdicts = list(self.verdicts())
        self.say(f"\n{'bar':<62}{'median':>9}   spread")
        for verdict in verdicts:
            self.say(f"{verdict['bar']:<62}{verdict['median']:>9.3f}   [{verdict['least']:.2f}..{verdict['most']:.2f}]"
                     f"  {'met' if verdict['met'] else 'NOT MET'}")
        return {"rounds": self.rounds, "seconds": self.seconds, "runs": self.runs, "bars": verdicts}
