// Inflection: some phrases with a dictionary of a few words, and a gold set of phrases with the dictionary of the build.
#include <gtest/gtest.h>
#include <lector/layers.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "daemon/text/document.h"
#include "daemon/text/layer_provider.h"
#include "daemon/text/ru/dictionary_format.h"
#include "daemon/text/ru/names.h"
#include "daemon/text/ru/phrase.h"
#include "daemon/text/ru/shapes.h"
#include "tests/text/ru/small_dictionary.h"

namespace lector::text::ru {
namespace {

constexpr uint64_t kGenitive = uint64_t{LECTOR_CASE_GEN} << LECTOR_FEAT_CASE;

// The phrase in [brackets] put into other forms, in the context of the text around it.
std::string InflectMarked(const LayerRegistry& registry, std::string text, uint64_t feats = 0) {
  const size_t begin = text.find('[');
  text.erase(begin, 1);
  const size_t end = text.find(']');
  text.erase(end, 1);
  const auto document = Document::Create({.text = text, .language = "ru"}, registry);
  if (!document.ok()) return document.status().ToString();
  const auto tokens = (*document)->Get<lector_tokens>(LECTOR_LAYER_TOKENS, Stop());
  if (!tokens.ok()) return tokens.status().ToString();
  uint32_t first = 0, last = 0;
  while ((*tokens)->end[first] <= begin) ++first;
  for (last = first; last + 1 < (*tokens)->count && (*tokens)->begin[last + 1] < end;) ++last;
  const Result<std::string> phrase = (*document)->Inflect(first, last, feats, Stop());
  return phrase.ok() ? *phrase : phrase.status().ToString();
}

class InflectTest : public testing::Test {
 protected:
  ~InflectTest() override { std::filesystem::remove_all(dir_); }
  std::string dir_;
  const std::unique_ptr<Dictionary> dictionary_ = OpenSmall(SmallWords(), &dir_);
  const LayerRegistry registry_ = LayerRegistry::Linked({dir_});
};

TEST_F(InflectTest, PutsHeadAndModifiersIntoTheCase) {
  EXPECT_EQ(InflectMarked(registry_, "цены [зеленого кота]"), "зеленый кот");
  EXPECT_EQ(InflectMarked(registry_, "цены [Зелёного Кота]"), "Зелёный Кот");
  EXPECT_EQ(InflectMarked(registry_, "[сталью]"), "сталь");
  EXPECT_EQ(InflectMarked(registry_, "[зеленый кот]", kGenitive), "зеленого кота");
  EXPECT_EQ(InflectMarked(registry_, "[СТАЛЬЮ]"), "СТАЛЬ");
}

// The dictionary is opened by the first who needs it.
TEST_F(InflectTest, ManyThreadsMayBeTheFirst) {
  std::vector<std::string> inflected(8);
  {
    std::vector<std::jthread> threads;
    for (std::string& phrase : inflected) threads.emplace_back([&] { phrase = InflectMarked(registry_, "цены [зеленого кота]"); });
  }
  for (const std::string& phrase : inflected) EXPECT_EQ(phrase, "зеленый кот");
}

TEST_F(InflectTest, KeepsWhatDoesNotChange) {
  EXPECT_EQ(InflectMarked(registry_, "[сталью «Кота»]"), "сталь «Кота»");
  EXPECT_EQ(InflectMarked(registry_, "[«Сталью»]"), "Сталь");
  EXPECT_EQ(InflectMarked(registry_, "[В. Ивановым]"), "В. Иванов");
  EXPECT_EQ(InflectMarked(registry_, "[БЖД ивановым]"), "БЖД ивановым");
  EXPECT_EQ(InflectMarked(registry_, "[...]"), "...");
}

TEST_F(InflectTest, SaysWhatItCannotDo) {
  const auto document = Document::Create({.text = "Сталь", .language = "ru"}, registry_);
  EXPECT_EQ((*document)->Inflect(0, 1, 0, Stop()).status().code(), Code::kOutOfRange);
  EXPECT_EQ((*document)->Inflect(1, 0, 0, Stop()).status().code(), Code::kOutOfRange);
  const auto other = Document::Create({.text = "Сталь", .language = "de"}, registry_);
  EXPECT_EQ((*other)->Inflect(0, 0, 0, Stop()).status().code(), Code::kNotFound);
}

TEST_F(InflectTest, HostileTextIsNotSlow) {
  std::string hyphens = "Кот";
  for (int i = 0; i < 1 << 16; ++i) hyphens += "-Кот";
  EXPECT_FALSE(InflectMarked(registry_, "[" + hyphens + "]").empty());
}

TEST(NamesTest, DeclineByTheirEnds) {
  const auto nominatives = [](std::string_view word) {
    std::vector<std::string> out;
    ReadName(word, [&](const NameReading& name) { out.push_back(std::string(name.stem) + name.declension->endings[LECTOR_CASE_NOM]); });
    return out;
  };
  EXPECT_EQ(nominatives("жапаровым").front(), "жапаров");
  EXPECT_EQ(nominatives("набиуллиной").front(), "набиуллина");
  EXPECT_TRUE(nominatives("гюго").empty());
  EXPECT_TRUE(IsFixedName("шевченко", LECTOR_GENDER_MASC));
  EXPECT_TRUE(IsFixedName("меркель", LECTOR_GENDER_FEM));
  EXPECT_FALSE(IsFixedName("меркель", LECTOR_GENDER_MASC));
  EXPECT_FALSE(IsFixedName("набиуллиной", LECTOR_GENDER_FEM));
  EXPECT_TRUE(IsFixedName("черных", LECTOR_GENDER_MASC));
}

TEST(PatternTest, CapitalsAndYoFollowTheText) {
  const auto like = [](const char* word, const char* pattern) { return LikePattern(word, pattern, LowerCase(pattern)); };
  EXPECT_EQ(like("нью-йорк", "Нью-Йорке"), "Нью-Йорк");
  EXPECT_EQ(like("москва", "МОСКВЕ"), "МОСКВА");
  EXPECT_EQ(like("пётр", "Петра"), "Петр");
  EXPECT_EQ(like("королёв", "Королёвым"), "Королёв");
  EXPECT_EQ(like("ёлкин", "Ёлкина"), "Ёлкин");
  EXPECT_EQ(like("чёрный", "чёрного"), "чёрный");
  EXPECT_EQ(like("чёрный", "черного"), "черный");
  EXPECT_EQ(like("ягода", "Ягоды"), "Ягода");
  EXPECT_EQ(like("миноборона", "МинОбороны"), "Миноборона");
  EXPECT_EQ(like("ростов-на-дону", "Ростове-на-Дону"), "Ростов-на-Дону");
}

// The share of the gold set that is right, with the dictionary of the build and what else is there.
double RightShare(const LayerRegistry& registry) {
  std::ifstream file(LECTOR_INFLECT_GOLD);
  int all = 0, right = 0;
  for (std::string line; std::getline(file, line);) {
    const size_t tab = line.find('\t');
    if (line.starts_with('#') || tab == std::string::npos) continue;
    const std::string answer = InflectMarked(registry, line.substr(0, tab));
    ++all;
    if (answer == line.substr(tab + 1)) ++right;
    else std::printf("%s: %s\n", line.c_str(), answer.c_str());
  }
  EXPECT_GE(all, 200);
  return static_cast<double>(right) / all;
}

TEST(InflectGoldTest, NamesAndPhrases) {
  const std::string models = LECTOR_MODELS;
  if (!std::filesystem::exists(models + "/" + kDictionaryFile)) GTEST_SKIP() << "no dictionary in " << models;
  const LayerRegistry registry = LayerRegistry::Linked({models});
  if (registry.Find(LECTOR_LAYER_NAMES, "ru") != nullptr) EXPECT_GE(RightShare(registry), 0.97);
  else EXPECT_GE(RightShare(registry), 0.92);
}

}  // namespace
}  // namespace lector::text::ru
