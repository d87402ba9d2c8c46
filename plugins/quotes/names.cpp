#include "names.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <utility>

namespace lector::quotes {
namespace {

constexpr uint32_t kNotInNames = kWordRole | kWordModifier | kWordDeterminer | kWordPreposition | kWordConjunction |
                                 kWordPronoun | kWordPossessive | kWordThat | kWordAs | kWordAdverb | kWordLinking |
                                 kWordRelative | kWordListener | kWordClause;

uint32_t Words(std::string_view name) {
  return name.empty() ? 0 : 1 + static_cast<uint32_t>(std::count(name.begin(), name.end(), ' '));
}

std::string_view LastWord(std::string_view name) {
  const size_t at = name.find_last_of(" .");
  name = at == std::string_view::npos ? name : name.substr(at + 1);
  if (name.find('-') == std::string_view::npos) return name;
  for (const std::string_view age : {"-младший", "-старший"})
    if (name.ends_with(age)) name.remove_suffix(age.size());
  for (const std::string_view article : {"аль-", "эль-", "ас-", "аш-", "ад-", "ан-", "ар-", "ат-", "аз-"})  // "аль-Завахири"
    if (name.starts_with(article)) return name.substr(article.size());
  return name;
}

// A Cyrillic word in its last letter, of two bytes.
bool EndsInConsonant(std::string_view word) {
  constexpr std::string_view kConsonants = "бвгджзйклмнпрстфхцчшщ";
  return word.size() >= 4 && word.find('.') == std::string_view::npos &&
         kConsonants.find(word.substr(word.size() - 2)) != std::string_view::npos;
}

// "С.Лосев", "С. Лосев" beside "Степан Лосев", which end alike.
bool IsInitialOf(std::string_view form, std::string_view full) {
  const size_t dot = form.find('.');
  return dot != std::string_view::npos && dot <= 2 && full.find('.') == std::string_view::npos &&
         form.substr(0, dot) == full.substr(0, dot);
}

}  // namespace

std::string Decapitalised(const Page& page, Range rows, std::string text) {
  if (rows.empty() || text.empty() || page.row(rows.begin).shape != LECTOR_SHAPE_TITLE ||
      page.SentenceOf(rows.begin).begin != rows.begin)
    return text;
  if (page.grammar().Upos(rows.begin) == LECTOR_UPOS_PROPN &&
      !(page.Is(rows.begin, kWordRole) && page.grammar().IsAnimate(rows.begin)))
    return text;
  if (page.input().english && rows.size() > 1 && page.IsCapital(rows.begin + 1)) return text;         // "Chief Executive"
  if (!page.grammar().known() && rows.size() == 1 && page.row(rows.begin).classes == 0) return text;  // it may be a name
  int32_t i = 0;
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(reinterpret_cast<const uint8_t*>(text.data()), i, static_cast<int32_t>(text.size()), c);
  char lower[U8_MAX_LENGTH];
  int32_t n = 0;
  U8_APPEND_UNSAFE(reinterpret_cast<uint8_t*>(lower), n, u_tolower(c));
  return std::string(lower, static_cast<size_t>(n)) + text.substr(static_cast<size_t>(i));
}

Names::Names(const Page& page, const Check& check) : page_(page) {
  if (page.input().has_entities) TakeGiven();
  FindCapitalised(check);
  FindFullest();
  if (page_.input().english) ShareSurnames();
  FindTitles(check);
  TakeTitles();
  FindTopic();
  FindNominatives();
}

// With given names: runs of capitals that they leave out, two words at least.
void Names::FindCapitalised(const Check& check) {
  std::vector<Name> given = std::move(names_);
  names_.clear();
  std::unordered_set<std::string_view> surnames;  // of those who are named in full: "Lee" where "Ann Lee" is known
  for (const Name& name : given)
    if (name.type == NameType::kPerson && name.rows.size() > 1) surnames.insert(page_.word(name.rows.end - 1));
  size_t next = 0;
  for (uint32_t i = 0; i < page_.size(); ++i) {
    if ((i & 1023u) == 0) check();
    if (next < given.size() && given[next].rows.begin <= i) {
      i = given[next].rows.end - 1;
      names_.push_back(given[next++]);
      continue;
    }
    if (!page_.IsWord(i) || !page_.IsCapital(i) || page_.Is(i, kNotInNames) || page_.HitAt(i) != nullptr) continue;
    Range rows{i, i + 1};
    const uint32_t stop = next < given.size() ? given[next].rows.begin : page_.size();
    while (rows.end < stop && page_.ParagraphIndex(rows.end) == page_.ParagraphIndex(i)) {
      const bool initial = page_.word(rows.end) == "." && page_.word(rows.end - 1).size() <= 2 && page_.IsCapital(rows.end + 1);
      const bool word = page_.IsWord(rows.end) && page_.IsCapital(rows.end) && !page_.Is(rows.end, kWordRole | kWordModifier);
      if ((!initial && !word) || page_.HitAt(rows.end) != nullptr) break;
      ++rows.end;
    }
    const uint32_t words = page_.CountWords(rows);
    if (words < 2 && page_.input().english && page_.SentenceOf(i).begin == i && page_.input().tags != nullptr &&
        i < page_.input().tags->count && page_.input().tags->upos[i] != LECTOR_UPOS_PROPN && surnames.count(page_.word(i)) == 0)
      continue;  // "Union leaders", "Two people"
    if (words < 2 && page_.input().has_entities && !(page_.input().english && surnames.count(page_.word(i)) > 0)) continue;
    const bool upper = page_.row(i).shape == LECTOR_SHAPE_UPPER && page_.word(i).size() > 2;
    const bool common = page_.grammar().Upos(i) == LECTOR_UPOS_NOUN || page_.grammar().IsAdjective(i);  // "День Победы"
    if (common && page_.input().has_entities) continue;
    if (words >= 2 && !upper) surnames.insert(page_.word(rows.end - 1));
    names_.push_back({rows, upper ? NameType::kOrganization : words >= 2 ? NameType::kPerson : NameType::kUnknown, 0, {}});
    i = rows.end - 1;
  }
}

void Names::FindFullest() {
  std::unordered_map<std::string_view, std::string_view> fullest;  // last word -> fullest name of a person
  for (const Name& name : names_) {
    if (name.type != NameType::kPerson) continue;
    const std::string_view form = name.full.empty() ? page_.Text(name.rows) : name.full;
    std::string_view& known = fullest[LastWord(form)];
    // Where "Иван Лосев" stands alone as well, capitals before it belong to a title ("мэр Заозёрска Иван Лосев").
    if (form.find('.') != std::string_view::npos && Words(known) > 1) continue;
    const bool longer = Words(form) > Words(known) || (Words(form) > 1 && known.find('.') != std::string_view::npos),
               stem = Words(known) > Words(form) && Words(form) >= 2 && known.ends_with(form);
    if ((longer && !(Words(known) >= 2 && form.ends_with(known))) || stem) known = form;
  }
  for (Name& name : names_) {
    const std::string_view form = name.full.empty() ? page_.Text(name.rows) : name.full;
    name.full = form;
    const bool misread = page_.input().english && name.type == NameType::kOrganization && Words(form) == 1;  // "Vilks replied"
    if (name.type != NameType::kPerson && name.type != NameType::kUnknown && !misread) continue;
    const auto it = fullest.find(LastWord(form));
    if (misread && (it == fullest.end() || Words(it->second) != 2)) continue;
    if (it == fullest.end()) continue;
    if (Words(form) == 1 || IsInitialOf(form, it->second) || (name.entity == 0 && form.ends_with(it->second)))
      name.full = it->second;
    if (name.entity == 0 && Words(form) > Words(name.full))  // the words of the name alone
      while (page_.Text(name.rows).size() > name.full.size() && name.rows.size() > 1) ++name.rows.begin;
    name.type = NameType::kPerson;
  }
}

// English: "Clinton" of two who are named in full is whom the text names first.
void Names::ShareSurnames() {
  struct Owner {
    const Name* first = nullptr;
    bool shared = false;
  };
  std::unordered_map<std::string_view, Owner> owners;  // by the last word
  const auto is_full = [this](const Name& name) { return name.type == NameType::kPerson && page_.CountWords(name.rows) > 1; };
  for (const Name& name : names_) {
    if (!is_full(name)) continue;
    Owner& owner = owners[page_.word(name.rows.end - 1)];
    if (owner.first == nullptr) owner.first = &name;
    owner.shared = owner.shared || owner.first->full != name.full;
  }
  for (Name& name : names_) {
    if (name.type != NameType::kPerson || is_full(name)) continue;
    const auto it = owners.find(page_.word(name.rows.begin));
    if (it == owners.end() || !it->second.shared) continue;
    const uint32_t begin = name.rows.begin,
                   address = begin - std::min(begin, begin > 1 && page_.word(begin - 1) == "." ? 2u : 1u);
    const uint8_t told = page_.row(address).gender, first = page_.row(it->second.first->rows.begin).gender;
    if (told != 0 && first != 0 && told != first) continue;  // "Mrs. Colton"
    name.full = it->second.first->full;
    name.entity = it->second.first->entity;
  }
}

std::span<const Name> Names::Inside(Range range) const {
  const auto first = std::lower_bound(names_.begin(), names_.end(), range.begin,
                                      [](const Name& name, uint32_t row) { return name.rows.begin < row; });
  auto last = first;
  while (last != names_.end() && last->rows.end <= range.end) ++last;
  return {first, last};
}

const Name* Names::At(uint32_t row) const {
  auto it = std::upper_bound(names_.begin(), names_.end(), row, [](uint32_t r, const Name& name) { return r < name.rows.end; });
  return it != names_.end() && it->rows.Contains(row) ? &*it : nullptr;
}

const Name* Names::PersonBefore(uint32_t row) const {
  auto it = std::upper_bound(names_.begin(), names_.end(), row, [](uint32_t r, const Name& name) { return r < name.rows.end; });
  for (int steps = 0; it != names_.begin() && steps < 64; ++steps) {
    --it;
    if (it->type == NameType::kPerson && page_.row(it->rows.begin).stretch < 0) return &*it;
  }
  return nullptr;
}

void Names::FindTopic() {
  constexpr uint32_t kFirstParagraphs = 3, kFewest = 3;
  std::unordered_map<std::string_view, Mentions> people;
  for (const Name& name : names_)
    if (name.type == NameType::kPerson) ++people.try_emplace(name.full, Mentions{0, name.rows.begin}).first->second.count;
  uint32_t most = kFewest - 1;
  for (const Name& name : names_) {
    const auto it = people.find(name.full);
    if (it == people.end() || it->second.count <= most || page_.ParagraphIndex(it->second.first) >= kFirstParagraphs) continue;
    most = it->second.count;
    topic_ = name.full;
  }
}

void Names::FindGenders() const {
  constexpr int kVerbVote = 6;  // "Корреа заявил": surer than what the words of a foreign name look like
  const Grammar& grammar = page_.grammar();
  if (!grammar.known() && !page_.input().english) return;
  const auto vote = [](uint64_t gender) { return gender == LECTOR_GENDER_MASC ? 1 : gender == LECTOR_GENDER_FEM ? -1 : 0; };
  for (const Name& name : names_) {
    if (name.type != NameType::kPerson) continue;
    int& votes = genders_[name.full];
    if (page_.input().english) {  // "Michael Roche", "Mrs. Roche", "spokeswoman Orla Keane", "Roche, a congressman"
      const uint32_t first = name.rows.begin;
      if (name.rows.size() > 1) votes += vote(page_.row(first).gender);
      if (first > 0) votes += 2 * vote(page_.row(first - (first > 1 && page_.word(first - 1) == "." ? 2 : 1)).gender);
      continue;
    }
    for (uint32_t i = name.rows.begin; i < name.rows.end; ++i) {
      const uint64_t kind = LECTOR_FEAT(grammar.Feats(i), NAMETYPE);
      votes += vote(grammar.Gender(i)) * (kind == LECTOR_NAMETYPE_GIV || kind == LECTOR_NAMETYPE_PAT ? 3 : 1);
      const uint32_t verb = grammar.Is(i, RelationOf("nsubj")) ? grammar.Head(i) : Grammar::kNone;
      if (verb != Grammar::kNone && grammar.IsFinite(verb) && grammar.Number(verb) == LECTOR_NUMBER_SING)
        votes += kVerbVote * vote(grammar.Gender(verb));
    }
  }
  // "Эда Гонзалеса" alone looks like a woman; the nominative "Эд" ends in a consonant: nobody knows, unless a verb told.
  for (auto& [name, votes] : genders_)
    if (votes < 0 && votes > -kVerbVote && EndsInConsonant(name.substr(0, name.find(' ')))) votes = 0;
}

// Whoever found the name may have left it as the text has it.
void Names::FindNominatives() {
  const Grammar& grammar = page_.grammar();
  if (!grammar.known()) return;
  for (const Name& name : names_) {
    if (name.type != NameType::kPerson || page_.CountWords(name.rows) < 2 || page_.Text(name.rows) != name.full) continue;
    const auto [it, fresh] = nominatives_.try_emplace(name.full);
    if (grammar.Case(name.rows.begin) <= LECTOR_CASE_NOM) it->second.oblique = {};
    else if (fresh) it->second.oblique = name.rows;
  }
}

// Of a name whose words do not agree for the inflector, word by word: "Рафаэлем Корреа".
std::string Names::NominativeByWords(Range rows) const {
  std::string whole = page_.NominativeOf(rows);
  if (whole != page_.Text(rows)) return whole;
  std::string text;
  for (uint32_t i = rows.begin; i < rows.end; ++i) {
    if (i > rows.begin && !page_.Touches(i)) text += ' ';
    const bool stands = i > rows.begin && page_.grammar().CanBe(i, LECTOR_CASE_NOM);
    text += stands ? std::string(page_.word(i)) : page_.NominativeOf({i, i + 1});
  }
  return text;
}

std::string_view Names::NominativeOf(std::string_view full_name) const {
  const auto it = nominatives_.find(full_name);
  if (it == nominatives_.end()) return {};
  Nominative& nominative = it->second;
  if (const Range oblique = std::exchange(nominative.oblique, {}); !oblique.empty()) nominative.text = NominativeByWords(oblique);
  return nominative.text;
}

uint64_t Names::GenderOf(std::string_view full_name) const {
  if (!std::exchange(has_genders_, true)) FindGenders();
  const auto it = genders_.find(full_name);
  if (it == genders_.end() || it->second == 0) return 0;
  return it->second > 0 ? LECTOR_GENDER_MASC : LECTOR_GENDER_FEM;
}

bool Names::IsOblique(const Name& person) const {
  const size_t space = person.full.find_last_of(' ');
  if (person.rows.size() != 1 || space == std::string_view::npos) return false;
  const std::string_view word = page_.word(person.rows.begin), last = person.full.substr(space + 1);
  return word.size() > last.size() && word.starts_with(last) && NominativeOf(person.full).empty();
}

}  // namespace lector::quotes
