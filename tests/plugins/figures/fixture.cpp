#include "tests/plugins/figures/fixture.h"

#include <fstream>
#include <iterator>
#include <map>

namespace lector::figures {
namespace {

const char* Name(Kind kind) {
  switch (kind) {
    case Kind::kMoney:
      return "money";
    case Kind::kPercent:
      return "percent";
    case Kind::kPoints:
      return "points";
    case Kind::kMultiple:
      return "multiple";
    case Kind::kQuantity:
      return "quantity";
    case Kind::kCount:
      return "count";
    case Kind::kRate:
      return "rate";
    case Kind::kIndex:
      return "index";
    case Kind::kNumber:
      return "number";
    default:
      return "?";
  }
}

const char* const kModifiers[] = {"-", "approx", "min", "max", "range"};
const char* const kRoles[] = {"-", "level", "change", "share", "target", "previous"};
const char* const kChanges[] = {"-", "up", "down", "flat"};

std::string ValueOf(const Figure& figure) {
  if (figure.range) return figure.value().ToString() + ".." + figure.max.ToString();
  return figure.value().ToString() + (figure.has_minimum_only() ? ".." : "");
}

Lines Run(const Request& request, bool context) {
  Lines lines;
  for (const Figure& figure : TestEngine().Find(request)) {
    std::string line(request.text.substr(figure.begin_byte, figure.end_byte - figure.begin_byte));
    line += " | ";
    if (context) {
      line += std::string(kModifiers[static_cast<int>(figure.modifier)]) + " " + kRoles[static_cast<int>(figure.role)] + " " +
              kChanges[static_cast<int>(figure.change)] + " " + (figure.period.empty() ? "-" : figure.period);
    } else {
      line += std::string(Name(figure.unit.kind)) + " " + ValueOf(figure);
      if (!figure.unit.code.empty()) line += " " + figure.unit.code;
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace

const Engine& TestEngine() {
  static std::map<std::string, std::string, std::less<>> files;
  static const Engine engine([](std::string_view path) -> std::string_view {
    std::ifstream in(std::string(FIGURES_DATA) + "/" + std::string(path), std::ios::binary);
    return files[std::string(path)] = std::string(std::istreambuf_iterator<char>(in), {});
  });
  return engine;
}

Lines Russian(std::string_view text) { return Run({.text = text}, false); }
Lines English(std::string_view text) { return Run({.text = text, .english = true}, false); }
Lines Numerals(std::string_view text, bool english) { return Run({.text = text, .english = english, .numerals = true}, false); }
Lines RussianContext(std::string_view text) { return Run({.text = text}, true); }
Lines EnglishContext(std::string_view text) { return Run({.text = text, .english = true}, true); }

}  // namespace lector::figures
