#include "daemon/base/nearest.h"

#include <gtest/gtest.h>

namespace lector {
namespace {

using Strings = std::vector<std::string>;

TEST(Nearest, GivesTheNearestFirst) {
  EXPECT_EQ(Nearest("entites", {"figures", "entity", "entities", "quotes"}), (Strings{"entities", "entity"}));
  EXPECT_EQ(Nearest("qoutes", {"quotes", "entities"}), Strings{"quotes"});  // neighbours that changed places
}

TEST(Nearest, GivesNoMoreThanAsked) {
  EXPECT_EQ(Nearest("figure", {"figures", "figured", "figurer", "figurez"}, 2).size(), 2u);
  EXPECT_EQ(Nearest("figure", {"figures", "figured", "figurer", "figurez"}).size(), 3u);
}

TEST(Nearest, GivesNothingThatIsFarOff) {
  EXPECT_TRUE(Nearest("weather", {"figures", "quotes"}).empty());
  EXPECT_TRUE(Nearest("weather", {}).empty());
}

TEST(DidYouMean, ReadsAsASentence) {
  EXPECT_EQ(DidYouMean("entites", {"entities", "quotes"}), " (did you mean 'entities'?)");
  EXPECT_EQ(DidYouMean("entites", {"entities", "entity"}), " (did you mean 'entities' or 'entity'?)");
  EXPECT_EQ(DidYouMean("weather", {"quotes"}), "");
}

}  // namespace
}  // namespace lector
