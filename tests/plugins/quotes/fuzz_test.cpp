// Random and mutated texts: no crash under the sanitizers, no span outside of the text or off a code point, quotes in order.
// With random morphology and trees as well, whose heads form cycles as no parser's should.
//
//   quotes_test --gtest_filter='Fuzz.*'                        a short run, the same each time
//   LECTOR_FUZZ_ROUNDS=100000 LECTOR_FUZZ_SEED=7 quotes_test --gtest_filter='Fuzz.*'
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "quotes_testing.h"

namespace lector::quotes {
namespace {

using Random = std::mt19937_64;

constexpr std::string_view kPieces[] = {"«",
                                        "»",
                                        "\"",
                                        "„",
                                        "“",
                                        "”",
                                        "'",
                                        "’",
                                        " — ",
                                        " - ",
                                        ", ",
                                        ". ",
                                        "? ",
                                        "! ",
                                        "…",
                                        ": ",
                                        "; ",
                                        "\n",
                                        "\n\n",
                                        "(",
                                        ")",
                                        " ",
                                        "сказал",
                                        "заявила",
                                        "сообщили",
                                        "что",
                                        "будто",
                                        "добавив",
                                        "по словам",
                                        "по его словам",
                                        "со ссылкой на",
                                        "он",
                                        "она",
                                        "которая",
                                        "Иван",
                                        "Лосев",
                                        "Лосева",
                                        "глава",
                                        "министр",
                                        "района",
                                        "МВД",
                                        "газета",
                                        "«Вестник»",
                                        "в",
                                        "об этом",
                                        "как",
                                        "назвал",
                                        "не",
                                        "ли",
                                        "цитирует",
                                        "слова",
                                        "говорится",
                                        "письме",
                                        "мост готов",
                                        "said",
                                        "told",
                                        "that",
                                        "Lee",
                                        "the",
                                        "bridge",
                                        "was",
                                        "according to",
                                        "А. Б.",
                                        "12%",
                                        "🙂",
                                        "й̆"};

std::string RandomText(Random& random) {
  std::string text;
  const size_t pieces = random() % 60;
  for (size_t i = 0; i < pieces; ++i) {
    text += kPieces[random() % std::size(kPieces)];
    if (random() % 3 == 0) text += ' ';
  }
  return text;
}

// Layers that say anything at all.
struct RandomGrammar {
  RandomGrammar(uint32_t count, Random& random) {
    for (uint32_t i = 0; i < count; ++i) {
      upos.push_back(static_cast<uint8_t>(random() % 18));
      feats.push_back(random() & 0x7FFFFFFF);
      head.push_back(static_cast<uint32_t>(random() % count));
      relation.push_back(static_cast<uint8_t>(random() % 40));
      first_parse.push_back(i);
      score.push_back(1);
      offsets.push_back(static_cast<uint32_t>(lemmas.size()));
      if (random() % 3 == 0) lemmas += random() % 2 == 0 ? "заявить" : "глава";
    }
    first_parse.push_back(count);
    offsets.push_back(static_cast<uint32_t>(lemmas.size()));
    const lector_strs lemma{lemmas.data(), offsets.data()};
    morph = {sizeof morph,       count,       upos.data(),  feats.data(), lemma,
             first_parse.data(), upos.data(), feats.data(), lemma,        score.data()};
    syntax = {sizeof syntax, count, head.data(), relation.data()};
  }
  std::vector<uint8_t> upos, relation;
  std::vector<uint64_t> feats;
  std::vector<uint32_t> head, first_parse, offsets;
  std::vector<float> score;
  std::string lemmas;
  lector_morph morph = {};
  lector_syntax syntax = {};
};

void CheckSpan(const std::string& text, lector_span span) {
  ASSERT_LE(span.begin, span.end);
  ASSERT_LE(span.end, text.size());
  for (const uint32_t at : {span.begin, span.end}) {
    if (at >= text.size()) continue;
    ASSERT_NE(static_cast<unsigned char>(text[at]) & 0xC0, 0x80) << "off a code point";
  }
}

void CheckQuotes(const Doc& doc) {
  uint32_t at = 0;
  for (const Quote& quote : Find(doc)) {
    ASSERT_FALSE(quote.content.empty());
    for (const lector_span span : quote.content) {
      CheckSpan(doc.text, span);
      ASSERT_LT(span.begin, span.end);
      ASSERT_LE(at, span.begin);
      at = span.end;
    }
    CheckSpan(doc.text, quote.speaker);
    CheckSpan(doc.text, quote.cue);
    ASSERT_GT(quote.confidence, 0.0f);
    ASSERT_LE(quote.confidence, 1.0f);
  }
}

unsigned long Setting(const char* name, unsigned long otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : std::strtoul(value, nullptr, 10);
}

TEST(Fuzz, RandomTextsAndGrammar) {
  Random random(Setting("LECTOR_FUZZ_SEED", 1));
  const unsigned long rounds = Setting("LECTOR_FUZZ_ROUNDS", 3000);
  for (unsigned long round = 0; round < rounds && !HasFatalFailure(); ++round) {
    const std::string text = RandomText(random);
    SCOPED_TRACE(text);
    for (const char* language : {"ru", "en"}) {
      Doc doc(text, language);
      CheckQuotes(doc);
      const RandomGrammar grammar(doc.input.tokens.count, random);
      doc.input.morph = &grammar.morph;
      doc.input.syntax = &grammar.syntax;
      doc.input.nominative = [](uint32_t first, uint32_t last) { return last - first > 2 ? std::string() : std::string("мост"); };
      CheckQuotes(doc);
    }
  }
}

}  // namespace
}  // namespace lector::quotes
