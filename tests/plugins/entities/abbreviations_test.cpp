#include "abbreviations.h"

#include <gtest/gtest.h>

namespace lector::entities {
namespace {

bool Abbreviates(std::string_view abbreviation, std::initializer_list<std::string_view> words) {
  return entities::Abbreviates(abbreviation, std::span(words.begin(), words.size()));
}

TEST(Abbreviations, FirstLettersInOrder) {
  EXPECT_TRUE(Abbreviates("вто", {"всемирная", "торговая", "организация"}));
  EXPECT_TRUE(Abbreviates("одкб", {"организация", "договора", "о", "коллективной", "безопасности"}));
  EXPECT_FALSE(Abbreviates("вто", {"всемирная", "организация", "торговли"}));
  EXPECT_FALSE(Abbreviates("вт", {"всемирная", "торговая", "организация"}));
  EXPECT_FALSE(Abbreviates("скр", {"советский", "районный", "суд"}));
  EXPECT_FALSE(Abbreviates("втоф", {"всемирная", "торговая", "организация"}));
}

TEST(Abbreviations, AWordMayGiveOneLetterMore) {
  EXPECT_TRUE(Abbreviates("еаэс", {"евразийский", "экономический", "союз"}));
  EXPECT_TRUE(Abbreviates("твгту", {"тверской", "государственный", "технический", "университет"}));
}

TEST(Abbreviations, BeginningsOfWordsAndAWholeLastWord) {
  EXPECT_TRUE(Abbreviates("минфин", {"министерство", "финансов"}));
  EXPECT_TRUE(Abbreviates("минсельхоза", {"министерство", "сельского", "хозяйства"}));
  EXPECT_TRUE(Abbreviates("госдуму", {"государственная", "дума"}));
  EXPECT_TRUE(Abbreviates("еврокомиссии", {"европейская", "комиссия"}));
  EXPECT_FALSE(Abbreviates("минфин", {"министерство", "обороны"}));
}

TEST(Abbreviations, OneWordHasNone) {
  EXPECT_FALSE(Abbreviates("ми", {"министерство"}));
  EXPECT_FALSE(Abbreviates("", {"всемирная", "торговая"}));
}

}  // namespace
}  // namespace lector::entities
