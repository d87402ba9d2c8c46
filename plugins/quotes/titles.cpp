// The titles of people, and who is meant by a noun of a person.
#include <algorithm>
#include <utility>

#include "english_clause.h"
#include "names.h"
#include "phrase.h"

namespace lector::quotes {
namespace {

constexpr uint32_t kMaxTitleWords = 14;

// Two words that differ in their endings alone: lemmas of names are guesses.
bool SameStem(std::string_view a, std::string_view b) {
  constexpr size_t kStem = 6, kEnding = 4;  // bytes: three letters, two letters
  size_t same = 0;
  while (same < std::min(a.size(), b.size()) && a[same] == b[same]) ++same;
  return a == b || (same >= kStem && a.size() - same <= kEnding && b.size() - same <= kEnding);
}

// "вице-губернатор" and "губернатор", "пресс-секретарь" and "секретарь": another office.
bool IsDeputyOf(std::string_view deputy, std::string_view office) {
  for (const std::string_view prefix : {"вице-", "зам", "пресс-"})
    if (deputy.starts_with(prefix) && deputy.substr(prefix.size()) == office) return true;
  return false;
}

// "Минтранс" and "транспорт", "Минфин" and "финансов".
bool IsMinistryOf(std::string_view name, std::string_view field) {
  constexpr std::string_view kMinistry = "мин";
  if (!name.starts_with(kMinistry)) return false;
  name.remove_prefix(kMinistry.size());
  size_t same = 0;
  while (same < std::min(name.size(), field.size()) && name[same] == field[same]) ++same;
  return same >= 6;  // three letters
}

// "сорокалетний владелец", "бывший 40-летний владелец", "longtime owner": how old and for how long is no part of a title.
std::string WithoutAge(std::string_view title) {
  std::string out;
  for (size_t begin = 0; begin < title.size();) {
    const size_t end = std::min(title.find(' ', begin), title.size());
    const std::string_view word = title.substr(begin, end - begin);
    const bool age = word.ends_with("летний") || word.ends_with("летняя") || word.ends_with("-year-old") || word == "известный" ||
                     word == "известная" || word == "знаменитый" || word == "знаменитая" || word == "longtime" ||
                     word == "Longtime" || word == "long-time";
    if (!age) out += (out.empty() ? "" : " ") + std::string(word);
    begin = end + 1;
  }
  return out;
}

}  // namespace

bool SaysMore(std::string_view full, std::string_view title) {
  const auto word_at_end = [](std::string_view text) { return text.substr(text.find_last_of(' ') + 1); };
  if (full.size() <= title.size() || word_at_end(full) != word_at_end(title)) return false;
  for (size_t begin = 0; begin < title.size();) {
    const size_t end = std::min(title.find(' ', begin), title.size());
    if (full.find(title.substr(begin, end - begin)) == std::string_view::npos) return false;
    begin = end + 1;
  }
  return true;
}

// Whether the noun in `row` of a title is an office of the person rather than a complement: "секретарь президента".
bool Names::IsOffice(uint32_t row, Range title) const {
  const Grammar& grammar = page_.grammar();
  if (!grammar.known()) return true;
  for (uint32_t i = title.begin; i < row; ++i)
    if (grammar.IsNoun(i) && page_.Is(i, kWordRole))
      return grammar.Case(i) == grammar.Case(row) && grammar.Case(i) == LECTOR_CASE_NOM;
  return true;
}

void Names::FindTitles(const Check& check) {
  uint32_t last = 0;
  for (size_t n = 0; n < names_.size(); ++n) {
    const Name& name = names_[n];
    if ((n & 255u) == 0) check();
    if (name.type == NameType::kPerson) {
      Range title = TitleBefore(name.rows, page_.grammar().known() ? 0 : last);
      if (!title.empty() && IsOblique(name) && page_.grammar().Case(title.begin) == LECTOR_CASE_NOM)
        title = {};  // "адвокат Маркива"
      if (title.empty()) title = TitleBehind(name.rows, page_.SentenceOf(name.rows.begin).end);
      if (!title.empty()) {
        titled_.push_back({title, n});
        bool weak = true;  // "американец" says less than an office
        for (uint32_t i = title.begin; i < title.end; ++i) weak = weak && (!page_.Is(i, kWordRole) || page_.Is(i, kWordGeneric));
        titles_[name.full].found.push_back({title, {}, weak});
        for (uint32_t i = title.begin; i < title.end; ++i) {
          if (page_.Is(i, kWordChief)) chiefs_.insert(name.full);
          if (page_.Is(i, kWordRole) && IsOffice(i, title)) offices_[name.full].push_back(i);
        }
      }
      last = name.rows.end;
    }
  }
}

// The first title of a person, or a fuller one of the same office: "президент", later "президент Вальдории".
void Names::AddTitle(std::string text, bool weak, Titles* titles) const {
  std::string& known = titles->text;
  if (known.empty() && weak) titles->weak = true;
  if (known.empty() || (titles->weak && !weak) || (text.size() > known.size() && text.starts_with(known + " ")) ||
      (page_.input().english && SaysMore(text, known))) {
    known = std::move(text);
    if (!weak) titles->weak = false;
  }
}

// Of those for whom nothing beside a name gave a title: what whoever found the names knows.
void Names::TakeTitles() {
  std::unordered_map<lector_id, std::string_view> given;
  for (const NameInput& name : page_.input().names) {
    std::string_view title = name.title;
    while (!title.empty() && (title.back() == ',' || title.back() == ' ')) title.remove_suffix(1);
    if (!title.empty()) given.emplace(name.entity, title);
  }
  for (const Name& name : names_)
    if (const auto it = given.find(name.entity); it != given.end() && name.type == NameType::kPerson)
      titles_[name.full].found.push_back({{}, it->second, true});
}

void Names::AddTitled(const Name& name, Range title) {
  if (title.empty() || name.type != NameType::kPerson) return;
  const Titled titled{title, static_cast<size_t>(&name - names_.data())};
  titled_.insert(std::upper_bound(titled_.begin(), titled_.end(), titled,
                                  [](const Titled& a, const Titled& b) { return a.title.begin < b.title.begin; }),
                 titled);
  titles_.insert_or_assign(name.full, Titles{{}, std::string(page_.Text(title))});  // surer than what stands beside a name
}

Range Names::WithModifiers(Range title, uint32_t limit) const {
  while (title.begin > limit && page_.IsWord(title.begin - 1) && page_.Is(title.begin - 1, kWordModifier)) --title.begin;
  return title;
}

Range Names::TitleBefore(Range name, uint32_t limit) const {
  limit = std::max(limit, page_.SentenceOf(name.begin).begin);
  uint32_t role = name.begin;
  if (page_.input().english) {
    if (name.begin > limit + 1 && page_.IsSign(name.begin - 1, Sign::kComma) && page_.IsSign(name.end, Sign::kComma))
      return TitleBeforeComma(name, limit);
    // "lead author Dr. Ann Lee"
    if (name.begin > limit + 2 && page_.word(name.begin - 1) == "." && page_.word(name.begin - 2).size() <= 4 &&
        page_.IsCapital(name.begin - 2) && page_.Is(name.begin - 3, kWordRole))
      name.begin -= 2;
    if (name.begin > limit + 1 && page_.word(name.begin - 1) == "." && page_.Touches(name.begin - 1) &&
        page_.Is(name.begin - 2, kWordRole) && page_.IsCapital(name.begin - 2))
      --name.begin;  // "Gov. Ann Lee"
    if (name.begin <= limit || !page_.Is(name.begin - 1, kWordRole)) return {};
    Range title{name.begin - 1, name.begin};
    const uint32_t stop = kWordDeterminer | kWordPreposition | kWordConjunction | kWordAdverb | kWordThat | kWordClause |
                          kWordPronoun | kWordListener;
    while (title.begin > limit && page_.IsWord(title.begin - 1) && title.size() < 6 &&
           (!page_.Is(title.begin - 1, stop) || page_.Is(title.begin - 1, kWordModifier) ||
            (page_.Is(title.begin - 1, kWordListener) && page_.IsCapital(title.begin - 1))) &&  // "Family Court Justice"
           page_.HitAt(title.begin - 1) == nullptr)
      --title.begin;
    // "Stein spokeswoman Mary Dean": another's name right before it
    if (title.begin == limit && title.begin > 0 && page_.IsWord(title.begin - 1) &&
        page_.SentenceOf(name.begin).Contains(title.begin - 1))
      if (const Name* other = At(title.begin - 1); other != nullptr && other->type == NameType::kPerson)
        title.begin = other->rows.begin;
    return title;
  }
  if (page_.grammar().known()) return TitleBeforeByCase(page_, name, limit);
  for (uint32_t i = name.begin; i > limit && name.begin - i < kMaxTitleWords;) {
    --i;
    const bool word = page_.IsWord(i) || page_.IsSign(i, Sign::kMark) || page_.IsSign(i, Sign::kNumber);
    const Hit* hit = page_.HitAt(i);
    if (!word || page_.Is(i, kWordRelative | kWordThat | kWordListener) || (hit != nullptr && !hit->source)) break;
    if (page_.Is(i, kWordConjunction) && page_.Is(i + 1, kWordRole)) break;
    if (page_.Is(i, kWordRole) && !page_.Is(i, kWordGroup)) role = i;  // "порт" is no title
  }
  if (role == name.begin) return {};
  Range title = WithModifiers({role, name.begin}, limit);
  while (!title.empty() && page_.IsSign(title.begin, Sign::kMark)) ++title.begin;
  return title;
}

// English: "A lawyer for the owners, Jane Lowe, said"; empty: what stands before the comma is no title.
Range Names::TitleBeforeComma(Range name, uint32_t limit) const {
  constexpr uint32_t kFirstWords = 5;
  Range title{name.begin - 1, name.begin - 1};
  while (title.begin > limit && title.size() < kMaxTitleWords && page_.IsWord(title.begin - 1) &&
         page_.HitAt(title.begin - 1) == nullptr && !page_.Is(title.begin - 1, kWordRelative | kWordPronoun))
    --title.begin;
  if (title.size() < 2 || !page_.Is(title.begin, kWordDeterminer | kWordPossessive)) return {};
  bool role = false;
  for (uint32_t i = ++title.begin; i < title.end; ++i) {
    role = role || (i < title.begin + kFirstWords && page_.Is(i, kWordRole));
    if (IsFiniteInEnglish(page_, i)) return {};
  }
  return role ? title : Range{};
}

Range Names::TitleBehind(Range name, uint32_t limit) const {
  if (!page_.IsSign(name.end, Sign::kComma) && !page_.IsSign(name.end, Sign::kDash)) return {};
  if (page_.IsSign(name.end, Sign::kDash) && page_.row(name.end).stretch >= 0) return {};  // «Лосев — молодец»
  uint32_t i = name.end + 1;
  if (page_.input().english && page_.IsSign(i, Sign::kNumber) && page_.IsSign(i + 1, Sign::kComma)) i += 2;  // "Lee, 34, a nurse"
  while (i < limit && page_.Is(i, kWordDeterminer)) ++i;
  Range title{i, i};
  while (title.end < limit && page_.Is(title.end, kWordModifier)) ++title.end;
  if (page_.input().english) {  // "a Democratic pollster": the role is the last word before a preposition
    while (title.end < limit && title.end - i < 5 && page_.IsWord(title.end) && !page_.Is(title.end, kWordRole) &&
           page_.HitAt(title.end) == nullptr &&
           !page_.Is(title.end, kWordPreposition | kWordRelative | kWordPronoun | kWordClause | kWordConjunction))
      ++title.end;
  }
  if (title.end >= limit || !page_.Is(title.end, kWordRole)) return {};
  const Grammar& grammar = page_.grammar();
  if (grammar.known() && !page_.input().english && grammar.Number(title.end) == LECTOR_NUMBER_PLUR &&
      grammar.Number(name.begin) == LECTOR_NUMBER_SING)
    return {};  // "с женой Никой Рудь — сыновья Марк и Лев"
  while (title.end < limit && title.size() < kMaxTitleWords) {
    const Hit* hit = page_.HitAt(title.end);
    const bool word = page_.IsWord(title.end) || page_.IsSign(title.end, Sign::kMark);
    if (!word || page_.Is(title.end, kWordRelative | kWordThat | kWordPronoun) || (hit != nullptr && !hit->source)) break;
    // "По словам Лосева, президент принесет присягу": a clause
    if (!page_.input().english && grammar.IsFinite(title.end) && !page_.Is(title.end, kWordRole)) return {};
    ++title.end;
  }
  const Sign stop = title.end < page_.size() ? page_.row(title.end).sign : Sign::kStop;
  const bool clause = page_.input().english && page_.Is(title.end, kWordRelative);  // "a biologist who was not involved"
  return clause || stop == Sign::kComma || stop == Sign::kStop || stop == Sign::kDash || stop == Sign::kClose ? title : Range{};
}

std::string_view Names::TitleOf(std::string_view full_name) const {
  const auto it = titles_.find(full_name);
  if (it == titles_.end()) return {};
  Titles& titles = it->second;
  for (const Titles::Found& title : std::exchange(titles.found, {}))
    AddTitle(title.rows.empty() ? WithoutAge(title.given) : TitleText(title.rows), title.weak, &titles);
  return titles.text;
}

// Each of several offices by itself, without what stands in brackets: "фронт (ОФДД)".
std::string Names::TitleText(Range title) const {
  if (page_.input().english) return WithoutAge(Decapitalised(page_, title, page_.NominativeOf(title)));
  std::string text;
  bool inflect = true;  // of the words behind brackets only the form as it stands is known
  for (uint32_t i = title.begin; i < title.end;) {
    if (page_.IsSign(i, Sign::kOpen)) {
      while (i < title.end && !page_.IsSign(i, Sign::kClose)) ++i;
      ++i;
      inflect = false;
      continue;
    }
    if (page_.IsSign(i, Sign::kComma)) {
      if (++i >= title.end) break;
      text += ',';
      const uint32_t noun = FirstNoun(page_, {i, title.end});  // another office, or more that the first one is of
      inflect =
          noun == Grammar::kNone || page_.Is(noun, kWordRole) || page_.grammar().Case(noun) == page_.grammar().Case(title.begin);
      continue;
    }
    Range piece{i, i + 1};
    while (piece.end < title.end && !page_.IsSign(piece.end, Sign::kOpen) && !page_.IsSign(piece.end, Sign::kComma)) ++piece.end;
    if (!text.empty()) text += ' ';
    text += inflect ? page_.NominativeOf(piece) : std::string(page_.Text(piece));
    i = piece.end;
  }
  for (size_t at = text.find("''"); at != std::string::npos; at = text.find("''")) text.erase(at, 2);  // the slant of a wiki
  while (!text.empty() && (text.back() == ',' || text.back() == ' ')) text.pop_back();
  return WithoutAge(Decapitalised(page_, title, text));
}

bool Names::IsChief(std::string_view full_name) const { return chiefs_.count(full_name) > 0; }

bool Names::Excludes(std::string_view full_name, uint32_t role) const {
  const auto it = offices_.find(full_name);
  if (it == offices_.end() || page_.Is(role, kWordGeneric)) return false;
  // An office that is one's own, "губернатор", is hardly that of a person told by something else.
  const bool chief = page_.Is(role, kWordChief);
  for (const uint32_t office : it->second) {
    const Page::Kin kin = page_.KinOf(office, role);
    // "прокурор" and "судья" are a calling and a part in the case: nobody who is told by an office of another kind.
    if (kin != Page::Kin::kOther && !((chief || page_.IsOfCourt(role)) && kin == Page::Kin::kUnknown)) return false;
  }
  return true;
}

// Whether a noun of a title is the person's rather than a complement: of "муж актрисы" the first, of "врач, сенатор" both.
bool Names::IsOwnNoun(uint32_t row, Range title) const {
  const Grammar& grammar = page_.grammar();
  if (!grammar.known() || grammar.Case(row) != LECTOR_CASE_GEN) return true;
  for (uint32_t i = title.begin; i < row; ++i)
    if (grammar.IsNoun(i) && page_.Is(i, kWordRole))
      return grammar.Case(i) == LECTOR_CASE_GEN && !page_.IsFamily(i) &&
             (grammar.Upos(row - 1) == LECTOR_UPOS_CCONJ || page_.IsSign(row - 1, Sign::kComma));
  return true;
}

// How well some noun of a title and the noun in `role` mean one person: 3 the same, 2 alike, 1 both chiefs; 0: they do not.
int Names::NounScore(Range title, uint32_t role) const {
  const std::string wanted = page_.Lemma(role);
  for (uint32_t i = title.begin; i < title.end; ++i) {
    if (!page_.Is(i, kWordRole) || !IsOwnNoun(i, title)) continue;
    const std::string other = page_.Lemma(i);
    if (other == wanted) return 3;
    if (IsDeputyOf(other, wanted) || IsDeputyOf(wanted, other)) continue;
    if (other.ends_with(wanted) || wanted.ends_with(other) || other.starts_with(wanted + "-"))
      return 2;  // "гендиректор", "директор"; "премьер-министр", "премьер"
    const Page::Kin kin = page_.KinOf(i, role);
    if (kin == Page::Kin::kAlike && !page_.Is(role, kWordChief)) return 2;  // "голкипер", "вратарь"
    if (page_.Is(i, kWordChief) && page_.Is(role, kWordChief) && kin != Page::Kin::kOther) return 1;
  }
  return 0;
}

// How well a title fits the phrase "глава Киргизии" with its noun in `role`; 0 and below: not at all.
int Names::RoleScore(Range title, uint32_t role, Range rows) const {
  const Grammar& grammar = page_.grammar();
  const int score = NounScore(title, role);
  const auto institution = [&](uint32_t from, uint32_t end, uint32_t classes) {
    for (uint32_t i = from + 1; i < end; ++i)
      if (page_.Is(i, classes)) return true;
    return false;
  };
  const auto complements = [&](Range range, uint32_t from) {
    std::vector<std::string> out;
    for (uint32_t i = from + 1; i < range.end; ++i) {
      if (!page_.IsWord(i) || page_.Is(i, kWordPreposition | kWordConjunction)) continue;
      out.push_back(page_.Lemma(i));
    }
    return out;
  };
  uint32_t head = title.begin;
  while (head + 1 < title.end && !page_.Is(head, kWordRole)) ++head;
  const auto head_of = [&](Range chief, uint32_t noun, uint32_t office) {
    for (uint32_t i = noun + 1; page_.Is(noun, kWordChief) && i < chief.end; ++i)
      if (grammar.IsNoun(i)) return page_.Heads(i, office);
    return false;
  };
  // "глава государства" for the president of Norland, "премьер" for "глава кабинета министров".
  const bool heads = head_of(rows, role, head) || head_of(title, head, role);
  if (score == 0) return heads ? 3 : 0;  // "глава церкви" for "папа"
  const std::vector<std::string> mine = complements(rows, role), theirs = complements(title, head);
  if (mine.empty()) return heads ? 3 : score == 1 ? 0 : score;  // "министр", but not "глава" for a minister
  if (theirs.empty()) return heads ? 3 : score == 1 ? 0 : score - 1;
  for (const std::string& word : mine)
    for (const std::string& other_word : theirs)
      if (SameStem(word, other_word) || IsMinistryOf(word, other_word) || IsMinistryOf(other_word, word)) return score + 3;
  for (const Name& my : Inside({role + 1, rows.end}))  // "РФ" and "Россия"
    for (const Name& their : Inside({head + 1, title.end}))
      if (my.entity != 0 && my.entity == their.entity) return score + 2;
  if (heads) return 3;
  // "представитель министерства", "представитель МИД": a noun alone is whichever was named.
  const bool lone = mine.size() == 1 && institution(role, rows.end, score == 1 ? kWordAuthority : kWordInstitution) &&
                    !institution(head, title.end, kWordInstitution);
  const bool told = score > 1 && theirs.size() == 1 && institution(head, title.end, kWordInstitution) &&
                    !institution(role, rows.end, kWordInstitution);
  return lone || told ? std::max(1, score - 1) : 0;
}

const Name* Names::PersonWithRole(Range rows, uint64_t gender) const {
  while (!rows.empty() && !page_.Is(rows.begin, kWordRole)) ++rows.begin;
  if (rows.empty()) return nullptr;
  const Name* best = nullptr;
  int best_score = 0, looked_at = 0;
  const auto behind =
      std::upper_bound(titled_.begin(), titled_.end(), rows.begin, [](uint32_t r, const Titled& t) { return r < t.title.begin; });
  const auto look = [&](const Titled& titled) {
    const Name& name = names_[titled.name];
    const uint64_t known = GenderOf(name.full);
    if (gender != 0 && known != 0 && gender != known) return;
    int score = 3 * RoleScore(titled.title, rows.begin, rows);
    if (score <= 0) return;
    // Of two in one sentence who may be meant, its subject: "глава комитета X направила министру Y письмо".
    const Grammar& grammar = page_.grammar();
    if (grammar.known() && grammar.Case(name.rows.begin) == LECTOR_CASE_DAT) score -= 2;
    if (score > best_score) best_score = score, best = &name;
  };
  for (auto it = behind; it != titled_.begin() && looked_at < 64; ++looked_at) look(*--it);
  if (best != nullptr) return best;
  best_score = 6;  // named later: the same noun alone, not one that may mean the same
  for (auto it = behind; it != titled_.end() && looked_at < 96; ++it, ++looked_at) look(*it);
  return best;
}

}  // namespace lector::quotes
