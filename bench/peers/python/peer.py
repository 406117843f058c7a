"""What the Python peers share: options, files of float64, two processes, and the protocol of the harness.

The protocol, a line each over stdin and stdout (see `peers/cpp/peer.h`): `run` does the work from the start
and answers its wall time, `write PATH` writes the results of the last run. Importing, compiling and one short
run to warm up come before the peer says that it is ready.
"""
import json
import mmap
import os
import sys
import time

import numpy as np


class Options:
    """`--name value` pairs."""

    def __init__(self):
        words = sys.argv[1:]
        self.values = {name[2:]: value for name, value in zip(words[::2], words[1::2])}

    def text(self, name, otherwise=None):
        value = self.values.get(name, otherwise)
        if value is None:
            sys.exit(f"--{name} is missing")
        return value

    def count(self, name, otherwise=None):
        return int(self.text(name, otherwise))

    def number(self, name):
        return float(self.text(name))


def numbers(path):
    return np.fromfile(path, dtype=np.float64)


def flush_denormals():
    """Powers of tiny coordinates underflow, and denormal numbers take a hundred times as long. NumPy has no
    switch for that; PyTorch's is the processor's and serves both."""
    try:
        import torch

        torch.set_flush_denormal(True)
    except ImportError:
        pass


def shared(shape):
    """Zeros that processes forked from this one share."""
    count = int(np.prod(shape))
    return np.frombuffer(mmap.mmap(-1, max(8, 8 * count)), dtype=np.float64, count=count).reshape(shape)


class Workers:
    """Processes that each do their share of the work whenever asked. A thread holds Python's lock while it
    starts an operation, and operations on arrays that fit a cache take no longer than that: two processes
    with a thread each are faster than two threads. They end with this one: a child reads its pipe's end when
    this process, and any child forked later that holds the pipe too, is gone."""

    def __init__(self, count, work):
        self.ends = []
        for index in range(count):
            ask_read, ask_write = os.pipe()
            done_read, done_write = os.pipe()
            if os.fork() == 0:
                os.close(ask_write)
                while os.read(ask_read, 1):
                    work(index)
                    os.write(done_write, b"1")
                os._exit(0)
            os.close(ask_read)
            os.close(done_write)
            self.ends.append((ask_write, done_read))

    def run(self):
        for ask, _ in self.ends:
            os.write(ask, b"1")
        for _, done in self.ends:
            if not os.read(done, 1):
                sys.exit("a worker died")


def fastest(candidates, attempt):
    """The candidate whose attempt takes the least time; each is tried twice."""
    best, least = None, float("inf")
    for candidate in candidates:
        for _ in range(2):
            start = time.perf_counter()
            attempt(candidate)
            took = time.perf_counter() - start
            if took < least:
                best, least = candidate, took
    return best


def serve(run, results, versions, note=None):
    print(json.dumps({"ready": True, "version": versions, "note": note}), flush=True)
    for line in sys.stdin:
        command, _, path = line.strip().partition(" ")
        if command == "run":
            start = time.perf_counter()
            run()
            print(json.dumps({"seconds": time.perf_counter() - start}), flush=True)
        elif command == "write":
            array = np.ascontiguousarray(results(), dtype=np.float64)
            array.tofile(path)
            print(json.dumps({"numbers": array.size}), flush=True)


def python_version():
    return "Python " + ".".join(str(part) for part in sys.version_info[:3])
