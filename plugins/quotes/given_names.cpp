// Names as whoever found them gives them: without the titles that they have taken, as full as a mention has them, and without
// what is no name of somebody who could speak.
#include <algorithm>

#include "names.h"

namespace lector::quotes {
namespace {

bool IsOneWord(std::string_view name) { return !name.empty() && name.find(' ') == std::string_view::npos; }

// "Римский", in any case.
bool IsOfPlace(std::string_view word) {
  for (const std::string_view ending : {"ский", "ского", "скому", "ским", "ском"})
    if (word.ends_with(ending)) return true;
  return false;
}

}  // namespace

void Names::TakeGiven() {
  uint32_t row = 0;
  const lector_tokens& tokens = page_.input().tokens;
  std::unordered_map<lector_id, std::string_view> shortened;
  for (const NameInput& given : page_.input().names) {
    while (row < page_.size() && tokens.end[row] <= given.span.begin) ++row;
    Range rows{row, row};
    while (rows.end < page_.size() && tokens.begin[rows.end] < given.span.end) ++rows.end;
    if (rows.empty() || (!names_.empty() && rows.begin < names_.back().rows.end)) continue;
    Name name{rows, given.type, given.entity, given.full_name.substr(0, given.full_name.find(" (")), given.medium};
    if (IsCommonNoun(name) || IsDedication(name) || HasVerb(rows)) continue;
    if (name.type == NameType::kPerson || name.type == NameType::kPlace) DropTitle(&name);
    if (name.rows.begin > rows.begin) shortened[name.entity] = name.full;
    names_.push_back(name);
  }
  TakeFuller();
  for (Name& name : names_)
    if (const auto it = shortened.find(name.entity); it != shortened.end() && name.type == NameType::kPerson)
      name.full = it->second;
  for (const Name& name : names_) ++mentions_.try_emplace(name.full, Mentions{0, name.rows.begin}).first->second.count;
}

// Of one word as given, the fuller name that a mention in the nominative has: "Альберт II", "Виктор Лосев".
void Names::TakeFuller() {
  std::unordered_map<lector_id, std::string_view> fuller;
  for (const Name& name : names_) {
    if (name.type != NameType::kPerson || name.rows.size() < 2 || !IsOneWord(name.full)) continue;
    const std::string_view text = page_.Text(name.rows);
    const bool fits =
        text.size() > name.full.size() && text.find('.') == std::string_view::npos &&
        page_.grammar().Case(name.rows.begin) <= LECTOR_CASE_NOM &&
        (text.starts_with(name.full) ? text[name.full.size()] == ' '
                                     : text.ends_with(name.full) && text[text.size() - name.full.size() - 1] == ' ');
    if (fits && fuller[name.entity].size() < text.size()) fuller[name.entity] = text;
  }
  if (fuller.empty()) return;
  for (Name& name : names_)
    if (const auto it = fuller.find(name.entity); it != fuller.end() && !it->second.empty() && IsOneWord(name.full))
      name.full = it->second;
}

// "актриса", "Истица": whoever is meant by a noun of people is found out where it speaks; "said the Dane".
bool Names::IsCommonNoun(const Name& name) const {
  const Grammar& grammar = page_.grammar();
  const uint32_t row = name.rows.begin;
  if (page_.input().english && row > 0 && page_.Is(name.rows.end - 1, kWordGeneric))
    return page_.word(row - 1) == "the" || page_.word(row - 1) == "The";
  if (name.type == NameType::kPerson && name.rows.size() == 1 && grammar.known() && row > 0 && page_.word(row).ends_with("ии"))
    return true;  // "глава МЧС Вальдории": a land in the genitive
  return name.type == NameType::kPerson && name.rows.size() == 1 && grammar.known() && page_.Is(row, kWordRole) &&
         (page_.SentenceOf(row).begin == row || grammar.Upos(row) == LECTOR_UPOS_NOUN);
}

// "Лосев назвал мост": no name.
bool Names::HasVerb(Range rows) const {
  for (uint32_t i = rows.begin + 1; page_.grammar().known() && i < rows.end; ++i)
    if (page_.row(i).shape == LECTOR_SHAPE_LOWER && page_.grammar().IsFinite(i) && page_.row(i).stretch < 0) return true;
  return false;
}

// "больница имени Лосева": nobody who could speak.
bool Names::IsDedication(const Name& name) const {
  uint32_t before = name.rows.begin;
  if (before > 1 && page_.IsSign(before - 1, Sign::kStop)) --before;
  return name.type == NameType::kPerson && before > 0 && (page_.word(before - 1) == "имени" || page_.word(before - 1) == "им");
}

// What the name has taken of its title: "Терапевт Людмила Рудь", "президент Вальдории Иван Лосев", "Resident Joyce Doe".
void Names::DropTitle(Name* name) const {
  const Grammar& grammar = page_.grammar();
  const bool english = page_.input().english;
  const auto drop = [name] {
    ++name->rows.begin;
    if (const size_t space = name->full.find(' '); space != std::string_view::npos) name->full.remove_prefix(space + 1);
  };
  const auto is_role = [&](uint32_t row) {
    return page_.Is(row, kWordRole) && (english ? !page_.Touches(row + 1) : grammar.Upos(row) == LECTOR_UPOS_NOUN) &&
           page_.IsCapital(row + 1);
  };
  if (name->type == NameType::kPlace) {
    if (!english || name->rows.size() < 3 || !is_role(name->rows.begin)) return;
    name->type = NameType::kPerson;
  }
  const auto is_age = [&](uint32_t row) {  // "Сорокалетняя Лосева"
    for (const std::string_view ending : {"летний", "летняя", "летнего", "летней", "летнему", "летнюю", "летним"})
      if (page_.word(row).ends_with(ending)) return true;
    return false;
  };
  while (name->rows.size() > 1 && (is_role(name->rows.begin) || is_age(name->rows.begin))) drop();
  // "митрополит Заозёрский Лаврентий", "папа Римский Франциск": the see stands between the title and the name.
  if (!english && name->rows.size() == 2 && name->rows.begin > 0 && page_.Is(name->rows.begin - 1, kWordRole) &&
      IsOfPlace(page_.word(name->rows.begin)))
    drop();
  // "министр нефти Вальдории Иван Лосев": the parser hangs the name on the role, and the complement on it or what is between.
  if (english || name->rows.size() < 3 || !grammar.has_tree()) return;
  const uint32_t first = name->rows.begin;
  const auto kind = [&](uint32_t row) { return LECTOR_FEAT(grammar.Feats(row), NAMETYPE); };
  const bool place =
      grammar.Is(first, RelationOf("nmod")) || kind(first) == LECTOR_NAMETYPE_GEO || kind(first) == LECTOR_NAMETYPE_COM ||
      (kind(first + 1) == LECTOR_NAMETYPE_GIV && kind(first) != LECTOR_NAMETYPE_GIV && kind(first) != LECTOR_NAMETYPE_SUR &&
       kind(first) != LECTOR_NAMETYPE_PAT);
  if (!place || !grammar.Is(first + 1, RelationOf("appos"))) return;
  const uint32_t role = grammar.Head(first + 1);
  if (role != Grammar::kNone && role < first && page_.Is(role, kWordRole) && grammar.Under(first, role)) drop();
}

}  // namespace lector::quotes
