// Words and inflection as plugins see them: through the wrapper, over the test double.
#include <gtest/gtest.h>
#include <lector/plugin.hpp>
#include <lector/testing.hpp>

#include <string>

namespace {

using lector::testing::Document;

constexpr const char* kManifest =
    R"({"provides": ["test.Note"], "requires": ["lector.tokens/1"], "uses": ["lector.morph/1"], "languages": ["ru"]})";

// An extractor that does what a test says; what it found is kept as notes.
template <auto Do>
struct Notes {
  void analyze(const lector::Document& doc, lector::Sink& sink, const lector::Call&) const {
    sink.custom("test.Note", doc.tokens()[0].span()).set("note", Do(doc));
  }
};

template <auto Do>
std::string NoteOf(const Document& doc) {
  static constexpr lector_extractor kExtractor = lector::MakeExtractor<Notes<Do>>({"test", "1.0.0", kManifest});
  lector::testing::Host host(&kExtractor);
  const lector::testing::Result result = host.analyze(doc);
  EXPECT_TRUE(result.ok()) << result.message;
  EXPECT_TRUE(host.violations().empty());
  return result.customs.size() == 1 ? std::string(result.customs[0].get("note")) : "";
}
#define NOTE(doc, ...) NoteOf<[](const lector::Document& d) -> std::string { __VA_ARGS__; }>(doc)

constexpr uint64_t kGenitive = uint64_t{LECTOR_CASE_GEN} << LECTOR_FEAT_CASE;
constexpr uint64_t kPlural = uint64_t{LECTOR_NUMBER_PLUR} << LECTOR_FEAT_NUMBER;

Document Steel() {
  Document doc("Цены стали выше", "ru");
  doc.word("Цены", {.upos = LECTOR_UPOS_NOUN, .feats = kPlural, .lemma = "цена"});
  doc.word("стали", {.upos = LECTOR_UPOS_VERB,
                     .lemma = "стать",
                     .parses = {{LECTOR_UPOS_VERB, 0, "стать", 0.9f}, {LECTOR_UPOS_NOUN, kGenitive, "сталь", 0.1f}}});
  doc.word("выше", {.upos = LECTOR_UPOS_ADV, .lemma = "высоко"});
  return doc;
}

TEST(Words, ShowTheReadingThatIsMeantAndAllOthers) {
  EXPECT_EQ(NOTE(Steel(), std::string out; for (const lector::Word word : d.words()) (out += word.lemma()) += word.is_verb() ? '!' : ' ';
                 return out),
            "цена стать!высоко ");
  EXPECT_EQ(NOTE(Steel(), return std::string(d.words()[0].text()) + std::to_string(d.words()[0].number())), "Цены2");
  EXPECT_EQ(NOTE(Steel(), std::string out; for (const lector::WordParse parse : d.words()[1].parses()) {
              out += parse.lemma();
              out += std::to_string(parse.case_of());
            } return out),
            "стать0сталь2");
  EXPECT_EQ(NOTE(Steel(), const lector::Word word = d.words()[1]; return std::string()
                 + (word.can_be(LECTOR_UPOS_NOUN, LECTOR_CASE_GEN) ? "y" : "n") + (word.can_be(LECTOR_UPOS_NOUN, LECTOR_CASE_NOM) ? "y" : "n")
                 + (word.can_be(0, LECTOR_CASE_GEN) ? "y" : "n") + (word.has_lemma("сталь") ? "y" : "n") + (word.has_lemma("стол") ? "y" : "n")),
            "ynyyn");
  EXPECT_EQ(NOTE(Steel(), return std::string(d.words(1, 3)[0].text()) + std::to_string(d.words(1, 3).size())), "стали2");
}

TEST(Words, AreNotThereWithoutMorphology) {
  EXPECT_EQ(NOTE(Document("Цены стали выше", "ru"), return d.try_words() ? "there" : "none"), "none");
  EXPECT_EQ(NOTE(Steel(), return d.try_words() ? "there" : "none"), "there");
}

TEST(Inflection, AnswersWhatTheTestGaveAndElseTheText) {
  Document doc("О Центральном банке", "ru");
  doc.inflection("Центральном банке", "Центральный банк").inflection("Центральном банке", "Центрального банка", kGenitive);
  EXPECT_EQ(NOTE(doc, return d.nominative(1, 2)), "Центральный банк");
  EXPECT_EQ(NOTE(doc, return d.inflect(1, 2, kGenitive)), "Центрального банка");
  EXPECT_EQ(NOTE(doc, return d.nominative(d.tokens()[1].span())), "Центральном");
  EXPECT_EQ(NOTE(doc, return d.nominative(lector_span{d.tokens()[1].begin(), d.tokens()[2].end()})), "Центральный банк");
  EXPECT_EQ(NOTE(doc, return d.nominative(0, 2)), "О Центральном банке");
}

TEST(Inflection, OfALongAnswerComesWhole) {
  const std::string answer(500, 'x');
  EXPECT_EQ(NOTE(Document("да", "ru").inflection("да", answer), return d.nominative(0, 0)), answer);
}

}  // namespace
