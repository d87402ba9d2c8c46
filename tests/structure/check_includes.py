#!/usr/bin/env python3
"""Reads the #include lines of the tree and names every arrow that the design does not have.

    check_includes.py ROOT       exit status 0: none; 1: some, each with file, line and what is allowed
    check_includes.py --selftest

A folder belongs to the longest entry of FOLDERS that it lies under. An include belongs to a folder of the project, to one
of LIBRARIES, or to the language and the operating system, which all may use.
"""
import os
import re
import sys
import unittest

# folder -> folders it may include beside itself and the SDK's public headers ("sdk"), which all know
FOLDERS = {
    "sdk": [],
    "plugins/entities": ["sdk"],
    "plugins/figures": ["sdk"],
    "plugins/layers": ["sdk"],
    "plugins/quotes": ["sdk"],
    "daemon/base": ["sdk"],
    "daemon/telemetry": ["sdk", "daemon/base"],
    "daemon/config": ["sdk", "daemon/base", "daemon/telemetry"],
    "daemon/text": ["sdk", "daemon/base", "daemon/telemetry"],
    "daemon/text/ru": ["sdk", "daemon/base", "daemon/telemetry", "daemon/text"],
    "daemon/text/en": ["sdk", "daemon/base", "daemon/telemetry", "daemon/text"],
    "daemon/models": ["sdk", "daemon/base", "daemon/text", "daemon/text/ru"],  # the tool that compiles what text/ru reads
    "daemon/host": ["sdk", "daemon/base", "daemon/telemetry", "daemon/text"],
    "daemon/registry": ["sdk", "daemon/base", "daemon/telemetry", "daemon/text", "daemon/host"],
    "daemon/engine": ["sdk", "daemon/base", "daemon/telemetry", "daemon/text", "daemon/host", "daemon/registry"],
    "daemon/service": ["sdk", "protos", "daemon/base", "daemon/telemetry", "daemon/config", "daemon/text", "daemon/host",
                       "daemon/registry", "daemon/engine"],
    "daemon": ["sdk", "daemon/base", "daemon/telemetry", "daemon/config", "daemon/text", "daemon/text/ru", "daemon/text/en",
               "daemon/host", "daemon/registry", "daemon/engine", "daemon/service"],  # main.cpp
    "cli": ["protos"],
    "examples": ["sdk", "protos"],
    "tests": ["*"],
    "bench": ["*"],
}

# library -> how its headers begin, and the folders that may use it beside tests and bench
LIBRARIES = {
    "gRPC and protobuf": (r"grpc|grpcpp/|google/", ["daemon/service", "cli", "examples/clients"]),
    "ICU": (r"unicode/", ["plugins", "daemon/text", "cli"]),
    "Boost.DLL": (r"boost/", ["daemon/registry"]),
    "CLI11": (r"CLI/", ["daemon/config", "daemon/models", "daemon/main.cpp", "cli"]),
    "toml++": (r"toml\+\+/", ["daemon/config"]),
    "spdlog": (r"spdlog/", ["daemon/telemetry"]),
    "prometheus-cpp": (r"prometheus/", ["daemon/telemetry"]),
    "JSON": (r"nlohmann/|valijson/", ["daemon/host", "daemon/registry", "daemon/engine", "daemon/service", "daemon/config",
                                      "daemon/models", "cli"]),
    "libsystemd": (r"systemd/", ["daemon/telemetry"]),
    "OpenSSL": (r"openssl/", ["daemon/registry", "daemon/models"]),
    "libarchive": (r"archive(_entry)?\.h$", ["daemon/models"]),
    "xxHash": (r"xxhash\.h$", ["daemon/text"]),
    "Highway": (r"hwy/", ["daemon/text"]),
    "GoogleTest": (r"gtest/|gmock/", []),
    "Google Benchmark": (r"benchmark/", []),
}
EVERYTHING = ("tests", "bench")
SUFFIXES = (".c", ".h", ".cc", ".cpp", ".hpp")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]')


def under(path, folder):
    return path == folder or path.startswith(folder + "/")


def folder_of(path):
    """The entry of FOLDERS that a file belongs to, or None."""
    return max((f for f in FOLDERS if under(path, f)), key=len, default=None)


def target_of(root, path, header, quoted):
    """The folder of the project that an include means, or None."""
    if re.match(r"lector/.*\.pb\.h$|lector/.*\.grpc\.pb\.h$", header):
        return "protos"
    if header.startswith("lector/"):
        return "sdk"
    if quoted and os.path.exists(os.path.join(root, os.path.dirname(path), header)):
        return folder_of(os.path.normpath(os.path.join(os.path.dirname(path), header)))
    if header.split("/")[0] in {f.split("/")[0] for f in FOLDERS}:
        return folder_of(header) or header
    return None


def problem(root, path, header, quoted):
    """What is wrong with one include, or None."""
    folder = folder_of(path)
    if folder is None:
        return "lies in no folder of the table in tests/structure/check_includes.py"
    if under(path, EVERYTHING[0]) or under(path, EVERYTHING[1]):
        return None
    target = target_of(root, path, header, quoted)
    if target is not None:
        if target == folder or target in FOLDERS[folder]:
            return None
        return "%s may include %s, not %s" % (folder, ", ".join(FOLDERS[folder]) or "nothing else", target)
    for library, (pattern, allowed) in LIBRARIES.items():
        if re.match(pattern, header):
            if any(under(path, a) for a in allowed):
                return None
            return "%s is for %s" % (library, ", ".join(list(allowed) + list(EVERYTHING)))
    if re.match(r"[a-z_0-9]+$|[a-z_0-9/]+\.h$", header):
        return None  # the language, the operating system
    return "belongs to no folder and no library of the table in tests/structure/check_includes.py"


def check(root):
    """[(path, line number, header, what is wrong)]; and the number of includes read."""
    found, count = [], 0
    for base, folders, files in os.walk(root):
        relative = os.path.relpath(base, root)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f != "build")
        for name in sorted(files):
            if not name.endswith(SUFFIXES):
                continue
            path = os.path.normpath(os.path.join(relative, name))
            with open(os.path.join(base, name), encoding="utf-8") as stream:
                for number, line in enumerate(stream, 1):
                    include = INCLUDE.match(line)
                    if not include:
                        continue
                    count += 1
                    wrong = problem(root, path, include[2], include[1] == '"')
                    if wrong:
                        found.append((path, number, include[2], wrong))
    return found, count


class SelfTest(unittest.TestCase):
    def wrong(self, path, header, quoted=False):
        return problem("/nowhere", path, header, quoted) is not None

    def test_arrows_of_the_design(self):
        for path, header in (("daemon/engine/run.cpp", "daemon/registry/registry.h"), ("daemon/main.cpp", "daemon/service/server.h"),
                             ("cli/main.cpp", "lector/v1/document.pb.h"), ("plugins/quotes/a.cpp", "lector/plugin.hpp"),
                             ("daemon/service/a.cpp", "grpcpp/grpcpp.h"), ("plugins/quotes/a.cpp", "unicode/uchar.h"),
                             ("daemon/text/ru/a.cpp", "daemon/text/document.h"), ("tests/a.cpp", "daemon/text/ru/a.h"),
                             ("daemon/host/a.cpp", "sys/stat.h"), ("sdk/include/lector/a.h", "stdint.h")):
            self.assertFalse(self.wrong(path, header), (path, header))

    def test_arrows_it_does_not_have(self):
        for path, header in (("daemon/text/a.cpp", "daemon/host/plugin_host.h"), ("daemon/host/a.cpp", "daemon/registry/registry.h"),
                             ("daemon/text/a.cpp", "daemon/text/ru/a.h"), ("daemon/engine/a.cpp", "daemon/service/a.h"),
                             ("daemon/telemetry/a.h", "daemon/text/document.h"), ("daemon/engine/a.cpp", "lector/v1/document.pb.h"),
                             ("plugins/quotes/a.cpp", "plugins/figures/a.h"), ("plugins/quotes/a.cpp", "daemon/base/status.h"),
                             ("plugins/quotes/a.cpp", "lector/v1/annotation.pb.h"), ("cli/main.cpp", "daemon/base/status.h"),
                             ("cli/main.cpp", "lector/plugin.h"), ("sdk/verify/a.cpp", "daemon/base/status.h")):
            self.assertTrue(self.wrong(path, header, quoted=True), (path, header))

    def test_libraries(self):
        for path, header in (("daemon/engine/a.cpp", "grpcpp/grpcpp.h"), ("plugins/quotes/a.cpp", "google/protobuf/message.h"),
                             ("daemon/host/a.cpp", "unicode/uchar.h"), ("daemon/main.cpp", "boost/dll.hpp"),
                             ("sdk/verify/a.cpp", "nlohmann/json.hpp"), ("cli/a.cpp", "gtest/gtest.h"),
                             ("daemon/host/a.cpp", "Foo/bar.h")):
            self.assertTrue(self.wrong(path, header), (path, header))

    def test_new_folders_must_be_entered(self):
        self.assertTrue(self.wrong("surprise/a.cpp", "vector"))

    def test_lines(self):
        self.assertEqual(INCLUDE.match('  #  include "a/b.h" // why')[2], "a/b.h")
        self.assertIsNone(INCLUDE.match('// #include "a/b.h"'))


def main(args):
    if args == ["--selftest"]:
        return 0 if unittest.main(argv=["check_includes"], exit=False).result.wasSuccessful() else 1
    if len(args) != 1 or args[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    found, count = check(args[0])
    for path, number, header, wrong in found:
        print("%s:%d: %s: %s" % (path, number, header, wrong), file=sys.stderr)
    if count == 0:
        print("no includes under %s" % args[0], file=sys.stderr)
        return 1
    print("%d includes read, %d against the design" % (count, len(found)))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
