#include "plugins/quotes/lexicon.h"

#include <gtest/gtest.h>

#include "quotes_testing.h"

namespace lector::quotes {
namespace {

std::string Folded(std::string_view word) {
  std::string out;
  Fold(word, &out);
  return out;
}

TEST(Fold, LowersAndUnifies) {
  EXPECT_EQ(Folded("ЗАЯВИЛ"), "заявил");
  EXPECT_EQ(Folded("Её"), "ее");
  EXPECT_EQ(Folded("Didn’t"), "didn't");
  EXPECT_EQ(Folded("Ünal"), "ünal");
}

TEST(Lexicon, ReadsCuesWithTheirTypes) {
  Lexicon lexicon;
  lexicon.AddCues("# comment\n\nсказать\tсказал, сказали\tsay\nдать понять\tдал понять\tsay gerund\n", "cues");
  const Lexicon::Entry* said = lexicon.Find("сказали");
  ASSERT_NE(said, nullptr);
  ASSERT_EQ(said->phrases.size(), 1u);
  EXPECT_EQ(lexicon.cue(said->phrases[0].cue).lemma, "сказать");
  const Lexicon::Entry* gave = lexicon.Find("дал");
  ASSERT_NE(gave, nullptr);
  EXPECT_EQ(gave->phrases[0].words.size(), 2u);
  EXPECT_EQ(lexicon.cue(gave->phrases[0].cue).types, kCueSay | kCueGerund);
  EXPECT_EQ(lexicon.Find("понять"), nullptr);
}

TEST(Lexicon, LongerPhrasesGoFirst) {
  Lexicon lexicon;
  lexicon.AddCues("go\twent\tsay\ngo on to say\twent on to say\tsay\n", "cues");
  const Lexicon::Entry* entry = lexicon.Find("went");
  ASSERT_NE(entry, nullptr);
  ASSERT_EQ(entry->phrases.size(), 2u);
  EXPECT_EQ(entry->phrases[0].words.size(), 4u);
}

TEST(Lexicon, NamesTheLineThatIsWrong) {
  Lexicon lexicon;
  try {
    lexicon.AddCues("сказать\tсказал\tsay\nзаявить\tзаявил\tshout\n", "cues.ru.tsv");
    FAIL() << "an unknown type must be refused";
  } catch (const LexiconError& e) {
    EXPECT_NE(std::string(e.what()).find("cues.ru.tsv:2"), std::string::npos) << e.what();
    EXPECT_NE(std::string(e.what()).find("shout"), std::string::npos) << e.what();
  }
  EXPECT_THROW(lexicon.AddWords("role\n", "words"), LexiconError);
  EXPECT_THROW(lexicon.AddWords("role\tглава края\n", "words"), LexiconError);
}

TEST(Lexicon, ShippedFilesAreRead) {
  ASSERT_NE(LexiconOf("ru").Find("заявил"), nullptr);
  ASSERT_NE(LexiconOf("en").Find("said"), nullptr);
  EXPECT_NE(LexiconOf("ru").Find("президент")->classes & kWordRole, 0u);
}

}  // namespace
}  // namespace lector::quotes
