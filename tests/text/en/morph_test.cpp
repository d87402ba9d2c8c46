#include <gtest/gtest.h>

#include <fstream>
#include <iostream>
#include <sstream>

#include "daemon/text/document.h"
#include "daemon/text/en/lexicon.h"
#include "daemon/text/en/spelling.h"
#include "daemon/text/en/tagger.h"
#include "daemon/text/universal_dependencies.h"

namespace lector::text::en {
namespace {

// Over the annotated sentences of gold/morph.txt. The figures are in docs/document-model.md.
constexpr double kUposFloor = 0.98, kLemmaFloor = 0.985;

constexpr const char* kUpos[] = {"",    "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN",
                                 "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};

struct Row {
  std::string word, upos, lemma;
  uint64_t feats = 0;
};

std::vector<Row> Analyse(const std::string& text) {
  static const LayerRegistry registry = LayerRegistry::Linked({});
  const auto document = *Document::Create({.text = text, .language = "en"}, registry);
  const lector_tokens& tokens = **document->Get<lector_tokens>(LECTOR_LAYER_TOKENS, Stop());
  const lector_morph& morph = **document->Get<lector_morph>(LECTOR_LAYER_MORPH, Stop());
  EXPECT_EQ(morph.count, tokens.count);
  std::vector<Row> out;
  for (uint32_t i = 0; i < tokens.count; ++i) {
    EXPECT_LT(morph.first_parse[i], morph.first_parse[i + 1]) << "a token has a parse";
    out.push_back({text.substr(tokens.begin[i], tokens.end[i] - tokens.begin[i]), kUpos[morph.upos[i]],
                   std::string(morph.lemma.pool + morph.lemma.offset[i], morph.lemma.offset[i + 1] - morph.lemma.offset[i]),
                   morph.feats[i]});
  }
  return out;
}

// "word_UPOS_lemma": see the head of the file.
std::vector<Row> Annotated(const std::string& line) {
  std::vector<Row> out;
  std::istringstream fields(line);
  for (std::string field; fields >> field;) {
    Row row;
    std::istringstream parts(field);
    std::getline(parts, row.word, '_');
    std::getline(parts, row.upos, '_');
    if (!std::getline(parts, row.lemma, '_')) row.lemma = row.upos == "PROPN" ? row.word : LowerWithPlainApostrophes(row.word);
    out.push_back(row);
  }
  return out;
}

// As it would stand in a newspaper: no space before a mark that closes, none after one that opens.
std::string TextOf(const std::vector<Row>& rows) {
  std::string out;
  bool opened = false, inside = false;
  for (const Row& row : rows) {
    const bool quote = row.word == "\"";
    const bool closes =
        row.word == "," || row.word == "." || row.word == "?" || row.word == "%" || row.word == "”" || (quote && inside);
    if (!out.empty() && !opened && !closes) out += ' ';
    if (quote) inside = !inside;
    opened = row.word == "$" || row.word == "“" || (quote && inside);
    out += row.word;
  }
  return out;
}

TEST(EnglishMorph, ReadsAnnotatedNews) {
  std::ifstream file(LECTOR_GOLD);
  uint32_t sentences = 0, tokens = 0, upos = 0, lemmas = 0;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<Row> gold = Annotated(line), found = Analyse(TextOf(gold));
    ASSERT_EQ(found.size(), gold.size()) << line;
    ++sentences;
    for (size_t i = 0; i < gold.size(); ++i) {
      ASSERT_EQ(found[i].word, gold[i].word) << line;
      ++tokens;
      upos += found[i].upos == gold[i].upos;
      lemmas += found[i].lemma == gold[i].lemma;
      if (found[i].upos != gold[i].upos || found[i].lemma != gold[i].lemma) {
        std::cout << "  " << gold[i].word << ": " << found[i].upos << " " << found[i].lemma << ", not " << gold[i].upos << " "
                  << gold[i].lemma << " in: " << TextOf(gold).substr(0, 70) << "\n";
      }
    }
  }
  EXPECT_GE(sentences, 60u);
  std::cout << sentences << " sentences, " << tokens << " tokens: UPOS " << 1.0 * upos / tokens << ", lemma "
            << 1.0 * lemmas / tokens << "\n";
  EXPECT_GE(upos, kUposFloor * tokens);
  EXPECT_GE(lemmas, kLemmaFloor * tokens);
}

TEST(EnglishMorph, WordListsAreWellFormed) {
  EXPECT_EQ(Lexicon::BuiltIn().malformed_lines(), 0u);
  EXPECT_EQ(Tagger::BuiltIn().malformed_lines(), 0u);
}

TEST(EnglishMorph, HasFeatures) {
  const std::vector<Row> rows = Analyse("The cheapest flats were sold while prices fell.");
  EXPECT_EQ(LECTOR_FEAT(rows[1].feats, DEGREE), LECTOR_DEGREE_SUP);
  EXPECT_EQ(LECTOR_FEAT(rows[2].feats, NUMBER), LECTOR_NUMBER_PLUR);
  EXPECT_EQ(LECTOR_FEAT(rows[4].feats, VERBFORM), LECTOR_VERBFORM_PART);
  EXPECT_EQ(LECTOR_FEAT(rows[4].feats, VOICE), LECTOR_VOICE_PASS);
  EXPECT_EQ(LECTOR_FEAT(rows[7].feats, TENSE), LECTOR_TENSE_PAST);
  EXPECT_EQ(rows[1].lemma, "cheap");
  EXPECT_EQ(rows[4].lemma, "sell");
}

TEST(EnglishMorph, LemmasOfUnitsAndReportingVerbs) {
  const std::pair<const char*, const char*> cases[] = {{"It made 30 barrels of oil.", "barrel"},
                                                       {"It was 5 inches long.", "inch"},
                                                       {"It fell by 3 feet.", "foot"},
                                                       {"She denied it.", "deny"},
                                                       {"He was saying so.", "say"},
                                                       {"They have argued that.", "argue"},
                                                       {"He told reporters so.", "tell"},
                                                       {"It cost 5 pennies.", "penny"},
                                                       {"The firm had 40 employees.", "employee"},
                                                       {"It produced 5 megawatts.", "megawatt"},
                                                       {"He stopped there.", "stop"},
                                                       {"They were planning it.", "plan"},
                                                       {"She emphasised the point.", "emphasise"}};
  for (const auto& [text, lemma] : cases) {
    bool found = false;
    for (const Row& row : Analyse(text)) found |= row.lemma == lemma;
    EXPECT_TRUE(found) << lemma << " in " << text;
  }
}

TEST(EnglishMorph, OfOddTexts) {
  for (const char* text : {"", " ", "...", "\"", "''", "s", "'s", "S'", "-", "a-", "ING ED S", "ß", "слово", "😀", "don’t", "$"})
    Analyse(text);
}

TEST(EnglishSpelling, Bases) {
  EXPECT_EQ(BasesOfPlural("companies").front(), "company");
  EXPECT_EQ(BasesOfPlural("taxes").front(), "tax");
  EXPECT_EQ(BasesOfPlural("barrels").front(), "barrel");
  EXPECT_EQ(BasesOfVerb("denied", "ed").front(), "deny");
  EXPECT_EQ(BasesOfVerb("rated", "ed").front(), "rate");
  EXPECT_EQ(BasesOfVerb("asked", "ed").front(), "ask");
}

}  // namespace
}  // namespace lector::text::en
