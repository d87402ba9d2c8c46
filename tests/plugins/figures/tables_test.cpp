// Numbers and amounts in all their spellings: tables/*.txt, one text a line with what is to be found in it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "plugins/figures/value.h"
#include "tests/plugins/figures/fixture.h"

namespace lector::figures {
namespace {

using testing::ElementsAreArray;

struct Table {
  const char* file;
  bool english, numerals;
  size_t least;  // lines
};

void PrintTo(const Table& table, std::ostream* out) { *out << table.file; }

std::string Canonical(std::string_view number) {
  const bool negative = number.starts_with('-');
  return std::string(negative ? "-" : "") + Value::Parse(number.substr(negative ? 1 : 0)).ToString();
}

// "0.50 USD" as "0.5 USD", "5..10" as it is.
std::string Canonical(const std::string& figure) {
  const std::string number = figure.substr(0, figure.find(' '));
  const std::string unit = figure.substr(number.size());
  const size_t dots = number.find("..");
  if (dots == std::string::npos) return Canonical(std::string_view(number)) + unit;
  const std::string high = number.substr(dots + 2);
  return Canonical(std::string_view(number).substr(0, dots)) + ".." + (high.empty() ? "" : Canonical(std::string_view(high))) +
         unit;
}

std::vector<std::string> Expected(std::string_view list) {
  std::vector<std::string> out;
  for (size_t at = 0; at < list.size();) {
    const size_t end = std::min(list.find("; ", at), list.size());
    out.push_back(Canonical(std::string(list.substr(at, end - at))));
    at = end + 2;
  }
  return out;
}

// "span | kind value unit" as "value unit", of bare numbers without what they might count.
std::vector<std::string> Found(const Lines& lines, bool numerals) {
  std::vector<std::string> out;
  for (const std::string& line : lines) {
    const size_t value = line.find(' ', line.rfind(" | ") + 3) + 1;
    const std::string figure = Canonical(line.substr(value));
    out.push_back(numerals ? figure.substr(0, figure.find(' ')) : figure);
  }
  return out;
}

class TablesTest : public testing::TestWithParam<Table> {};

TEST_P(TablesTest, IsFoundAsWritten) {
  const Table& table = GetParam();
  std::ifstream file(std::string(FIGURES_TABLES) + "/" + table.file);
  size_t count = 0;
  for (std::string line; std::getline(file, line);) {
    const size_t arrow = line.find(" =>");
    if (line.starts_with('#') || arrow == std::string::npos) continue;
    const std::string text = line.substr(0, arrow);
    const std::string list = line.size() > arrow + 4 ? line.substr(arrow + 4) : "";
    const Lines found = table.numerals ? Numerals(text, table.english) : table.english ? English(text) : Russian(text);
    EXPECT_THAT(Found(found, table.numerals), ElementsAreArray(Expected(list))) << text;
    ++count;
  }
  EXPECT_GE(count, table.least);
}

INSTANTIATE_TEST_SUITE_P(Figures, TablesTest,
                         testing::Values(Table{"amounts_ru.txt", false, false, 140}, Table{"amounts_en.txt", true, false, 140},
                                         Table{"numerals_ru.txt", false, true, 40}, Table{"numerals_en.txt", true, true, 120}));

// What is written and said in either language, cell by cell: drawn up from knowledge of the language, not from any corpus.
INSTANTIATE_TEST_SUITE_P(Inventory, TablesTest,
                         testing::Values(Table{"inventory_numerals_en.txt", true, true, 670},
                                         Table{"inventory_ranges_numerals_en.txt", true, true, 250},
                                         Table{"inventory_amounts_en.txt", true, false, 580},
                                         Table{"inventory_units_en.txt", true, false, 720},
                                         Table{"inventory_sentences_en.txt", true, false, 130},
                                         Table{"inventory_numerals_ru.txt", false, true, 290},
                                         Table{"inventory_amounts_ru.txt", false, false, 380},
                                         Table{"inventory_units_ru.txt", false, false, 520}));

// What the same number or unit looks like in other words, signs, orders and sentences.
INSTANTIATE_TEST_SUITE_P(Variants, TablesTest,
                         testing::Values(Table{"variants_numerals_en.txt", true, true, 1400},
                                         Table{"variants_units_en.txt", true, false, 1600},
                                         Table{"variants_amounts_en.txt", true, false, 850},
                                         Table{"variants_amounts_ru.txt", false, false, 1050},
                                         Table{"variants_numerals_ru.txt", false, true, 240}));

}  // namespace
}  // namespace lector::figures
