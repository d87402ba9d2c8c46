// shouting_test shouting.so: the unit test of a plugin in C, over its built library.
#include <cstdio>
#include <lector/testing.hpp>

static int failures = 0;
#define EXPECT(what) ((what) ? void() : (std::printf("%s:%d: not so: %s\n", __FILE__, __LINE__, #what), void(++failures)))

int main(int, char** argv) {
  using lector::testing::Document;
  const lector::testing::Library library(argv[1]);
  lector::testing::Host host(library);

  const auto russian = host.check_conduct(Document("СРОЧНО В НОМЕР: ОДКБ молчит!!! Что это?!", "ru"));
  EXPECT(russian.customs.size() == 2);  // one word in capitals is no shouting
  EXPECT(russian.customs.at(0).text == "СРОЧНО В НОМЕР" && russian.customs.at(0).get("how") == "capitals");
  EXPECT(russian.customs.at(1).text == "!!!" && russian.customs.at(1).get("count") == "3");

  const auto english = host.check_conduct(Document("This is NOT FUNNY AT ALL! Stop!!", "en"));
  EXPECT(english.customs.size() == 2);
  EXPECT(english.customs.at(0).text == "NOT FUNNY AT ALL" && english.customs.at(0).get("count") == "4");
  EXPECT(english.customs.at(1).text == "!!" && english.customs.at(1).get("how") == "marks");

  host.check_conduct(Document(lector::testing::Repeat("ОЧЕНЬ ГРОМКО!! Тихо. ", 20000)));  // long enough to see that it stops

  lector::testing::Host strict(library);
  EXPECT(strict.config("min_words", 5).analyze(Document("NOT FUNNY AT ALL", "en")).empty());
  lector::testing::Host wrong(library);
  EXPECT(wrong.config("min_words", 0).create().field == "min_words");

  for (const std::string& violation : host.violations()) std::printf("%s\n", violation.c_str()), ++failures;
  return failures == 0 ? 0 : 1;
}
