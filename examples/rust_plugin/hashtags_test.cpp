// hashtags_test libhashtags.so: the unit test of a plugin in Rust, over its built library.
#include <cstdio>
#include <lector/testing.hpp>

static int failures = 0;
#define EXPECT(what) ((what) ? void() : (std::printf("%s:%d: not so: %s\n", __FILE__, __LINE__, #what), void(++failures)))

int main(int, char** argv) {
  using lector::testing::Document;
  lector::testing::Host host{lector::testing::Library(argv[1])};

  const auto russian = host.check_conduct(Document("Пишут #Выборы2026 и @news, но не mail@example.org и не #1.", "ru"));
  EXPECT(russian.customs.size() == 2);
  EXPECT(russian.customs.at(0).text == "#Выборы2026" && russian.customs.at(0).get("tag") == "выборы2026");
  EXPECT(russian.customs.at(1).text == "@news");
  EXPECT(host.check_conduct(Document("No tags, 100%.", "en")).empty());
  EXPECT(host.check_conduct(Document("", "en")).empty());
  host.check_conduct(Document(lector::testing::Repeat("#tag и @ещё, ", 20000)));

  for (const std::string& violation : host.violations()) std::printf("%s\n", violation.c_str()), ++failures;
  return failures == 0 ? 0 : 1;
}
