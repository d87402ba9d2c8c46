#include "plugins/figures/russian_cases.h"

#include <algorithm>
#include <array>
#include <span>

namespace lector::figures {
namespace {

using Forms = std::vector<std::string>;
using Endings = std::span<const std::string_view>;

constexpr size_t kLetter = 2;  // bytes of a Cyrillic letter

struct Cases {
  Forms singular, plural;
};

void AddAll(std::string_view stem, Endings endings, Forms* out) {
  for (const std::string_view ending : endings) out->push_back(std::string(stem).append(ending));
}

std::string_view WithoutEnd(std::string_view word, size_t letters) { return word.substr(0, word.size() - letters * kLetter); }

bool EndsIn(std::string_view word, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return word.ends_with(end); });
}

constexpr std::array<std::string_view, 7> kMasculine{"ий", "ый", "ого", "ому", "им", "ым", "ом"};
constexpr std::array<std::string_view, 3> kFeminine{"ая", "ой", "ую"};
constexpr std::array<std::string_view, 8> kPlural{"ие", "ые", "их", "ых", "им", "ым", "ими", "ыми"};
constexpr std::array<std::string_view, 3> kPluralHard{"ам", "ами", "ах"}, kPluralSoft{"ям", "ями", "ях"};
constexpr std::array<std::string_view, 5> kConsonant{"", "а", "у", "ом", "е"};
constexpr std::array<std::string_view, 6> kFeminineHard{"а", "ы", "и", "е", "у", "ой"};
constexpr std::array<std::string_view, 5> kFeminineSoft{"я", "и", "е", "ю", "ей"};
constexpr std::array<std::string_view, 5> kSoftSign{"ь", "я", "ю", "ем", "е"}, kShortI{"й", "я", "ю", "ем", "е"};
constexpr std::array<std::string_view, 2> kPluralConsonant{"ы", "и"};
constexpr std::array<std::string_view, 1> kPluralI{"и"};

bool IsAdjective(std::string_view word) { return EndsIn(word, {"ий", "ый", "ая"}); }

Cases DeclineAdjective(std::string_view word) {
  Cases cases;
  const std::string_view stem = WithoutEnd(word, 2);
  AddAll(stem, EndsIn(word, {"ая"}) ? Endings(kFeminine) : Endings(kMasculine), &cases.singular);
  AddAll(stem, kPlural, &cases.plural);
  return cases;
}

Cases DeclineNoun(const CountedForms& noun) {
  const std::string_view word = noun.one;
  if (noun.one == noun.few && noun.few == noun.many) return {{noun.one}, {noun.one}};
  if (IsAdjective(word)) return DeclineAdjective(word);  // "злотый"
  Cases cases;
  cases.plural.push_back(noun.many);
  const auto decline = [&](size_t letters, Endings singular, Endings nominative, Endings plural) {
    const std::string_view stem = WithoutEnd(word, letters);
    AddAll(stem, singular, &cases.singular);
    AddAll(stem, nominative, &cases.plural);
    AddAll(stem, plural, &cases.plural);
  };
  if (EndsIn(word, {"а"})) decline(1, kFeminineHard, kPluralConsonant, kPluralHard);
  else if (EndsIn(word, {"я"})) decline(1, kFeminineSoft, kPluralI, kPluralSoft);
  else if (EndsIn(word, {"ь"})) decline(1, kSoftSign, kPluralI, kPluralSoft);
  else if (EndsIn(word, {"й"})) decline(1, kShortI, kPluralI, kPluralSoft);
  else decline(0, kConsonant, kPluralConsonant, kPluralHard);
  return cases;
}

Forms Words(std::string_view text) {
  Forms words;
  while (!text.empty()) {
    const size_t end = std::min(text.find(' '), text.size());
    words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

// Each left form before each right one.
Forms Paired(const Forms& left, const Forms& right) {
  if (left.empty()) return right;
  Forms out;
  for (const std::string& a : left)
    for (const std::string& b : right) out.push_back(a + " " + b);
  return out;
}

void Unique(Forms* forms) {
  std::sort(forms->begin(), forms->end());
  forms->erase(std::unique(forms->begin(), forms->end()), forms->end());
}

}  // namespace

DeclinedName Declined(const CountedForms& name) {
  const Forms one = Words(name.one), few = Words(name.few), many = Words(name.many);
  DeclinedName out;
  if (one.size() != few.size() || one.size() != many.size()) return out;
  Cases left;
  size_t i = 0;
  for (; i + 1 < one.size() && IsAdjective(one[i]); ++i) {
    const Cases adjective = DeclineAdjective(one[i]);
    left = {Paired(left.singular, adjective.singular), Paired(left.plural, adjective.plural)};
  }
  if (i == one.size()) return out;
  const Cases noun = DeclineNoun({one[i], few[i], many[i]});
  std::string tail;
  while (++i < one.size()) tail += " " + one[i];
  out.noun = noun.singular;
  out.noun.insert(out.noun.end(), noun.plural.begin(), noun.plural.end());
  out.whole = Paired(left.singular, noun.singular);
  const Forms plural = Paired(left.plural, noun.plural);
  out.whole.insert(out.whole.end(), plural.begin(), plural.end());
  for (std::string& form : out.whole) form += tail;
  Unique(&out.whole);
  Unique(&out.noun);
  return out;
}

}  // namespace lector::figures
