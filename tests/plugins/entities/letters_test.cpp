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
