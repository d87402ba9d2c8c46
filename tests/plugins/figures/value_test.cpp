#include "plugins/figures/value.h"

#include <gtest/gtest.h>

namespace lector::figures {
namespace {

TEST(ValueTest, DecimalsAreExactAndWithoutNeedlessZeros) {
  EXPECT_EQ(Value::FromDigits("0041", "00").ToString(), "41");
  EXPECT_EQ(Value::FromDigits("", "050").ToString(), "0.05");
  EXPECT_EQ(Value::FromDigits("000", "").ToString(), "0");
  EXPECT_EQ(Value(1800).ToString(), "1800");
}

TEST(ValueTest, MagnitudesOfAnySize) {
  Value value = Value::FromDigits("4", "1");
  value.Shift(9);
  EXPECT_EQ(value.ToString(), "4100000000");
  value.Shift(24);
  EXPECT_EQ(value.ToString(), "41" + std::string(32, '0'));
  Value long_value = Value::FromDigits("123456789012345678901234567890123", "4567");
  long_value.Shift(2);
  EXPECT_EQ(long_value.ToString(), "12345678901234567890123456789012345.67");
}

TEST(ValueTest, ThirdsStayFractionsHalvesBecomeDecimals) {
  EXPECT_EQ(Value::Parse("1/3").ToString(), "1/3");
  EXPECT_EQ(Value::Parse("2/6").ToString(), "1/3");
  EXPECT_EQ(Value::Parse("3/4").ToString(), "0.75");
  EXPECT_EQ(Value::Parse("6/3").ToString(), "2");
  EXPECT_EQ(Value::Parse("7/12").ToString(), "7/12");
}

TEST(ValueTest, Sums) {
  Value value(10);
  value.Add(Value::Parse("1/2"));
  EXPECT_EQ(value.ToString(), "10.5");
  value.Add(Value::Parse("1/3"));
  EXPECT_EQ(value.ToString(), "65/6");
  Value carry(999);
  carry.Add(Value(1));
  EXPECT_EQ(carry.ToString(), "1000");
}

TEST(ValueTest, Comparison) {
  EXPECT_EQ(Value::Compare(Value(2), Value(10)), -1);
  EXPECT_EQ(Value::Compare(Value::Parse("1/3"), Value::Parse("0.333")), 1);
  EXPECT_EQ(Value::Compare(Value::Parse("0.5"), Value::Parse("1/2")), 0);
  EXPECT_EQ(Value::Compare(Value(), Value(1)), -1);
}

TEST(ValueTest, NegativeZeroIsZero) {
  Value value;
  value.Negate();
  EXPECT_EQ(value.ToString(), "0");
  Value five(5);
  five.Negate();
  EXPECT_EQ(five.ToString(), "-5");
}

}  // namespace
}  // namespace lector::figures
