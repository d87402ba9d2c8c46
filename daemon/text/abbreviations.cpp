#include "daemon/text/abbreviations.h"

namespace lector::text {

extern const char kAbbreviationsData[];  // made from data/*.txt at build time

const Abbreviations& Abbreviations::BuiltIn() {
  static const Abbreviations built_in(kAbbreviationsData);
  return built_in;
}

Abbreviations::Abbreviations(std::string_view lists) : text_(lists) {
  std::string_view rest = text_;
  while (!rest.empty()) {
    const size_t end = rest.find('\n');
    AddLine(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
}

void Abbreviations::AddLine(std::string_view line) {
  if (line.empty() || line[0] == '#') return;
  const size_t space = line.find(' ');
  const std::string_view word = line.substr(0, space);
  const std::string_view kind = space == std::string_view::npos ? std::string_view() : line.substr(space + 1);
  bool added = false;
  if (kind == "starter") {
    added = starters_.insert(word).second;
  } else if (kind == "head") {
    added = kinds_.emplace(word, Abbreviation::kHead).second;
  } else if (kind == "name") {
    added = kinds_.emplace(word, Abbreviation::kName).second;
  } else if (kind == "tail") {
    added = kinds_.emplace(word, Abbreviation::kTail).second;
  }
  if (!added) ++malformed_lines_;
}

Abbreviation Abbreviations::Find(std::string_view word) const {
  const auto found = kinds_.find(word);
  return found == kinds_.end() ? Abbreviation::kNone : found->second;
}

bool Abbreviations::IsStarter(std::string_view word) const { return starters_.count(word) != 0; }

}  // namespace lector::text
