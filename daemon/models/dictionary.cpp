#include "daemon/models/dictionary.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "daemon/models/automaton.h"
#include "daemon/models/dawg.h"
#include "daemon/models/paradigms.h"
#include "daemon/text/ru/dictionary_format.h"

namespace lector::models {
namespace {

using namespace text::ru;  // NOLINT: the format's names

constexpr char kPayload = '\x01';                      // stands before the base64 of a record
constexpr std::string_view kYo = "ё", kYe = "е";
constexpr std::string_view kInitials = "абвгдеёжзийклмнопрстуфхцчшщэюя";
constexpr uint32_t kMillion = 1000000;

Status Damaged(const std::string& what) { return Status(Code::kInvalidArgument, what + " is damaged", "DAMAGED_DICTIONARY"); }

size_t LetterSize(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}
std::vector<std::string> Letters(std::string_view word) {
  std::vector<std::string> out;
  for (size_t at = 0; at < word.size(); at += LetterSize(word[at])) out.emplace_back(word.substr(at, LetterSize(word[at])));
  return out;
}
uint32_t CodePoint(const std::string& letter) {
  uint32_t out = static_cast<unsigned char>(letter[0]);
  if (letter.size() > 1) out &= 0xFFu >> (letter.size() + 1);
  for (size_t i = 1; i < letter.size(); ++i) out = out << 6 | (static_cast<unsigned char>(letter[i]) & 0x3Fu);
  return out;
}

// Letters get their labels in the order of their first appearance.
class Alphabet {
 public:
  std::string Encode(const std::vector<std::string>& letters) {
    std::string out;
    for (const std::string& letter : letters) {
      const auto [found, is_new] = labels_.try_emplace(letter, kFirstLetter + labels_.size());
      if (is_new) code_points_.push_back(CodePoint(letter));
      out.push_back(static_cast<char>(found->second));
    }
    return out;
  }
  bool fits() const { return kFirstLetter + labels_.size() <= kLabelCount; }
  const std::vector<uint32_t>& code_points() const { return code_points_; }

 private:
  std::unordered_map<std::string, size_t> labels_;
  std::vector<uint32_t> code_points_;
};

// One way to type a word: the dictionary's letters, some ё written as е.
struct Spelling {
  std::string key;
  std::vector<uint32_t> folded;  // places of the letters from the front, in order
  uint32_t group;                // whose analyses these are
  uint32_t marks;
};

struct Analysis {
  uint32_t form;
  uint32_t count;  // of endings; else 0
};

class Compiler {
 public:
  explicit Compiler(Paradigms paradigms) : paradigms_(std::move(paradigms)) {}

  Status AddWords(const Dawg& words) { return AddRecords(words, "", 0, "words.dawg"); }
  Status AddEndings(const Dawg& endings, uint32_t prefix) {
    return AddRecords(endings, std::string(1, static_cast<char>(kEndingMarker + prefix)), 4, "prediction-suffixes");
  }
  Status AddProbabilities(const Dawg& probabilities);
  Status Finish(text::ModelFileWriter& out);

 private:
  using Group = std::vector<Analysis>;

  Status AddRecords(const Dawg& dawg, const std::string& marker, size_t count_size, const std::string& name);
  void AddSpellings(const std::string& marker, const std::vector<std::string>& letters);
  std::vector<Analysis> Collect(size_t first, size_t last) const;
  uint32_t WordList(const std::string& key, std::vector<Analysis> analyses);
  void AddProbabilityKeys();
  void AddInitialKeys();
  uint32_t Intern(const std::vector<uint32_t>& entries, const std::vector<uint32_t>& numbers);
  uint32_t Probability(const std::map<uint16_t, uint32_t>& of_tags, uint32_t form) const {
    const auto found = of_tags.find(paradigms_.grammar(form).tag);
    return found == of_tags.end() ? 0 : found->second;
  }

  const Paradigms paradigms_;
  Alphabet alphabet_;
  std::vector<Spelling> spellings_;
  std::vector<Group> groups_;
  std::unordered_map<std::string, std::map<uint16_t, uint32_t>> probabilities_;  // word -> tag -> millionths
  std::unordered_map<std::string, std::vector<Analysis>> letters_;               // words of one letter
  std::set<std::string> known_;                                                  // words with probabilities
  std::vector<std::pair<std::string, uint32_t>> keys_;
  std::vector<uint32_t> lists_;
  std::unordered_map<std::string, uint32_t> list_ids_;
};

uint32_t BigEndian(std::string_view bytes) {
  uint32_t out = 0;
  for (const char byte : bytes) out = out << 8 | static_cast<unsigned char>(byte);
  return out;
}

Status Compiler::AddRecords(const Dawg& dawg, const std::string& marker, size_t count_size, const std::string& name) {
  std::string word, record;
  bool first = true;
  return dawg.ForEach([&](std::string_view key, uint32_t) {
    const size_t end = key.find(kPayload);
    if (end == std::string_view::npos || end == 0 || !DecodeBase64(key.substr(end + 1), &record)) return Damaged(name);
    // An older package has two bytes for a count and not four.
    const size_t count_bytes = count_size == 0 ? 0 : record.size() == 6 ? 2 : count_size;
    if (record.size() != count_bytes + 4) return Damaged(name);
    if (first || word != key.substr(0, end)) {
      word = key.substr(0, end);
      first = false;
      groups_.emplace_back();
      const std::vector<std::string> letters = Letters(word);
      if (letters.size() > kMarkMask) return Damaged(name);
      AddSpellings(marker, letters);
    }
    Analysis analysis = {0, BigEndian(std::string_view(record).substr(0, count_bytes))};
    const std::string_view place = std::string_view(record).substr(count_bytes);
    if (!paradigms_.Number(BigEndian(place.substr(0, 2)), BigEndian(place.substr(2, 2)), &analysis.form)) return Damaged(name);
    const bool wanted = marker.empty() || (paradigms_.grammar(analysis.form).flags & kProductive) != 0;
    if (wanted) groups_.back().push_back(analysis);
    return Status();
  });
}

void Compiler::AddSpellings(const std::string& marker, const std::vector<std::string>& letters) {
  std::vector<uint32_t> places;
  for (uint32_t i = 0; i < letters.size(); ++i)
    if (letters[i] == kYo && places.size() < 2) places.push_back(i);
  for (uint32_t chosen = 0; chosen < 1u << places.size(); ++chosen) {
    Spelling spelling = {{}, {}, static_cast<uint32_t>(groups_.size() - 1), 0};
    std::vector<std::string> typed = letters;
    for (size_t i = 0; i < places.size(); ++i) {
      if ((chosen >> i & 1u) == 0) continue;
      typed[places[i]] = kYe;
      const auto from_end = static_cast<uint32_t>(letters.size()) - places[i];
      spelling.marks |= from_end << (spelling.folded.empty() ? kFirstMark : kSecondMark);
      spelling.folded.push_back(places[i]);
    }
    spelling.key = marker + alphabet_.Encode(typed);
    spellings_.push_back(std::move(spelling));
  }
}

Status Compiler::AddProbabilities(const Dawg& dawg) {
  return dawg.ForEach([&](std::string_view key, uint32_t value) {
    const size_t colon = key.find(':');
    if (colon == std::string_view::npos || colon == 0 || value > kMillion) return Damaged("p_t_given_w.intdawg");
    uint16_t tag = 0;
    if (paradigms_.FindTag(key.substr(colon + 1), &tag))
      probabilities_[alphabet_.Encode(Letters(key.substr(0, colon)))][tag] = value;
    return Status();
  });
}

uint32_t Compiler::Intern(const std::vector<uint32_t>& entries, const std::vector<uint32_t>& numbers) {
  std::vector<uint32_t> list = {static_cast<uint32_t>(entries.size()) | (numbers.empty() ? 0 : kListScored)};
  list.insert(list.end(), entries.begin(), entries.end());
  list.insert(list.end(), numbers.begin(), numbers.end());
  std::string signature(reinterpret_cast<const char*>(list.data()), list.size() * sizeof(uint32_t));
  const auto [found, is_new] = list_ids_.emplace(std::move(signature), static_cast<uint32_t>(lists_.size()));
  if (is_new) lists_.insert(lists_.end(), list.begin(), list.end());
  return found->second;
}

// The analyses of equal keys, spellings with an earlier ё behind those without, as the original gives them.
std::vector<Analysis> Compiler::Collect(size_t first, size_t last) const {
  std::vector<Analysis> out;
  for (size_t i = first; i < last; ++i)
    for (const Analysis& analysis : groups_[spellings_[i].group]) out.push_back({analysis.form | spellings_[i].marks, analysis.count});
  return out;
}

// Analyses by their probability where it is known, else as they come.
uint32_t Compiler::WordList(const std::string& key, std::vector<Analysis> analyses) {
  const auto found = probabilities_.find(key);
  uint32_t sum = 0;
  if (found != probabilities_.end()) {
    known_.insert(key);
    for (Analysis& analysis : analyses) sum += analysis.count = Probability(found->second, analysis.form & kFormMask);
  }
  if (sum > 0)
    std::stable_sort(analyses.begin(), analyses.end(), [](const Analysis& a, const Analysis& b) { return a.count > b.count; });
  std::vector<uint32_t> entries, numbers;
  for (const Analysis& analysis : analyses) {
    entries.push_back(analysis.form);
    if (sum > 0) numbers.push_back(analysis.count);
  }
  return Intern(entries, numbers);
}

void Compiler::AddProbabilityKeys() {
  for (const auto& [word, of_tags] : probabilities_) {
    if (known_.contains(word)) continue;
    std::vector<uint32_t> entries, numbers;
    for (const auto& [tag, value] : of_tags) entries.push_back(tag), numbers.push_back(value);
    keys_.emplace_back(std::string(1, static_cast<char>(kProbabilityMarker)) + word, Intern(entries, numbers));
  }
}

// A capital letter may be a word of one letter, a given name or a patronymic.
void Compiler::AddInitialKeys() {
  constexpr double kInitialScore = 0.1;
  for (const std::string& letter : Letters(kInitials)) {
    const std::string key = alphabet_.Encode({letter});
    std::vector<Analysis> analyses = letters_[key];
    const auto probabilities = probabilities_.find(key);
    uint32_t sum = 0;
    if (probabilities != probabilities_.end())
      for (Analysis& analysis : analyses) sum += analysis.count = Probability(probabilities->second, analysis.form & kFormMask);
    const double all = static_cast<double>(analyses.size()) + kInitialScore * paradigms_.initial_count();
    if (sum == 0)
      for (Analysis& analysis : analyses) analysis.count = static_cast<uint32_t>(kMillion / all);
    std::stable_sort(analyses.begin(), analyses.end(), [](const Analysis& a, const Analysis& b) { return a.count > b.count; });
    const uint32_t initial = sum == 0 ? static_cast<uint32_t>(kMillion * kInitialScore / all) : 0;
    for (uint32_t i = 0; i < paradigms_.initial_count(); ++i) analyses.push_back({paradigms_.first_initial() + i, initial});
    std::vector<uint32_t> entries, numbers;
    for (const Analysis& analysis : analyses) entries.push_back(analysis.form), numbers.push_back(analysis.count);
    keys_.emplace_back(std::string(1, static_cast<char>(kCapitalMarker)) + key, Intern(entries, numbers));
  }
}

Status Compiler::Finish(text::ModelFileWriter& writer) {
  std::sort(spellings_.begin(), spellings_.end(), [](const Spelling& a, const Spelling& b) {
    return a.key != b.key ? a.key < b.key : a.folded < b.folded;
  });
  for (size_t first = 0, last; first < spellings_.size(); first = last) {
    const std::string& key = spellings_[first].key;
    for (last = first + 1; last < spellings_.size() && spellings_[last].key == key; ++last) {}
    std::vector<Analysis> analyses = Collect(first, last);
    if (analyses.empty()) continue;
    if (key[0] >= kFirstLetter) {
      if (key.size() == 1) letters_[key] = analyses;
      keys_.emplace_back(key, WordList(key, std::move(analyses)));
    } else {
      std::vector<uint32_t> entries, numbers;
      for (const Analysis& analysis : analyses) entries.push_back(analysis.form), numbers.push_back(analysis.count);
      keys_.emplace_back(key, Intern(entries, numbers));
    }
  }
  spellings_ = {};
  AddProbabilityKeys();
  AddInitialKeys();
  if (!alphabet_.fits()) return Status(Code::kOutOfRange, "the dictionary has more letters than its format can hold");
  std::sort(keys_.begin(), keys_.end());
  Result<std::vector<uint32_t>> units = PackAutomaton(keys_);
  if (!units.ok()) return units.status();

  writer.Add("alphabet", alphabet_.code_points());
  writer.Add("units", *units);
  writer.Add("lists", lists_);
  paradigms_.Write(writer);
  return Status();
}

}  // namespace

Status CompileDictionary(const DictionarySources& sources, text::ModelFileWriter& out) {
  Result<Paradigms> paradigms = Paradigms::Read(sources.paradigms, sources.suffixes, sources.tags);
  if (!paradigms.ok()) return paradigms.status();
  Compiler compiler(*std::move(paradigms));
  const Result<Dawg> words = Dawg::Read(sources.words, "words.dawg");
  if (!words.ok()) return words.status();
  if (Status status = compiler.AddWords(*words); !status.ok()) return status;
  for (uint32_t prefix = 0; prefix < kPrefixCount; ++prefix) {
    const Result<Dawg> endings = Dawg::Read(sources.endings[prefix], "prediction-suffixes-" + std::to_string(prefix) + ".dawg");
    if (!endings.ok()) return endings.status();
    if (Status status = compiler.AddEndings(*endings, prefix); !status.ok()) return status;
  }
  const Result<Dawg> probabilities = Dawg::Read(sources.probabilities, "p_t_given_w.intdawg");
  if (!probabilities.ok()) return probabilities.status();
  if (Status status = compiler.AddProbabilities(*probabilities); !status.ok()) return status;
  return compiler.Finish(out);
}

}  // namespace lector::models
