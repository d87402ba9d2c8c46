// What morphology adds: counted nouns, roles by tense, indicators. Each test gives the words that matter; the rest has no parse.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "tests/plugins/figures/fixture.h"

namespace lector::figures {
namespace {

struct Word {
  uint8_t upos;
  uint64_t feats;
  const char* lemma;
};
using Words = std::map<std::string, Word>;

constexpr uint64_t Case(uint64_t c) { return c << LECTOR_FEAT_CASE; }
constexpr uint64_t kPlural = uint64_t{LECTOR_NUMBER_PLUR} << LECTOR_FEAT_NUMBER;
constexpr uint64_t kSingular = uint64_t{LECTOR_NUMBER_SING} << LECTOR_FEAT_NUMBER;
constexpr uint64_t kFuture = uint64_t{LECTOR_TENSE_FUT} << LECTOR_FEAT_TENSE;
constexpr uint64_t kPast = uint64_t{LECTOR_TENSE_PAST} << LECTOR_FEAT_TENSE;

// Tokens are what white space parts, without the marks at their ends.
std::vector<Figure> Find(const std::string& text, const Words& words, const lector_syntax* syntax = nullptr) {
  std::vector<uint32_t> begin, end, offset{0}, first{0};
  std::vector<uint8_t> upos;
  std::vector<uint64_t> feats;
  std::string pool;
  for (size_t at = 0; (at = text.find_first_not_of(' ', at)) != std::string::npos;) {
    size_t stop = std::min(text.find(' ', at), text.size());
    const size_t next = stop;
    while (stop > at && (text[stop - 1] == '.' || text[stop - 1] == ',')) --stop;
    const auto word = words.find(text.substr(at, stop - at));
    begin.push_back(static_cast<uint32_t>(at));
    end.push_back(static_cast<uint32_t>(stop));
    upos.push_back(word == words.end() ? uint8_t{0} : word->second.upos);
    feats.push_back(word == words.end() ? 0 : word->second.feats);
    if (word != words.end()) pool += word->second.lemma;
    offset.push_back(static_cast<uint32_t>(pool.size()));
    first.push_back(static_cast<uint32_t>(begin.size()));
    at = next;
  }
  const lector_tokens tokens{sizeof tokens, static_cast<uint32_t>(begin.size()), begin.data(), end.data(), nullptr, nullptr};
  lector_morph morph = {};
  morph.size = sizeof morph;
  morph.count = tokens.count;
  morph.upos = morph.parse_upos = upos.data();
  morph.feats = morph.parse_feats = feats.data();
  morph.lemma = morph.parse_lemma = {pool.data(), offset.data()};
  morph.first_parse = first.data();
  return TestEngine().Find({.text = text, .layers = [&] { return Layers{&tokens, &morph, [syntax] { return syntax; }}; }});
}

const Word kIcebreakers{LECTOR_UPOS_NOUN, Case(LECTOR_CASE_GEN) | kPlural, "ледокол"};

TEST(GrammarTest, AnyNounThatTheNumberGovernsIsCounted) {
  const auto figures =
      Find("В порту 8 больших ледоколов.",
           {{"ледоколов", kIcebreakers}, {"больших", {LECTOR_UPOS_ADJ, Case(LECTOR_CASE_GEN) | kPlural, "большой"}}});
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_EQ(figures[0].unit.kind, Kind::kCount);
  EXPECT_EQ(figures[0].unit.code, "ледокол");
  EXPECT_EQ(figures[0].value().ToString(), "8");
}

TEST(GrammarTest, ANounThatItDoesNotGovernIsNot) {
  EXPECT_TRUE(
      Find("В порту 8 ледокол.", {{"ледокол", {LECTOR_UPOS_NOUN, Case(LECTOR_CASE_NOM) | kSingular, "ледокол"}}}).empty());
  EXPECT_TRUE(Find("В порту 8 ледоколов.", {}).empty()) << "without morphology only what is listed counts";
}

TEST(GrammarTest, TheFutureIsATarget) {
  const Words past{{"построил", {LECTOR_UPOS_VERB, kPast, "построить"}}, {"ледоколов", kIcebreakers}};
  const Words future{{"построит", {LECTOR_UPOS_VERB, kFuture, "построить"}}, {"ледоколов", kIcebreakers}};
  EXPECT_EQ(Find("Завод построил 8 ледоколов.", past).at(0).role, Role::kLevel);
  EXPECT_EQ(Find("Завод построит 8 ледоколов.", future).at(0).role, Role::kTarget);
}

TEST(GrammarTest, ASubjectWhoseCaseWasMisreadIsFoundByTheTree) {
  const std::string_view relations = LECTOR_RELATIONS;
  const auto nsubj = static_cast<uint8_t>(1 + std::count(relations.begin(), relations.begin() + relations.find(" nsubj") + 1, ' '));
  const uint32_t head[] = {1, 4, 1, 4, 4, 6, 4};  // объём hangs on вырос
  const uint8_t relation[] = {0, 0, 0, nsubj, 0, 0, 0};
  const lector_syntax syntax{sizeof syntax, 7, head, relation};
  const Words words{{"данным", {LECTOR_UPOS_NOUN, Case(LECTOR_CASE_DAT) | kPlural, "данные"}},
                    {"бюро", {LECTOR_UPOS_NOUN, Case(LECTOR_CASE_GEN) | kSingular, "бюро"}},
                    {"объём", {LECTOR_UPOS_NOUN, Case(LECTOR_CASE_ACC) | kSingular, "объём"}},
                    {"вырос", {LECTOR_UPOS_VERB, kPast, "вырасти"}}};
  EXPECT_EQ(Find("По данным бюро объём вырос на 5%.", words, &syntax).at(0).indicator, "объём");
  EXPECT_NE(Find("По данным бюро объём вырос на 5%.", words).at(0).indicator, "объём");
}

TEST(GrammarTest, TheSubjectOfGrowthIsTheIndicator) {
  const auto figures =
      Find("Выручка выросла на 5%.", {{"Выручка", {LECTOR_UPOS_NOUN, Case(LECTOR_CASE_NOM) | kSingular, "выручка"}},
                                      {"выросла", {LECTOR_UPOS_VERB, kPast, "вырасти"}}});
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_EQ(figures[0].indicator, "выручка");
  EXPECT_EQ(figures[0].change, Change::kUp);
  EXPECT_EQ(figures[0].indicator_begin, 0u);
  EXPECT_STREQ(figures[0].indicator_rule, "subject");
}

TEST(GrammarTest, TheWholeOfAShareIsTheIndicator) {
  const auto figures = Find("Фонд купил 5% акций.", {{"акций", {LECTOR_UPOS_NOUN, Case(LECTOR_CASE_GEN) | kPlural, "акция"}},
                                                     {"Фонд", {LECTOR_UPOS_NOUN, Case(LECTOR_CASE_NOM) | kSingular, "фонд"}},
                                                     {"купил", {LECTOR_UPOS_VERB, kPast, "купить"}}});
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_EQ(figures[0].role, Role::kShare);
  EXPECT_EQ(figures[0].indicator, "акция");
}

}  // namespace
}  // namespace lector::figures
