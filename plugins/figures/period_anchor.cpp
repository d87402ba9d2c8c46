// The part of period.h that dates what the text tells relative to the day it speaks of: "27 февраля 2013 года ... в прошлом году".
#include <charconv>

#include "plugins/figures/period.h"

namespace lector::figures {
namespace {

constexpr uint32_t kLeadBytes = 1200;  // a date further from the beginning is of something else
constexpr size_t kYearSize = 4, kDaySize = 10;
constexpr int kMonths = 12;
constexpr std::string_view kRelative = "relative:", kUnknownYear = "XXXX";

int ReadNumber(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

std::string FindAnchor(const Text& text, std::span<const Period> periods) {
  for (const Period& period : periods) {
    if (text.atoms[period.first].begin > kLeadBytes) break;
    if (period.iso.size() == kDaySize && period.iso[kYearSize] == '-' && !period.iso.starts_with(kUnknownYear)) return period.iso;
  }
  return {};
}

void Anchor(std::string_view anchor, std::string* period) {
  if (anchor.empty() || !period->starts_with(kRelative)) return;
  const std::string_view shift = std::string_view(*period).substr(kRelative.size());
  if (shift.size() < 2) return;
  const char unit = shift.back();
  if (unit != 'Y' && unit != 'M') return;
  const int sign = shift.front() == '-' ? -1 : 1;
  const size_t digit = shift.front() == '-' || shift.front() == '+' ? 1 : 0;
  const int by = sign * ReadNumber(shift.substr(digit, shift.size() - digit - 1));
  const int year = ReadNumber(anchor.substr(0, kYearSize)), month = ReadNumber(anchor.substr(kYearSize + 1, 2));
  if (unit == 'Y') {
    *period = std::to_string(year + by);
    return;
  }
  const int months = year * kMonths + month - 1 + by;
  const std::string number = std::to_string(months % kMonths + 1);
  *period = std::to_string(months / kMonths) + (number.size() == 1 ? "-0" : "-") + number;
}

}  // namespace lector::figures
