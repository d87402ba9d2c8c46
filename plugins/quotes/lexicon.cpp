#include "lexicon.h"

#include <lector/layers.h>
#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

namespace lector::quotes {
namespace {

constexpr std::array<std::pair<std::string_view, uint32_t>, 16> kCueTypes = {{
    {"say", kCueSay},
    {"direct", kCueDirect},
    {"name", kCueName},
    {"urge", kCueUrge},
    {"bare", kCueBare},
    {"tell", kCueTell},
    {"ask", kCueAsk},
    {"deny", kCueDeny},
    {"promise", kCuePromise},
    {"state", kCueState},
    {"passive", kCuePassive},
    {"carry", kCueCarry},
    {"relay", kCueRelay},
    {"own", kCueOwn},
    {"answer", kCueAnswer},
    {"decline", kCueDecline},
}};

constexpr std::array<std::pair<std::string_view, uint32_t>, 32> kWordClasses = {{
    {"role", kWordRole},
    {"modifier", kWordModifier},
    {"medium", kWordMedium},
    {"preposition", kWordPreposition},
    {"conjunction", kWordConjunction},
    {"that", kWordThat},
    {"pronoun", kWordPronoun},
    {"possessive", kWordPossessive},
    {"listener", kWordListener},
    {"adverb", kWordAdverb},
    {"relative", kWordRelative},
    {"determiner", kWordDeterminer},
    {"unnamed", kWordUnnamed},
    {"anaphor", kWordAnaphor},
    {"as", kWordAs},
    {"linking", kWordLinking},
    {"clause", kWordClause},
    {"document", kWordDocument},
    {"group", kWordGroup},
    {"setting", kWordSetting},
    {"chief", kWordChief},
    {"institution", kWordInstitution},
    {"statute", kWordStatute},
    {"first", kWordFirstPerson},
    {"condition", kWordCondition},
    {"generic", kWordGeneric},
    {"office", kWordOffice},
    {"authority", kWordAuthority},
    {"man", kWordMan},
    {"other", kWordOther},
    {"question", kWordQuestion},
    {"answer", kWordAnswer},
}};

constexpr std::array<std::pair<std::string_view, uint32_t>, 2> kGenders = {
    {{"masculine", LECTOR_GENDER_MASC}, {"feminine", LECTOR_GENDER_FEM}}};
constexpr std::array<std::pair<std::string_view, uint32_t>, 4> kRoleKinds = {
    {{"office", kRoleOffice}, {"post", kRolePost}, {"case", kRoleCase}, {"family", kRoleFamily}}};

std::string_view Trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\r')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\r')) s.remove_suffix(1);
  return s;
}

std::vector<std::string_view> Split(std::string_view s, char separator) {
  std::vector<std::string_view> parts;
  while (true) {
    const size_t at = s.find(separator);
    const std::string_view part = Trim(s.substr(0, at));
    if (!part.empty()) parts.push_back(part);
    if (at == std::string_view::npos) return parts;
    s.remove_prefix(at + 1);
  }
}

[[noreturn]] void Fail(std::string_view name, size_t line, const std::string& message) {
  throw LexiconError(std::string(name) + ":" + std::to_string(line) + ": " + message);
}

// Calls body(columns, line number) for each line that says something.
template <class F>
void ForEachLine(std::string_view bytes, std::string_view name, size_t columns, size_t optional, F&& body) {
  size_t line = 0;
  while (!bytes.empty()) {
    const size_t at = bytes.find('\n');
    const std::string_view row = bytes.substr(0, at);
    bytes.remove_prefix(at == std::string_view::npos ? bytes.size() : at + 1);
    ++line;
    if (Trim(row).empty() || row.front() == '#') continue;
    const std::vector<std::string_view> fields = Split(row, '\t');
    if (fields.size() < columns || fields.size() > columns + optional)
      Fail(name, line, "expected " + std::to_string(columns) + " columns parted by tabs, got " + std::to_string(fields.size()));
    body(fields, line);
  }
}

template <size_t N>
uint32_t Flags(const std::array<std::pair<std::string_view, uint32_t>, N>& known, std::string_view words, std::string_view name,
               size_t line) {
  uint32_t flags = 0;
  for (const std::string_view word : Split(words, ' ')) {
    const auto* it = std::find_if(known.begin(), known.end(), [&](const auto& k) { return k.first == word; });
    if (it == known.end()) Fail(name, line, "unknown word '" + std::string(word) + "' in the column of kinds");
    flags |= it->second;
  }
  return flags;
}

// The Cyrillic of the living languages, U+0400 to U+045F, most of a text: two bytes in UTF-8, and so in lower case.
constexpr size_t kFoldedLetters = 0x60;
constexpr std::array<std::array<char, 2>, kFoldedLetters> kFolded = [] {
  std::array<std::array<char, 2>, kFoldedLetters> letters = {};
  for (uint32_t i = 0; i < kFoldedLetters; ++i) {
    uint32_t c = 0x400 + i + (i < 0x10 ? 0x50 : i < 0x30 ? 0x20 : 0);
    if (c == 0x451) c = 0x435;  // ё
    letters[i] = {static_cast<char>(0xC0 | c >> 6), static_cast<char>(0x80 | (c & 0x3F))};
  }
  return letters;
}();

void AppendFolded(std::string_view word, std::string* out) {
  const auto* data = reinterpret_cast<const uint8_t*>(word.data());
  const auto size = static_cast<int32_t>(word.size());
  for (int32_t i = 0; i < size;) {
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(data, i, size, c);
    c = u_tolower(c);
    if (c == 0x451) c = 0x435;  // ё
    if (c == 0x2019) c = '\'';
    char buffer[U8_MAX_LENGTH];
    int32_t n = 0;
    U8_APPEND_UNSAFE(reinterpret_cast<uint8_t*>(buffer), n, c);
    out->append(buffer, static_cast<size_t>(n));
  }
}

}  // namespace

void Fold(std::string_view word, std::string* out) {
  out->resize(word.size());
  char* to = out->data();
  size_t i = 0;
  while (i < word.size()) {
    const auto byte = static_cast<uint8_t>(word[i]);
    if (byte < 0x80) {
      *to++ = static_cast<char>(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
      ++i;
      continue;
    }
    if ((byte != 0xD0 && byte != 0xD1) || i + 1 == word.size()) break;
    const uint32_t letter = (byte & 1u) << 6 | (static_cast<uint8_t>(word[i + 1]) & 0x3Fu);
    if (letter >= kFoldedLetters) break;
    std::memcpy(to, &kFolded[letter], sizeof kFolded[letter]);
    to += sizeof kFolded[letter];
    i += sizeof kFolded[letter];
  }
  out->resize(static_cast<size_t>(to - out->data()));
  if (i < word.size()) AppendFolded(word.substr(i), out);
}

int32_t Lexicon::AddCue(Cue cue) {
  cues_.push_back(std::move(cue));
  gerunds_.push_back(-1);
  return static_cast<int32_t>(cues_.size()) - 1;
}

uint32_t Lexicon::AddWord(std::string_view word) {
  std::string folded;
  Fold(word, &folded);
  if (folded == "*") return kPossessive;
  const uint32_t number = words_.add(folded);
  if (number == entries_.size()) entries_.emplace_back();
  return number;
}

Lexicon::Entry& Lexicon::AddEntry(std::string_view word) {
  Entry& entry = entries_[AddWord(word)];
  entry.listed = true;
  return entry;
}

void Lexicon::AddLongestFirst(Phrase phrase, std::vector<Phrase>* phrases) {
  const auto longer = [](const Phrase& a, const Phrase& b) { return a.words.size() > b.words.size(); };
  phrases->insert(std::upper_bound(phrases->begin(), phrases->end(), phrase, longer), std::move(phrase));
}

void Lexicon::AddPhrase(std::string_view form, int32_t cue, bool source, bool verb, bool plural) {
  Phrase phrase{{}, cue, source, verb, plural};
  for (const std::string_view word : Split(form, ' ')) phrase.words.push_back(AddWord(word));
  Entry& first = entries_[phrase.words.front()];
  first.listed = true;
  for (const Phrase& known : first.phrases)
    if (known.words == phrase.words) return;  // two lemmas share the form: the first has it
  AddLongestFirst(std::move(phrase), &first.phrases);
}

// The phrase with each form in the place of its verb.
void Lexicon::AddForms(const std::vector<std::string_view>& words, size_t verb, const std::vector<std::string>& forms,
                       int32_t cue, bool plural) {
  for (const std::string& form : forms) {
    std::string phrase;
    for (size_t i = 0; i < words.size(); ++i) (phrase += i > 0 ? " " : "") += i == verb ? std::string_view(form) : words[i];
    AddPhrase(phrase, cue, false, true, plural);
  }
}

void Lexicon::AddCues(std::string_view bytes, std::string_view name, Conjugator conjugate) {
  ForEachLine(bytes, name, 2, 1, [&](const std::vector<std::string_view>& fields, size_t line) {
    const uint32_t types = Flags(kCueTypes, fields[1], name, line);
    const int32_t cue = AddCue({std::string(fields[0]), types});
    const int32_t gerund = AddCue({std::string(fields[0]), types | kCueGerund});
    gerunds_[static_cast<size_t>(cue)] = gerund;
    const std::vector<std::string_view> words = Split(fields[0], ' ');
    const size_t verb = words.size() > 1 && words[0] == "не" ? 1 : 0;
    if (fields.size() > 2) {
      for (const std::string_view form : Split(fields[2], ',')) {
        const bool participle = form.front() == '+';
        AddPhrase(participle ? form.substr(1) : form, participle ? gerund : cue, false, false);
      }
    }
    const Conjugation forms = conjugate(words[verb]);
    AddForms(words, verb, forms.finite, cue);
    AddForms(words, verb, forms.gerunds, gerund);
    AddForms(words, verb, forms.plural, cue, true);
    Phrase phrase{{}, cue, false, true};
    for (const std::string_view word : words) phrase.words.push_back(AddWord(word));
    AddLongestFirst(phrase, &entries_[phrase.words[verb]].lemma_phrases);
  });
}

void Lexicon::AddSources(std::string_view bytes, std::string_view name) {
  ForEachLine(bytes, name, 2, 0, [&](const std::vector<std::string_view>& fields, size_t) {
    const int32_t cue = AddCue({std::string(fields[0]), 0});
    for (const std::string_view form : Split(fields[1], ',')) AddPhrase(form, cue, true, false);
  });
}

void Lexicon::AddWords(std::string_view bytes, std::string_view name) {
  ForEachLine(bytes, name, 2, 0, [&](const std::vector<std::string_view>& fields, size_t line) {
    const uint32_t classes = Flags(kWordClasses, fields[0], name, line);
    for (const std::string_view word : Split(fields[1], ',')) {
      if (word.find(' ') != std::string_view::npos) Fail(name, line, "a word with a space: '" + std::string(word) + "'");
      AddEntry(word).classes |= classes;
    }
  });
}

void Lexicon::AddRoles(std::string_view bytes, std::string_view name) {
  ForEachLine(bytes, name, 2, 0, [&](const std::vector<std::string_view>& fields, size_t line) {
    const uint32_t kind = Flags(kRoleKinds, fields[0], name, line);
    for (const std::string_view word : Split(fields[1], ',')) {
      if (word.find(' ') != std::string_view::npos) Fail(name, line, "a noun with a space: '" + std::string(word) + "'");
      Entry& entry = AddEntry(word);
      entry.role_kinds |= kind;
      entry.classes |= kWordRole;
      if (entry.roles.empty() || entry.roles.back() != role_count_) entry.roles.push_back(role_count_);
    }
    ++role_count_;
  });
}

void Lexicon::AddHeads(std::string_view bytes, std::string_view name) {
  ForEachLine(bytes, name, 2, 0, [&](const std::vector<std::string_view>& fields, size_t) {
    for (const std::string_view noun : Split(fields[0], ','))
      for (const std::string_view office : Split(fields[1], ',')) AddEntry(noun).offices.emplace_back(office);
  });
}

void Lexicon::AddGenders(std::string_view bytes, std::string_view name) {
  ForEachLine(bytes, name, 2, 0, [&](const std::vector<std::string_view>& fields, size_t line) {
    const auto gender = static_cast<uint8_t>(Flags(kGenders, fields[0], name, line));
    for (const std::string_view word : Split(fields[1], ',')) AddEntry(word).gender = gender;
  });
}

}  // namespace lector::quotes
