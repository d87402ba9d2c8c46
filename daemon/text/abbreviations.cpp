#include "daemon/text/abbreviations.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lector::text {

extern const char kAbbreviationsData[];  // made from data/*.txt at build time

namespace {

constexpr std::array<std::pair<std::string_view, Abbreviation>, 7> kKinds = {{{"head", Abbreviation::kHead},
                                                                              {"name", Abbreviation::kName},
                                                                              {"firm", Abbreviation::kFirm},
                                                                              {"tail", Abbreviation::kTail},
                                                                              {"scale", Abbreviation::kScale},
                                                                              {"year", Abbreviation::kYear},
                                                                              {"date", Abbreviation::kDate}}};
constexpr std::array<std::pair<std::string_view, bool WordTraits::*>, 8> kTraits = {{{"starter", &WordTraits::starter},
                                                                                     {"preposition", &WordTraits::preposition},
                                                                                     {"label", &WordTraits::label},
                                                                                     {"says", &WordTraits::says},
                                                                                     {"mark", &WordTraits::own_mark},
                                                                                     {"follow", &WordTraits::follow},
                                                                                     {"calendar", &WordTraits::calendar},
                                                                                     {"agency", &WordTraits::agency}}};

}  // namespace

const Abbreviations& Abbreviations::BuiltIn() {
  static const Abbreviations built_in(kAbbreviationsData);
  return built_in;
}

Abbreviations::Abbreviations(std::string_view lists) : text_(lists) {
  std::string_view rest = text_;
  while (!rest.empty()) {
    const size_t end = rest.find('\n');
    const std::string_view line = rest.substr(0, end);
    if (!line.empty() && line[0] != '#' && !AddLine(line)) ++malformed_lines_;
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
}

bool Abbreviations::AddLine(std::string_view line) {
  const size_t space = line.rfind(' ');
  if (space == std::string_view::npos || space == 0 || line[space - 1] == ' ') return false;
  const std::string_view word = line.substr(0, space), kind = line.substr(space + 1);
  const auto is_kind = [&](const auto& entry) { return entry.first == kind; };
  const auto abbreviation = std::find_if(kKinds.begin(), kKinds.end(), is_kind);
  const auto trait = std::find_if(kTraits.begin(), kTraits.end(), is_kind);
  if (abbreviation == kKinds.end() && trait == kTraits.end()) return false;
  longest_ = std::max(longest_, word.size());
  if (abbreviation != kKinds.end()) {
    if (const size_t part = word.rfind(' '); part != std::string_view::npos) words_[word.substr(part + 1)].ends_pair = true;
    WordTraits& traits = words_[word];
    if (traits.abbreviation != Abbreviation::kNone) return false;
    traits.abbreviation = abbreviation->second;
    return true;
  }
  bool& flag = words_[word].*trait->second;
  if (flag) return false;
  flag = true;
  return true;
}

}  // namespace lector::text
