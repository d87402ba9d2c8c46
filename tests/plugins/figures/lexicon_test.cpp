#include "plugins/figures/lexicon.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "plugins/figures/data_line.h"

namespace lector::figures {
namespace {

std::string ErrorOf(std::string_view content) {
  Lexicon lexicon;
  try {
    lexicon.AddFile("units.txt", content);
  } catch (const std::invalid_argument& error) {
    return error.what();
  }
  return "";
}

TEST(LexiconTest, FormsExpand) {
  EXPECT_EQ(ExpandForms("руб{ль,ля}, р.", {}), (std::vector<std::string>{"рубль", "рубля", "р."}));
  EXPECT_EQ(ExpandForms("worker{,s}", {}), (std::vector<std::string>{"worker", "workers"}));
  EXPECT_EQ(ExpandForms("{a,b} {c,d}", {}), (std::vector<std::string>{"a c", "a d", "b c", "b d"}));
  EXPECT_EQ(ExpandForms("бел{@adj}", {{"adj", "ый,ого"}}), (std::vector<std::string>{"белый", "белого"}));
}

TEST(LexiconTest, TheLongestPhraseWinsWhateverItsCase) {
  Lexicon lexicon;
  lexicon.AddFile("t", "unit quantity m : м\nunit quantity m2 : м кв, кв. м");
  const Text text = lexicon.Scan("5 М КВ.", false);
  const Match match = lexicon.Find(text, 1, Category::kUnit);
  ASSERT_TRUE(match);
  EXPECT_EQ(match.entry->code, "m2");
  EXPECT_EQ(match.end, 3u);
}

TEST(LexiconTest, APhraseDoesNotReachOverALineBreak) {
  Lexicon lexicon;
  lexicon.AddFile("t", "unit quantity m2 : кв м");
  EXPECT_FALSE(lexicon.Find(lexicon.Scan("кв\nм", false), 0, Category::kUnit));
  EXPECT_TRUE(lexicon.Find(lexicon.Scan("кв м", false), 0, Category::kUnit));
}

TEST(LexiconTest, ErrorsNameFileAndLine) {
  EXPECT_EQ(ErrorOf("# fine\n\nunit money USD dollar"), "units.txt:3: needs \" : \" between what it is and its forms");
  EXPECT_EQ(ErrorOf("unti money USD : dollar"), "units.txt:1: unknown category in \"unti money USD\"");
  EXPECT_EQ(ErrorOf("unit cash USD : dollar"), "units.txt:1: unknown kind in \"unit cash USD\"");
  EXPECT_EQ(ErrorOf("magnitude six : million"), "units.txt:1: not a whole number: \"six\"");
  EXPECT_EQ(ErrorOf("unit money USD : d{ollar"), "units.txt:1: a brace is not closed in \"d{ollar\"");
  EXPECT_EQ(ErrorOf("unit money USD : d{@o}"), "units.txt:1: no list is named @o");
}

}  // namespace
}  // namespace lector::figures
