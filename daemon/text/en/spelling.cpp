#include "daemon/text/en/spelling.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace lector::text::en {
namespace {

bool IsVowel(char c) { return std::string_view("aeiou").find(c) != std::string_view::npos; }

// A consonant, one vowel, a consonant: a short stem, that would have doubled its end ("hopped"), so that "hoped" is of "hope".
bool EndsLikeShortStem(std::string_view stem) {
  if (stem.size() < 3) return true;
  const char last = stem[stem.size() - 1];
  return !IsVowel(last) && last != 'w' && last != 'x' && last != 'y' && IsVowel(stem[stem.size() - 2]) &&
         !IsVowel(stem[stem.size() - 3]);
}

bool HasDoubledEnd(std::string_view stem) {
  return stem.size() > 2 && stem[stem.size() - 1] == stem[stem.size() - 2] && !IsVowel(stem.back());
}

}  // namespace

std::string LowerWithPlainApostrophes(std::string_view word) {
  std::string out;
  out.reserve(word.size());
  for (size_t at = 0; at < word.size();) {
    UChar32 c;
    U8_NEXT_UNSAFE(word.data(), at, c);
    c = c == 0x2019 ? '\'' : u_tolower(c);
    char bytes[U8_MAX_LENGTH];
    size_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, c);
    out.append(bytes, size);
  }
  return out;
}

std::vector<std::string> BasesOfPlural(const std::string& word) {
  std::vector<std::string> out;
  const auto without = [&](size_t size) { return word.substr(0, word.size() - size); };
  if (word.size() > 4 && word.ends_with("ies")) out.push_back(without(3) + "y");
  for (const char* hissing : {"sses", "shes", "ches", "xes", "zzes"}) {
    if (word.ends_with(hissing)) out.push_back(without(2));
  }
  out.push_back(without(1));
  if (word.size() > 3 && word.ends_with("es")) out.push_back(without(2));
  if (word.size() > 4 && word.ends_with("ves")) out.push_back(without(3) + "f");
  return out;
}

std::vector<std::string> BasesOfVerb(const std::string& word, std::string_view ending) {
  std::vector<std::string> out;
  const std::string stem = word.substr(0, word.size() - ending.size());
  const bool short_stem = EndsLikeShortStem(stem);
  if (stem.size() > 1 && stem.back() == 'i' && ending != "ing") out.push_back(stem.substr(0, stem.size() - 1) + "y");
  if (short_stem) out.push_back(stem + "e");
  out.push_back(stem);
  if (!short_stem) out.push_back(stem + "e");
  if (HasDoubledEnd(stem)) out.push_back(stem.substr(0, stem.size() - 1));
  return out;
}

std::string LemmaByRule(const std::string& word, Tag tag) {
  const auto ends = [&](std::string_view ending) { return word.size() > ending.size() + 2 && word.ends_with(ending); };
  if ((tag == Tag::kNns || tag == Tag::kVbz) && ends("s")) return BasesOfPlural(word).front();
  if (tag == Tag::kVbg && ends("ing")) return BasesOfVerb(word, "ing").front();
  if ((tag == Tag::kVbd || tag == Tag::kVbn) && ends("ed")) return BasesOfVerb(word, "ed").front();
  if (tag == Tag::kJjr && ends("er")) return BasesOfVerb(word, "er").front();
  if (tag == Tag::kJjs && ends("est")) return BasesOfVerb(word, "est").front();
  return word;
}

}  // namespace lector::text::en
