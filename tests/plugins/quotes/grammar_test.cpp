// What morphology and syntax tell: rows are written by hand, "word upos case gender number head relation".
#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "quotes_testing.h"

namespace lector::quotes {
namespace {

// One line a token of the text, in order: UPOS, case, gender, number, animacy (a: animate), lemma, head (1-based; 0: root),
// relation; "-" where there is none. Verbs: "fin" or "conv" in place of the case.
struct GrammarDoc : Doc {
  GrammarDoc(const std::string& source, const std::string& table) : Doc(source) {
    static const std::map<std::string, uint8_t> kUpos = {
        {"NOUN", LECTOR_UPOS_NOUN}, {"PROPN", LECTOR_UPOS_PROPN}, {"VERB", LECTOR_UPOS_VERB},   {"ADP", LECTOR_UPOS_ADP},
        {"PRON", LECTOR_UPOS_PRON}, {"ADJ", LECTOR_UPOS_ADJ},     {"SCONJ", LECTOR_UPOS_SCONJ}, {"PUNCT", LECTOR_UPOS_PUNCT}};
    static const std::map<std::string, uint64_t> kCase = {
        {"nom", LECTOR_CASE_NOM}, {"gen", LECTOR_CASE_GEN}, {"acc", LECTOR_CASE_ACC}, {"loc", LECTOR_CASE_LOC}};
    std::istringstream lines(table);
    uint32_t row = 0;
    for (std::string line; std::getline(lines, line); ++row) {
      std::istringstream fields(line);
      std::string part, form, gender, number, animacy, lemma, rel;
      uint32_t on = 0;
      fields >> part >> form >> gender >> number >> animacy >> lemma >> on >> rel;
      uint64_t f = 0;
      if (kCase.count(form) != 0) f |= kCase.at(form) << LECTOR_FEAT_CASE;
      if (form == "fin") f |= uint64_t{LECTOR_VERBFORM_FIN} << LECTOR_FEAT_VERBFORM;
      if (form == "conv") f |= uint64_t{LECTOR_VERBFORM_CONV} << LECTOR_FEAT_VERBFORM;
      f |= uint64_t{gender == "m" ? 1u : gender == "f" ? 2u : gender == "n" ? 3u : 0u} << LECTOR_FEAT_GENDER;
      f |= uint64_t{number == "sg" ? 1u : number == "pl" ? 2u : 0u} << LECTOR_FEAT_NUMBER;
      if (animacy == "a") f |= uint64_t{LECTOR_ANIMACY_ANIM} << LECTOR_FEAT_ANIMACY;
      upos.push_back(kUpos.at(part));
      feats.push_back(f);
      head.push_back(on == 0 ? row : on - 1);
      relation.push_back(RelationOf(rel));
      first_parse.push_back(row);
      offsets.push_back(static_cast<uint32_t>(lemmas.size()));
      if (lemma != "-") lemmas += lemma;
    }
    EXPECT_EQ(row, input.tokens.count);
    first_parse.push_back(row);
    offsets.push_back(static_cast<uint32_t>(lemmas.size()));
    score.assign(row, 1);
    const lector_strs strings{lemmas.data(), offsets.data()};
    morph = {sizeof morph,       row,         upos.data(),  feats.data(), strings,
             first_parse.data(), upos.data(), feats.data(), strings,      score.data()};
    syntax = {sizeof syntax, row, head.data(), relation.data()};
    input.morph = &morph;
    input.syntax = &syntax;
  }
  std::vector<uint8_t> upos, relation;
  std::vector<uint64_t> feats;
  std::vector<uint32_t> head, first_parse, offsets;
  std::vector<float> score;
  std::string lemmas;
  lector_morph morph = {};
  lector_syntax syntax = {};
};

Strings LinesOf(const Doc& doc) {
  Strings lines;
  for (const Quote& quote : Find(doc)) lines.push_back(Show(doc, quote));
  return lines;
}

TEST(ByGrammar, TheNominativeSpeaksNotTheGenitive) {
  const GrammarDoc doc("Секретарь Рудь сообщила, что паром готов.",
                       "NOUN nom m sg a секретарь 3 nsubj\n"
                       "PROPN gen f sg a рудь 1 nmod\n"
                       "VERB fin f sg - сообщить 0 root\n"
                       "PUNCT - - - - - 7 punct\n"
                       "SCONJ - - - - - 7 mark\n"
                       "NOUN nom m sg - паром 7 nsubj\n"
                       "ADJ - m sg - готовый 3 ccomp\n"
                       "PUNCT - - - - - 3 punct\n");
  EXPECT_EQ(LinesOf(doc), (Strings{"indirect [паром готов] секретарь Рудь <- сообщила"}));
}

TEST(ByGrammar, AGerundHasTheSubjectOfItsSentence) {
  const GrammarDoc doc("Капитан Зимин ушёл, добавив, что паром готов.",
                       "NOUN nom m sg a капитан 3 nsubj\n"
                       "PROPN nom m sg a зимин 1 appos\n"
                       "VERB fin m sg - уйти 0 root\n"
                       "PUNCT - - - - - 5 punct\n"
                       "VERB conv - - - добавить 3 advcl\n"
                       "PUNCT - - - - - 9 punct\n"
                       "SCONJ - - - - - 9 mark\n"
                       "NOUN nom m sg - паром 9 nsubj\n"
                       "ADJ - m sg - готовый 5 ccomp\n"
                       "PUNCT - - - - - 3 punct\n");
  EXPECT_EQ(LinesOf(doc), (Strings{"indirect [паром готов] Зимин, капитан <- добавив"}));
}

TEST(ByGrammar, AnyFormOfAVerbByItsLemma) {
  const GrammarDoc doc("Капитан Зимин сообщит, что паром готов.",
                       "NOUN nom m sg a капитан 3 nsubj\n"
                       "PROPN nom m sg a зимин 1 appos\n"
                       "VERB fin - sg - заметить 0 root\n"
                       "PUNCT - - - - - 7 punct\n"
                       "SCONJ - - - - - 7 mark\n"
                       "NOUN nom m sg - паром 7 nsubj\n"
                       "ADJ - m sg - готовый 3 ccomp\n"
                       "PUNCT - - - - - 3 punct\n");
  ASSERT_EQ(Find(doc).size(), 1u);
  EXPECT_EQ(Find(doc)[0].cue_lemma, "заметить");  // the lemma that morphology gave, not the form
}

TEST(ByGrammar, NobodyIsNamedByAPluralWithoutASubject) {
  const GrammarDoc doc("Его подозревают, что паром готов.",
                       "PRON acc m sg a он 2 obj\n"
                       "VERB fin - pl - подозревать 0 root\n"
                       "PUNCT - - - - - 6 punct\n"
                       "SCONJ - - - - - 6 mark\n"
                       "NOUN nom m sg - паром 6 nsubj\n"
                       "ADJ - m sg - готовый 2 ccomp\n"
                       "PUNCT - - - - - 2 punct\n");
  EXPECT_EQ(LinesOf(doc), Strings{});
}

TEST(Grammar, RelationsAreNumberedAsTheLayerSays) {
  EXPECT_EQ(RelationOf("acl"), 1);
  EXPECT_NE(RelationOf("nsubj"), RelationOf("nsubj:pass"));
  EXPECT_EQ(RelationOf("nonsense"), 0);
}

}  // namespace
}  // namespace lector::quotes
