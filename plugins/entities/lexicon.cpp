#include "lexicon.h"

#include <unicode/dtfmtsym.h>
#include <unicode/locid.h>

#include <algorithm>

#include "letters.h"

namespace lector::entities {
namespace {

void Merge(Lexicon::Entry& into, const Lexicon::Entry& from) {
  into.flags |= from.flags;
  if (into.org_type.empty()) into.org_type = from.org_type;
  if (into.place_type.empty()) into.place_type = from.place_type;
}

constexpr size_t kEndLetters = 2;  // of the shortest end of a body's name

// The bytes of the last code point of a word that has one.
size_t LastLetter(std::string_view word) {
  if (word.size() >= 2 && (word.back() & 0xC0) == 0x80 && (word[word.size() - 2] & 0xE0) == 0xC0) return 2;
  size_t bytes = 1;
  while (bytes < word.size() && (static_cast<unsigned char>(word[word.size() - bytes]) & 0xC0u) == 0x80u) ++bytes;
  return bytes;
}

std::string_view LastLetters(std::string_view word, size_t count) {
  size_t bytes = 0;
  for (; count > 0 && bytes < word.size(); --count) bytes += LastLetter(word.substr(0, word.size() - bytes));
  return word.substr(word.size() - bytes);
}

std::vector<std::string> Words(std::string_view phrase) {
  std::vector<std::string> words;
  while (!phrase.empty()) {
    const size_t space = std::min(phrase.find(' '), phrase.size());
    if (space > 0) words.push_back(Fold(phrase.substr(0, space)));
    phrase.remove_prefix(std::min(space + 1, phrase.size()));
  }
  return words;
}

uint32_t TypedFlag(char letter, bool places) {
  switch (letter) {
    case 'q':
      return kOrgBeforeQuote;
    case 'c':
      return kOrgHead;
    case 'l':
      return kOrgForm;
    case 't':
      return kOrgAloneTitle;
    case 'w':
      return kOrgWithPlace;
    case 'u':
      return kOrgUnit;
    case 'i':
      return kIndeclinable;
    case 'm':
      return kMember;
    case 'b':
      return kPlaceBefore;
    case 'a':
      return kPlaceAfter;
    case 'p':
      return kPlaceInName;
    case 's':
      return places ? kFacility : kOrgAlone;
    default:
      return 0;
  }
}

uint32_t TypedFlags(std::string_view letters, bool places) {
  uint32_t flags = 0;
  for (const char letter : letters) flags |= TypedFlag(letter, places);
  return flags;
}

}  // namespace

void ForEachLine(std::string_view text, const std::function<void(const std::vector<std::string_view>&)>& use) {
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    std::vector<std::string_view> fields;
    for (size_t tab; (tab = line.find('\t')) != std::string_view::npos; line.remove_prefix(tab + 1))
      fields.push_back(line.substr(0, tab));
    fields.push_back(line);
    use(fields);
  }
}

Lexicon::Lexicon(const ReadFile& read) {
  AddRoles(read("roles.txt"));
  AddTyped(read("organizations.tsv"), false);
  AddTyped(read("places.tsv"), true);
  AddComplements(read("complements.txt"));
  AddClassNouns(read("class_nouns.tsv"));
  ForEachLine(read("organization_ends.txt"), [this](const auto& fields) {
    const std::string_view type = fields.size() > 1 ? fields[1] : std::string_view();
    organization_ends_[LastLetters(fields[0], kEndLetters)].push_back({fields[0], type});
  });
  AddList(read("function_words.txt"), kFunction);
  AddList(read("speech.txt"), kSpeech);
  AddList(read("particles.txt"), kParticle);
  AddList(read("prepositions.txt"), kPreposition);
  AddList(read("name_adjectives.txt"), kNameAdjective);
  AddBodyAdjectives(read("body_adjectives.txt"));
  AddList(read("given_names_latin.txt"), kGivenName);
  AddList(read("no_complements.txt"), kNoComplement);
  AddList(read("territories.txt"), kTerritory);
  AddList(read("callings.txt"), kCalling);
  AddTyped(read("members.tsv"), false);
  ForEachLine(read("works.txt"), [this](const auto& fields) {
    const bool titled = fields[0].starts_with('+');
    const std::string_view word = fields[0].substr(titled ? 1 : 0);
    Add(word, {.flags = kWork});
    if (titled) AddStem(titled_works_, word);
  });
  ForEachLine(read("platforms.txt"), [this](const auto& fields) {
    const bool company = fields[0].starts_with('-');
    AddStem(company ? of_company_ : platforms_, fields[0].substr(company ? 1 : 0));
  });
  ForEachLine(read("sport.txt"), [this](const auto& fields) { AddStem(sport_, fields[0]); });
  AddList(read("not_names.txt"), kNotName);
  ForEachLine(read("abbreviations.txt"), [this](const auto& fields) { abbreviations_.add(fields[0]); });
  AddCalendar();
}

Lexicon::Entry Lexicon::Find(std::string_view folded, size_t ending) const {
  Entry found;
  uint32_t lengths = lengths_[BeginningOf(folded)];
  std::string_view word = folded;
  for (size_t cut = 0; cut <= ending && !word.empty(); ++cut, word.remove_suffix(LastLetter(word))) {
    if (cut > 0 && word.size() < 8) lengths = lengths_[BeginningOf(word)];
    const Known* listed = (lengths & LengthOf(word)) != 0 ? words_.find(word) : nullptr;
    if (listed == nullptr) continue;
    if (cut == 0) Merge(found, listed->word);
    const uint32_t known = found.flags;
    Merge(found, listed->beginning);
    if (cut > 0 && (known & kRoleForm) == 0) found.flags &= ~static_cast<uint32_t>(kRoleForm);
    found.guessed |= cut > 0 && listed->beginning.flags != 0;
  }
  return found;
}

void Lexicon::Add(std::string_view word, const Entry& entry) {
  const bool prefix = !word.empty() && word.back() == '*';
  if (prefix) word.remove_suffix(1);
  const std::string folded = Fold(word);
  lengths_[BeginningOf(folded)] |= LengthOf(folded);
  Known& listed = words_[folded];
  Merge(prefix ? listed.beginning : listed.word, entry);
}

void Lexicon::AddStem(Stems& stems, std::string_view entry) {
  const bool open = entry.ends_with('*');
  if (open) entry.remove_suffix(1);
  const std::string stem = Fold(entry);
  if (stems.find(stem) == nullptr) stems[stem] = {open};
}

bool Lexicon::Listed(const Stems& stems, std::string_view folded) {
  constexpr size_t kMostLetters = 3;
  for (size_t cut = 0; cut <= kMostLetters && !folded.empty(); ++cut) {
    if (const Stem* stem = stems.find(folded); stem != nullptr && (cut == 0 || stem->open)) return true;
    folded.remove_suffix(LastLetter(folded));
  }
  return false;
}

void Lexicon::AddList(std::string_view text, uint32_t flags) {
  ForEachLine(text, [&](const auto& fields) { Add(fields[0], {.flags = flags}); });
}

void Lexicon::AddBodyAdjectives(std::string_view text) {
  ForEachLine(text, [&](const auto& fields) {
    const bool level = fields[0].front() == '!';
    Add(fields[0].substr(level ? 1 : 0), {.flags = level ? kBodyAdjective | kLevel : kBodyAdjective});
  });
}

void Lexicon::AddRoles(std::string_view text) {
  ForEachLine(text, [&](const auto& fields) {
    std::string_view word = fields[0];
    if (const size_t tail = word.find(" +"); tail != std::string_view::npos) {  // "папа +римск*"
      AddStem(role_tails_[Fold(word.substr(0, tail))], word.substr(tail + 2));
      return;
    }
    uint32_t flags = kRole;
    if (word.front() == '!') flags |= kTerritorialRole;
    if (word.front() == '@') flags |= kHonorific;
    if (word.front() == '~') flags |= kKin;
    if (flags != kRole) word.remove_prefix(1);
    if (word.back() == '*') flags |= kRoleForm;
    if (const size_t space = word.rfind(' '); space != std::string_view::npos) word.remove_prefix(space + 1);
    Add(word, {.flags = flags});
  });
}

void Lexicon::AddTyped(std::string_view text, bool places) {
  ForEachLine(text, [&](const auto& fields) {
    if (fields.size() < 3) return;
    std::string_view word = fields[0];
    const std::string_view type = fields[1] == "-" ? std::string_view() : fields[1];
    const size_t space = word.rfind(' ');
    if (fields[2] == "n") {
      narrowed_[Fold(word.substr(0, space))].push_back({word.substr(space + 1), type});
      return;
    }
    if (space != std::string_view::npos) word.remove_prefix(space + 1);
    Entry entry{.flags = TypedFlags(fields[2], places)};
    (places ? entry.place_type : entry.org_type) = type;
    Add(word, entry);
  });
}

void Lexicon::AddComplements(std::string_view text) {
  ForEachLine(text, [&](const auto& fields) {
    if (fields[0].starts_with('+')) return AddStem(causes_, fields[0].substr(1));
    std::vector<std::string> words = Words(fields[0]);
    std::vector<std::vector<std::string>>& phrases = complements_[words[0]];
    const auto longer = [](const auto& a, const auto& b) { return a.size() > b.size(); };
    phrases.insert(std::upper_bound(phrases.begin(), phrases.end(), words, longer), std::move(words));
  });
}

void Lexicon::AddClassNouns(std::string_view text) {
  ForEachLine(text, [&](const auto& fields) {
    if (fields.size() < 2) return;
    ClassNoun noun{std::string(fields[0]), {}, false, false, false, false};
    for (std::string_view types = fields[1]; !types.empty();) {
      const size_t end = std::min(types.find(','), types.size());
      const std::string_view type = types.substr(0, end);
      types.remove_prefix(std::min(end + 1, types.size()));
      if (type == "=") noun.named = true;
      else if (type == "?") noun.untyped = true;
      else if (type == "min") noun.ministry = true;
      else if (type == "-government") noun.no_government = true;
      else noun.types.push_back(type);
    }
    if (class_nouns_.find(noun.lemma) == nullptr) class_nouns_[noun.lemma] = std::move(noun);
  });
}

std::string_view Lexicon::NarrowedType(std::string_view adjective, std::string_view noun) const {
  const auto* known = narrowed_.find(adjective);
  if (known == nullptr) return {};
  for (const Narrowed& narrowed : *known)
    if (narrowed.noun == noun) return narrowed.type;
  return {};
}

const std::string_view* Lexicon::OrganizationByEnd(std::string_view folded) const {
  constexpr size_t kBeginning = 3, kEnding = 2;  // letters before and behind
  for (size_t cut = 0; cut <= kEnding && !folded.empty(); ++cut, folded.remove_suffix(LastLetter(folded)))
    if (const auto* const ends = organization_ends_.find(LastLetters(folded, kEndLetters)); ends != nullptr)
      for (const End& end : *ends)
        if (folded.ends_with(end.letters) && CodePoints(folded) >= kBeginning + CodePoints(end.letters)) return &end.type;
  return nullptr;
}

void Lexicon::AddCalendar() {
  for (const char* language : {"ru", "en"}) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::DateFormatSymbols symbols(icu::Locale(language), status);
    const auto add = [this](const icu::UnicodeString* names, int32_t count) {
      for (int32_t i = 0; i < count; ++i) {
        std::string name;
        names[i].toUTF8String(name);
        if (!name.empty()) Add(name, {.flags = kCalendar});
      }
    };
    int32_t count = 0;
    for (const auto context : {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
      const icu::UnicodeString* months = symbols.getMonths(count, context, icu::DateFormatSymbols::WIDE);
      add(months, count);
      const icu::UnicodeString* days = symbols.getWeekdays(count, context, icu::DateFormatSymbols::WIDE);
      add(days, count);
    }
  }
}

}  // namespace lector::entities
