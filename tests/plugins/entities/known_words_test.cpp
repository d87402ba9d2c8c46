#include "known_words.h"

#include <gtest/gtest.h>

#include <string>

#include "entities_testing.h"

namespace lector::entities {
namespace {

KnownWord WithLetters(size_t letters) {
  KnownWord word;
  word.letters = static_cast<uint8_t>(letters);
  return word;
}

TEST(KnownWords, GivesBackWhatWasKept) {
  KnownWords words;
  const uint32_t place = words.Expect("Заречье");
  EXPECT_EQ(words.Find("Заречье", place), nullptr);
  words.Keep("Заречье", place, WithLetters(7));
  ASSERT_NE(words.Find("Заречье", place), nullptr);
  EXPECT_EQ(words.Find("Заречье", place)->letters, 7);
  EXPECT_EQ(words.Expect("Заречье"), place);
}

// Whatever falls to one place, a word is never taken for another one.
TEST(KnownWords, KeepsTheLastThatFellToAPlace) {
  KnownWords words;
  for (size_t i = 0; i < 50000; ++i) {
    const std::string word = "слово" + std::to_string(i);
    const uint32_t place = words.Expect(word);
    EXPECT_EQ(words.Find(word, place), nullptr) << word;
    words.Keep(word, place, WithLetters(i % 200));
    ASSERT_NE(words.Find(word, place), nullptr) << word;
    EXPECT_EQ(words.Find(word, place)->letters, i % 200);
  }
}

TEST(KnownWords, DoesNotKeepLongOnes) {
  KnownWords words;
  const std::string word(100, 'a');
  const uint32_t place = words.Expect(word);
  words.Keep(word, place, WithLetters(100));
  EXPECT_EQ(words.Find(word, place), nullptr);
}

std::string Said(const Found& found) {
  std::string said;
  for (const EntityFound& entity : found.analysis.entities) said += entity.type + ' ' + entity.name + ' ' + entity.title + '\n';
  for (const Mention& mention : found.analysis.mentions)
    said += std::to_string(mention.span.begin) + ' ' + std::to_string(mention.span.end) + ' ' + mention.normal_form + '\n';
  return said;
}

// What a text before left behind changes nothing: not with a morphology behind one without, nor in another language.
TEST(KnownWords, ChangeNoAnalysis) {
  Scratch kept;
  const Settings with_morph{.morph = std::map<std::string, std::vector<Parse>>{
      {"эксперта", {{.upos = LECTOR_UPOS_NOUN, .feats = Feats(LECTOR_CASE_GEN, 0, 0, 0), .lemma = "эксперт"}}},
      {"экспертизы", {{.upos = LECTOR_UPOS_NOUN, .feats = Feats(LECTOR_CASE_GEN, 0, 0, 0), .lemma = "экспертиза"}}}}};
  const std::pair<const char*, Settings> texts[] = {
      {"Слова эксперта Ивана Лугова и результаты экспертизы Петра Рогова в Заречье.", {}},
      {"Слова эксперта Ивана Лугова и результаты экспертизы Петра Рогова в Заречье.", with_morph},
      {"Macy's opened a store in France, Ivan Lugov said.", {.language = "en"}},
      {"Магазин Macy's открылся во Франции, сказал Иван Лугов.", with_morph},
      {"Слова эксперта Ивана Лугова и результаты экспертизы Петра Рогова в Заречье.", {}}};
  for (int round = 0; round < 2; ++round)
    for (const auto& [text, settings] : texts) EXPECT_EQ(Said(Analyze(text, settings, kept)), Said(Analyze(text, settings))) << text;
}

}  // namespace
}  // namespace lector::entities
