// The unit test of the speakers, compiled together with their source: entities, mentions and quotes are given by the test.
#include <cstdio>
#include <lector/testing.hpp>

LECTOR_EXPORT const lector_plugin_entry lector_plugin;

static int failures = 0;
#define EXPECT(what) ((what) ? void() : (std::printf("%s:%d: not so: %s\n", __FILE__, __LINE__, #what), void(++failures)))

int main() {
  using namespace lector::testing;
  Host host(lector_plugin);

  Document russian("Анна Ильина встретила Петра в Рязани. «Рада», — сказала Ильина. Пётр ушёл.", "ru");
  const lector_id anna = russian.add(Entity{.type = "PERSON", .name = "Анна Ильина"});
  const lector_id petr = russian.add(Entity{.type = "PERSON", .name = "Пётр"});
  const lector_id ryazan = russian.add(Entity{.type = "LOCATION", .name = "Рязань"});
  russian.add(Mention{.span = russian.span("Анна Ильина"), .entity = anna});
  russian.add(Mention{.span = russian.span("Петра"), .entity = petr});
  russian.add(Mention{.span = russian.span("Рязани"), .entity = ryazan});
  russian.add(Mention{.span = russian.span("Ильина", 1), .entity = anna});
  russian.add(Mention{.span = russian.span("Пётр"), .entity = petr});
  russian.add(Quote{.span = russian.span("Рада"), .kind = LECTOR_QUOTE_DIRECT, .content = {russian.span("Рада")}, .speaker_entity = anna});
  const auto found = host.check_conduct(russian);
  EXPECT(found.customs.size() == 2);
  EXPECT(found.customs.at(0).text == "Анна Ильина" && found.customs.at(0).get("mentions") == "2");
  EXPECT(found.customs.at(0).get("quotes") == "1" && found.customs.at(0).get("beside") == "Пётр");
  EXPECT(found.customs.at(1).text == "Петра" && found.customs.at(1).get("quotes") == "0");

  Document english("Ada met nobody.", "en");
  english.add(Mention{.span = english.span("Ada"), .entity = english.add(Entity{.type = "PERSON", .name = "Ada"})});
  const auto alone = host.check_conduct(english);
  EXPECT(alone.customs.size() == 1 && alone.customs.at(0).get("beside").empty());
  EXPECT(host.check_conduct(Document("Nobody at all.", "en")).empty());

  for (const std::string& violation : host.violations()) std::printf("%s\n", violation.c_str()), ++failures;
  return failures == 0 ? 0 : 1;
}
