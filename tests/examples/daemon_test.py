#!/usr/bin/env python3
"""daemon_test.py LECTORD LECTOR EXAMPLES PLUGINS HELLO: the examples that were built alone, in one real daemon.

EXAMPLES: the folder of their .so; PLUGINS: the plugins of the product, whose records one of them reads; HELLO: hello.so.
"""
import json
import os
import subprocess
import sys
import tempfile
import time
import unittest

LECTORD, LECTOR, EXAMPLES, PLUGINS, HELLO = sys.argv[1:6]

RUSSIAN = ("Мэр Иван Петров прилетел в Шереметьево. «Мост готов», — сказал Иван Петров. СРОЧНО В НОМЕР!!! "
           "Звоните 88005553535. Цены на бензин растут второй год. Иван Петров: «Цены на бензин растут второй год». #мост")
ENGLISH = ("Mayor John Smith flew from Heathrow to the Port of Rotterdam. THIS IS URGENT! Call 88005553535 now. "
           "The price of oil is up again. He said the price of oil is up again. @news")
EXPECTED = {
    "com.example.shouting": {"ru": ["СРОЧНО В НОМЕР", "!!!"], "en": ["THIS IS URGENT"]},
    "com.example.hashtags": {"ru": ["#мост"], "en": ["@news"]},
    "com.example.gazetteer": {"ru": ["Шереметьево"], "en": ["Heathrow", "Port of Rotterdam"]},
    "com.example.repetitions": {"ru": ["Цены на бензин растут второй год"], "en": ["price of oil is up again"]},
    "com.example.phones": {"ru": ["88005553535"], "en": ["88005553535"]},
}


class Examples(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        socket = os.path.join(cls.folder.name, "lectord.sock")
        config = os.path.join(cls.folder.name, "lectord.toml")
        with open(config, "w", encoding="utf-8") as file:
            file.write('[extractors."com.example.shouting"]\nmin_words = 3\n')
        cls.address = "unix:" + socket
        cls.daemon = subprocess.Popen([LECTORD, "--config", config, "--listen", cls.address, "--plugin-dir", EXAMPLES,
                                       "--plugin-dir", PLUGINS, "--plugin-dir", HELLO, "--log-level", "warning"])
        deadline = time.monotonic() + 60
        while not os.path.exists(socket) and cls.daemon.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)

    @classmethod
    def tearDownClass(cls):
        cls.daemon.terminate()
        cls.daemon.wait(30)
        cls.folder.cleanup()

    def lector(self, *arguments, text=None):
        done = subprocess.run([LECTOR, arguments[0], "--address", self.address, *arguments[1:]], input=text, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def analyze(self, language, text, extractor):
        answer = self.lector("analyze", "--format", "json", "--offset-encoding", "utf32", "--language", language,
                             "--extractor", extractor, "-", text=text)
        custom = [a for a in answer.get("annotations", []) if "custom" in a]
        for annotation in custom:
            span = annotation["span"]
            annotation["words"] = text[span.get("begin", 0):span["end"]]
        return custom

    def test_each_is_loaded_and_none_refused(self):
        answer = self.lector("extractors", "--format", "json")
        ids = {e["name"] for e in answer["extractors"]}
        built = {"shouting", "gazetteer", "repetitions", "speakers", "phones"}
        if os.path.exists(os.path.join(EXAMPLES, "hashtags.so")):
            built.add("hashtags")
        self.assertLessEqual({"com.example." + name for name in built}, ids)
        self.assertFalse(answer.get("refused_plugins"), "some were refused")

    def test_each_finds_what_it_is_for(self):
        for extractor, expected in EXPECTED.items():
            if extractor == "com.example.hashtags" and not os.path.exists(os.path.join(EXAMPLES, "hashtags.so")):
                continue
            for language, text in (("ru", RUSSIAN), ("en", ENGLISH)):
                with self.subTest(extractor=extractor, language=language):
                    found = [a["words"] for a in self.analyze(language, text, extractor)]
                    self.assertEqual(found, expected[language])

    def test_options_of_a_request_reach_the_gazetteer(self):
        found = self.analyze("en", ENGLISH, "com.example.gazetteer:kind=seaport")
        self.assertEqual([a["words"] for a in found], ["Port of Rotterdam"])

    def test_speakers_reads_the_entities_of_the_product(self):
        found = self.analyze("ru", RUSSIAN, "com.example.speakers")
        people = {a["custom"]["json"]["name"]: a["custom"]["json"] for a in found}
        self.assertEqual(people["Иван Петров"]["mentions"], 3)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
