"""Holds counts against scripts/bench-bars.json: for each a bar, which stands for good, the figure recorded last, and the
slack by which a run may be worse than that."""
import json


def verdicts(results, rows):
    """(name, value, bar, recorded, what to say of it, whether it holds), in the file's order."""
    for name, row in rows.items():
        value, bar, recorded = results.get(name), row.get("bar"), row.get("recorded")
        wrong, note = None, "not measured" if value is None else "holds"
        allowed = None if recorded is None else recorded * (1 + row["slack"]) + row.get("slack_absolute", 0)
        if value is not None and allowed is not None and value > allowed:
            wrong = f"worse than the {recorded:,} recorded, by more than its slack"
        elif value is not None and bar is not None and value > bar:
            # A bar that has never been met is a known miss: it is told each time, and may not grow.
            if recorded is None or recorded <= bar:
                wrong = f"over the bar of {bar:,}"
            else:
                note = f"misses the bar of {bar:,}, as before"
        yield name, value, bar, recorded, wrong or note, wrong is None


def report(results, path, say):
    """Prints a line for each row; whether all hold that were measured."""
    holds = True
    rows = json.loads(path.read_text())["rows"]
    say(f"\n{'count':<42}{'now':>12}{'bar':>12}{'recorded':>12}")
    for name, value, bar, recorded, words, is_sound in verdicts(results, rows):
        cells = "".join(f"{'–' if cell is None else format(cell, ','):>12}" for cell in (value, bar, recorded))
        say(f"{name:<42}{cells}  {words}")
        holds = holds and is_sound
    return holds


def record(results, path):
    """Writes the figures of this run as those recorded; rows not measured keep theirs."""
    file = json.loads(path.read_text())
    for name, row in file["rows"].items():
        row["recorded"] = results.get(name, row.get("recorded"))
    lines = ",\n".join(f"    {json.dumps(name)}: {json.dumps(row)}" for name, row in file["rows"].items())
    path.write_text('{\n  "about": ' + json.dumps(file["about"]) + ',\n  "rows": {\n' + lines + "\n  }\n}\n")
