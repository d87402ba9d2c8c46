// Value: an exact number, a decimal of any length over a small denominator. Never a float.
//
// Value v = Value::FromDigits("2", "3");   // 2.3
// v.Shift(9);                              // 2300000000
// v.ToString();                            // "2300000000"; thirds are "1/3"
//
// A value type; threads may read one at once.
#ifndef LECTOR_PLUGINS_FIGURES_VALUE_H_
#define LECTOR_PLUGINS_FIGURES_VALUE_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace lector::figures {

class Value {
 public:
  Value() = default;  // zero
  explicit Value(uint64_t n);
  // ASCII digits before and after the decimal point; either may be empty.
  static Value FromDigits(std::string_view whole, std::string_view fraction);
  // "1.5", "12" or "1/3", as data files write numbers. Digits only: what else there is is passed over.
  static Value Parse(std::string_view text);

  bool is_zero() const { return digits_.empty(); }
  bool negative() const { return negative_; }
  bool is_integer() const;
  // True when it is a whole number below 10^exponent.
  bool IsBelow(uint32_t exponent) const;

  void Negate() { negative_ = !negative_ && !digits_.empty(); }
  void Shift(int32_t exponent);             // times 10^exponent
  void Multiply(uint32_t factor);           // factor <= 10^6
  void Divide(uint32_t divisor);            // exact: kept as a denominator; 0 < divisor <= 10^6
  void Add(const Value& other);             // both not negative
  void DivideBy(std::string_view divisor);  // "3", "100", "1000000000": above 10^6 only powers of ten
  // By a whole number of at most six digits before its trailing zeros; false: not done.
  bool DivideByInteger(const Value& divisor);
  // Times a value of at most six digits over a denominator of at most 1000, such as 2/3 or 1.25; false: not done.
  bool MultiplyBy(const Value& factor);

  // Absolute values; -1, 0, 1.
  static int Compare(const Value& a, const Value& b);

  // "4100000000", "-0.5", "1/3": no leading zeros, no trailing zeros behind the point.
  std::string ToString() const;

 private:
  void Trim();
  std::string FractionToString() const;

  bool negative_ = false;
  std::string digits_;        // most significant first, without leading or trailing zeros; empty: zero
  int32_t exponent_ = 0;      // the value is digits_ * 10^exponent_ / denominator_
  uint32_t denominator_ = 1;  // without factors 2 and 5
};

}  // namespace lector::figures
#endif  // LECTOR_PLUGINS_FIGURES_VALUE_H_
