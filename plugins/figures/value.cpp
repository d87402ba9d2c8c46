#include "plugins/figures/value.h"

#include <algorithm>
#include <numeric>

namespace lector::figures {
namespace {

// Sums of digit strings, most significant first.
std::string AddDigits(std::string_view a, std::string_view b) {
  if (a.size() < b.size()) std::swap(a, b);
  std::string out(a.size() + 1, '0');
  int carry = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    int sum = carry + (a[a.size() - 1 - i] - '0');
    if (i < b.size()) sum += b[b.size() - 1 - i] - '0';
    out[out.size() - 1 - i] = static_cast<char>('0' + sum % 10);
    carry = sum / 10;
  }
  out[0] = static_cast<char>('0' + carry);
  return out;
}

std::string MultiplyDigits(std::string_view digits, uint32_t factor) {
  std::string out;
  uint64_t carry = 0;
  for (size_t i = digits.size(); i-- > 0;) {
    carry += static_cast<uint64_t>(digits[i] - '0') * factor;
    out += static_cast<char>('0' + carry % 10);
    carry /= 10;
  }
  for (; carry > 0; carry /= 10) out += static_cast<char>('0' + carry % 10);
  std::reverse(out.begin(), out.end());
  return out;
}

uint32_t Remainder(std::string_view digits, uint32_t divisor) {
  uint64_t rest = 0;
  for (const char c : digits) rest = (rest * 10 + static_cast<uint64_t>(c - '0')) % divisor;
  return static_cast<uint32_t>(rest);
}

std::string DivideDigits(std::string_view digits, uint32_t divisor) {
  std::string out;
  uint64_t rest = 0;
  for (const char c : digits) {
    rest = rest * 10 + static_cast<uint64_t>(c - '0');
    out += static_cast<char>('0' + rest / divisor);
    rest %= divisor;
  }
  return out;
}

}  // namespace

Value::Value(uint64_t n) : digits_(std::to_string(n)) { Trim(); }

Value Value::FromDigits(std::string_view whole, std::string_view fraction) {
  Value value;
  value.digits_.assign(whole).append(fraction);
  value.exponent_ = -static_cast<int32_t>(fraction.size());
  value.Trim();
  return value;
}

Value Value::Parse(std::string_view text) {
  const size_t slash = text.find('/');
  const std::string_view decimal = text.substr(0, slash);
  const size_t point = decimal.find('.');
  Value value = FromDigits(decimal.substr(0, point), point == std::string_view::npos ? "" : decimal.substr(point + 1));
  if (slash == std::string_view::npos) return value;
  value.DivideBy(text.substr(slash + 1));
  return value;
}

void Value::Trim() {
  digits_.erase(0, std::min(digits_.find_first_not_of('0'), digits_.size()));
  while (!digits_.empty() && digits_.back() == '0') digits_.pop_back(), ++exponent_;
  if (digits_.empty()) exponent_ = 0, denominator_ = 1, negative_ = false;
}

bool Value::is_integer() const { return exponent_ >= 0 && denominator_ == 1; }

bool Value::IsBelow(uint32_t exponent) const {
  return is_integer() && digits_.size() + static_cast<size_t>(exponent_) <= exponent;
}

void Value::Shift(int32_t exponent) {
  if (!digits_.empty()) exponent_ += exponent;
}

void Value::Multiply(uint32_t factor) {
  const uint32_t common = std::gcd(factor, denominator_);
  denominator_ /= common;
  digits_ = MultiplyDigits(digits_, factor / common);
  Trim();
}

void Value::Divide(uint32_t divisor) {
  for (; divisor % 2 == 0; divisor /= 2) Multiply(5), Shift(-1);
  for (; divisor % 5 == 0; divisor /= 5) Multiply(2), Shift(-1);
  for (uint32_t factor = 3; divisor > 1; factor += 2) {
    for (; divisor % factor == 0; divisor /= factor) {
      if (Remainder(digits_, factor) == 0) digits_ = DivideDigits(digits_, factor), Trim();
      else denominator_ *= factor;
    }
  }
}

void Value::DivideBy(std::string_view divisor) {
  if (divisor.empty() || divisor.find_first_not_of("0123456789") != std::string_view::npos || divisor[0] == '0') return;
  const bool power = divisor.find_first_not_of('0', 1) == std::string_view::npos && divisor[0] == '1';
  if (power) Shift(-static_cast<int32_t>(divisor.size() - 1));
  else Divide(static_cast<uint32_t>(std::stoul(std::string(divisor))));
}

bool Value::DivideByInteger(const Value& divisor) {
  constexpr size_t kMostDivisorDigits = 6;
  if (!divisor.is_integer() || divisor.is_zero() || divisor.digits_.size() > kMostDivisorDigits) return false;
  Shift(-divisor.exponent_);
  Divide(static_cast<uint32_t>(std::stoul(divisor.digits_)));
  return true;
}

bool Value::MultiplyBy(const Value& factor) {
  constexpr size_t kMostFactorDigits = 6;
  constexpr uint32_t kMostDenominator = 1000;
  if (factor.digits_.size() > kMostFactorDigits || factor.denominator_ > kMostDenominator || denominator_ > kMostDenominator)
    return false;
  Multiply(factor.is_zero() ? 0 : static_cast<uint32_t>(std::stoul(factor.digits_)));
  Shift(factor.exponent_);
  if (factor.denominator_ > 1) Divide(factor.denominator_);
  return true;
}

void Value::Add(const Value& other) {
  Value right = other;
  const uint32_t left_denominator = denominator_;
  const uint32_t right_denominator = right.denominator_;
  if (left_denominator != right_denominator) {
    const uint32_t common = std::lcm(left_denominator, right_denominator);
    denominator_ = right.denominator_ = 1;
    Multiply(common / left_denominator);
    right.Multiply(common / right_denominator);
  } else {
    denominator_ = right.denominator_ = 1;
  }
  const uint32_t divisor = std::lcm(left_denominator, right_denominator);
  const int32_t exponent = std::min(exponent_, right.exponent_);
  digits_.append(static_cast<size_t>(exponent_ - exponent), '0');
  right.digits_.append(static_cast<size_t>(right.exponent_ - exponent), '0');
  digits_ = AddDigits(digits_, right.digits_);
  exponent_ = exponent;
  Trim();
  if (divisor > 1) Divide(divisor);
}

int Value::Compare(const Value& a, const Value& b) {
  Value left = a, right = b;
  left.denominator_ = right.denominator_ = 1;
  left.Multiply(b.denominator_);
  right.Multiply(a.denominator_);
  const auto magnitude = [](const Value& v) { return static_cast<int64_t>(v.digits_.size()) + v.exponent_; };
  if (left.is_zero() || right.is_zero()) return static_cast<int>(right.is_zero()) - static_cast<int>(left.is_zero());
  if (magnitude(left) != magnitude(right)) return magnitude(left) < magnitude(right) ? -1 : 1;
  const int order = left.digits_.compare(right.digits_);  // equal magnitude: by digits, a prefix is the smaller
  return order < 0 ? -1 : order > 0 ? 1 : 0;
}

// A decimal over a denominator as a fraction of whole numbers: 1.75/3 is 7/12.
std::string Value::FractionToString() const {
  std::string digits = digits_;
  uint64_t denominator = denominator_;
  for (int32_t i = exponent_; i < 0; ++i) denominator *= 10;
  for (const uint32_t factor : {2u, 5u})
    for (; denominator % factor == 0 && Remainder(digits, factor) == 0; denominator /= factor)
      digits = DivideDigits(digits, factor);
  digits.erase(0, digits.find_first_not_of('0'));
  return (negative_ ? "-" : "") + digits + "/" + std::to_string(denominator);
}

std::string Value::ToString() const {
  if (digits_.empty()) return "0";
  if (denominator_ != 1 && exponent_ < 0 && exponent_ >= -6) return FractionToString();
  std::string out = negative_ ? "-" : "";
  if (exponent_ >= 0) {
    out.append(digits_).append(static_cast<size_t>(exponent_), '0');
  } else {
    const auto behind = static_cast<size_t>(-exponent_);
    if (behind >= digits_.size()) out.append("0.").append(behind - digits_.size(), '0').append(digits_);
    else out.append(digits_, 0, digits_.size() - behind).append(".").append(digits_, digits_.size() - behind);
  }
  if (denominator_ != 1) out.append("/").append(std::to_string(denominator_));
  return out;
}

}  // namespace lector::figures
