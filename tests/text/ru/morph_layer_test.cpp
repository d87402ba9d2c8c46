// LECTOR_LAYER_MORPH for Russian: its rows, and which parse is meant.
#include "daemon/text/ru/morph_layer.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <string>

#include "daemon/text/document.h"
#include "tests/text/ru/small_dictionary.h"

namespace lector::text::ru {
namespace {

std::string_view StringOf(const lector_strs& strings, uint32_t i) {
  return {strings.pool + strings.offset[i], strings.offset[i + 1] - strings.offset[i]};
}
constexpr uint64_t CaseBits(uint64_t word_case) { return word_case << LECTOR_FEAT_CASE; }
constexpr uint64_t kSingular = uint64_t{LECTOR_NUMBER_SING} << LECTOR_FEAT_NUMBER;
constexpr uint64_t kMasculine = uint64_t{LECTOR_GENDER_MASC} << LECTOR_FEAT_GENDER;

class MorphLayerTest : public testing::Test {
 protected:
  // The rows of a text of words parted by single spaces; `tags`: what a model says of each, or none.
  const lector_morph& Fill(const std::string& text, const std::vector<UdTag>& tags = {}) {
    layer_.emplace(lexicon_);
    begin_.clear(), end_.clear(), kind_.clear(), shape_.clear(), upos_.clear(), feats_.clear(), tag_.clear(), first_.clear();
    for (size_t at = 0; at < text.size(); at = end_.back() + 1) {
      begin_.push_back(static_cast<uint32_t>(at));
      end_.push_back(static_cast<uint32_t>(std::min(text.find(' ', at), text.size())));
      kind_.push_back(LECTOR_TOKEN_WORD);
      shape_.push_back(text.compare(at, 2, "И") == 0 ? LECTOR_SHAPE_TITLE : LECTOR_SHAPE_LOWER);
    }
    for (uint32_t i = 0; i < tags.size(); ++i) {
      upos_.push_back(tags[i].upos), feats_.push_back(tags[i].feats), tag_.push_back(static_cast<uint16_t>(i)), first_.push_back(i);
    }
    const lector_tokens tokens = {sizeof tokens, static_cast<uint32_t>(begin_.size()), begin_.data(), end_.data(), kind_.data(), shape_.data()};
    const lector_span all = {0, static_cast<uint32_t>(text.size())};
    const lector_spans sentences = {sizeof sentences, 1, &all};
    const ModelTags model_tags = {tag_, upos_, feats_};
    const ModelTokens model_tokens = {begin_, end_, first_, first_};
    const Status status = layer_->Fill(text, tokens, sentences, tags.empty() ? nullptr : &model_tags,
                                       tags.empty() ? nullptr : &model_tokens, Stop());
    EXPECT_TRUE(status.ok()) << status.ToString();
    return *static_cast<const lector_morph*>(layer_->view());
  }

  const std::unique_ptr<Dictionary> dictionary_ = OpenSmall(SmallWords());
  const Analyzer analyzer_{*dictionary_};
  const Lexicon lexicon_{analyzer_};
  std::optional<MorphLayer> layer_;
  std::vector<uint32_t> begin_, end_, first_;
  std::vector<uint8_t> kind_, shape_, upos_;
  std::vector<uint64_t> feats_;
  std::vector<uint16_t> tag_;
};

TEST_F(MorphLayerTest, HasAllParsesOfEachToken) {
  const lector_morph& morph = Fill("стали зеленого");
  ASSERT_EQ(morph.count, 2u);
  ASSERT_EQ(morph.first_parse[1], 4u);
  ASSERT_EQ(morph.first_parse[2], 5u);
  EXPECT_EQ(StringOf(morph.parse_lemma, 0), "стать");
  EXPECT_EQ(StringOf(morph.parse_lemma, 3), "сталь");
  EXPECT_EQ(StringOf(morph.parse_lemma, 4), "зелёный");
  EXPECT_FLOAT_EQ(morph.parse_score[0], 0.9f);
  EXPECT_EQ(morph.parse_upos[3], LECTOR_UPOS_NOUN);
}

TEST_F(MorphLayerTest, WithoutAModelTheLikeliestIsMeant) {
  const lector_morph& morph = Fill("стали Иванова");
  EXPECT_EQ(morph.upos[0], LECTOR_UPOS_VERB);
  EXPECT_EQ(StringOf(morph.lemma, 0), "стать");
  EXPECT_EQ(morph.upos[1], LECTOR_UPOS_PROPN);
}

TEST_F(MorphLayerTest, WithAModelTheParseThatAgreesIsMeant) {
  const lector_morph& morph = Fill("стали стали", {{LECTOR_UPOS_NOUN, CaseBits(LECTOR_CASE_LOC) | kSingular},
                                                   {LECTOR_UPOS_VERB, uint64_t{LECTOR_TENSE_PAST} << LECTOR_FEAT_TENSE}});
  EXPECT_EQ(StringOf(morph.lemma, 0), "сталь");
  EXPECT_EQ(LECTOR_FEAT(morph.feats[0], CASE), static_cast<uint64_t>(LECTOR_CASE_LOC));
  EXPECT_EQ(StringOf(morph.lemma, 1), "стать");
}

TEST_F(MorphLayerTest, TheDictionaryDecidesForItsWordsAndTheModelForOthers) {
  const UdTag verb = {LECTOR_UPOS_VERB, 0}, name = {LECTOR_UPOS_PROPN, CaseBits(LECTOR_CASE_INS) | kSingular | kMasculine};
  const lector_morph& morph = Fill("сталью Ивангромом", {verb, name});
  EXPECT_EQ(morph.upos[0], LECTOR_UPOS_NOUN) << "there is no such verb";
  EXPECT_EQ(morph.upos[1], LECTOR_UPOS_PROPN);
  EXPECT_EQ(LECTOR_FEAT(morph.feats[1], CASE), static_cast<uint64_t>(LECTOR_CASE_INS));
  EXPECT_EQ(StringOf(morph.lemma, 1), "ивангром");
}

TEST_F(MorphLayerTest, EqualWordsHaveEqualRows) {
  const lector_morph& morph = Fill("бутявкали стали бутявкали");
  const uint32_t size = morph.first_parse[1];
  ASSERT_EQ(morph.first_parse[3] - morph.first_parse[2], size);
  for (uint32_t i = 0; i < size; ++i) {
    EXPECT_EQ(StringOf(morph.parse_lemma, i), StringOf(morph.parse_lemma, morph.first_parse[2] + i));
    EXPECT_EQ(morph.parse_feats[i], morph.parse_feats[morph.first_parse[2] + i]);
  }
}

// Words are kept from the second time on, and what was meant in a context is noted with them.
TEST_F(MorphLayerTest, ATextHasTheSameRowsEachTime) {
  const std::vector<UdTag> tags = {{LECTOR_UPOS_NOUN, CaseBits(LECTOR_CASE_LOC) | kSingular},
                                   {LECTOR_UPOS_VERB, uint64_t{LECTOR_TENSE_PAST} << LECTOR_FEAT_TENSE},
                                   {LECTOR_UPOS_PROPN, CaseBits(LECTOR_CASE_INS) | kSingular | kMasculine},
                                   {LECTOR_UPOS_PROPN, CaseBits(LECTOR_CASE_GEN) | kSingular | kMasculine}};
  const auto describe = [&](const lector_morph& morph) {
    std::string out;
    for (uint32_t i = 0; i < morph.count; ++i)
      out += std::to_string(morph.upos[i]) + " " + std::to_string(morph.feats[i]) + " " + std::string(StringOf(morph.lemma, i)) + "\n";
    for (uint32_t i = 0; i < morph.first_parse[morph.count]; ++i)
      out += std::to_string(morph.parse_upos[i]) + " " + std::to_string(morph.parse_feats[i]) + " " +
             std::string(StringOf(morph.parse_lemma, i)) + " " + std::to_string(morph.parse_score[i]) + "\n";
    return out;
  };
  const std::string text = "стали стали Ивангромом Иванова";
  const std::string with_model = describe(Fill(text, tags)), without = describe(Fill(text));
  EXPECT_NE(with_model, without);
  for (int time = 0; time < 3; ++time) {
    EXPECT_EQ(describe(Fill(text, tags)), with_model);
    EXPECT_EQ(describe(Fill(text)), without);
  }
}

// A text twice as long takes about twice the time, whatever it is made of.
TEST_F(MorphLayerTest, CostGrowsWithTheTextAndNotFaster) {
  const auto seconds = [&](const std::string& part, size_t times, const char* between) {
    std::string text = part;
    for (size_t i = 1; i < times; ++i) text += between + part;
    double best = 1e9;
    for (int round = 0; round < 3; ++round) {
      const auto begin = std::chrono::steady_clock::now();
      Fill(text);
      best = std::min(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    }
    return best;
  };
  constexpr size_t kTimes = 8192;
  for (const auto& [part, between] : {std::pair("сталью", " "), {"-", ""}, {"недо", ""}, {"кот-", ""}, {"-то", ""}, {"Иванова", ""}})
    EXPECT_LT(seconds(part, 8 * kTimes, between), 24 * seconds(part, kTimes, between) + 0.05) << part;
}

}  // namespace
}  // namespace lector::text::ru
