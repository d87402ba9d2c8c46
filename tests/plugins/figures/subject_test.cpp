// Subjects: which of the entities upstream a figure is of.
#include "plugins/figures/subject.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace lector::figures {
namespace {

// A figure and its indicator at these words of a text, with a mention at another.
uint32_t SubjectOf(const std::string& text, const std::string& figure, const std::string& indicator, const std::string& name,
                   bool english = false) {
  Text atoms;
  atoms.text = text;
  atoms.english = english;
  std::vector<Figure> figures(1);
  figures[0].has_unit = true;
  figures[0].begin_byte = static_cast<uint32_t>(text.find(figure));
  figures[0].end_byte = figures[0].begin_byte + static_cast<uint32_t>(figure.size());
  figures[0].indicator = indicator;
  figures[0].indicator_begin = static_cast<uint32_t>(text.find(indicator));
  figures[0].indicator_end = figures[0].indicator_begin + static_cast<uint32_t>(indicator.size());
  const auto begin = static_cast<uint32_t>(text.find(name));
  const std::vector<Named> named = {{begin, begin + static_cast<uint32_t>(name.size()), 7}};
  AssignSubjects(Lexicon(), atoms, named, std::vector<Situation>(1), &figures);
  return figures[0].subject;
}

TEST(SubjectTest, WhoseTheMeasureIs) {
  EXPECT_EQ(SubjectOf("Выручка группы «Альфа» выросла на 5%", "5%", "Выручка", "Альфа"), 7u);
  EXPECT_EQ(SubjectOf("Инфляция в Турции достигла 60%", "60%", "Инфляция", "Турции"), 7u);
  EXPECT_EQ(SubjectOf("Alpha's net revenue rose 5%", "5%", "revenue", "Alpha", true), 7u);
  EXPECT_EQ(SubjectOf("Акции «Альфы» упали на 5%", "5%", "Альфы", "Альфы"), 7u);
}

TEST(SubjectTest, WhoDidSomethingOrScoredIsNoIndicator) {
  const auto indicator_of = [](const std::string& text, const Named& named, Kind kind) {
    Text atoms;
    atoms.text = text;
    std::vector<Figure> figures(1);
    figures[0].has_unit = true;
    figures[0].unit.kind = kind;
    figures[0].unit.not_economic = kind == Kind::kIndex;
    figures[0].begin_byte = static_cast<uint32_t>(text.find("29"));
    figures[0].indicator = "маяк";
    figures[0].indicator_end = static_cast<uint32_t>(text.find(' '));
    AssignSubjects(Lexicon(), atoms, std::vector<Named>{named}, std::vector<Situation>(1), &figures);
    EXPECT_EQ(figures[0].subject, 7u);
    return figures[0].indicator;
  };
  const Named club = {0, 8, 7, true, false, false, true}, person = {0, 8, 7, false, false, true, true};
  EXPECT_EQ(indicator_of("Маяк набрал 29 очков", club, Kind::kIndex), "");
  EXPECT_EQ(indicator_of("Маяк вырос на 29%", club, Kind::kPercent), "маяк");
  EXPECT_EQ(indicator_of("Маяк объявил о пошлинах в 29%", person, Kind::kPercent), "");
}

TEST(SubjectTest, AnotherClauseIsNobody) {
  EXPECT_EQ(SubjectOf("Выручка, сообщает «Альфа», выросла на 5%", "5%", "Выручка", "Альфа"), 0u);
  EXPECT_EQ(SubjectOf("«Альфа» знает: выручка выросла на 5%", "5%", "выручка", "Альфа"), 0u);
}

TEST(SubjectTest, TheSubjectBeforeAColonIsNotThatBehindIt) {
  const auto subject_of = [](const std::string& text) {
    Text atoms;
    atoms.text = text;
    atoms.atoms.emplace_back();  // of the subject, the first word
    std::vector<Figure> figures(1);
    figures[0].has_unit = true;
    figures[0].begin_byte = static_cast<uint32_t>(text.find("97%"));
    std::vector<Situation> situations(1);
    situations[0].frame.subject = 0;
    const std::vector<Named> named = {{0, 10, 5}};
    AssignSubjects(Lexicon(), atoms, named, situations, &figures);
    return figures[0].subject;
  };
  EXPECT_EQ(subject_of("Альфа получила 97% акций"), 5u);
  EXPECT_EQ(subject_of("Альфа рада: 97% акций раскуплены"), 0u);
}

TEST(SubjectTest, MeasuresOfACompanyAreOfTheOneNamedLast) {
  Lexicon lexicon;
  lexicon.AddFile("words", "owned company : выручка, прибыль\nowned place : инфляция\n");
  const auto second = [&](const std::string& indicator, bool organization, const std::string& other) {
    const std::string text = "Выручка «Альфы» выросла на 5%. " + other + indicator + " упала на 7%";
    const auto at = [&](std::string_view part) { return static_cast<uint32_t>(text.find(part)); };
    Text atoms;
    atoms.text = text;
    atoms.atoms.resize(2);  // the first words of both sentences
    atoms.atoms[1].begin = at("5%") + 4;
    std::vector<Situation> situations(2);
    situations[1].sentence_first = 1;
    std::vector<Figure> figures(2);
    for (size_t k = 0; k < 2; ++k) {
      figures[k].has_unit = true;
      figures[k].sentence = static_cast<uint32_t>(k);
      figures[k].begin_byte = at(k == 0 ? "5%" : "7%");
      figures[k].indicator = k == 0 ? "выручка" : indicator;
      figures[k].indicator_begin = k == 0 ? 0 : static_cast<uint32_t>(text.rfind(indicator));
      figures[k].indicator_end = figures[k].indicator_begin + static_cast<uint32_t>(indicator.size());
    }
    std::vector<Named> named = {{at("Альфы"), at("Альфы") + 10, 3, organization, !organization}};
    if (!other.empty()) named.push_back({at("Бета"), at("Бета") + 8, 4, true, false});
    AssignSubjects(lexicon, atoms, named, situations, &figures);
    return figures[1].subject;
  };
  EXPECT_EQ(second("прибыль", true, ""), 3u);
  EXPECT_EQ(second("инфляция", true, ""), 0u);
  EXPECT_EQ(second("цена", true, ""), 0u);
  EXPECT_EQ(second("прибыль", false, ""), 0u);
  EXPECT_EQ(second("прибыль", true, "«Бета» знает: "), 0u);
}

TEST(SubjectTest, FiguresOfOneMeasureShareIt) {
  const std::string text = "Выручка «Альфы» выросла на 5%, до 7 рублей";
  Text atoms;
  atoms.text = text;
  std::vector<Figure> figures(2);
  for (size_t k = 0; k < 2; ++k) {
    figures[k].has_unit = true;
    figures[k].begin_byte = static_cast<uint32_t>(text.find(k == 0 ? "5%" : "7"));
    figures[k].indicator = "выручка";
    figures[k].indicator_end = static_cast<uint32_t>(std::string("Выручка").size());
  }
  const auto begin = static_cast<uint32_t>(text.find("Альфы"));
  const std::vector<Named> named = {{begin, begin + 10, 3}};
  AssignSubjects(Lexicon(), atoms, named, std::vector<Situation>(2), &figures);
  EXPECT_EQ(figures[0].subject, 3u);
  EXPECT_EQ(figures[1].subject, 3u);
}

}  // namespace
}  // namespace lector::figures
