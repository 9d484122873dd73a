"""What "fast" means, side by side: each bar compares OnRecord's figure with that of another row of the same scenario."""
from dataclasses import dataclass


@dataclass
class Bar:
    scenario: str
    figure: str  # of the runs: "rps", "cpu" (microseconds of the server's processor time a request), "p50", "p99"
    relation: str  # ">=" or "<="
    factor: float
    other: str = "nginx"  # a server, or the scenario's rival: another scenario of OnRecord's own


BARS = [
    bar
    for scenario, rps, cpu in (
        ("keep-alive-64", 1.10, 0.87), ("keep-alive-512", 1.10, 0.87), ("30-kb", 1.05, None), ("pipelined-16", 8, None),
        ("new-connection", 1.12, 0.80), ("tls-keep-alive", 1.03, 0.92), ("tls-full-handshake", 1.05, None))
    for bar in (Bar(scenario, "rps", ">=", rps), cpu and Bar(scenario, "cpu", "<=", cpu)) if bar
] + [
    Bar("tls-resumed-handshake", "rps", ">=", 3, "tls-full-handshake"),
    # TLS 1.3 resumes with a new key exchange, which is most of what a full handshake costs; 1.2 resumes without.
    Bar("tls-1.2-resumed-handshake", "rps", ">=", 3, "tls-1.2-full-handshake"),
    Bar("not-modified", "rps", ">=", 1, "keep-alive-64"),
    Bar("open-5000", "p50", "<=", 1), Bar("open-5000", "p99", "<=", 1),
]
FLOOR_SHARE = 0.95  # of the floor's requests/s, in every closed scenario
