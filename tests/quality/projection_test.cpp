#include "tests/quality/projection.h"

#include <gtest/gtest.h>

namespace lector::quality {
namespace {

class Projection : public testing::Test {
 protected:
  uint32_t Entity(const std::string& type) {
    auto* entity = response_.add_entities();
    entity->set_id(static_cast<uint32_t>(response_.entities_size()));
    entity->set_type(type);
    return entity->id();
  }

  static void Set(v1::Span* span, uint32_t begin, uint32_t end) {
    span->set_begin(begin);
    span->set_end(end);
  }

  v1::Annotation* Annotate(uint32_t begin, uint32_t end) {
    auto* annotation = response_.add_annotations();
    Set(annotation->mutable_span(), begin, end);
    return annotation;
  }

  v1::EntityMention* Mention(uint32_t begin, uint32_t end, uint32_t entity, v1::MentionForm form = v1::MENTION_FORM_NAME) {
    auto* mention = Annotate(begin, end)->mutable_mention();
    mention->set_entity_id(entity);
    mention->set_form(form);
    return mention;
  }

  std::string Entities(Convention convention) const {
    Json spans = ProjectEntities(response_, convention);
    for (Json& span : spans) span.erase("norm"), span.erase("confidence");
    return spans.dump();
  }

  v1::AnalyzeDocumentResponse response_;
};

TEST_F(Projection, OrganisationsAreBareNamesOrWholePhrases) {
  Set(Mention(0, 14, Entity("ORGANIZATION.company"))->mutable_name_span(), 5, 13);
  EXPECT_EQ(Entities(Convention::kFactRuEval), R"([{"start":5,"end":13,"type":"ORG"}])");
  EXPECT_EQ(Entities(Convention::kNerel), R"([{"start":0,"end":14,"type":"ORG"}])");
}

TEST_F(Projection, MentionsCarryTheirEntity) {
  v1::EntityMention* mention = Mention(3, 20, Entity("PERSON"), v1::MENTION_FORM_COMMON_NOUN);
  response_.mutable_entities(0)->set_name("Anna Bell");
  mention->set_normal_form("director");
  EXPECT_EQ(ProjectMentions(response_).dump(),
            R"([{"start":3,"end":20,"name_start":0,"name_end":0,"entity":1,"entity_name":"Anna Bell","type":"PERSON",)"
            R"("form":"common_noun","normal":"director"}])");
  mention->set_form(v1::MENTION_FORM_NAME);
  EXPECT_EQ(ProjectEntities(response_, Convention::kNerel)[0]["norm"], "Anna Bell");
}

TEST_F(Projection, FactRuEvalNamesByAbbreviationsAndWithoutMiddleNames) {
  const auto norm = [this](Convention convention, size_t row) {
    return ProjectEntities(response_, convention)[row]["norm"].get<std::string>();
  };
  Mention(0, 5, Entity("LOCATION.country"));
  Mention(6, 9, Entity("PERSON"));
  Mention(10, 12, Entity("PERSON"));
  auto* attribute = response_.mutable_entities(0)->add_attributes();
  attribute->set_key("abbreviation");
  attribute->set_value("ЮР");
  response_.mutable_entities(0)->set_name("Южная Республика");
  response_.mutable_entities(1)->set_name("Анна Мария Гольц");
  response_.mutable_entities(2)->set_name("Анна Ильинична Гольц");
  EXPECT_EQ(norm(Convention::kFactRuEval, 0), "ЮР");
  EXPECT_EQ(norm(Convention::kNerel, 0), "Южная Республика");
  EXPECT_EQ(norm(Convention::kFactRuEval, 1), "Анна Гольц");
  EXPECT_EQ(norm(Convention::kNerel, 1), "Анна Мария Гольц");
  EXPECT_EQ(norm(Convention::kFactRuEval, 2), "Анна Ильинична Гольц");
}

TEST_F(Projection, PersonsAndPlacesAreBareNamesInBoth) {
  Set(Mention(0, 12, Entity("LOCATION"))->mutable_name_span(), 6, 12);
  Set(Mention(20, 30, Entity("PERSON"))->mutable_name_span(), 25, 30);
  for (const Convention convention : {Convention::kFactRuEval, Convention::kNerel})
    EXPECT_EQ(Entities(convention), R"([{"start":6,"end":12,"type":"LOC"},{"start":25,"end":30,"type":"PER"}])");
}

TEST_F(Projection, AdjectivesAndCommonNounsAreNerels) {
  Mention(0, 5, Entity("LOCATION"), v1::MENTION_FORM_ADJECTIVE);
  Set(Mention(10, 15, Entity("ORGANIZATION"), v1::MENTION_FORM_COMMON_NOUN)->mutable_name_span(), 10, 15);
  Mention(16, 19, Entity("ORGANIZATION"), v1::MENTION_FORM_COMMON_NOUN);  // "компания", which holds no name
  Mention(20, 25, Entity("PERSON"), v1::MENTION_FORM_COMMON_NOUN);
  Mention(30, 35, Entity("PERSON"), v1::MENTION_FORM_PRONOUN);
  EXPECT_EQ(Entities(Convention::kFactRuEval), "[]");
  EXPECT_EQ(Entities(Convention::kNerel), R"([{"start":0,"end":5,"type":"LOC"},{"start":10,"end":15,"type":"ORG"}])");
}

TEST_F(Projection, FacilitiesAreNoPlacesOfNerel) {
  Mention(0, 5, Entity("LOCATION.facility"));
  EXPECT_EQ(Entities(Convention::kFactRuEval), R"([{"start":0,"end":5,"type":"LOC"}])");
  EXPECT_EQ(Entities(Convention::kNerel), "[]");
}

TEST_F(Projection, OverlapsAreDecidedByTheConvention) {
  const uint32_t place = Entity("LOCATION");
  const uint32_t organisation = Entity("ORGANIZATION");
  Mention(0, 5, place);
  Mention(3, 20, organisation);
  Mention(15, 25, place);
  EXPECT_EQ(Entities(Convention::kFactRuEval), R"([{"start":0,"end":5,"type":"LOC"},{"start":15,"end":25,"type":"LOC"}])");
  EXPECT_EQ(Entities(Convention::kNerel), R"([{"start":3,"end":20,"type":"ORG"}])");
}

TEST_F(Projection, SameSpanTwiceStaysOnce) {
  const uint32_t place = Entity("LOCATION");
  Mention(0, 5, place);
  Mention(0, 5, place);
  Mention(5, 9, Entity("EVENT"));  // of no type of the gold
  EXPECT_EQ(Entities(Convention::kFactRuEval), R"([{"start":0,"end":5,"type":"LOC"}])");
}

TEST_F(Projection, InterruptedQuotesAreOneRecordASpan) {
  auto* quote = Annotate(1, 40)->mutable_quote();
  quote->set_kind(v1::QUOTE_KIND_MIXED);
  Set(quote->add_content(), 30, 40);
  Set(quote->add_content(), 1, 10);
  Set(quote->mutable_speaker(), 0, 0);
  Set(quote->mutable_cue(), 12, 18);
  quote->set_speaker_title("мастер");
  EXPECT_EQ(ProjectQuotes(response_).dump(),
            R"([{"start":1,"end":10,"kind":"mixed","speaker":null,"speaker_name":null,"speaker_title":"мастер",)"
            R"("cue":{"start":12,"end":18}},)"
            R"({"start":30,"end":40,"kind":"mixed","speaker":null,"speaker_name":null,"speaker_title":"мастер",)"
            R"("cue":{"start":12,"end":18}}])");
}

TEST_F(Projection, FiguresAreSpelledAsInTheGold) {
  auto* figure = Annotate(3, 9)->mutable_figure();
  figure->set_kind(v1::FIGURE_KIND_PERCENTAGE_POINTS);
  figure->set_min("5");
  figure->set_max("7");
  figure->set_unit("pp");
  figure->set_modifier(v1::FIGURE_MODIFIER_AT_LEAST);
  figure->set_role(v1::FIGURE_ROLE_PREVIOUS);
  figure->set_change(v1::FIGURE_CHANGE_DOWN);
  figure->set_economic(v1::ECONOMIC_RELEVANCE_NO);
  EXPECT_EQ(ProjectFigures(response_, false).dump(),
            R"([{"start":3,"end":9,"kind":"percentage_points","min":"5","max":"7","unit":"pp","modifier":"min",)"
            R"("change":"down","role":"previous","indicator":null,"period":null,"economic":false}])");
}

TEST_F(Projection, BareNumbersOnlyForNumerals) {
  auto* figure = Annotate(3, 9)->mutable_figure();
  figure->set_kind(v1::FIGURE_KIND_NUMBER);
  figure->set_value("12");
  EXPECT_EQ(ProjectFigures(response_, false).dump(), "[]");
  EXPECT_EQ(ProjectFigures(response_, true).dump(),
            R"([{"start":3,"end":9,"value":"12","modifier":null,"change":null,"role":null,"indicator":null,"period":null}])");
}

}  // namespace
}  // namespace lector::quality
