#!/usr/bin/env python3
"""guide_test.py GUIDE SDK WORK LECTORD LECTOR LAUNCHER: does what docs/plugin-guide.md says under "Ten minutes", word by word.

Its blocks of code are the files, its commands are run as they stand but for the folder of the SDK and the socket.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

GUIDE, SDK, WORK, LECTORD, LECTOR, LAUNCHER = sys.argv[1:7]

with open(GUIDE, encoding="utf-8") as file:
    text = file.read()
blocks = re.findall(r"^```(\w+)\n(.*?)^```$", text.split("## The manifest")[0], re.M | re.S)
by_language = {}
for language, block in blocks:
    by_language.setdefault(language, []).append(block)

shutil.rmtree(WORK, ignore_errors=True)
os.makedirs(WORK)
folder = tempfile.TemporaryDirectory()  # a socket's path has room for 107 bytes
socket = os.path.join(folder.name, "lectord.sock")
for name, block in (("tickers.cpp", by_language["cpp"][0]), ("tickers_test.cpp", by_language["cpp"][1]),
                    ("CMakeLists.txt", by_language["cmake"][0])):
    with open(os.path.join(WORK, name), "w", encoding="utf-8") as file:
        file.write(block)
build, use = by_language["sh"][1:3]
expected = json.loads(by_language["json"][0])

environment = dict(os.environ, CMAKE_CXX_COMPILER_LAUNCHER=LAUNCHER,
                   PATH=os.pathsep.join([os.path.dirname(LECTORD), os.path.dirname(LECTOR), os.environ["PATH"]]))
subprocess.run(["sh", "-ec", build.replace("~/lector-sdk", SDK)], cwd=WORK, env=environment, check=True)

serve, *ask = use.replace("unix:/tmp/lectord.sock", "unix:" + socket).strip().split("\n")
daemon = subprocess.Popen(["sh", "-ec", "exec " + serve.removesuffix("&")], cwd=WORK, env=environment)
try:
    deadline = time.monotonic() + 60
    while not os.path.exists(socket) and daemon.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    listed, _, answer = (subprocess.run(["sh", "-ec", command], cwd=WORK, env=environment, check=True, text=True,
                                     stdout=subprocess.PIPE).stdout for command in ask)
finally:
    daemon.terminate()
    daemon.wait(30)
assert "com.example.tickers" in listed, listed
found = json.loads(answer)["annotations"]
assert found == [expected], f"the guide says {expected}, the daemon {found}"
print("the guide's ten minutes work")
