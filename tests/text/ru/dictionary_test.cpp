#include "daemon/text/ru/dictionary.h"

#include <gtest/gtest.h>
#include <lector/layers.h>

#include <filesystem>

#include "daemon/text/ru/analyzer.h"
#include "tests/text/ru/small_dictionary.h"

namespace lector::text::ru {
namespace {

class DictionaryTest : public testing::Test {
 protected:
  // "tag lemma" of all readings.
  std::vector<std::string> Read(std::string_view word) const {
    std::vector<std::string> out;
    for (const Parse& parse : analyzer_.Analyze(word))
      out.push_back(std::string(dictionary_->tag(parse.form())) + " " + parse.Lemma(*dictionary_));
    return out;
  }
  const std::unique_ptr<Dictionary> dictionary_ = OpenSmall(SmallWords());
  const Analyzer analyzer_{*dictionary_};
};
using Readings = std::vector<std::string>;

TEST_F(DictionaryTest, FindsFormsInAnyCaseWithLemmas) {
  EXPECT_EQ(Read("Сталью"), Readings{"NOUN,inan,femn sing,ablt сталь"});
  EXPECT_EQ(Read("ИВАНОВЫМ"), Readings{"NOUN,anim,masc,Sgtm,Surn sing,ablt иванов"});
  TypedWord word;
  EXPECT_FALSE(dictionary_->Find("сталья", &word));
  EXPECT_FALSE(dictionary_->Find("ста", &word));
  EXPECT_FALSE(dictionary_->Find("", &word));
  EXPECT_FALSE(dictionary_->Find("сталь\xD1", &word));  // cut inside a letter
}

TEST_F(DictionaryTest, FindsEachOfSeveralWordsAsItFindsOne) {
  const std::vector<std::string> words = {"Сталью",   "",     "сталья", "все", "ста", "сталь\xD1", std::string(200, 'a'),
                                          "ИВАНОВЫМ", "слон", "стали",  "x"};
  for (size_t from = 0; from < words.size(); ++from) {
    for (size_t count = 0; count <= std::min(Dictionary::kAtOnce, words.size() - from); ++count) {
      const std::vector<std::string_view> some(words.begin() + static_cast<ptrdiff_t>(from),
                                               words.begin() + static_cast<ptrdiff_t>(from + count));
      TypedWord found[Dictionary::kAtOnce], alone;
      const uint32_t bits = dictionary_->FindEach(some, found);
      for (size_t i = 0; i < count; ++i) {
        ASSERT_EQ((bits >> i & 1) != 0, dictionary_->Find(some[i], &alone)) << some[i];
        if ((bits >> i & 1) == 0) continue;
        EXPECT_EQ(found[i].lower(), alone.lower());
        EXPECT_EQ(found[i].list.entries, alone.list.entries);
        EXPECT_EQ(found[i].list.count, alone.list.count);
      }
      EXPECT_EQ(bits >> count, 0u);
    }
  }
}

TEST_F(DictionaryTest, OrdersReadingsByProbability) {
  EXPECT_EQ(Read("стали"), (Readings{"VERB,perf,intr plur,past,indc стать", "NOUN,inan,femn sing,gent сталь",
                                     "NOUN,inan,femn sing,datv сталь", "NOUN,inan,femn sing,loct сталь"}));
  const std::vector<Parse> parses = analyzer_.Analyze("стали");
  EXPECT_DOUBLE_EQ(parses[0].score, 0.9);
  EXPECT_DOUBLE_EQ(parses[2].score, 0);
  EXPECT_DOUBLE_EQ(analyzer_.Analyze("сталь")[0].score, 0.5);  // two readings of which nothing is known
}

TEST_F(DictionaryTest, ReadsYeAsYo) {
  EXPECT_EQ(Read("зеленого"), Readings{"ADJF,Qual masc,sing,gent зелёный"});
  EXPECT_EQ(Read("Зелёного"), Readings{"ADJF,Qual masc,sing,gent зелёный"});
  // The spelling as typed goes before the one with ё.
  EXPECT_EQ(Read("все"), (Readings{"ADJF,Apro plur,nomn весь", "NPRO,neut sing,nomn всё"}));
  EXPECT_EQ(Read("всё"), Readings{"NPRO,neut sing,nomn всё"});
}

TEST_F(DictionaryTest, TakesPrefixesOfParadigmsOff) { EXPECT_EQ(Read("позеленее"), Readings{"COMP,Qual Cmp2 зелёный"}); }

TEST_F(DictionaryTest, PutsAWordIntoAnotherForm) {
  const Parse parse = analyzer_.Analyze("зеленому")[0];
  const uint32_t first = dictionary_->first_form(dictionary_->form(parse.form()).paradigm);
  EXPECT_EQ(parse.part.In(*dictionary_, first), "зелёный");
  EXPECT_EQ(parse.part.In(*dictionary_, first + 4), "позелёнее");
}

TEST_F(DictionaryTest, GuessesWordsItDoesNotHave) {
  EXPECT_EQ(Read("Петронова"), Readings{"NOUN,anim,masc,Sgtm,Surn sing,gent петронов"});
  EXPECT_EQ(Read("сталь-то"), (Readings{"NOUN,inan,femn sing,nomn сталь-то", "NOUN,inan,femn sing,accs сталь-то"}));
  EXPECT_EQ(Read("по-зеленому"), Readings{"ADVB по-зеленому"});
  EXPECT_EQ(Read("псевдосталью"), Readings{"NOUN,inan,femn sing,ablt псевдосталь"});
  EXPECT_EQ(Read("кот-иванова")[0], "NOUN,anim,masc,Sgtm,Surn sing,gent кот-иванов");
  EXPECT_EQ(Read("кота-иванова")[0], "NOUN,anim,masc,Sgtm,Surn sing,gent кот-иванов");
  EXPECT_EQ(Read("ъыь"), Readings{"UNKN ъыь"});
}

TEST_F(DictionaryTest, ReadsWhatIsNoWord) {
  EXPECT_EQ(Read("12"), Readings{"NUMB,intg 12"});
  EXPECT_EQ(Read("4,1"), Readings{"NUMB,real 4,1"});
  EXPECT_EQ(Read("..."), Readings{"PNCT ..."});
  EXPECT_EQ(Read("pdf"), Readings{"LATN pdf"});
  EXPECT_EQ(Read("XIV"), (Readings{"ROMN xiv", "LATN xiv"}));
  EXPECT_EQ(Read("№"), Readings{"UNKN №"});
}

TEST_F(DictionaryTest, ACapitalLetterMayBeAnInitial) {
  EXPECT_EQ(Read("в"), Readings{"PREP в"});
  const Readings readings = Read("В");
  EXPECT_EQ(readings.size(), 25u);
  EXPECT_EQ(readings[0], "PREP в");
  EXPECT_EQ(readings[1], "NOUN,anim,masc,Sgtm,Name,Fixd,Abbr,Init sing,nomn в");
}

TEST_F(DictionaryTest, GrammarsAreUniversalDependencies) {
  const DictionaryGrammar& verb = dictionary_->grammar(analyzer_.Analyze("стали")[0].form());
  EXPECT_EQ(verb.upos, LECTOR_UPOS_VERB);
  EXPECT_EQ(LECTOR_FEAT(verb.feats, VERBFORM), static_cast<uint64_t>(LECTOR_VERBFORM_FIN));
  EXPECT_EQ(LECTOR_FEAT(verb.feats, TENSE), static_cast<uint64_t>(LECTOR_TENSE_PAST));
  EXPECT_EQ(LECTOR_FEAT(verb.feats, GENDER), 0u);
  const DictionaryGrammar& name = dictionary_->grammar(analyzer_.Analyze("Иванова")[0].form());
  EXPECT_EQ(name.upos, LECTOR_UPOS_PROPN);
  EXPECT_EQ(LECTOR_FEAT(name.feats, NAMETYPE), static_cast<uint64_t>(LECTOR_NAMETYPE_SUR));
  EXPECT_EQ(LECTOR_FEAT(name.feats, CASE), static_cast<uint64_t>(LECTOR_CASE_GEN));
}

TEST_F(DictionaryTest, LongWordsCostNoMoreThanShortOnes) {
  std::string hyphens(1 << 20, '-'), letters, particles = "сталь";
  for (int i = 0; i < 1 << 18; ++i) letters += "недо";
  for (int i = 0; i < 1 << 18; ++i) particles += "-то";
  EXPECT_EQ(analyzer_.Analyze(hyphens).size(), 1u);
  EXPECT_EQ(analyzer_.Analyze(letters).size(), 1u);
  EXPECT_EQ(analyzer_.Analyze(particles).size(), 1u);
}

TEST(DictionaryFileTest, IsRefusedWhenItIsMissing) {
  const auto dictionary = Dictionary::Open("/nonexistent/morph.ru.bin");
  ASSERT_FALSE(dictionary.ok());
  EXPECT_EQ(dictionary.status().code(), Code::kNotFound);
}

}  // namespace
}  // namespace lector::text::ru
