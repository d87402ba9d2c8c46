// The models' answers against those of their original in Python (gold/tagger.tsv, written by
// tests/text/tools/write_tagger_gold.py). Needs the models; `./dev test` compiles them.
#include <gtest/gtest.h>

#include <hwy/targets.h>
#include <atomic>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "daemon/text/model_tags.h"
#include "daemon/text/ru/tagger_layers.h"
#include "daemon/text/universal_dependencies.h"

namespace lector::text::ru {
namespace {

constexpr const char* kNerNames[] = {"<pad>", "O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG"};

struct GoldToken {
  std::string word, ner, tag, relation;
  uint32_t head = 0;  // row from 1; 0: the root
};
using GoldSentence = std::vector<GoldToken>;
using GoldText = std::vector<GoldSentence>;

std::vector<GoldText> ReadGold() {
  std::ifstream in(LECTOR_GOLD);
  std::vector<GoldText> out;
  std::string text;
  bool is_new = true;
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("# text ")) {
      text = nlohmann::json::parse(line.substr(7)).get<std::string>();
      out.emplace_back();
      is_new = true;
      continue;
    }
    if (line.empty()) {
      is_new = true;
      continue;
    }
    if (is_new) out.back().emplace_back();
    is_new = false;
    std::istringstream cells(line);
    size_t begin, end;
    GoldToken token;
    cells >> begin >> end >> token.ner >> token.tag >> token.head >> token.relation;
    token.word = text.substr(begin, end - begin);
    out.back().back().push_back(token);
  }
  return out;
}

class TaggerGoldTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    Result<std::unique_ptr<TaggerFile>> file = TaggerFile::Open(std::string(LECTOR_MODELS) + "/" + kTaggerFile);
    if (file.ok()) tagger_ = std::make_unique<Tagger>(*std::move(file));
    gold_ = ReadGold();
  }
  static void TearDownTestSuite() { tagger_.reset(); }
  void SetUp() override {
    if (tagger_ == nullptr) GTEST_SKIP() << "the models are not compiled: ./dev test does it";
    ASSERT_GT(gold_.size(), 50u);
  }

  static std::unique_ptr<Tagger> tagger_;
  static std::vector<GoldText> gold_;
};
std::unique_ptr<Tagger> TaggerGoldTest::tagger_;
std::vector<GoldText> TaggerGoldTest::gold_;

// A text as the models read it: for names as one sequence, for the others by sentences with gaps.
struct Rows {
  std::vector<ModelInput> whole, parted;
  std::vector<RowRange> sentences;
};

Rows RowsOf(const GoldText& text, const Features& features) {
  Rows out;
  Features::Scratch scratch;
  for (const GoldSentence& sentence : text) {
    const uint32_t begin = static_cast<uint32_t>(out.parted.size());
    for (const GoldToken& token : sentence) {
      out.whole.push_back(features.Of(token.word, &scratch));
      out.parted.push_back(out.whole.back());
    }
    out.sentences.push_back({begin, static_cast<uint32_t>(out.parted.size())});
    out.parted.push_back({});
  }
  return out;
}

// How many answers differ from the gold; names them.
size_t Differences(const Tagger& tagger, const GoldText& text, size_t* tokens) {
  const Rows rows = RowsOf(text, tagger.features);
  const auto names = tagger.ner.Find(rows.whole, std::vector<bool>(rows.whole.size()), Stop());
  const auto tags = tagger.morph.Tag(rows.parted, Stop());
  const auto arcs = tagger.syntax.Parse(rows.parted, rows.sentences, false, Stop());
  size_t differences = 0, token = 0, row = 0;
  for (const GoldSentence& sentence : text) {
    const size_t first = token;
    for (const GoldToken& gold : sentence) {
      const uint32_t head = arcs->head[row] == kRoot ? 0 : static_cast<uint32_t>(arcs->head[row] - row + token + 1);
      const uint8_t relation = tagger.file->syntax().relation[arcs->relation[row]];
      const bool is_same = gold.ner == kNerNames[names->tags[token]] && gold.tag == tagger.file->morph().tags[(*tags)[row]] &&
                           gold.head == head && relation == RelationByName(gold.relation);
      if (!is_same) {
        ++differences;
        ADD_FAILURE() << gold.word << ": " << kNerNames[names->tags[token]] << " " << tagger.file->morph().tags[(*tags)[row]]
                      << " " << head << " " << int{relation} << ", not " << gold.ner << " " << gold.tag << " " << gold.head << " "
                      << gold.relation;
      }
      ++token, ++row;
    }
    ++row;  // the gap
    *tokens += token - first;
  }
  return differences;
}

TEST_F(TaggerGoldTest, SaysWhatTheOriginalSays) {
  size_t tokens = 0, differences = 0;
  for (const GoldText& text : gold_) differences += Differences(*tagger_, text, &tokens);
  EXPECT_GT(tokens, 1500u);
  EXPECT_EQ(differences, 0u);
}

TEST_F(TaggerGoldTest, SaysItOnEveryInstructionSet) {
  for (const int64_t target : hwy::SupportedAndGeneratedTargets()) {
    hwy::SetSupportedTargetsForTest(target);
    SCOPED_TRACE(KernelTarget());
    Result<std::unique_ptr<TaggerFile>> file = TaggerFile::Open(std::string(LECTOR_MODELS) + "/" + kTaggerFile);
    ASSERT_TRUE(file.ok());
    const Tagger fresh(*std::move(file));  // whose products are made by this target
    size_t tokens = 0;
    EXPECT_EQ(Differences(fresh, gold_[0], &tokens), 0u);
    EXPECT_GT(tokens, 300u);
  }
  hwy::SetSupportedTargetsForTest(0);
}

TEST_F(TaggerGoldTest, TagsOfSomeRowsAreThoseOfAll) {
  const Rows rows = RowsOf(gold_[0], tagger_->features);
  const std::vector<uint16_t> all = *tagger_->morph.Tag(rows.parted, Stop());
  std::vector<uint32_t> wanted;
  for (uint32_t row = 0; row < all.size(); row += 1 + row % 4) wanted.push_back(row);
  const std::vector<uint16_t> some = *tagger_->morph.Tag(rows.parted, wanted, Stop());
  ASSERT_EQ(some.size(), all.size());
  for (uint32_t row = 0, next = 0; row < all.size(); ++row) {
    const bool is_wanted = next < wanted.size() && wanted[next] == row;
    next += is_wanted;
    ASSERT_EQ(some[row], is_wanted ? all[row] : kNoTag) << row;
  }
}

// Equal input, equal bits: with the cache cold or warm, without one, on one thread or on four at once, in any order.
TEST_F(TaggerGoldTest, IsStableBitForBit) {
  const auto answer = [](const Encoder& encoder, const Rows& rows) {
    EncoderScratch scratch;
    std::vector<float> out(rows.whole.size() * kHidden3);
    encoder.Encode(rows.whole, 0, rows.whole.size(), &scratch, out.data());
    return out;
  };
  const Encoder uncached(*tagger_->file, 0, 0);
  std::vector<Rows> rows;
  std::vector<std::vector<float>> expected;
  for (const GoldText& text : gold_) {
    rows.push_back(RowsOf(text, tagger_->features));
    expected.push_back(answer(uncached, rows.back()));
  }
  const Encoder cached(*tagger_->file, 0, 500);
  std::atomic<size_t> wrong = 0;
  std::vector<std::thread> threads;
  for (size_t thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&, thread] {
      for (size_t i = 0; i < 2 * rows.size(); ++i) {
        const size_t at = thread % 2 == 0 ? i % rows.size() : rows.size() - 1 - i % rows.size();
        const std::vector<float> out = answer(cached, rows[at]);
        if (std::memcmp(out.data(), expected[at].data(), out.size() * sizeof(float)) != 0) ++wrong;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0u);
}

// Scores are high where the model is sure, and not everywhere.
TEST_F(TaggerGoldTest, ReadsTokensTogetherAsItReadsOne) {
  std::vector<std::string_view> words = {"№", "...", "+5", "ΑΣ", "İ", "слово-слово", "-", "5-летний"};
  for (const GoldText& text : gold_)
    for (const GoldSentence& sentence : text)
      for (const GoldToken& token : sentence) words.push_back(token.word);
  Features::Scratch scratch;
  std::vector<ModelInput> together(words.size());
  for (int time = 0; time < 3; ++time) {  // then most are kept
    tagger_->features.OfEach(words, &scratch, together.data());
    for (size_t i = 0; i < words.size(); ++i) {
      const ModelInput alone = tagger_->features.Of(words[i], &scratch);
      ASSERT_EQ(alone.word, together[i].word) << words[i];
      ASSERT_EQ(alone.shape, together[i].shape) << words[i];
    }
  }
}

TEST_F(TaggerGoldTest, ScoresAreProbabilities) {
  size_t spans = 0, sure = 0;
  for (const GoldText& text : gold_) {
    const Rows rows = RowsOf(text, tagger_->features);
    const auto found = tagger_->ner.Find(rows.whole, std::vector<bool>(rows.whole.size()), Stop());
    for (const NerSpan& span : found->spans) {
      EXPECT_GT(span.score, 0);
      EXPECT_LE(span.score, 1);
      ++spans;
      sure += span.score > 0.9f;
    }
  }
  EXPECT_GT(spans, 50u);
  EXPECT_GT(sure, spans / 2) << "the likeliest tags are hardly ever likely";
  EXPECT_LT(sure, spans) << "nothing is ever in doubt";
}

TEST_F(TaggerGoldTest, StopsWhenTold) {
  Stop stop;
  stop.Cancel();
  const Rows rows = RowsOf(gold_[0], tagger_->features);
  EXPECT_EQ(tagger_->ner.Find(rows.whole, std::vector<bool>(rows.whole.size()), stop).status().code(), Code::kCancelled);
  EXPECT_EQ(tagger_->morph.Tag(rows.parted, stop).status().code(), Code::kCancelled);
  EXPECT_EQ(tagger_->syntax.Parse(rows.parted, rows.sentences, true, stop).status().code(), Code::kCancelled);
}

TEST_F(TaggerGoldTest, EveryPublicSentenceIsATree) {
  LayerRegistry registry = LayerRegistry::Linked({.data_dir = LECTOR_MODELS});
  std::string text;
  for (const GoldText& gold : gold_)
    for (const GoldSentence& sentence : gold)
      for (const GoldToken& token : sentence) text += token.word + (token.word == "." ? "\n" : " ");
  for (int i = 0; i < 700; ++i) text += "26.11.2025 слово ";  // one sentence in parts, tokens in one another
  const auto document = Document::Create({.text = text, .language = "ru"}, registry);
  const auto syntax = (*document)->Get<lector_syntax>(LECTOR_LAYER_SYNTAX, Stop());
  ASSERT_TRUE(syntax.ok()) << syntax.status().message();
  const auto tokens = *(*document)->Get<lector_tokens>(LECTOR_LAYER_TOKENS, Stop());
  const auto sentences = *(*document)->Get<lector_spans>(LECTOR_LAYER_SENTENCES, Stop());
  ASSERT_EQ((*syntax)->count, tokens->count);
  uint32_t token = 0;
  for (uint32_t s = 0; s < sentences->count; ++s) {
    size_t roots = 0;
    for (; token < tokens->count && tokens->begin[token] < sentences->span[s].end; ++token) {
      uint32_t at = token;
      for (uint32_t step = 0; (*syntax)->head[at] != at; at = (*syntax)->head[at]) ASSERT_LT(++step, tokens->count) << "a cycle";
      EXPECT_TRUE(tokens->begin[at] >= sentences->span[s].begin && tokens->end[at] <= sentences->span[s].end);
      roots += at == token;
    }
    EXPECT_EQ(roots, 1u) << text.substr(sentences->span[s].begin, 200);
  }
}

}  // namespace
}  // namespace lector::text::ru
