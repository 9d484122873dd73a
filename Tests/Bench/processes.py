"""Processes that the bench starts and ends, and what /proc says about them."""
import os
import re
import resource
import signal
import subprocess

DESCRIPTORS = 50_000  # 20,000 connections, and what else is open


def raise_descriptor_limit():
    """For this process and all it starts: 10,000 connections are held at once."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wanted in (DESCRIPTORS, hard):
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, max(hard, wanted)))
            return
        except (ValueError, OSError):
            continue


def start(command, **options):
    """In a session of its own, so that Ctrl-C reaches the bench alone, which then ends what it started."""
    return subprocess.Popen([str(part) for part in command], start_new_session=True, **options)


def stop(process, patience=10):
    """Ends a process that `start` began: politely, then at once. What it has forked is in its session and goes too."""
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(patience)
    except subprocess.TimeoutExpired:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()


def family(pid):
    """The process and those that descend from it."""
    found = [pid]
    for member in found:
        try:
            for thread in os.listdir(f"/proc/{member}/task"):
                with open(f"/proc/{member}/task/{thread}/children") as children:
                    found += [int(child) for child in children.read().split()]
        except OSError:
            continue
    return found


def cpu_seconds(pid):
    """Processor time, user and system, of all threads, by the scheduler's own account in nanoseconds."""
    nanoseconds = 0
    for member in family(pid):
        try:
            for thread in os.listdir(f"/proc/{member}/task"):
                with open(f"/proc/{member}/task/{thread}/schedstat") as account:
                    nanoseconds += int(account.read().split()[0])
        except OSError:
            continue
    return nanoseconds / 1e9


def memory_bytes(pid):
    """Memory that is the process's own: anonymous and shared-anonymous pages. Pages of files it has mapped come and
    go with what else runs, and the kernel's socket buffers are the same for every server."""
    with open(f"/proc/{pid}/smaps_rollup") as rollup:
        kilobytes = re.findall(r"^Pss_(?:Anon|Shmem):\s+(\d+)", rollup.read(), re.M)
    return sum(map(int, kilobytes)) * 1024
