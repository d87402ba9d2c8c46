// The unit test of the repetitions, compiled together with their source.
#include <cstdio>
#include <lector/testing.hpp>

LECTOR_EXPORT const lector_plugin_entry lector_plugin;

static int failures = 0;
#define EXPECT(what) ((what) ? void() : (std::printf("%s:%d: not so: %s\n", __FILE__, __LINE__, #what), void(++failures)))

int main() {
  using lector::testing::Document, lector::testing::Host;
  Host host(lector_plugin);
  host.config("words", 3);

  const Document russian("Цены растут второй год. Эксперты говорят: цены растут второй год. Цены растут второй месяц.", "ru");
  const auto found = host.check_conduct(russian);  // runs on many threads, with a scratch each
  EXPECT(found.customs.size() == 2);
  EXPECT(found.customs.at(0).text == "растут второй год" && found.customs.at(0).get("words") == "3");
  EXPECT(found.customs.at(1).text == "Цены растут второй" && found.customs.at(1).get("first_begin") == "0");

  EXPECT(host.check_conduct(Document("to be or not to be or not to be", "en")).customs.size() == 1);
  EXPECT(host.check_conduct(Document("No words come twice here.", "en")).empty());
  EXPECT(host.check_conduct(Document("")).empty());
  host.check_conduct(Document(lector::testing::Repeat("one two three four five ", 20000), "en"));

  for (const std::string& violation : host.violations()) std::printf("%s\n", violation.c_str()), ++failures;
  return failures == 0 ? 0 : 1;
}
