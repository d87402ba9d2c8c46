#!/usr/bin/env python3
"""What the daemon costs over bare gRPC. Prints a line a figure: name, ratio to the bare server, both medians; returns them.

    run.py --build build/release [--seconds 2] [--repeats 5] [--json build/bench.json]

The bare server and lectord (with an extractor that only emits the same 40 annotations) answer the same 3 KB document, in
turn, `repeats` times; the server has CPU 0 to itself and the client CPU 1. Medians of the repeats are compared.
"""
import argparse
import json
import os
import pathlib
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time

TICK = os.sysconf("SC_CLK_TCK")


class Server:
    """A server process on a Unix socket, pinned to CPU 0."""

    def __init__(self, build, kind, plugins=None):
        self.folder = tempfile.mkdtemp(prefix="lector-bench.")
        self.address = f"unix:{self.folder}/socket"
        self.build = build
        if kind == "bare":
            command = [build / "bench/bench_bare_server", self.address]
        else:
            command = [build / "bin/lectord", "--listen", self.address, "--log-level", "warning", "--plugin-dir", plugins[0]]
            for extra in plugins[1:]:
                command += ["--plugin-dir", extra]
        # The client waits before the server starts, so that its own start does not hide the server's.
        client = subprocess.Popen(["taskset", "-c", "1", build / "bench/bench_wire_client", self.address, "first"],
                                  stdout=subprocess.PIPE, text=True)
        client.stdout.readline()
        begin = time.monotonic()
        self.process = subprocess.Popen(["taskset", "-c", "0", *map(str, command)], stdout=subprocess.DEVNULL)
        self.first = json.loads(client.stdout.readline())["at"] - begin
        client.wait(30)

    def client(self, *args):
        out = subprocess.run(["taskset", "-c", "1", str(self.build / "bench/bench_wire_client"), self.address, *map(str, args)],
                             check=True, capture_output=True, text=True).stdout
        return json.loads(out)

    def cpu_seconds(self):
        fields = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICK

    def resident_kib(self):
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
        raise RuntimeError("no VmRSS")

    def load(self, mode, in_flight, seconds, extractors):
        """Calls a second, and server CPU a call in microseconds."""
        cpu, begin = self.cpu_seconds(), time.monotonic()
        rate = self.client(mode, in_flight, seconds, *extractors)["per_second"]
        calls = rate * min(seconds, time.monotonic() - begin)
        return rate, (self.cpu_seconds() - cpu) / calls * 1e6

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)
        shutil.rmtree(self.folder, ignore_errors=True)


def measure(build, seconds, repeats):
    null, more = build / "bench/plugins", build / "bench/plugins_more"
    servers = {"bare": Server(build, "bare"), "lectord": Server(build, "lectord", [null]),
               "loaded": Server(build, "lectord", [null, more])}
    asked = {"bare": [], "lectord": ["bench.null"], "loaded": ["bench.null"],
             "further": ["bench.null", "bench.a", "bench.b", "bench.c", "bench.d"]}
    seen = {}
    try:
        for _ in range(repeats):
            for mode, in_flight in (("unary", 8), ("unary", 64), ("stream", 64)):
                for name in ("bare", "lectord") + (("loaded", "further") if (mode, in_flight) == ("unary", 64) else ()):
                    server = servers["loaded" if name == "further" else name]
                    rate, cpu = server.load(mode, in_flight, seconds, asked[name])
                    seen.setdefault((mode, in_flight, name, "rate"), []).append(rate)
                    seen.setdefault((mode, in_flight, name, "cpu"), []).append(cpu)
        for name in ("bare", "lectord"):
            seen["memory", name] = [servers[name].resident_kib()]
    finally:
        for server in servers.values():
            server.stop()
    for _ in range(repeats):
        for name, plugins in (("bare", None), ("lectord", [null])):
            server = Server(build, name, plugins)
            seen.setdefault(("first", name), []).append(server.first)
            server.stop()
    return {key: statistics.median(values) for key, values in seen.items()}


def figures(m):
    """(name, ratio or value, lectord's median, bare server's median, floor, goal)"""
    for mode, in_flight in (("unary", 8), ("unary", 64), ("stream", 64)):
        ours, bare = (m[mode, in_flight, name, "rate"] for name in ("lectord", "bare"))
        yield f"{mode}-{in_flight}-per-second", ours / bare, ours, bare, ">= 0.80", ">= 0.90"
        ours, bare = (m[mode, in_flight, name, "cpu"] for name in ("lectord", "bare"))
        yield f"{mode}-{in_flight}-server-cpu-us", ours / bare, ours, bare, "<= 1.20", "<= 1.10"
    one, five = m["unary", 64, "loaded", "cpu"], m["unary", 64, "further", "cpu"]
    yield "further-extractor-us", (five - one) / 4, five, one, "<= 3", "<= 3"
    ours, base = m["unary", 64, "loaded", "rate"], m["unary", 64, "lectord", "rate"]
    yield "loaded-not-asked-per-second", ours / base, ours, base, "~ 1", "~ 1"
    ours, bare = m["first", "lectord"], m["first", "bare"]
    yield "start-to-first-answer-s", ours / bare, ours, bare, "<= 3", "<= 3"
    ours, bare = m["memory", "lectord"], m["memory", "bare"]
    yield "resident-kib", ours / bare, ours, bare, "<= 2", "<= 2"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--json", type=pathlib.Path)
    args = parser.parse_args()
    rows = []
    for name, ratio, ours, bare, floor, goal in figures(measure(args.build.resolve(), args.seconds, args.repeats)):
        print(f"{name:<30} {ratio:8.3f}   lectord {ours:12.2f}   against {bare:12.2f}   floor {floor}, goal {goal}", flush=True)
        rows.append({"name": name, "ratio": round(ratio, 4), "lectord": ours, "against": bare, "floor": floor, "goal": goal})
    if args.json:
        args.json.parent.mkdir(parents=True, exist_ok=True)
        args.json.write_text(json.dumps({"wire": rows}, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
