// The unit test of the gazetteer, compiled together with its source; argument: the data folder.
#include <cstdio>
#include <lector/testing.hpp>

LECTOR_EXPORT const lector_plugin_entry lector_plugin;

static int failures = 0;
#define EXPECT(what) ((what) ? void() : (std::printf("%s:%d: not so: %s\n", __FILE__, __LINE__, #what), void(++failures)))

int main(int, char** argv) {
  using lector::testing::Document, lector::testing::Host;
  Host host(lector_plugin);
  host.data_folder(argv[1]);

  const auto russian = host.check_conduct(Document("Рейс из аэропорта Шереметьево сел в Минеральные Воды, груз стоит в Усть-Луге.", "ru"));
  EXPECT(russian.customs.size() == 3);
  EXPECT(russian.customs.at(1).text == "Минеральные Воды" && russian.customs.at(1).get("code") == "MRV");
  EXPECT(russian.customs.at(2).get("kind") == "seaport");

  Document english("From Heathrow to Charles de Gaulle, freight to the Port of Rotterdam.", "en");
  EXPECT(host.check_conduct(english).customs.size() == 3);
  const auto seaports = host.analyze(english.option("kind", "seaport"));
  EXPECT(seaports.customs.size() == 1 && seaports.customs.at(0).text == "Port of Rotterdam");
  EXPECT(host.analyze(english.option("kind", "station")).field == "kind");
  EXPECT(host.analyze(Document("Schiphol", "nl")).skipped);

  Host own(lector_plugin);  // a list of one's own, named in the configuration
  own.resource("own.tsv", "Домодедово\tDME\tairport").config("list", "own.tsv");
  EXPECT(own.analyze(Document("Домодедово закрыто")).customs.size() == 1);
  Host broken(lector_plugin);
  EXPECT(broken.resource("ports.tsv", "Домодедово DME").create().message == "line 1 has not three columns");
  EXPECT(Host(lector_plugin).create().code == LECTOR_NOT_FOUND);  // no data folder

  for (const std::string& violation : host.violations()) std::printf("%s\n", violation.c_str()), ++failures;
  return failures == 0 ? 0 : 1;
}
