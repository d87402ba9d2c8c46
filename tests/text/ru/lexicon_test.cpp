// The lexicon: a word is the same whether it was kept or not, and whoever kept it.
#include "daemon/text/ru/lexicon.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <thread>
#include <vector>

#include "tests/text/ru/small_dictionary.h"

namespace lector::text::ru {
namespace {

constexpr size_t kSmall = 75'000;  // bytes, for tables and a few words

class LexiconTest : public testing::Test {
 protected:
  static std::string Describe(const Word& word) {
    std::string out = word.known() ? "known" : "guessed";
    for (const WordReading& reading : word.readings())
      out += " " + std::to_string(reading.grammar) + " " + std::to_string(reading.score) + " " + std::string(word.lemma(reading));
    return out;
  }
  std::string Analyzed(const std::string& word) const {
    TypedWord typed;
    std::string out = dictionary_->Find(word, &typed) ? "known" : "guessed";
    for (const Parse& parse : analyzer_.Analyze(word))
      out += " " + std::to_string(dictionary_->form(parse.form()).grammar) + " " +
             std::to_string(static_cast<float>(parse.score)) + " " + parse.Lemma(*dictionary_);
    return out;
  }

  const std::unique_ptr<Dictionary> dictionary_ = OpenSmall(SmallWords());
  const Analyzer analyzer_{*dictionary_};
  const std::vector<std::string> words_ = {"стали", "Стали", "СТАЛИ", "зеленого", "Иванова", "и", "И", "бутявкали", "кот-сталь",
                                           "IV", "COVID-19", "псевдосталью", "🙂", std::string(63, 'w'), std::string(64, 'w'),
                                           std::string(65, 'w'), std::string(300, 'w'), "недосталью"};
};

TEST_F(LexiconTest, SaysWhatTheAnalyzerSaysEachTime) {
  for (const size_t capacity : {Lexicon::kUsual, kSmall, size_t{0}}) {
    const Lexicon lexicon(analyzer_, capacity);
    for (int time = 0; time < 4; ++time)
      for (const std::string& word : words_) {
        Lexicon::Scratch scratch;
        EXPECT_EQ(Describe(lexicon.Get(word, &scratch)), Analyzed(word)) << word << " in " << capacity;
      }
  }
}

TEST_F(LexiconTest, GivesSeveralWordsAtOnce) {
  const Lexicon lexicon(analyzer_);
  const std::vector<std::string_view> several = {"стали", "", "кот", "стали", "бутявкали", ""};
  for (int time = 0; time < 4; ++time) {
    Lexicon::Scratch scratch;
    std::vector<const Word*> found(several.size());
    lexicon.GetEach(several, &scratch, found.data());
    for (size_t i = 0; i < several.size(); ++i) {
      if (several[i].empty()) EXPECT_EQ(found[i], nullptr);
      else EXPECT_EQ(Describe(*found[i]), Analyzed(std::string(several[i])));
    }
  }
}

// Kept is what was met twice: then it is the same for all.
TEST_F(LexiconTest, KeepsWhatComesAgainWhileThereIsRoom) {
  const auto is_kept = [](const Lexicon& lexicon, std::string_view word) {
    Lexicon::Scratch one, other;
    return &lexicon.Get(word, &one) == &lexicon.Get(word, &other);
  };
  const Lexicon lexicon(analyzer_), small(analyzer_, kSmall);
  EXPECT_FALSE(is_kept(lexicon, "стали"));
  EXPECT_TRUE(is_kept(lexicon, "стали"));
  EXPECT_FALSE(is_kept(lexicon, "Стали")) << "it may be read otherwise";
  const std::string book(4096, 'w');
  for (int time = 0; time < 3; ++time) EXPECT_FALSE(is_kept(lexicon, book));
  size_t kept = 0;
  for (int time = 0; time < 3; ++time) {
    kept = 0;
    for (const std::string& word : words_) kept += is_kept(small, word) ? 1 : 0;
  }
  EXPECT_GT(kept, 0u);
  EXPECT_LT(kept, words_.size());
}

TEST_F(LexiconTest, KnowsTheWordsOfTheDictionary) {
  const Lexicon lexicon(analyzer_);
  Lexicon::Scratch scratch;
  ASSERT_NE(lexicon.GetKnown("сталью", &scratch), nullptr);
  EXPECT_EQ(Describe(*lexicon.GetKnown("сталью", &scratch)), Analyzed("сталью"));
  EXPECT_EQ(lexicon.GetKnown("1941", &scratch), nullptr);
  EXPECT_FALSE(lexicon.Get("бутявкали", &scratch).known());
  EXPECT_NE(lexicon.Get("недосталью", &scratch).readings()[0].entry, WordReading::kOfParts);
  EXPECT_EQ(lexicon.Get("кот-сталь", &scratch).readings()[0].entry, WordReading::kOfParts);
}

TEST_F(LexiconTest, OneNoteOfAWordStands) {
  const Lexicon lexicon(analyzer_);
  Lexicon::Scratch scratch;
  const Word& word = lexicon.Get("стали", &scratch);
  constexpr uint64_t kContext = (uint64_t{1} << Word::kContextBits) - 2;
  EXPECT_EQ(word.Noted(0), Word::kNothingNoted);
  word.Note(kContext, 3);
  word.Note(0, 1);
  EXPECT_EQ(word.Noted(kContext), 3u);
  EXPECT_EQ(word.Noted(0), Word::kNothingNoted);
}

TEST_F(LexiconTest, ThreadsKeepWordsTogether) {
  std::vector<std::string> expected;
  for (const std::string& word : words_) expected.push_back(Analyzed(word));
  for (const size_t capacity : {Lexicon::kUsual, kSmall}) {
    const Lexicon lexicon(analyzer_, capacity);
    std::vector<int> wrong(4);
    {
      std::vector<std::jthread> threads;
      for (int& count : wrong)
        threads.emplace_back([&] {
          for (int time = 0; time < 50; ++time) {
            Lexicon::Scratch scratch;
            for (size_t i = 0; i < words_.size(); ++i) count += Describe(lexicon.Get(words_[i], &scratch)) == expected[i] ? 0 : 1;
          }
        });
    }
    EXPECT_EQ(std::count(wrong.begin(), wrong.end(), 0), 4);
  }
}

}  // namespace
}  // namespace lector::text::ru
