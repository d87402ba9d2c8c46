// KeptWords: what is found is what was kept for that very word, as long as there is room and by whomever.
#include "daemon/text/ru/kept_words.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <thread>
#include <vector>

namespace lector::text::ru {
namespace {

constexpr size_t kSmall = 110'000;  // bytes, for tables and a few hundred words

const void* Keep(const KeptWords& kept, const std::string& word) {
  return kept.Keep(word, KeptWords::Hash(word), word.size(), [&](void* to) { std::memcpy(to, word.data(), word.size()); });
}
// Whether something is kept of a word; what it is must be the word itself.
bool IsKept(const KeptWords& kept, const std::string& word) {
  const void* const found = kept.Find(word, KeptWords::Hash(word));
  if (found != nullptr) {
    EXPECT_EQ(std::string_view(static_cast<const char*>(found), word.size()), word);
  }
  return found != nullptr;
}

TEST(KeptWordsTest, KeepsWhatIsMetAgain) {
  const KeptWords kept(1 << 20, 32);
  EXPECT_FALSE(IsKept(kept, "слово"));
  EXPECT_EQ(Keep(kept, "слово"), nullptr);
  EXPECT_FALSE(IsKept(kept, "слово"));
  EXPECT_NE(Keep(kept, "слово"), nullptr);
  EXPECT_TRUE(IsKept(kept, "слово"));
  EXPECT_FALSE(IsKept(kept, "слова"));
  EXPECT_FALSE(IsKept(kept, ""));
}

TEST(KeptWordsTest, HasRoomForSoMuchAndNoMore) {
  for (const size_t bytes : {kSmall, size_t{0}}) {
    const KeptWords kept(bytes, 32);
    std::vector<std::string> words;
    for (int i = 0; i < 2000; ++i) words.push_back("word" + std::to_string(i));
    size_t count = 0;
    for (int time = 0; time < 3; ++time)
      for (const std::string& word : words) Keep(kept, word), Keep(kept, word);
    for (const std::string& word : words) count += IsKept(kept, word) ? 1 : 0;
    EXPECT_EQ(count > 10, bytes > 0);
    EXPECT_LT(count, words.size() / 2);
  }
  const KeptWords kept(1 << 20, 32);
  const std::string longest(64, 'w'), longer(65, 'w');
  for (int time = 0; time < 2; ++time) Keep(kept, longest), Keep(kept, longer);
  EXPECT_TRUE(IsKept(kept, longest));
  EXPECT_FALSE(IsKept(kept, longer));
}

TEST(KeptWordsTest, ThreadsKeepTogether) {
  const KeptWords kept(1 << 20, 32), small(kSmall, 32);
  std::vector<std::jthread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 20'000; ++i) {
        const std::string word = "word" + std::to_string(i * 7919 % 997);
        for (const KeptWords* words : {&kept, &small})
          if (!IsKept(*words, word)) Keep(*words, word);
      }
    });
  threads.clear();
  for (int i = 0; i < 997; ++i) EXPECT_TRUE(IsKept(kept, "word" + std::to_string(i)));
}

}  // namespace
}  // namespace lector::text::ru
