#include "letters.h"

#include <gtest/gtest.h>

namespace lector::entities {
namespace {

TEST(FormDistance, TakesCaseFormsForOneName) {
  EXPECT_EQ(FormDistance("орлов", "орлов"), 0);
  EXPECT_EQ(FormDistance("орлов", "орловым"), 2);
  EXPECT_GE(FormDistance("эстония", "эстонией"), 0);
  EXPECT_GE(FormDistance("литва", "литвой"), 0);
  EXPECT_GE(FormDistance("куба", "кубе"), 0);
  EXPECT_GE(FormDistance("южная", "южной"), 0);
  EXPECT_GE(FormDistance("соединенные", "соединенными"), 0);
  EXPECT_GE(FormDistance("раевский", "раевского"), 0);
}

TEST(FormDistance, KeepsDifferentNamesApart) {
  EXPECT_LT(FormDistance("иран", "ирак"), 0);
  EXPECT_LT(FormDistance("австрия", "австралия"), 0);
  EXPECT_LT(FormDistance("мали", "малик"), 0);
  EXPECT_LT(FormDistance("орлов", "орловский"), 0);
  EXPECT_LT(FormDistance("бор", "бок"), 0);
  EXPECT_LT(FormDistance("", "а"), 0);
}

TEST(FormDistance, IsSymmetric) {
  for (const auto& [a, b] : {std::pair("минск", "минском"), std::pair("иран", "ирак"), std::pair("нигер", "нигерия")})
    EXPECT_EQ(FormDistance(a, b), FormDistance(b, a)) << a << " " << b;
}

TEST(Fold, LongWordsLetterByLetter) {
  // Letters are folded many at a time; what stands among them must not change that.
  for (const std::string_view word : {"достопримечательностями", "ёлкипалкиёлки", "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ", "абвгабвгѐїѣ’абвг",
                                      "яяяяаааарррпппп", "абвiабвabcабвгд", "İstanbulабвгд", "ȺȾȺȾабвг"}) {
    std::string one_by_one;
    for (std::string_view rest = word; !rest.empty(); rest.remove_prefix(Prefix(rest, 1).size())) one_by_one += Fold(Prefix(rest, 1));
    EXPECT_EQ(Fold(word), one_by_one);
  }
}

TEST(CodePoints, OfAnyLength) {
  const std::string_view text = "aбв€гд😀еж’зийклмнопрст";
  size_t count = 0;
  for (std::string_view rest = text; !rest.empty(); rest.remove_prefix(Prefix(rest, 1).size()), ++count)
    EXPECT_EQ(CodePoints(text.substr(0, text.size() - rest.size())), count);
}

TEST(FirstBytes, OfAnyLength) {
  const std::string_view text = "abcdefghij";
  for (size_t size = 0; size <= text.size(); ++size) {
    uint64_t expected = 0;
    for (size_t i = 0; i < std::min<size_t>(size, 8); ++i) expected |= uint64_t{static_cast<unsigned char>(text[i])} << 8 * i;
    EXPECT_EQ(FirstBytes(text.substr(0, size)), expected) << size;
  }
}

TEST(Beginning, IsEqualForTheSameLetters) {
  EXPECT_EQ(Beginning("правительство", 4), Beginning("прав", 4));
  EXPECT_EQ(Beginning("правительство", 3), Beginning("пра", 3));
  EXPECT_EQ(Beginning("прав", 3), Beginning("прага", 3));
  EXPECT_NE(Beginning("правительство", 4), Beginning("прагматик", 4));
  EXPECT_NE(Beginning("пр", 4), Beginning("про", 4));
}

TEST(Fold, LowersAndUnifiesVariants) {
  EXPECT_EQ(Fold("ЁЛКИН"), "елкин");
  EXPECT_EQ(Fold("O’Neil"), "o'neil");
  EXPECT_EQ(Fold("Ünal"), "ünal");
}

TEST(Letters, PrefixCountsCodePoints) {
  EXPECT_EQ(Prefix("мир", 2), "ми");
  EXPECT_EQ(Prefix("мир", 9), "мир");
  EXPECT_EQ(CodePoints("мир"), 3u);
}

TEST(Letters, KnowsScriptAndCapital) {
  EXPECT_TRUE(IsLatin("Oslo"));
  EXPECT_FALSE(IsLatin("Осло"));
  EXPECT_TRUE(StartsUpper("Ёлкин"));
  EXPECT_FALSE(StartsUpper("осло"));
  EXPECT_FALSE(StartsUpper(""));
}

}  // namespace
}  // namespace lector::entities
