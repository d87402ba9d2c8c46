#include "daemon/text/en/lexicon.h"

#include <lector/layers.h>
#include <unicode/uchar.h>

#include <algorithm>
#include <charconv>

#include "daemon/text/en/spelling.h"

namespace lector::text {
extern const char kEnglishClosedData[];
extern const char kEnglishIrregularData[];
extern const char kEnglishSuffixData[];
extern const char kEnglishWordData[];
}  // namespace lector::text

namespace lector::text::en {
namespace {

// How often a verb, noun, adjective stands in one of its forms.
constexpr float kBaseForm = 0.3f, kPresent = 0.12f, kThirdPerson = 0.15f, kPast = 0.22f, kParticiple = 0.25f, kGerund = 0.25f,
                kSingular = 0.75f, kPlural = 0.35f, kCompared = 0.1f;
constexpr float kUnseen = 0.3f;  // what a count of none is worth
// Of a capitalised word that a sentence does not open with, and of one that it does, that it is a name.
constexpr float kNameInside = 0.93f, kNameOpening = 0.12f, kNameOpeningBeforeName = 0.6f, kNameUnknown = 0.85f,
                kNameFunctionWord = 0.35f, kListedOpening = 0.02f;

float Worth(int count, float share) { return (static_cast<float>(count) + kUnseen) * share; }

std::string_view Cut(std::string_view* rest, char separator) {
  const size_t end = rest->find(separator);
  const std::string_view out = rest->substr(0, end);
  rest->remove_prefix(end == std::string_view::npos ? rest->size() : end + 1);
  return out;
}

template <class Read>
uint32_t ForEachLine(std::string_view text, Read read) {
  uint32_t bad = 0;
  while (!text.empty()) {
    const std::string_view line = Cut(&text, '\n');
    if (!line.empty() && line[0] != '#' && !read(line)) ++bad;
  }
  return bad;
}

bool EndsWith(std::string_view word, std::string_view ending) {
  return word.size() > ending.size() + 1 && word.ends_with(ending);
}

bool IsOpenClass(Tag tag) {
  return tag <= Tag::kPos || (tag >= Tag::kVb && tag <= Tag::kVbn) || (tag >= Tag::kJj && tag <= Tag::kRbs);
}

void Normalise(std::vector<Candidate>* all) {
  float sum = 0;
  for (const Candidate& candidate : *all) sum += candidate.weight;
  for (Candidate& candidate : *all) candidate.weight /= sum;
  std::stable_sort(all->begin(), all->end(), [](const Candidate& a, const Candidate& b) { return a.weight > b.weight; });
}

}  // namespace

const Lexicon& Lexicon::BuiltIn() {
  static const Lexicon built_in(kEnglishClosedData, kEnglishIrregularData, kEnglishSuffixData, kEnglishWordData);
  return built_in;
}

Lexicon::Lexicon(std::string_view closed, std::string_view irregular, std::string_view suffixes, std::string_view words)
    : closed_text_(closed), irregular_text_(irregular), suffix_text_(suffixes), word_text_(words) {
  malformed_lines_ += ForEachLine(closed_text_, [this](std::string_view line) { return ReadEntries(line, &closed_); });
  malformed_lines_ += ForEachLine(suffix_text_, [this](std::string_view line) { return ReadEntries(line, &suffixes_); });
  words_.reserve(word_text_.size() / 12);
  malformed_lines_ += ForEachLine(word_text_, [this](std::string_view line) { return ReadWord(line); });
  malformed_lines_ += ForEachLine(irregular_text_, [this](std::string_view line) { return ReadIrregular(line); });
}

// "saw VBD*9/see NN"
bool Lexicon::ReadEntries(std::string_view line, Entries* out) {
  const std::string_view word = Cut(&line, ' ');
  std::vector<Entry> entries;
  while (!line.empty()) {
    std::string_view field = Cut(&line, ' ');
    Entry entry;
    std::string_view tag = Cut(&field, '/');
    entry.lemma = field;
    std::string_view name = Cut(&tag, '*');
    entry.tag = TagByName(name);
    int weight = 1;
    if (!tag.empty()) std::from_chars(tag.data(), tag.data() + tag.size(), weight);
    entry.weight = static_cast<float>(weight);
    if (entry.tag == Tag::kCount || weight <= 0) return false;
    entries.push_back(entry);
  }
  return !entries.empty() && out->emplace(word, std::move(entries)).second;
}

// "take took taken", "noun men man", "adjective better JJR good"
bool Lexicon::ReadIrregular(std::string_view line) {
  const std::string_view base = Cut(&line, ' ');
  if (base == "noun") {
    const std::string_view plural = Cut(&line, ' ');
    irregular_[plural].push_back({Tag::kNns, 1, line});
    return !line.empty();
  }
  if (base == "adjective") {
    const std::string_view form = Cut(&line, ' '), tag = Cut(&line, ' ');
    irregular_[form].push_back({TagByName(tag), 1, line});
    return TagByName(tag) != Tag::kCount && !line.empty();
  }
  std::string_view past = Cut(&line, ' '), participle = line;
  if (past.empty() || participle.empty()) return false;
  while (!past.empty()) irregular_[Cut(&past, '/')].push_back({Tag::kVbd, kPast, base});
  while (!participle.empty()) irregular_[Cut(&participle, '/')].push_back({Tag::kVbn, kParticiple, base});
  return true;
}

// "report n72 v135"
bool Lexicon::ReadWord(std::string_view line) {
  Counts& counts = words_[Cut(&line, ' ')];
  if (line.empty()) return false;
  while (!line.empty()) {
    const std::string_view field = Cut(&line, ' ');
    if (field.empty()) return false;
    int* count = field[0] == 'n'   ? &counts.noun
                 : field[0] == 'v' ? &counts.verb
                 : field[0] == 'a' ? &counts.adjective
                 : field[0] == 'r' ? &counts.adverb
                                   : nullptr;
    if (count == nullptr || std::from_chars(field.data() + 1, field.data() + field.size(), *count).ec != std::errc())
      return false;
  }
  return true;
}

const Lexicon::Counts* Lexicon::Find(std::string_view word) const {
  const auto found = words_.find(word);
  return found == words_.end() ? nullptr : &found->second;
}

bool Lexicon::IsVerb(std::string_view word) const {
  const Counts* counts = Find(word);
  return counts != nullptr && counts->verb >= 0;
}

bool Lexicon::IsPluralOfNoun(const std::string& word) const {
  if (!EndsWith(word, "s") || EndsWith(word, "ss")) return false;
  const std::vector<std::string> bases = BasesOfPlural(word);
  return std::any_of(bases.begin(), bases.end(), [this](const std::string& base) {
    const Counts* counts = Find(base);
    return counts != nullptr && counts->noun >= 0;
  });
}

void Lexicon::AddBase(const std::string& word, std::vector<Candidate>* out) const {
  const Counts* counts = Find(word);
  if (counts == nullptr) return;
  if (counts->noun >= 0 && !IsPluralOfNoun(word)) out->push_back({Tag::kNn, Worth(counts->noun, kSingular), word});
  if (counts->verb >= 0) {
    out->push_back({Tag::kVb, Worth(counts->verb, kBaseForm), word});
    out->push_back({Tag::kVbp, Worth(counts->verb, kPresent), word});
  }
  if (counts->adjective >= 0) out->push_back({Tag::kJj, Worth(counts->adjective, 1), word});
  if (counts->adverb >= 0) out->push_back({Tag::kRb, Worth(counts->adverb, 1), word});
}

void Lexicon::AddPlural(const std::string& word, std::vector<Candidate>* out) const {
  bool noun = false, verb = false;
  for (const std::string& base : BasesOfPlural(word)) {
    const Counts* counts = Find(base);
    if (counts == nullptr) continue;
    if (counts->noun >= 0 && !noun) out->push_back({Tag::kNns, Worth(counts->noun, kPlural), base});
    if (counts->verb >= 0 && !verb) out->push_back({Tag::kVbz, Worth(counts->verb, kThirdPerson), base});
    noun |= counts->noun >= 0;
    verb |= counts->verb >= 0;
  }
}

std::string Lexicon::VerbOf(const std::string& word, std::string_view ending) const {
  for (const std::string& base : BasesOfVerb(word, ending)) {
    if (IsVerb(base)) return base;
  }
  return "";
}

void Lexicon::AddPastOrGerund(const std::string& word, std::string_view ending, std::vector<Candidate>* out) const {
  const std::string base = VerbOf(word, ending);
  if (base.empty()) return;
  const int count = Find(base)->verb;
  if (ending == "ing") {
    out->push_back({Tag::kVbg, Worth(count, kGerund), base});
  } else if (irregular_.find(word) == irregular_.end()) {
    out->push_back({Tag::kVbd, Worth(count, kPast), base});
    out->push_back({Tag::kVbn, Worth(count, kParticiple), base});
  }
}

void Lexicon::AddCompared(const std::string& word, std::string_view ending, Tag tag, std::vector<Candidate>* out) const {
  for (const std::string& base : BasesOfVerb(word, ending)) {
    const Counts* counts = Find(base);
    if (counts == nullptr || counts->adjective < 0) continue;
    out->push_back({tag, Worth(counts->adjective, kCompared), base});
    return;
  }
}

void Lexicon::AddKnown(const std::string& word, std::vector<Candidate>* out) const {
  AddBase(word, out);
  if (const auto found = irregular_.find(word); found != irregular_.end()) {
    for (const Entry& entry : found->second) {
      const Counts* counts = Find(entry.lemma);
      const int count = counts == nullptr ? 20 : std::max({counts->noun, counts->verb, counts->adjective, 0});
      out->push_back({entry.tag, Worth(count, entry.weight), std::string(entry.lemma)});
    }
  }
  if (EndsWith(word, "s") && !EndsWith(word, "ss")) AddPlural(word, out);
  if (EndsWith(word, "ed")) AddPastOrGerund(word, "ed", out);
  if (EndsWith(word, "ing")) AddPastOrGerund(word, "ing", out);
  if (EndsWith(word, "er")) AddCompared(word, "er", Tag::kJjr, out);
  if (EndsWith(word, "est")) AddCompared(word, "est", Tag::kJjs, out);
}

// "unclear", "rebuilt", "oversupply": as without the prefix.
void Lexicon::AddPrefixed(const std::string& word, std::vector<Candidate>* out) const {
  for (const std::string_view prefix :
       {"un", "re", "non", "over", "under", "mis", "dis", "anti", "multi", "sub", "super", "pre"}) {
    if (!word.starts_with(prefix) || word.size() < prefix.size() + 4) continue;
    const size_t start = prefix.size() + (word[prefix.size()] == '-' ? 1 : 0);
    AddKnown(word.substr(start), out);
    for (Candidate& candidate : *out) candidate.lemma.insert(0, word.substr(0, start));
    if (!out->empty()) return;
  }
}

void Lexicon::AddByEnding(const std::string& word, std::vector<Candidate>* out) const {
  const size_t hyphen = word.rfind('-');
  if (hyphen != std::string::npos && hyphen + 1 < word.size()) {  // "after-hours", "state-owned"
    out->push_back({Tag::kJj, 6, word});
    out->push_back({word.ends_with('s') ? Tag::kNns : Tag::kNn, 4, word.ends_with('s') ? BasesOfPlural(word).front() : word});
    return;
  }
  for (size_t at = 1; at < word.size(); ++at) {
    const auto found = suffixes_.find(std::string_view(word).substr(at));
    if (found == suffixes_.end()) continue;
    for (const Entry& entry : found->second) out->push_back({entry.tag, entry.weight, LemmaByRule(word, entry.tag)});
    return;
  }
  out->push_back({Tag::kNn, 8, word});
  out->push_back({Tag::kJj, 1, word});
  out->push_back({Tag::kVb, 0.3f, word});
}

bool Lexicon::Knows(const std::string& word) const {
  if (Find(word) != nullptr || closed_.contains(word)) return true;
  std::vector<Candidate> out;
  AddKnown(word, &out);
  return !out.empty();
}

std::vector<Candidate> Lexicon::CandidatesOf(const WordUse& use) const {
  std::vector<Candidate> out;
  const bool capital = use.shape == LECTOR_SHAPE_TITLE || use.shape == LECTOR_SHAPE_UPPER || use.shape == LECTOR_SHAPE_MIXED;
  std::string word = LowerWithPlainApostrophes(use.text);
  const auto closed = closed_.find(word);
  const bool possessive = closed == closed_.end() && (word.ends_with("'s") || word.ends_with("s'"));
  if (possessive) word.resize(word.size() - (word.ends_with("'s") ? 2 : 1));
  if (closed != closed_.end()) {
    for (const Entry& entry : closed->second)
      out.push_back({entry.tag, entry.weight, entry.lemma.empty() ? word : std::string(entry.lemma)});
  } else {
    AddKnown(word, &out);
  }
  if (out.empty()) AddPrefixed(word, &out);
  const bool known = !out.empty();
  if (!known) AddByEnding(word, &out);
  Normalise(&out);
  if (possessive) {
    const bool plural = out.front().tag == Tag::kNns;
    std::string lemma = plural ? out.front().lemma : word;
    for (const Candidate& candidate : out) {
      if (candidate.tag == Tag::kNns) lemma = candidate.lemma;
    }
    out.assign(1, {Tag::kPos, 1, lemma});
  }
  if (!capital || use.all_capitals) return out;
  const bool acronym = use.shape == LECTOR_SHAPE_UPPER || use.shape == LECTOR_SHAPE_MIXED;
  float share = kNameInside;
  if (!known) share = use.opens && !acronym ? kNameUnknown : 0.98f;
  else if (acronym) share = 0.95f;
  else if (use.opens) share = use.next_is_capital ? kNameOpeningBeforeName : kNameOpening;
  if (closed != closed_.end() && !acronym) {
    const bool written_large = !out.front().lemma.empty() && u_isUUppercase(static_cast<unsigned char>(out.front().lemma[0]));
    if (out.front().tag == Tag::kPrp || written_large) return out;  // "I", "European"
    if (use.opens) share = kListedOpening;
    else if (!IsOpenClass(out.front().tag)) share = kNameFunctionWord;
  }
  for (Candidate& candidate : out) candidate.weight *= 1 - share;
  std::string as_written(use.text);
  if (possessive) as_written.resize(word.size() <= as_written.size() ? word.size() : as_written.size());
  out.push_back({possessive ? Tag::kPos : Tag::kNnp, share, as_written});
  Normalise(&out);
  return out;
}

}  // namespace lector::text::en
